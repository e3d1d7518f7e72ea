"""Tabled and referred: who may ask, what the way back is, and the new days in one step."""

from datetime import date

import pytest
from django.urls import reverse

from ramverk.apps.cycle import desks
from ramverk.apps.cycle.actions.adopt import Proof
from ramverk.apps.cycle.actions.record_decision import Decision, record_decision
from ramverk.apps.cycle.models import Activity, ActivityDate, Need
from ramverk.apps.cycle.tests.desk_cast import at, fresh
from ramverk.apps.decisions.actions.close_sitting import close_sitting
from ramverk.apps.decisions.actions.decide_clause import decide_clause, settle_unopposed
from ramverk.apps.decisions.actions.move_amendment import Wish, move_amendment
from ramverk.apps.decisions.actions.open_sitting import summon
from ramverk.apps.decisions.actions.postpone import postpone
from ramverk.apps.decisions.actions.register_matter import bring_on
from ramverk.apps.decisions.actions.set_new_days import set_new_days
from ramverk.apps.decisions.models import Matter, Sitting
from ramverk.apps.decisions.queries.board import board_of
from ramverk.apps.decisions.queries.findings import sitting_findings
from ramverk.apps.decisions.queries.referral import new_days
from ramverk.apps.decisions.tests.conftest import seated
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

pytestmark = pytest.mark.django_db
WHY = "Kostnaden ska redovisas."
AUGUST, SEPTEMBER = date(2018, 8, 28), date(2018, 9, 10)


def put_off(actor, sitting, asking, kind="remitted", motivation=WHY, **more):
    version = fresh(sitting).version
    return postpone(actor, fresh(sitting), version, kind, motivation, [place.pk for place in asking], **more)


@pytest.fixture
def aterremitterat(sittningen, finans, plats):
    """Three of seven have the budget referred."""
    put_off(finans, sittningen, [plats(name) for name in ("Eli", "Fia", "Gun")], paragraph="§ 71")
    return Sitting.objects.select_related("matter__round", "body", "activity").get(pk=sittningen.pk)


def test_a_third_of_those_present_is_enough_and_less_is_refused_with_the_number(
    sittningen, finans, plats, som, fullmaktige
):
    three = [plats(name) for name in ("Eli", "Fia", "Gun")]
    with pytest.raises(Refused, match="presidium"):
        put_off(som(fullmaktige["Eli"]), sittningen, three)
    with pytest.raises(Invalid, match="motiveringen"):
        put_off(finans, sittningen, three, motivation=" ")
    with pytest.raises(Invalid, match="bordläggning eller"):
        put_off(finans, sittningen, three, kind="decided")
    with pytest.raises(Invalid, match="2 av 7 närvarande"):
        put_off(finans, sittningen, three[:2])
    row = put_off(finans, sittningen, three)
    assert row.is_by_minority
    assert row.asked_by == ["Eli Ek (FE)", "Fia Fors (FE)", "Gun Gran (FE)"]
    assert (fresh(sittningen).state, Matter.objects.get().state) == ("remitted", "remitted")
    minutes = str(fresh(sittningen).minutes.content["headings"])
    assert "på begäran av minst en tredjedel av de närvarande (3 av 7)" in minutes


def test_what_is_partly_decided_is_not_put_off_any_more(sittningen, finans, plats, som, fullmaktige):
    of = sittningen.clauses.get(kind="tax_rate")
    wish = Wish(of, figures={"rate": 2150})
    move_amendment(som(fullmaktige["Eli"]), sittningen, sittningen.version, "", [wish], plats("Eli"))
    decide_clause(finans, of, fresh(of).version, True)
    with pytest.raises(Invalid, match="delvis avgjort"):
        put_off(finans, sittningen, [plats(name) for name in ("Eli", "Fia", "Gun")])


