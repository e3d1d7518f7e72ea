"""Moving dates: alone, as a chain, and what is refused."""

from datetime import date, timedelta

import pytest

from ramverk.apps.cycle.actions.complete_activity import complete_activity
from ramverk.apps.cycle.actions.move_activity import Move, move_activities, move_activity
from ramverk.apps.cycle.models import ActivityState, Notice
from ramverk.apps.cycle.planned import PlannedDate
from ramverk.apps.cycle.queries.consequences import consequences, shifted
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

MAY_ROWS = ("R16", "R17", "R18", "R19a", "R19b", "R20")


def day(year, month, number):
    when = date(year, month, number)
    return PlannedDate("", when, when, "day")


@pytest.fixture
def majraderna(rad):
    return [rad(row) for row in MAY_ROWS]


def a_week_later(activities):
    moves = []
    for activity in activities:
        days = shifted(activity, 7)
        when = PlannedDate("", days.start, days.end, activity.precision, activity.starts_at, activity.ends_at)
        moves.append(Move(activity, activity.version, when))
    return moves


def test_it_moves_the_five_may_rows_as_one_chain_and_keeps_their_clock_times(majraderna, rad, ekonomichefen, som):
    move_activities(som(ekonomichefen), a_week_later(majraderna), "Vårprognosen kommer senare")
    # 6 June is the national day; 30 May + 7 would land there and goes on to the 7th
    assert [str(rad(row).start) for row in MAY_ROWS] == [
        "2018-06-07", "2018-06-07", "2018-06-11", "2018-06-12", "2018-06-12", "2018-06-14",
    ]  # fmt: skip
    assert str(rad("R19b").starts_at) == "09:30:00"
    assert [item.raw for item in rad("R19b").dates.all()] == ["29 maj", "5 juni, kl 09.30", "12 juni, kl 09.30"]


def test_it_tells_those_concerned_and_not_the_one_who_moved(majraderna, ekonomichefen, ks_ordforanden, facket, som):
    move_activities(som(ekonomichefen), a_week_later(majraderna), "Vårprognosen kommer senare")
    told = Notice.objects.filter(person=ks_ordforanden)
    assert told.filter(subject__contains="ändras till 12 juni, kl 09.30", text="Vårprognosen kommer senare").exists()
    assert Notice.objects.filter(person=facket, activity__row="R18").count() == 1
    assert not Notice.objects.filter(person=ekonomichefen).exists()


def test_it_raises_the_calendar_sequence_and_keeps_the_calendar_identity(rad, ekonomichefen, som):
    before = rad("R12")
    move_activity(som(ekonomichefen), before, before.version, day(2018, 4, 20), "Lokalbyte")
    after = rad("R12")
    assert (after.uid, after.sequence) == (before.uid, before.sequence + 1)


def test_it_leaves_a_trail_row_with_both_dates_and_the_reason(rad, ekonomichefen, som):
    activity = rad("R12")
    move_activity(som(ekonomichefen), activity, activity.version, day(2018, 4, 20), "Lokalbyte")
    entry = TrailEntry.objects.get(verb="cycle.move_activity")
    assert (entry.before, entry.after, entry.reason) == ({"date": "19 april"}, {"date": "20 april"}, "Lokalbyte")


def test_it_changes_phase_with_the_day(rad, ekonomichefen, som):
    activity = rad("R16")
    move_activity(som(ekonomichefen), activity, activity.version, day(2018, 6, 1), "Mer tid")
    assert rad("R16").phase.name == "Beslut"


def test_it_refuses_everyone_but_the_finance_department(rad, ks_ordforanden, administratoren, som):
    activity = rad("R12")
    for person in (ks_ordforanden, administratoren):
        with pytest.raises(Refused, match="Bara ekonomiavdelningen flyttar datum"):
            move_activity(som(person), activity, activity.version, day(2018, 4, 20), "Jag vill")


def test_it_refuses_without_a_reason_and_without_a_new_date(rad, ekonomichefen, som):
    activity = rad("R12")
    with pytest.raises(Invalid, match="Skriv varför"):
        move_activity(som(ekonomichefen), activity, activity.version, day(2018, 4, 20), " ")
    with pytest.raises(Invalid, match="Inget datum är ändrat"):
        move_activity(som(ekonomichefen), activity, activity.version, day(2018, 4, 19), "Samma")


def test_it_never_touches_what_is_done(rad, ekonomichefen, som):
    activity = complete_activity(som(ekonomichefen), rad("R12"), rad("R12").version)
    with pytest.raises(Refused, match="är klar och flyttas inte"):
        move_activity(som(ekonomichefen), activity, activity.version, day(2018, 4, 20), "För sent")
    assert rad("R12").state == ActivityState.DONE


def test_of_two_movers_the_second_is_refused_and_nothing_of_theirs_is_saved(rad, ekonomichefen, som):
    actor, mine, yours, other = som(ekonomichefen), rad("R12"), rad("R12"), rad("R13")
    move_activity(actor, mine, mine.version, day(2018, 4, 20), "Först")
    with pytest.raises(Stale, match="någon annan ändrade aktiviteten"):
        move_activities(
            actor,
            [Move(other, other.version, day(2018, 5, 8)), Move(yours, yours.version, day(2018, 4, 23))],
            "Sist",
        )
    assert str(rad("R12").start) == "2018-04-20"
    assert str(rad("R13").start) == "2018-05-02"


def test_the_preview_proposes_what_must_follow_and_says_who_is_told(rad, omgangen, ekonomichefen, ks_ordforanden):
    seen = consequences(omgangen, {rad("R18"): day(2018, 6, 11)})
    must = {item.activity.row: item.proposed.start for item in seen.followers if item.must_move}
    assert must["R19b"] == date(2018, 6, 12)
    assert must["R20"] == date(2018, 6, 14)
    assert "R21" not in must
    assert ks_ordforanden in seen.people
    assert not Notice.objects.exists()


def test_the_preview_warns_of_days_off_other_phases_and_broken_order(rad, omgangen):
    seen = consequences(omgangen, {rad("R16"): day(2018, 6, 6)})
    assert any("onsdag 6 juni (" in warning for warning in seen.warnings)
    assert any("i fasen Beslut i stället för Beredning" in warning for warning in seen.warnings)


def test_the_preview_warns_when_a_step_would_come_before_what_it_needs(rad, omgangen):
    seen = consequences(omgangen, {rad("R19b"): day(2018, 6, 1)})
    assert any("skulle komma före det den behöver" in warning for warning in seen.warnings)


def test_a_chain_moved_back_avoids_weekends_in_the_same_direction(rad):
    assert shifted(rad("R18"), -1).start == date(2018, 6, 1)
    assert shifted(rad("R18"), -7).start == date(2018, 5, 28)
    assert shifted(rad("R13"), 7).end - shifted(rad("R13"), 7).start == timedelta(days=1)
