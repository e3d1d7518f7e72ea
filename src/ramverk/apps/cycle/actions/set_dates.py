"""Give locked activities new dates: history, date in force, phase, calendar sequence, trail, notices, checks."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.judge_round import judge_round
from ramverk.apps.cycle.actions.tell_concerned import tell_concerned
from ramverk.apps.cycle.models import Activity, ActivityDate, Phase, Precision
from ramverk.apps.cycle.planned import PlannedDate
from ramverk.apps.cycle.wording import time_text, written_date
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record


def set_dates(actor: Actor, verb: str, dates: Mapping[Activity, PlannedDate], reason: str, role: str = "") -> int:
    """Set them all and tell those concerned once per activity. Answers how many people were told."""
    subjects: dict[int, str] = {}
    for activity, when in dates.items():
        old = as_written(activity)
        _set_one(actor, activity, when, reason)
        new = as_written(activity)
        subjects[activity.pk] = _("%(title)s: %(old)s ändras till %(new)s") % {
            "title": activity.title[:120], "old": old, "new": new,
        }  # fmt: skip
        record(actor, verb, activity, before={"date": old}, after={"date": new}, reason=reason, role=role)
    told = tell_concerned(actor, list(dates), verb, "", reason, subjects)
    for round_id in {activity.round_id for activity in dates}:
        judge_round(round_id)
    return told


def as_written(activity: Activity) -> str:
    """The date in force as a timetable writes it."""
    return written_date(
        activity.start, activity.end, activity.precision, time_text(activity.starts_at, activity.ends_at)
    )


def _set_one(actor: Actor, activity: Activity, when: PlannedDate, reason: str) -> None:
    fields = {
        "start": when.start,
        "end": when.end,
        "precision": when.precision,
        "starts_at": when.starts_at,
        "ends_at": when.ends_at,
    }
    written = when.raw or written_date(when.start, when.end, when.precision, time_text(when.starts_at, when.ends_at))
    ActivityDate.objects.create(
        activity=activity, raw=written, set_at=clock.now(), set_by_id=actor.person_id, set_by=actor.name, reason=reason,
        **fields,
    )  # fmt: skip
    change(activity, activity.version, sequence=activity.sequence + 1, phase=phase_for(activity, when), **fields)


def phase_for(activity: Activity, when: PlannedDate) -> Phase | None:
    """The phase the new day lies in; a window that still reaches into its phase stays there."""
    phases = list(activity.round.phases.all())
    current = next((phase for phase in phases if phase.pk == activity.phase_id), None)
    if when.start is None:
        return current
    is_window = when.precision in {Precision.MONTH, Precision.MONTHS}
    if current and (current.start <= when.start <= current.end or (is_window and when.start <= current.end)):
        return current
    inside = [phase for phase in phases if phase.start <= when.start <= phase.end]
    before = [phase for phase in phases if phase.end < when.start]
    return inside[-1] if inside else before[-1] if before else current
