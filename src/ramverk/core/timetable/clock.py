"""The legal clock: from meeting dates to the last days the Local Government Act allows. Calendar days throughout."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day that returns every year, such as 31 October."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The day in a given year."""
        return date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class LegalLimits:
    """The statutory times in force on one decision date. Days are calendar days; sources stand with the rules' data."""

    notice_days: int
    adjustment_days: int
    announcement_days: int
    appeal_weeks: int
    proposal_latest: MonthDay
    proposal_special_latest: MonthDay
    decision_latest: MonthDay
    decision_special_latest: MonthDay
    new_council_from: MonthDay
    rate_notice_from: MonthDay
    """The last day a tax rate may be fixed before the proposed rate must be notified."""


@dataclass(frozen=True, slots=True)
class YearLimits:
    """The outer days of one process year. `new_council_from` is set only in years with nationwide council elections."""

    executive_board_proposal_latest: date
    auditors_budget_latest: date
    budget_decision_latest: date
    fallback_budget_latest: date
    new_council_from: date | None


@dataclass(frozen=True, slots=True)
class MinutesClock:
    """What follows a meeting of a body whose minutes are announced."""

    meeting: date
    minutes_adjusted_latest: date
    adjustment_announced_latest: date
    last_appeal_day: date
    """If every step takes the longest time allowed and the announcement stays up."""


@dataclass(frozen=True, slots=True)
class CouncilClock:
    """What surrounds a council meeting that deals with the budget."""

    meeting: date
    announcement_latest: date
    summons_latest: date
    proposal_on_website_latest: date
    """The proposal is up from the announcement, whenever that is made."""
    minutes: MinutesClock
    may_adopt_final_budget: bool
    within_november_limit: bool
    needs_special_reasons: bool
    """The budget waits until December: special reasons, and the tax rate fixed in November all the same."""


def calculate_year_limits(process_year: int, limits: LegalLimits, *, election_year: bool) -> YearLimits:
    """The outer days for the budget made in `process_year` (KL 11:8, 11:10, 11:11, 5:9)."""
    return YearLimits(
        executive_board_proposal_latest=limits.proposal_latest.in_year(process_year),
        auditors_budget_latest=limits.proposal_latest.in_year(process_year),
        budget_decision_latest=limits.decision_latest.in_year(process_year),
        fallback_budget_latest=limits.decision_special_latest.in_year(process_year),
        new_council_from=limits.new_council_from.in_year(process_year) if election_year else None,
    )


def calculate_minutes(meeting: date, limits: LegalLimits) -> MinutesClock:
    """Adjustment, announcement and appeal after a meeting (KL 5:69, 6:35, 8:12, 13:5).

    >>> limits = LegalLimits(7, 14, 2, 3, MonthDay(10, 31), MonthDay(11, 30), MonthDay(11, 30), MonthDay(12, 31),
    ...                      MonthDay(10, 15), MonthDay(10, 31))
    >>> calculate_minutes(date(2018, 6, 20), limits).last_appeal_day.isoformat()
    '2018-07-27'
    """
    adjusted = meeting + timedelta(days=limits.adjustment_days)
    announced = adjusted + timedelta(days=limits.announcement_days)
    return MinutesClock(meeting, adjusted, announced, announced + timedelta(weeks=limits.appeal_weeks))


def calculate_council_clock(
    meeting: date, limits: LegalLimits, *, election_year: bool, process_year: int | None = None
) -> CouncilClock:
    """Announcement, summons and minutes of a council meeting, and whether it may adopt the final budget.

    `process_year` is the year the budget is made in where the meeting may lie outside it; `election_year` is about that
    year. Left out, it is the year of the meeting.
    """
    year = calculate_year_limits(process_year or meeting.year, limits, election_year=election_year)
    notice = meeting - timedelta(days=limits.notice_days)
    return CouncilClock(
        meeting=meeting,
        announcement_latest=notice,
        summons_latest=notice,
        proposal_on_website_latest=notice,
        minutes=calculate_minutes(meeting, limits),
        may_adopt_final_budget=year.new_council_from is None or meeting >= year.new_council_from,
        within_november_limit=meeting <= year.budget_decision_latest,
        needs_special_reasons=year.budget_decision_latest < meeting <= year.fallback_budget_latest,
    )


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Public holidays and the eves that count as such, by date. Weekends are decided here, not in the table."""

    holidays: Mapping[date, str]

    def name(self, day: date) -> str | None:
        """The holiday's name, the weekend day, or None on a working day."""
        if day in self.holidays:
            return self.holidays[day]
        return {5: "lördag", 6: "söndag"}.get(day.weekday())

    def is_working_day(self, day: date) -> bool:
        """True on a day people are at work."""
        return self.name(day) is None

    def is_squeeze_day(self, day: date) -> bool:
        """A klämdag: one working day between two days off, also across the year's edge."""
        around = (day - timedelta(days=1), day + timedelta(days=1))
        return self.is_working_day(day) and not any(self.is_working_day(near) for near in around)
