"""Questions to the officials, drafts shown to the management team, and that neither tells more than it may."""

from datetime import date

import pytest
from django.urls import reverse
from tests.cast import member, swedish

from ramverk.apps.cycle.models import Notice
from ramverk.apps.proposals.actions.ask import (
    answer_question,
    approve_answer,
    ask_question,
    assign_question,
    publish_fact,
    take_back_question,
)
from ramverk.apps.proposals.actions.share import comment_share, end_share, share_with_leadership
from ramverk.apps.proposals.models import Look, PublishedFact, Question, SealedItem, Share
from ramverk.apps.proposals.policy import FACTS, QUESTIONS, SHARES
from ramverk.apps.proposals.queries.questions import service_by_room, service_of
from ramverk.apps.proposals.templatetags.proposals import waited
from ramverk.apps.proposals.tests.test_drafts import fresh, more
from ramverk.apps.proposals.vault import prove, unseal, unseal_comments, unseal_share
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

CAST = """ekonomichefen handlaggaren forvaltningschefen kommundirektoren namndsekreteraren ks_ordforanden
oppositionsradet facket administratoren framlingen""".split()
ASKED = "Vad kostar läxhjälp till alla i högstadiet?"


@pytest.fixture
def handlaggaren(kommunen):
    """An official of the schools' administration."""
    return member(kommunen, "Hanna Hed", ("official", "BUF"))


@pytest.fixture
def kommundirektoren(kommunen):
    """Heads the management team."""
    return member(kommunen, "Doris Dahl", ("head", "LG"))


@pytest.fixture
def alla(request, som):
    return {who: som(request.getfixturevalue(who)) for who in CAST}


@pytest.fixture
def fragan(oppositionsledaren, rummet, omgangen):
    return ask_question(oppositionsledaren, rummet, omgangen, ASKED)


@pytest.fixture
def fordelad(fragan, finans, kommunen):
    return assign_question(finans, fragan, 1, kommunen["BUF"], date(2018, 4, 20))


@pytest.fixture
def besvarad(fordelad, som, handlaggaren):
    return answer_question(som(handlaggaren), fordelad, fordelad.version, "Ungefär 1,2 miljoner kronor.")


def seeing(visibility, alla, thing):
    return {who for who, actor in alla.items() if visibility.check(actor, thing)}


def test_a_question_is_seen_by_the_room_and_those_who_work_with_it(alla, fragan, finans, kommunen):
    assert seeing(QUESTIONS, alla, fragan) == {"oppositionsradet", "ekonomichefen"}
    assign_question(finans, fragan, 1, kommunen["BUF"], date(2018, 4, 20))
    working = {"oppositionsradet", "ekonomichefen", "handlaggaren", "forvaltningschefen"}
    assert seeing(QUESTIONS, alla, fragan) == working
    for who, actor in alla.items():
        assert QUESTIONS.filter(Question.objects.all(), actor).exists() == (who in working)


def test_one_writes_another_approves_and_the_party_alone_has_the_answer(
    som, inloggad, besvarad, handlaggaren, forvaltningschefen, oppositionsradet, ks_ordforanden
):
    with pytest.raises(Refused, match="någon annan"):
        approve_answer(som(handlaggaren), besvarad, besvarad.version)
    done = approve_answer(som(forvaltningschefen), besvarad, besvarad.version)
    assert done.state == "approved"
    told = Notice.objects.get(person=oppositionsradet, code="proposals.answered")
    assert f'<a href="{told.url}">' in inloggad(oppositionsradet).get(reverse("cycle:notices")).content.decode()
    assert not Notice.objects.filter(person=ks_ordforanden, code="proposals.answered").exists()
    assert TrailEntry.objects.filter(verb="proposals.approve_answer").exists()


