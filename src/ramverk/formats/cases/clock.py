"""Cases of the legal clock: dates that follow from the Local Government Act."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from ramverk.core.timetable.clock import (
    LegalLimits,
    calculate_council_clock,
    calculate_minutes,
    calculate_year_limits,
)
from ramverk.formats.cases.files import Case, CaseRelation, number

__all__ = ["LimitsOn", "check_clock"]

LimitsOn = Callable[[date], LegalLimits]
"""The statutory times in force on a day: the rules' data, handed in."""


def check_clock(case: Case, limits_on: LimitsOn) -> Iterator[CaseRelation]:
    """The outer days of the year, and the days around each meeting."""
    content = case.content
    year = int(number(content["process_year"]) or 0)
    is_election = bool(content.get("nationwide_council_election"))
    limits = calculate_year_limits(year, limits_on(date(year, 6, 1)), election_year=is_election)
    for key in content.get("year_limits", {}):
        day = getattr(limits, key, None)
        stated = content["year_limits"][key]
        computed = day.isoformat() if day else None
        if computed is not None or stated is not None:
            yield _relation(case, f"/year_limits/{key}", computed, stated)
    for at, meeting in enumerate(content.get("executive_board_meetings", [])):
        day = date.fromisoformat(meeting["date"])
        minutes = calculate_minutes(day, limits_on(day))
        answers = {"minutes_adjusted_latest": minutes.minutes_adjusted_latest.isoformat()}
        yield from _answers(case, f"/executive_board_meetings/{at}", meeting, answers)
    for at, meeting in enumerate(content.get("council_meetings", [])):
        answers = _council(date.fromisoformat(meeting["date"]), limits_on, is_election=is_election)
        yield from _answers(case, f"/council_meetings/{at}", meeting, answers)


def _council(day: date, limits_on: LimitsOn, *, is_election: bool) -> dict[str, Any]:
    clock = calculate_council_clock(day, limits_on(day), election_year=is_election)
    return {
        "announcement_latest": clock.announcement_latest.isoformat(),
        "summons_latest": clock.summons_latest.isoformat(),
        "proposal_on_website_from": "the announcement",
        "minutes_adjusted_latest": clock.minutes.minutes_adjusted_latest.isoformat(),
        "adjustment_announced_latest": clock.minutes.adjustment_announced_latest.isoformat(),
        "earliest_last_appeal_day_if_adjusted_and_announced_on_last_days": clock.minutes.last_appeal_day.isoformat(),
        "council_may_adopt_the_final_budget": clock.may_adopt_final_budget,
        "within_november_limit": clock.within_november_limit,
        "needs_special_reasons_and_tax_rate_fixed_in_november": clock.needs_special_reasons,
    }


def _answers(case: Case, path: str, meeting: Mapping[str, Any], answers: Mapping[str, Any]) -> Iterator[CaseRelation]:
    expected = meeting.get("expected", {})
    for key, computed in answers.items():
        yield _relation(case, f"{path}/expected/{key}", computed, expected.get(key))


def _relation(case: Case, path: str, computed: Any, expected: Any) -> CaseRelation:
    return CaseRelation(case.name, path, computed, expected, "date", Fraction(0))
