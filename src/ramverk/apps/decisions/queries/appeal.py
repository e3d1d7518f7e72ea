"""The legal clock of a decision: the last day to appeal, the appeals, and the day of legal force."""

from dataclasses import dataclass
from datetime import date

from ramverk.apps.decisions.models import Appeal, AppealOutcome, MatterKind, Sitting, SittingState
from ramverk.apps.organisation.models import BodyKind
from ramverk.core.decisions.duties import appeal_day
from ramverk.core.decisions.force import Force, last_day_with_rest, legal_force
from ramverk.core.timetable.clock import LegalLimits, calculate_minutes
from ramverk.rules.days_off import days_off
from ramverk.rules.loader import RuleError
from ramverk.rules.plan import load_limits


@dataclass(frozen=True, slots=True)
class AppealClock:
    """The last day to appeal, if the announcement stays up; reckoned from the latest days until it is announced."""

    last_day: date
    is_reckoned: bool
    waits_until: date
    """The same day, or the next working day: nothing is called final before it is over (lag 1930:173, unconfirmed)."""

    @property
    def is_moved(self) -> bool:
        """Whether the last day is a day off."""
        return self.waits_until != self.last_day


def appeal_of(sitting: Sitting) -> AppealClock | None:
    """None where there is no decision to appeal, or where the law of the day has not been read."""
    if sitting.state != SittingState.DECIDED or is_preparatory(sitting):
        return None
    limits = limits_of(sitting)
    if limits is None:
        return None
    announced = sitting.announced_on
    last = appeal_day(announced, limits) if announced else calculate_minutes(sitting.day, limits).last_appeal_day
    return AppealClock(last, announced is None, with_rest(last))


def is_preparatory(sitting: Sitting) -> bool:
    """Whether the body only prepared what the council decides; such a decision is not appealed (KL 13:2)."""
    if sitting.body.kind == BodyKind.COUNCIL:
        return False
    if sitting.matter.kind in {MatterKind.BUDGET, MatterKind.CONFIRMING}:
        return True
    return sitting.matter.sittings.filter(body__kind=BodyKind.COUNCIL).exists()


def limits_of(sitting: Sitting) -> LegalLimits | None:
    """The statutory times on the day of the decision."""
    try:
        return load_limits(sitting.day)
    except RuleError:
        return None


def with_rest(day: date) -> date:
    """The last day, or the next working day where it is a day off."""
    return last_day_with_rest(day, lambda one: days_off([one.year]).name(one) is not None)


def is_in_time(appeal: Appeal, clock: AppealClock | None) -> bool:
    """Whether it came in before the time was over. The court decides; here it says what the decision waits for."""
    return clock is None or clock.is_reckoned or appeal.came_in_on <= clock.waits_until


def force_of(sitting: Sitting, clock: AppealClock) -> Force:
    """The day of legal force as it is known now."""
    rows = [row for row in sitting.appeals.all() if is_in_time(row, clock)]
    annulled = any(row.outcome == AppealOutcome.ANNULLED for row in rows)
    return legal_force(clock.waits_until, [row.stands_from for row in rows], is_annulled=annulled)
