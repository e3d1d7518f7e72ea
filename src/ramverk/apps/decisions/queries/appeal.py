"""The appeal clock of a sitting: from the announcement, three weeks."""

from dataclasses import dataclass
from datetime import date

from ramverk.apps.decisions.models import Sitting
from ramverk.core.decisions.duties import appeal_day
from ramverk.core.timetable.clock import calculate_minutes
from ramverk.rules.loader import RuleError
from ramverk.rules.plan import load_limits


@dataclass(frozen=True, slots=True)
class Appeal:
    """The last day to appeal, if the announcement stays up; reckoned from the latest days until it is announced."""

    last_day: date
    is_reckoned: bool


def appeal_of(sitting: Sitting) -> Appeal | None:
    """None before there is a decision, or where the law of the day has not been read."""
    if sitting.decision_id is None:
        return None
    try:
        limits = load_limits(sitting.day)
    except RuleError:
        return None
    if sitting.announced_on is not None:
        return Appeal(appeal_day(sitting.announced_on, limits), is_reckoned=False)
    return Appeal(calculate_minutes(sitting.day, limits).last_appeal_day, is_reckoned=True)
