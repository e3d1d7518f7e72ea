"""When a tabled or referred budget can come back, and what is left of the year then.

Kommunallagen 5:13, 5:50 and 11:8-11. A tabled matter comes at the council's next meeting. A referred one goes back to
the executive board first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ramverk.core.timetable.clock import LegalLimits, calculate_year_limits

__all__ = ["Return", "calculate_return", "last_reserve_meeting"]


@dataclass(frozen=True, slots=True)
class Return:
    """The way back. Days are None where the calendar holds no meeting that works."""

    executive_board: date | None
    """Only for a referral."""
    announcement_latest: date | None
    council: date | None
    is_in_time: bool
    """Whether the council meets before the end of November (11:10)."""
    needs_rate_alone: bool
    """The tax rate must be fixed by itself in November, the budget in December for special reasons (11:11)."""
    fallback: date | None
    """The council's meeting in December, where there is one."""


def calculate_return(
    meeting: date,
    limits: LegalLimits,
    board_days: Sequence[date],
    council_days: Sequence[date],
    *,
    is_referral: bool,
    preparation_days: int = 1,
) -> Return:
    """The first meetings at which the matter can be dealt with again.

    `board_days` and `council_days` are the bodies' meetings as planned. A referral needs `preparation_days` before the
    executive board and, after it, the announcement a week before the council.
    """
    board = None
    ready = meeting
    if is_referral:
        board = min((day for day in board_days if day >= meeting + timedelta(days=preparation_days)), default=None)
        if board is None:
            return _nothing(meeting, limits, council_days)
        ready = board
    earliest = max(ready, meeting) + timedelta(days=limits.notice_days)
    council = min((day for day in council_days if day > meeting and day >= earliest), default=None)
    latest = calculate_year_limits(meeting.year, limits, election_year=False).budget_decision_latest
    in_time = council is not None and council <= latest
    return Return(
        executive_board=board,
        announcement_latest=council - timedelta(days=limits.notice_days) if council else None,
        council=council,
        is_in_time=in_time,
        needs_rate_alone=not in_time,
        fallback=None if in_time else _fallback(meeting, limits, council_days),
    )


def _nothing(meeting: date, limits: LegalLimits, council_days: Sequence[date]) -> Return:
    return Return(None, None, None, False, True, _fallback(meeting, limits, council_days))


def _fallback(meeting: date, limits: LegalLimits, council_days: Sequence[date]) -> date | None:
    year = calculate_year_limits(meeting.year, limits, election_year=False)
    return min(
        (day for day in council_days if max(year.budget_decision_latest, meeting) < day <= year.fallback_budget_latest),
        default=None,
    )


def last_reserve_meeting(meeting: date, limits: LegalLimits) -> tuple[date, date] | None:
    """The last day for a reserve meeting after `meeting` and the day it must be announced; None where none is left.

    A council that may have the budget tabled in November needs one (11:10 with 5:13 and 5:50).
    """
    last = calculate_year_limits(meeting.year, limits, election_year=False).budget_decision_latest
    if meeting >= last:
        return None
    return last, last - timedelta(days=limits.notice_days)
