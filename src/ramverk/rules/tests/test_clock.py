"""The legal clock against the computed cases, and days off against the calendar."""

import json
from datetime import date
from pathlib import Path

import pytest

from ramverk.core.timetable.clock import DaysOff, calculate_council_clock, calculate_minutes, calculate_year_limits
from ramverk.rules.plan import load_limits

CASES = sorted((Path(__file__).parents[4] / "tests/data/legal_clock").glob("*.json"))


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request):
    return json.loads(request.param.read_text("utf-8"))


def test_it_finds_the_outer_days_of_the_year(case):
    day = date(case["process_year"], 6, 1)
    limits = calculate_year_limits(
        case["process_year"], load_limits(day), election_year=case["nationwide_council_election"]
    )
    expected = case["year_limits"]
    assert {name: str(getattr(limits, name)) for name in expected if expected[name]} == {
        name: value for name, value in expected.items() if value
    }
    assert (limits.new_council_from is None) == (expected["new_council_from"] is None)


def test_it_counts_the_days_around_every_council_meeting(case):
    for meeting in case["council_meetings"]:
        day = date.fromisoformat(meeting["date"])
        clock = calculate_council_clock(day, load_limits(day), election_year=case["nationwide_council_election"])
        assert {
            "announcement_latest": str(clock.announcement_latest),
            "summons_latest": str(clock.summons_latest),
            "proposal_on_website_from": "the announcement",
            "minutes_adjusted_latest": str(clock.minutes.minutes_adjusted_latest),
            "adjustment_announced_latest": str(clock.minutes.adjustment_announced_latest),
            "earliest_last_appeal_day_if_adjusted_and_announced_on_last_days": str(clock.minutes.last_appeal_day),
            "council_may_adopt_the_final_budget": clock.may_adopt_final_budget,
            "within_november_limit": clock.within_november_limit,
            "needs_special_reasons_and_tax_rate_fixed_in_november": clock.needs_special_reasons,
        } == meeting["expected"]
        assert clock.proposal_on_website_latest == clock.announcement_latest


def test_it_counts_the_days_after_every_board_meeting(case):
    for meeting in case["executive_board_meetings"]:
        day = date.fromisoformat(meeting["date"])
        clock = calculate_minutes(day, load_limits(day))
        assert {"minutes_adjusted_latest": str(clock.minutes_adjusted_latest)} == meeting["expected"]


def test_a_december_meeting_needs_special_reasons():
    day = date(2024, 12, 11)
    clock = calculate_council_clock(day, load_limits(day), election_year=False)
    assert clock.needs_special_reasons
    assert not clock.within_november_limit


def test_a_single_working_day_between_days_off_is_a_squeeze_day():
    days = DaysOff({date(2018, 5, 10): "Kristi himmelsfärdsdag"})
    assert days.is_squeeze_day(date(2018, 5, 11))
    assert not days.is_squeeze_day(date(2018, 5, 9))
    assert not days.is_working_day(date(2018, 5, 12))