def test_finance_sets_the_new_days_in_one_step_and_the_timetable_follows(
    aterremitterat, finans, som, fullmaktige, aret
):
    sitting = aterremitterat
    with pytest.raises(Refused, match="Ekonomiavdelningen"):
        set_new_days(som(fullmaktige["Sekreteraren"]), sitting, sitting.version, AUGUST, SEPTEMBER)
    with pytest.raises(Invalid, match="Ange dagarna"):
        set_new_days(finans, sitting, sitting.version, None, SEPTEMBER)
    with pytest.raises(Invalid, match="tidigast 4 september 2018"):
        set_new_days(finans, sitting, sitting.version, AUGUST, date(2018, 9, 3))
    plan = new_days(sitting, AUGUST, SEPTEMBER)
    assert {step.row for step in plan.moves} == {"R21", "R24"}  # the publication must come after the decision
    seen = {step.pk: step.version for step in plan.moves}
    with pytest.raises(Stale):
        set_new_days(finans, sitting, sitting.version, AUGUST, SEPTEMBER, {aret("R21").pk: aret("R21").version})
    made = set_new_days(finans, sitting, sitting.version, AUGUST, SEPTEMBER, seen)
    assert (made.body.kind, made.day, made.after) == ("executive_board", AUGUST, sitting)
    assert aret("R21").end == SEPTEMBER
    assert aret("R24").start >= SEPTEMBER
    assert ActivityDate.objects.filter(activity=aret("R21")).count() == 2
    assert Need.objects.get(activity=aret("R21"), needed=made.activity).is_gate
    assert [row.subject for row in made.clauses.all()] == [row.subject for row in sitting.clauses.all()]
    assert TrailEntry.objects.get(verb="decisions.set_new_days").after["council"] == "2018-09-10"
    with pytest.raises(Refused, match="redan fört vidare"):
        set_new_days(finans, fresh(sitting), fresh(sitting).version, AUGUST, SEPTEMBER)


def test_the_page_shows_what_follows_before_it_is_done(aterremitterat, ekonomichefen, inloggad, fullmaktige, aret):
    url = reverse("decisions:new_days", args=[aterremitterat.pk])
    assert inloggad(fullmaktige["Sekreteraren"]).get(url).status_code == 403
    browser = inloggad(ekonomichefen)
    assert "inget sammanträde kvar" in browser.get(url).content.decode()
    days = {"styrelsen": "2018-08-28", "fullmaktige": "2018-09-10"}
    page = browser.get(url, days).content.decode()
    assert "Budgeten läggs ut på webbplatsen" in page
    steps = [f"{step.pk}:{step.version}" for step in (aret("R21"), aret("R24"))]
    deed = days | {"gor": "1", "version": aterremitterat.version, "sedd": steps}
    assert "Du har ändrat dagarna" in browser.post(url, deed | {"visat": "2018-08-28 2018-09-11"}).content.decode()
    browser.post(url, deed | {"visat": "2018-08-28 2018-09-10"})
    assert aret("R21").end == SEPTEMBER


def test_the_second_time_it_takes_a_majority_and_what_comes_back_has_its_clauses(
    aterremitterat, finans, kommunen, styrelsen, plats, aret
):
    made = set_new_days(finans, aterremitterat, aterremitterat.version, AUGUST, SEPTEMBER)
    with at("2018-08-28 10:00"):
        board = seated(finans, summon(finans, made, made.version))
        with pytest.raises(Invalid, match="enkel majoritet"):
            put_off(finans, board, board.places.all()[:3])
        with pytest.raises(Invalid, match="inte färdigt"):
            bring_on(finans, board, aret("R21"), kommunen["KF"], SEPTEMBER)
        settle_unopposed(finans, fresh(board), fresh(board).version)
        close_sitting(finans, fresh(board), fresh(board).version, "§ 118", reason="Inte samverkat.")
        over = Sitting.objects.select_related("matter", "body").get(pk=board.pk)
        with pytest.raises(Invalid, match="knyter först"):
            bring_on(finans, over, aret("R21"), kommunen["KF"], SEPTEMBER)
        with pytest.raises(Invalid, match="kan inte fatta"):
            bring_on(finans, over, aret("R21"), kommunen["BB"], SEPTEMBER)
        with pytest.raises(Invalid, match="före det där"):
            bring_on(finans, over, aret("R21"), kommunen["KF"], date(2018, 8, 1))
        Sitting.objects.filter(pk=over.pk).update(decision=None)  # as where the board only prepared
        back = bring_on(finans, fresh(over), aret("R21"), kommunen["KF"], SEPTEMBER)
    with at("2018-09-10 19:00"):
        again = seated(finans, summon(finans, back, back.version), absent=("Hans", "Ida"))
        asking = list(again.places.filter(party=kommunen["FE"], kind="member"))
        with pytest.raises(Invalid, match="redan skjutits upp"):
            put_off(finans, again, asking)
        assert not put_off(finans, again, asking, kind="tabled", by_majority=True).is_by_minority


