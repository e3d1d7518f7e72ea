"""Cases of the legal clock: dates that follow from the Local Government Act."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

from ramverk.core.timetable.clock import (
    LegalLimits,
    calculate_council_clock,
    calculate_minutes,
    calculate_year_limits,
)
from ramverk.formats.cases.files import Case, CaseRelation, each_on_its_own, iso_date, need, rows_of

__all__ = ["LimitsOn", "check_clock"]

LimitsOn = Callable[[date], LegalLimits]
"""The statutory times in force on a day: the rules' data, handed in."""


def check_clock(case: Case, limits_on: LimitsOn, election_years: Collection[int]) -> Iterator[CaseRelation]:
    """The outer days of the year, and the days around each meeting.

    Whether the year has nationwide elections is what the case says, else what the rules know.
    """
    content = case.content
    year = int(need(content, "process_year"))
    told = content.get("nationwide_council_election")
    is_election = year in election_years if told is None else bool(told)
    yield from each_on_its_own(case, "/year_limits", lambda: _year(case, year, limits_on, is_election=is_election))
    council = partial(_council, process_year=year, is_election=is_election)
    for body, of_body in (("executive_board_meetings", _board), ("council_meetings", council)):
        for at, meeting in enumerate(rows_of(content, body)):
            path = f"/{body}/{at}"
            yield from each_on_its_own(case, path, partial(_meeting, case, path, meeting, of_body, limits_on))


def _year(case: Case, year: int, limits_on: LimitsOn, *, is_election: bool) -> Iterator[CaseRelation]:
    limits = calculate_year_limits(year, limits_on(date(year, 6, 1)), election_year=is_election)
    for key, stated in (case.content.get("year_limits") or {}).items():
        day = getattr(limits, key, None)
        computed = day.isoformat() if day else None
        if computed is not None or stated is not None:
            yield _relation(case, f"/year_limits/{key}", computed, stated)


def _meeting(
    case: Case,
    path: str,
    meeting: Mapping[str, Any],
    of_body: Callable[[date, LegalLimits], Mapping[str, Any]],
    limits_on: LimitsOn,
) -> Iterator[CaseRelation]:
    day = iso_date(meeting["date"])
    expected = meeting.get("expected") or {}
    for key, computed in of_body(day, limits_on(day)).items():
        yield _relation(case, f"{path}/expected/{key}", computed, expected.get(key))


def _board(day: date, limits: LegalLimits) -> Mapping[str, Any]:
    minutes = calculate_minutes(day, limits)
    return {
        "minutes_adjusted_latest": minutes.minutes_adjusted_latest.isoformat(),
        "adjustment_announced_latest": minutes.adjustment_announced_latest.isoformat(),
        "earliest_last_appeal_day_if_adjusted_and_announced_on_last_days": minutes.last_appeal_day.isoformat(),
    }


def _council(day: date, limits: LegalLimits, *, process_year: int, is_election: bool) -> Mapping[str, Any]:
    clock = calculate_council_clock(day, limits, election_year=is_election, process_year=process_year)
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


def _relation(case: Case, path: str, computed: Any, expected: Any) -> CaseRelation:
    return CaseRelation(case.name, path, computed, expected, "date", Fraction(0))