def test_it_is_delegated_by_finance_and_answered_where_it_was_delegated(
    som, fragan, fordelad, kommundirektoren, finans
):
    with pytest.raises(Refused, match="fördelad till"):
        answer_question(finans, fordelad, fordelad.version, "Vet inte")
    with pytest.raises(Refused, match="Ekonomiavdelningen fördelar"):
        assign_question(som(kommundirektoren), fordelad, fordelad.version, fordelad.body, date(2018, 4, 20))
    with pytest.raises(Invalid, match="inte har varit"):
        assign_question(finans, fordelad, fordelad.version, fordelad.body, date(2018, 4, 1))
    with pytest.raises(Stale):
        assign_question(finans, fordelad, 1, fordelad.body, date(2018, 4, 20))


def test_a_question_stands_in_the_work_of_whoever_it_waits_for(
    inloggad, aret, ekonomichefen, handlaggaren, forvaltningschefen, facket, som, fragan, finans, kommunen
):
    def work(who):
        return inloggad(who).get(reverse("cycle:my_work")).content.decode()

    name = kommunen["FE"].name
    assert aret("R14")
    assert f"Fördela frågan från {name}" in work(ekonomichefen)
    row = assign_question(finans, fragan, 1, kommunen["BUF"], date(2018, 4, 20))
    assert "Fördela frågan" not in work(ekonomichefen)
    assert f"Svara på frågan från {name}" in work(handlaggaren)
    assert "frågan från" not in work(facket)
    row = answer_question(som(handlaggaren), row, row.version, "Ungefär 1,2 miljoner kronor.")
    assert f"Godkänn svaret till {name}" in work(forvaltningschefen)
    assert ASKED not in work(forvaltningschefen)
    approve_answer(som(forvaltningschefen), row, row.version)
    assert name not in work(forvaltningschefen)


def test_published_facts_tell_everyone_the_answer_and_nobody_who_asked(alla, som, besvarad, forvaltningschefen, finans):
    with pytest.raises(Refused, match="lämnat svar"):
        publish_fact(finans, besvarad, besvarad.version, "x", "y")
    done = approve_answer(som(forvaltningschefen), besvarad, besvarad.version)
    fact = publish_fact(finans, done, done.version, "Vad kostar läxhjälp i högstadiet?", "Ungefär 1,2 miljoner.")
    assert seeing(FACTS, alla, fact) == set(CAST)
    assert {field.name for field in PublishedFact._meta.fields} == {"id", "question", "answer", "at"}


def test_the_service_is_counted_for_all_and_by_room_for_finance_only(
    inloggad, som, besvarad, forvaltningschefen, oppositionsradet, ekonomichefen, omgangen
):
    approve_answer(som(forvaltningschefen), besvarad, besvarad.version)
    assert service_of(omgangen).answered == 1
    assert service_by_room(omgangen) == [("Framtid Exempelby", 1, 0)]
    assert "Samma service" in inloggad(ekonomichefen).get(reverse("proposals:questions")).content.decode()
    assert "Samma service" not in inloggad(oppositionsradet).get(reverse("proposals:questions")).content.decode()


def test_a_room_takes_its_question_back_until_it_is_answered(som, fordelad, oppositionsledaren, majoritetsledaren):
    with pytest.raises(Refused):
        take_back_question(majoritetsledaren, fordelad, fordelad.version)
    assert take_back_question(oppositionsledaren, fordelad, fordelad.version).state == "withdrawn"


def test_the_whole_way_of_a_question_on_its_pages(
    inloggad, rummet, oppositionsradet, ekonomichefen, handlaggaren, forvaltningschefen, kommunen, framlingen, omgangen
):
    party, finance, official, head = map(inloggad, (oppositionsradet, ekonomichefen, handlaggaren, forvaltningschefen))
    assert party.post(reverse("proposals:ask", args=[rummet.pk]), {"text": ASKED}).status_code == 302
    row = Question.objects.get()
    page = reverse("proposals:question", args=[row.pk])

    def do(browser, verb, **data):
        version = str(Question.objects.get().version)
        return browser.post(reverse("proposals:question_deed", args=[row.pk, verb]), data | {"version": version})

    assert do(finance, "fordela", body=kommunen["BUF"].pk, due="2018-04-20").status_code == 302
    assert do(official, "svara", text="Drygt en miljon.").status_code == 302
    assert "Drygt en miljon" not in party.get(page).content.decode()
    assert do(official, "godkann").status_code == 403
    assert do(head, "godkann").status_code == 302
    assert "Drygt en miljon" in party.get(page).content.decode()
    assert do(finance, "publicera", asked="Vad kostar läxhjälp?", answer="En miljon.").status_code == 302
    known = inloggad(framlingen).get(reverse("proposals:questions")).content.decode()
    assert "Vad kostar läxhjälp?" in known
    assert "Framtid Exempelby" not in known
    assert inloggad(framlingen).get(page).status_code == 404


