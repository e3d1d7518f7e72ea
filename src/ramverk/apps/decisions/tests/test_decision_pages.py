"""A whole matter through its pages, by the secretary and by councillors on their phones."""

import re
from datetime import date

import pytest
from django.urls import reverse

from ramverk.apps.cycle import desks
from ramverk.apps.cycle.tests.desk_cast import fresh
from ramverk.apps.decisions.actions.move_amendment import Wish, move_amendment
from ramverk.apps.decisions.actions.open_sitting import summon
from ramverk.apps.decisions.actions.register_matter import register_matter
from ramverk.apps.decisions.actions.write_clauses import draft_clauses, edit_clause, numbers_in
from ramverk.apps.decisions.models import Ballot, Matter, Proposition, Reservation, Sitting
from ramverk.apps.decisions.tests.conftest import TERMS
from ramverk.apps.frames.models import Edition
from ramverk.apps.trail.verdicts import Invalid

pytestmark = pytest.mark.django_db


def post(browser, name, *args, follow=True, **values):
    return browser.post(reverse(f"decisions:{name}", args=args), values, follow=follow)


def version(page, nth=0):
    return re.findall(r'name="version" value="(\d+)"', page.content.decode())[nth]


def test_the_secretary_takes_a_matter_from_the_register_to_frozen_minutes(
    fullmaktige, ekonomichefen, inloggad, aret, kommunen, forslaget, tjugonde_juni
):
    secretary, finance = inloggad(fullmaktige["Sekreteraren"]), inloggad(ekonomichefen)
    step = aret("R21")
    assert desks.desk_for(step).url(step) == reverse("decisions:activity", args=[step.pk])
    values = {"kind": "budget", "title": "Mål & Budget", "register_number": "KS 2018/12", "body": kommunen["KF"].pk,
              "day": "2018-06-20"}  # fmt: skip
    page = post(secretary, "activity", step.pk, **values)
    assert "Att-satser" in page.content.decode()
    sitting = Sitting.objects.get()
    page = post(secretary, "clauses", sitting.pk, deed="draft", version=version(page), edition=forslaget.pk,
                tax_rate="21:64", internal_interest="1,75", borrowing="120")  # fmt: skip
    assert "Internräntan för 2019 fastställs till 1,75 procent." in page.content.decode()
    post(secretary, "deed", sitting.pk, "kalla", version=fresh(sitting).version)
    post(secretary, "attendance", sitting.pk, version=fresh(sitting).version,
         present=[place.pk for place in sitting.places.filter(kind="member")])  # fmt: skip
    post(secretary, "deed", sitting.pk, "oppna", version=fresh(sitting).version)
    of = sitting.clauses.get(kind="tax_rate")

    eli = inloggad(fullmaktige["Eli"])
    post(eli, "move", sitting.pk, version=fresh(sitting).version, clause=of.pk, stand="value", rate="21:50")
    page = secretary.get(reverse("decisions:sitting", args=[sitting.pk]))
    assert "Huvudpropositionen" in page.content.decode()
    page = post(secretary, "clause_deed", of.pk, "votering", version=fresh(of).version, requested_by="Eli Ek (FE)")
    vote = Proposition.objects.get()
    for name in ("Ada", "Bo", "Cia", "Eli"):
        browser = inloggad(fullmaktige[name])
        assert (
            "Du har röstat" in post(browser, "vote", vote.pk, choice="no" if name == "Eli" else "yes").content.decode()
        )
        assert post(browser, "vote", vote.pk, choice="no" if name == "Eli" else "yes").status_code == 200
    assert Ballot.objects.count() == 4
    part = eli.get(reverse("decisions:vote", args=[vote.pk]), headers={"HX-Request": "true"}).content.decode()
    assert "4 av 7 har röstat" in part
    assert "<html" not in part
    page = post(secretary, "close_vote", vote.pk, version=fresh(vote).version)
    assert "3 ja-röster mot 1 nej-röst; 3 frånvarande." in page.content.decode()
    assert "listan är orörd" in page.content.decode()

    post(secretary, "deed", sitting.pk, "bifall", version=fresh(sitting).version)
    post(eli, "reserve", sitting.pk, place=sitting.places.get(person=fullmaktige["Eli"]).pk, text="Lägre skatt.")
    assert Reservation.objects.get().place.person == fullmaktige["Eli"]
    values = {"paragraph": "§ 71", "reason": "Inte samverkat.", "version": fresh(sitting).version}
    page = post(secretary, "close", sitting.pk, **values)
    assert "Eli Ek (FE) reserverar sig" in page.content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]
    page = post(secretary, "close", sitting.pk, **values, seen=seen)
    assert "Beslutet är fattat och protokollet fryst." in page.content.decode()
    page = post(finance, "deed", sitting.pk, "knyt", version=fresh(sitting).version)
    assert Edition.objects.get(kind="council_decision").state == "decided"
    assert "Kan överklagas till och med" in page.content.decode()


def test_a_rate_that_is_no_rate_is_refused_with_how_it_is_written(sittningen, fullmaktige, inloggad):
    eli = inloggad(fullmaktige["Eli"])
    of = sittningen.clauses.get(kind="tax_rate")
    page = post(eli, "move", sittningen.pk, version=sittningen.version, clause=of.pk, stand="value", rate="lägre")
    assert page.status_code == 422
    assert "till exempel 21:64" in page.content.decode()


