"""When a matter that was tabled or referred can come back: from the year's own meetings and the law's days."""

from datetime import date

from ramverk.apps.cycle.models import Activity, ActivityKind, ActivityState
from ramverk.apps.decisions.models import Sitting
from ramverk.apps.organisation.models import BodyKind
from ramverk.core.decisions.postponement import calculate_return, last_reserve_meeting
from ramverk.rules.loader import RuleError
from ramverk.rules.plan import load_limits


def way_back(sitting: Sitting, *, is_referral: bool) -> dict[str, str]:
    """Days as text, by name; only those that are known. Empty where the law of the day has not been read."""
    try:
        limits = load_limits(sitting.day)
    except RuleError:
        return {}
    found = calculate_return(
        sitting.day, limits, meeting_days(sitting, BodyKind.EXECUTIVE_BOARD), meeting_days(sitting, BodyKind.COUNCIL),
        is_referral=is_referral,
    )  # fmt: skip
    reserve = last_reserve_meeting(sitting.day, limits)
    days = {
        "executive_board": found.executive_board,
        "announcement_latest": found.announcement_latest,
        "council": found.council,
        "fallback": found.fallback,
        "reserve_meeting": None if found.is_in_time or reserve is None else reserve[0],
        "reserve_announced": None if found.is_in_time or reserve is None else reserve[1],
    }
    shown = {name: day.isoformat() for name, day in days.items() if day is not None}
    return shown | {"is_in_time": "ja" if found.is_in_time else "nej"}


def meeting_days(sitting: Sitting, kind: str) -> list[date]:
    """The days on which a body of this kind meets for the round, later than the sitting, as planned today."""
    rows = Activity.objects.filter(
        round=sitting.matter.round_id,
        owner__kind=kind,
        kind__in=(ActivityKind.DECISION, ActivityKind.MEETING, ActivityKind.INFORMATION),
        start__gt=sitting.day,
    ).exclude(state=ActivityState.CANCELLED)
    return sorted({day for day in rows.values_list("start", flat=True) if day})