@pytest.fixture
def visat(oppositionsledaren, utkast, skriv, kommunen):
    """The opposition's draft, shown to the management team until the next day."""
    item = skriv(oppositionsledaren, utkast, rows=(more(),))
    return share_with_leadership(oppositionsledaren, fresh(item), kommunen["LG"], swedish("2018-04-12 12:00"))


def test_a_shown_draft_is_the_teams_until_it_ends(alla, som, visat, kommundirektoren):
    assert seeing(SHARES, alla, visat) == {"oppositionsradet", "kommundirektoren"}
    assert unseal_share(som(kommundirektoren), visat)["title"] == "Framtidens budget"
    assert Look.objects.filter(what="share", person_name="Doris Dahl").exists()
    with clock.stopped_at(swedish("2018-04-12 12:01")):
        assert not SHARES.check(som(kommundirektoren), visat)
        with pytest.raises(Refused, match="stängt"):
            unseal_share(som(kommundirektoren), visat)


def test_comments_come_home_as_a_note_and_the_copy_is_gone(som, visat, kommundirektoren, oppositionsledaren, rummet):
    comment_share(
        som(kommundirektoren), visat, "Socialnämnden", "Kräver tolv nya tjänster.", "genomförbart med villkor"
    )
    assert unseal_comments(oppositionsledaren, visat)[0]["by"] == "Doris Dahl"
    with pytest.raises(Refused):
        comment_share(oppositionsledaren, visat, "Socialnämnden", "x", "genomförbart")
    ended = end_share(oppositionsledaren, visat, visat.version)
    note = SealedItem.objects.select_related("room").get(kind="note")
    assert "tolv nya tjänster" in unseal(prove(oppositionsledaren, rummet), note)["text"]
    assert bytes(Share.objects.get(pk=ended.pk).wrapped_key) == b""
    with pytest.raises(Refused):
        unseal_comments(oppositionsledaren, Share.objects.get(pk=ended.pk))


def test_a_draft_is_shown_to_the_management_team_only_and_not_for_ever(oppositionsledaren, utkast, kommunen):
    with pytest.raises(Invalid, match="ledningsgruppen"):
        share_with_leadership(oppositionsledaren, fresh(utkast), kommunen["KS"], swedish("2018-04-12 12:00"))
    with pytest.raises(Invalid, match="fjorton dagar"):
        share_with_leadership(oppositionsledaren, fresh(utkast), kommunen["LG"], swedish("2018-06-12 12:00"))


def test_the_pages_of_a_shown_draft(inloggad, visat, kommundirektoren, oppositionsradet, facket):
    url = reverse("proposals:share", args=[visat.uid])
    team, party = inloggad(kommundirektoren), inloggad(oppositionsradet)
    assert "Framtidens budget" in team.get(url).content.decode()
    data = {"subject": "Socialnämnden", "verdict": "genomförbart", "text": "Går bra."}
    assert team.post(url, data).status_code == 302
    assert "Går bra." in party.get(url).content.decode()
    assert inloggad(facket).get(url).status_code == 404
    stop = reverse("proposals:stop_share", args=[visat.uid])
    assert team.post(stop, {"version": str(visat.version)}).status_code == 403
    assert party.post(stop, {"version": str(visat.version)}).status_code == 302
    assert team.get(url).status_code == 404


@pytest.mark.parametrize(
    ("hours", "words"), [(None, ""), (1, "1 timme"), (47, "47 timmar"), (48, "2 dagar"), (103, "4 dagar")]
)
def test_how_long_an_answer_takes_is_said_in_hours_and_then_in_days(hours, words):
    assert waited(hours) == words
