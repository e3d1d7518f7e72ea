"""The phases of a round: those of the document's bar, and the time before and after them. No database here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import ActivityKind
from ramverk.apps.cycle.planned import Planned, PlannedDate
from ramverk.core.timetable.model import Timetable

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlannedPhase:
    """An interval with inclusive days."""

    name: str
    start: date
    end: date
    is_from_document: bool = True

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.start <= day <= self.end


def planned_phases(timetable: Timetable, planned: Sequence[Planned]) -> list[PlannedPhase]:
    """The document's phases in order of time, with the time before and after. Empty if it has none."""
    own = [
        PlannedPhase(phase.name[:80], phase.start, phase.end or phase.start)
        for phase in timetable.phases
        if phase.start is not None
    ]
    own.sort(key=lambda phase: (phase.start, phase.end))
    if not own:
        return []
    return [*_before(own[0].start, planned), *own, *_after(max(phase.end for phase in own), own[-1].name, planned)]


def _before(first: date, planned: Sequence[Planned]) -> list[PlannedPhase]:
    starts = [item.in_force.start for item in planned if item.in_force.start and item.in_force.start < first]
    return [PlannedPhase(_("Förutsättningar"), min(starts), first - ONE_DAY, False)] if starts else []


def _after(last: date, name: str, planned: Sequence[Planned]) -> list[PlannedPhase]:
    """Revising plans and then confirming the decision where the rows say so, else simply the time after."""
    late = [item for item in planned if item.in_force.start and item.in_force.start > last]
    if not late:
        return []
    end = max(_last_day(item.in_force) for item in late)
    revisions = [item for item in late if item.kind == ActivityKind.REVISION]
    decisions = [item for item in late if item.kind == ActivityKind.DECISION]
    if not revisions and not decisions:
        return [PlannedPhase(_("Efter %s") % name, last + ONE_DAY, end, False)]
    if not revisions:
        return [PlannedPhase(_("Bekräftelse"), last + ONE_DAY, end, False)]
    revised = max(_last_day(item.in_force) for item in revisions)
    if not any(item.in_force.start and item.in_force.start > revised for item in late):
        return [PlannedPhase(_("Revidering"), last + ONE_DAY, end, False)]
    return [
        PlannedPhase(_("Revidering"), last + ONE_DAY, revised, False),
        PlannedPhase(_("Bekräftelse") if decisions else _("Efter revidering"), revised + ONE_DAY, end, False),
    ]


def _last_day(when: PlannedDate) -> date:
    return when.end or when.start or date.min


def phase_numbers(planned: Sequence[Planned], phases: Sequence[PlannedPhase]) -> list[int | None]:
    """For each activity the index of its phase.

    A day belongs where it lies. A window belongs with the dated row above it if it reaches into that phase: "mars"
    after "20 mars" is the same phase. An activity without a date follows the one above it.
    """
    found: list[int | None] = []
    dated: int | None = None
    for item in planned:
        when = item.in_force
        if when.start is None:
            found.append(found[-1] if found else None)
        elif _is_window(when) and dated is not None and _reaches(when, phases[dated]):
            found.append(dated)
        else:
            found.append(phase_of(when.start, phases))
            dated = dated if _is_window(when) else found[-1]
    return found


def phase_of(day: date, phases: Sequence[PlannedPhase]) -> int | None:
    """The phase a day lies in, or in a gap between phases the one before."""
    inside = [index for index, phase in enumerate(phases) if phase.holds(day)]
    if inside:
        return inside[-1]
    before = [index for index, phase in enumerate(phases) if phase.end < day]
    return before[-1] if before else (0 if phases else None)


def _is_window(when: PlannedDate) -> bool:
    return when.precision in {"month", "months"}


def _reaches(when: PlannedDate, phase: PlannedPhase) -> bool:
    return when.start is not None and when.start <= phase.end and _last_day(when) >= phase.start