def test_an_amended_confirmation_is_not_technical_and_is_passed_only_with_a_reason(
    sittningen, finans, plats, som, fullmaktige
):
    Matter.objects.update(kind="confirming")
    of = sittningen.clauses.get(kind="interest")
    move_amendment(som(fullmaktige["Eli"]), sittningen, sittningen.version, "", [Wish(of, "dropped")], plats("Eli"))
    settle_unopposed(finans, fresh(sittningen), fresh(sittningen).version)

    def codes():
        return {one.code for one in sitting_findings(board_of(fresh(sittningen)))}

    assert "decision.not_technical" not in codes()
    decide_clause(finans, of, fresh(of).version, False)
    assert "decision.not_technical" in codes()
    with pytest.raises(Invalid, match="inte längre bara tekniskt"):
        close_sitting(finans, fresh(sittningen), fresh(sittningen).version, "§ 131")
    done = close_sitting(
        finans, fresh(sittningen), fresh(sittningen).version, "§ 131", reason="Beretts den 30 oktober."
    )
    assert done.state == "decided"
    assert Activity.objects.get(row="R21").state == "done"


def offered(actor, step):
    """What the work list offers at a step."""
    steps = Activity.objects.filter(round=step.round_id).select_related("owner")
    return [(str(duty.verb), duty.url) for duty in desks.duties(steps, actor) if duty.activity_id == step.pk]


def test_while_it_is_put_off_nothing_is_recorded_and_the_new_days_are_waited_for(
    aterremitterat, finans, som, fullmaktige, kommunen, aret, inloggad
):
    step, secretary = aret("R21"), som(fullmaktige["Sekreteraren"])
    assert offered(secretary, step) == []
    assert [verb for verb, _url in offered(finans, step)] == ["Sätt nya dagar: Mål & Budget 2019–2021"]
    assert list(desks.statuses([step])[step.pk].missing) == ["nya dagar från ekonomiavdelningen"]
    browser = inloggad(fullmaktige["Sekreteraren"])
    for url in (reverse("decisions:activity", args=[step.pk]), reverse("desks:decision", args=[step.pk])):
        page = browser.get(url).content.decode()
        assert "Beslutet kan registreras först när ekonomiavdelningen har satt nya dagar" in page
    proof = Proof(date(2018, 6, 20), "§ 71", "adjusted")
    with pytest.raises(Refused, match="satt nya dagar"):
        record_decision(secretary, step, step.version, Decision(kommunen["KF"], proof, "Budgeten fastställs."))
    matter = reverse("decisions:matter", args=[aterremitterat.matter_id])
    page = browser.get(matter).content.decode()
    assert "Fullmäktige har skjutit upp ärendet" in page
    assert "För ärendet vidare" not in page
    assert browser.get(reverse("decisions:bring_on", args=[aterremitterat.matter_id])).status_code == 403


def test_each_step_offers_what_comes_next_in_its_matter(aterremitterat, finans, som, fullmaktige, styrelsen, aret):
    made = set_new_days(finans, aterremitterat, aterremitterat.version, AUGUST, SEPTEMBER)
    board, council = som(styrelsen["Sekreteraren"]), som(fullmaktige["Sekreteraren"])
    sitting = reverse("decisions:sitting", args=[made.pk])
    assert offered(board, made.activity) == [("Förbered ärendet och ta upp det på dagordningen", sitting)]
    assert offered(council, aret("R21")) == []
    assert list(desks.statuses([aret("R21")])[aret("R21").pk].missing) == ["Kommunstyrelsen 28 augusti"]
    with at("2018-08-28 10:00"):
        seated(finans, summon(finans, made, made.version))
        assert offered(board, made.activity) == [("Avgör ärendet och avsluta behandlingen", sitting)]
        settle_unopposed(finans, fresh(made), fresh(made).version)
        done = close_sitting(finans, fresh(made), fresh(made).version, "§ 118", reason="Inte samverkat.")
    assert "Fastställ den beslutade utgåvan" in offered(finans, made.activity)[-1][0]
    on = reverse("decisions:bring_on", args=[made.matter_id])
    assert offered(council, aret("R21")) == [("För ärendet vidare", on)]
    assert done.state == "decided"
