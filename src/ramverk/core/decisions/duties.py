"""What a decision obliges: announcement, appeal, copies, and the notice of the tax rate (lag 1965:269)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ramverk.core.timetable.clock import LegalLimits, calculate_minutes

__all__ = ["Due", "DutyKind", "appeal_day", "council_duties", "rate_notice"]


class DutyKind(StrEnum):
    """What is to be done."""

    ADJUST = "adjust"
    ANNOUNCE = "announce"
    EXTRACT = "extract"
    RATE_NOTICE = "rate_notice"
    PROPOSED_RATE_NOTICE = "proposed_rate_notice"


@dataclass(frozen=True, slots=True)
class Due:
    """One duty with its last day; `at_once` where the law says "genast"."""

    kind: DutyKind
    latest: date
    law: str
    at_once: bool = False


def council_duties(meeting: date, limits: LegalLimits, *, is_adjusted_at_once: bool) -> tuple[Due, ...]:
    """Adjustment and announcement after a meeting (KL 5:69, 6:35, 8:12)."""
    clock = calculate_minutes(meeting, limits)
    adjusted = meeting if is_adjusted_at_once else clock.minutes_adjusted_latest
    announced = adjusted + timedelta(days=limits.announcement_days)
    return (
        Due(DutyKind.ADJUST, adjusted, "Kommunallagen 5 kap. 69 §"),
        Due(DutyKind.ANNOUNCE, announced, "Kommunallagen 8 kap. 12 §"),
    )


def appeal_day(announced: date, limits: LegalLimits) -> date:
    """The last day to appeal, if the announcement stayed up (KL 13:5)."""
    return announced + timedelta(weeks=limits.appeal_weeks)


def rate_notice(
    day: date, limits: LegalLimits, *, is_final: bool, proposed_latest: date | None = None, is_fixed: bool = False
) -> tuple[Due, ...]:
    """What the tax authority is to be told (3 a §).

    At once when the budget is fixed (`is_final`). While the rate is not fixed at the end of October, the proposed rate
    at once from 1 November: `proposed_latest` is the day the executive board proposed it.
    """
    law = "Lag (1965:269) 3 a §"
    if is_final:
        return (Due(DutyKind.RATE_NOTICE, day, law, at_once=True),)
    first = limits.rate_notice_from.in_year(day.year) + timedelta(days=1)
    if is_fixed:
        return ()
    latest = max(first, proposed_latest) if proposed_latest else first
    return (Due(DutyKind.PROPOSED_RATE_NOTICE, latest, law, at_once=True),)
