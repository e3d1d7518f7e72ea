"""What finance is told that others have done: from the trail, verb by verb, and nothing of what is closed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import member

from ramverk.apps.cycle.actions.confirm_party_done import confirm_party_done
from ramverk.apps.cycle.actions.hand_in import hand_in
from ramverk.apps.cycle.actions.return_submission import return_submission
from ramverk.apps.cycle.actions.save_submission import save_submission
from ramverk.apps.cycle.models import Round, Submission
from ramverk.apps.cycle.queries.changed import SHOWN, deeds_before, what_changed
from ramverk.apps.cycle.tests.desk_cast import *  # noqa: F403 - the cast of the desks
from ramverk.apps.cycle.tests.desk_cast import at, fresh
from ramverk.apps.cycle.told import tellings
from ramverk.apps.trail.actions.record import record


@pytest.fixture
def ekonomen(kommunen):
    """Works beside the head of the finance department."""
    return member(kommunen, "Otto Oskarsson", ("official", "EKO"))


@pytest.fixture
def inlamnad(antagen, namndsekreteraren, som):
    """BUN's plan, handed in on Tuesday the tenth of April."""
    with at("2018-04-10 15:00"):
        hand_in(som(namndsekreteraren), antagen, antagen.version, antagen.document.checksum)
    return fresh(antagen)


@pytest.fixture
def andrat(som):
    """`andrat(person)` gives what that person is told."""
    return lambda person: what_changed(som(person), Round.objects.get())


def words(changed):
    return [deed.words for deed in changed.deeds]


WHAT = "Inlämning av verksamhetsplaner (antagen av nämnden)"


def test_what_a_board_handed_in_yesterday_is_told_with_who_when_and_its_page(inlamnad, ekonomichefen, andrat):
    (deed,) = andrat(ekonomichefen).deeds
    assert deed.words == f"Barn- och utbildningsnämnden har lämnat in: {WHAT}"
    assert (deed.who, deed.url) == ("Nils Nordin", reverse("desks:submission", args=[inlamnad.pk]))


def test_ones_own_deeds_are_no_news_but_a_colleague_s_are(inlamnad, ekonomichefen, ekonomen, andrat, som):
    return_submission(som(ekonomichefen), inlamnad, inlamnad.version, "Målen saknas.")
    assert words(andrat(ekonomichefen)) == [f"Barn- och utbildningsnämnden har lämnat in: {WHAT}"]
    assert words(andrat(ekonomen)) == [f"Återlämnat till Barn- och utbildningsnämnden: {WHAT}"]  # a thing stands once


def test_several_boards_that_hand_in_the_same_are_told_in_one_sentence(
    inlamnad, aret, ekonomichefen, andrat, som, kommunen
):
    others = Submission.objects.filter(activity=aret("R11")).exclude(pk=inlamnad.pk).order_by("body__name")
    for row in others:
        record(
            som(member(kommunen, f"Sekreterare {row.body}", ("secretary", row.body.short_name))), "cycle.hand_in", row
        )
    (deed,) = andrat(ekonomichefen).deeds
    assert deed.words == f"Socialnämnden, Kulturnämnden och Barn- och utbildningsnämnden har lämnat in: {WHAT}"
    assert (deed.who, deed.url) == ("", reverse("desks:submissions", args=[aret("R11").pk]))


def test_without_a_visit_on_record_it_reaches_back_over_the_weekend(inlamnad, ekonomichefen, andrat):
    with at("2018-04-16 08:00"):
        changed = andrat(ekonomichefen)
    assert (changed.since.date(), changed.is_visit, words(changed)) == (date(2018, 4, 13), False, [])


def test_with_a_visit_it_begins_where_that_began_and_today_s_own_does_not_count(
    inlamnad, ekonomichefen, inloggad, andrat
):
    with at("2018-04-06 08:30"):
        inloggad(ekonomichefen)
    with at("2018-04-16 08:00"):
        inloggad(ekonomichefen)
        changed = andrat(ekonomichefen)
    assert (changed.since.date(), changed.is_visit, len(changed.deeds)) == (date(2018, 4, 6), True, 1)


def test_a_draft_and_a_party_s_deeds_are_never_told(
    planen, kommunen, aret, namndsekreteraren, ks_ordforanden, ekonomichefen, som
):
    with at("2018-04-11 09:00"):
        save_submission(som(namndsekreteraren), planen, planen.version, note="Bara vårt")
        confirm_party_done(som(ks_ordforanden), aret("R16"), kommunen["DP"])
        record(som(ks_ordforanden), "cycle.fix_day", aret("R16"), after={"date": "30 maj"})  # a party's own day
    assert what_changed(som(ekonomichefen), Round.objects.get()).deeds == []
    assert deeds_before(som(ekonomichefen), Round.objects.get(), None).deeds == []


def test_no_verb_of_parties_persons_or_accounts_is_told():
    told = {verb.split(".")[0] for one in tellings() for verb in one.verbs}
    assert told == {"cycle", "decisions", "frames", "investments", "meetings", "publishing"}


def test_the_first_screen_shows_it_to_finance_alone(inlamnad, ekonomichefen, ks_ordforanden, inloggad):
    text = inloggad(ekonomichefen).get(reverse("home")).content.decode()
    assert "Sedan tisdag 10 april." in text
    assert f"Barn- och utbildningsnämnden har lämnat in: {WHAT}" in text
    assert "Vad andra har gjort" not in inloggad(ks_ordforanden).get(reverse("home")).content.decode()


def test_when_nothing_has_happened_it_says_so_kindly(aret, ekonomichefen, inloggad):
    text = inloggad(ekonomichefen).get(reverse("home")).content.decode()
    assert "Ingen annan har lämnat in, beslutat eller ändrat något som rör omgången." in text
    assert reverse("cycle:deeds", args=[Round.objects.get().pk]) in text


def test_the_rest_is_a_page_away_and_costs_no_more_questions(aret, ekonomichefen, ekonomen, inloggad, andrat, som):
    with CaptureQueriesContext(connection) as few:
        andrat(ekonomichefen)
    steps = list(Round.objects.get().activities.all())[: SHOWN + 1]
    for step in steps:
        record(som(ekonomen), "cycle.move_activity", step, reason="Lokalen var upptagen.")
    with CaptureQueriesContext(connection) as many:
        changed = andrat(ekonomichefen)
    assert (len(changed.deeds), changed.has_more, len(many)) == (SHOWN, True, len(few))
    page = inloggad(ekonomichefen).get(reverse("cycle:deeds", args=[Round.objects.get().pk])).content.decode()
    assert page.count("Nytt datum (nu ") == SHOWN + 1


def test_all_deeds_are_finance_s_to_read(aret, oppositionsradet, inloggad):
    answer = inloggad(oppositionsradet).get(reverse("cycle:deeds", args=[Round.objects.get().pk]))
    assert answer.status_code == 403