def test_the_absent_follow_but_do_not_vote(sittningen, fullmaktige, inloggad, ekonomichefen):
    of = sittningen.clauses.get(kind="tax_rate")
    post(inloggad(fullmaktige["Eli"]), "move", sittningen.pk, version=sittningen.version, clause=of.pk, stand="dropped")
    post(inloggad(ekonomichefen), "clause_deed", of.pk, "votering", version=fresh(of).version, requested_by="Eli")
    page = inloggad(fullmaktige["Hans"]).get(reverse("decisions:vote", args=[Proposition.objects.get().pk]))
    assert "Bara den som tjänstgör röstar" in page.content.decode()
    assert 'name="choice"' not in page.content.decode()


def test_a_vote_to_give_is_on_the_work_list(sittningen, fullmaktige, inloggad, ekonomichefen, som, aret):
    of = sittningen.clauses.get(kind="tax_rate")
    post(inloggad(fullmaktige["Eli"]), "move", sittningen.pk, version=sittningen.version, clause=of.pk, stand="dropped")
    post(inloggad(ekonomichefen), "clause_deed", of.pk, "votering", version=fresh(of).version, requested_by="Eli")
    duties = [str(duty.verb) for duty in desks.duties([aret("R21")], som(fullmaktige["Bo"]))]
    assert duties == ["Rösta"]


def test_the_register_is_open_and_says_what_is_prepared(sittningen, framlingen, inloggad):
    page = inloggad(framlingen).get(reverse("decisions:matter", args=[Matter.objects.get().pk]))
    assert "KS 2018/12" in page.content.decode()


def test_a_refused_attendance_keeps_what_was_ticked_and_says_what_to_mend(sittningen, inloggad, fullmaktige, plats):
    url = reverse("decisions:attendance", args=[sittningen.pk])
    ticked = [plats(name).pk for name in ("Ada", "Bo", "Cia", "Eli")]
    data = {
        "version": fresh(sittningen).version, "present": ticked, f"why_{plats('Ada').pk}": "Ägare i bolaget",
        "chair": plats("Ada").person_id,
    }  # fmt: skip
    answer = inloggad(fullmaktige["Sekreteraren"]).post(url, data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ordföranden tjänstgör inte" in page
    assert page.count(" checked") == 4
    assert 'value="Ägare i bolaget"' in page
    assert plats("Dag").is_present  # nothing is saved


def test_the_way_back_from_a_refusal_in_the_meeting_is_the_matter(sittningen, inloggad, fullmaktige):
    of = sittningen.clauses.get(kind="tax_rate")
    answer = inloggad(fullmaktige["Sekreteraren"]).post(
        reverse("decisions:clause_deed", args=[of.pk, "ja"]), {"version": of.version}
    )
    assert answer.status_code == 422
    assert f'href="{reverse("decisions:sitting", args=[sittningen.pk])}">Tillbaka' in answer.content.decode()


@pytest.fixture
def forberedd(finans, fullmaktige, aret, kommunen, forslaget, tjugonde_juni):
    """The council's matter with its clauses, not summoned yet."""
    sitting = register_matter(finans, aret("R21"), kommunen["KF"], "budget", "KS 2018/12", "Budget", date(2018, 6, 20))
    draft_clauses(finans, sitting, sitting.version, forslaget, TERMS)
    return fresh(sitting)


def test_words_of_a_clause_are_edited_but_its_amounts_are_the_editions(forberedd, inloggad, fullmaktige):
    browser, url = inloggad(fullmaktige["Sekreteraren"]), reverse("decisions:clauses", args=[forberedd.pk])
    of = forberedd.clauses.get(kind="frame", subject__contains="Social")
    was = of.values.get().text
    data = {"deed": "edit", "clause": of.pk, "version": of.version, "subject": of.subject}
    other = re.sub(r"\d(?= tkr)", "9", was, count=1)
    answer = browser.post(url, data | {"text": other})
    assert answer.status_code == 422
    assert "Talen i att-satsen kommer ur utgåvan" in answer.content.decode()
    assert other in answer.content.decode()  # what was written is kept
    assert of.values.get().text == was
    worded = was.replace("tilldelas", "får")
    assert browser.post(url, data | {"text": worded}).status_code == 302
    assert of.values.get().text == worded


def test_what_a_member_has_moved_is_not_thrown_away_with_its_clause(forberedd, forslaget, finans, som, fullmaktige):
    sitting, eli = summon(finans, forberedd, forberedd.version), fullmaktige["Eli"]
    of = sitting.clauses.get(kind="tax_rate")
    wish = Wish(of, figures={"rate": 2150})
    move_amendment(som(eli), fresh(sitting), fresh(sitting).version, "", [wish], mover=eli)
    with pytest.raises(Invalid, match="yrkanden på att-satsen"):
        edit_clause(finans, of, fresh(of).version, of.subject, " ")
    with pytest.raises(Invalid, match="yrkanden av Eli"):
        draft_clauses(finans, fresh(sitting), fresh(sitting).version, forslaget, TERMS)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("driftramen 169\u2009515 tkr 2019", ["169515", "2019"]),
        ("21:64 och \u22122\u00a0367 tkr", ["-2367", "21:64"]),
        ("1,75 procent", ["1,75"]),
    ],
)
def test_numbers_are_read_out_of_a_clause_however_they_are_spaced(text, numbers):
    assert numbers_in(text) == numbers
