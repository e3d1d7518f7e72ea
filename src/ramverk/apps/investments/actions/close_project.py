"""Close a project in a revision: one that the council's decision does without, or one that was never handed in."""

from datetime import date

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from ramverk.apps.investments.actions.save_project import lock_draft
from ramverk.apps.investments.models import GatePassage, Project, ProjectPhase, RevisedSheet, SheetTouch
from ramverk.apps.investments.policy import may_lead_revision
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def close_project(actor: Actor, row: RevisedSheet, version: int, note: str = "") -> RevisedSheet:
    """The passage to stopped names what it rests on; what the project was to cost stands beside it, to be read."""
    require(may_lead_revision(actor, row.submission))
    lock_draft(actor, row.submission)
    rows = RevisedSheet.objects.select_for_update(of=("self",))
    locked = rows.select_related("edition__decision__body", "submission__activity", "submission__body").get(pk=row.pk)
    if locked.goes_on:
        raise Invalid(_("Projektet är med i beslutet. Bara det som inte är med avslutas här."))
    if locked.closed_at is not None:
        raise Invalid(_("Projektet är redan avslutat."))
    project = Project.objects.select_for_update(of=("self",)).get(pk=locked.project_id)
    words, day = _ground(locked)
    change(locked, version, closed_at=clock.now(), closed_by=actor.name, explanation=note.strip())
    if project.phase != ProjectPhase.STOPPED:
        from_phase = project.phase
        change(project, project.version, phase=ProjectPhase.STOPPED)
        flip(actor, project, from_phase, ProjectPhase.STOPPED, words)
        GatePassage.objects.create(
            project=project, from_phase=from_phase, to_phase=ProjectPhase.STOPPED, decided_on=day,
            decision=words[:200], total=project.total, note=note.strip(), at=clock.now(), by=actor.name,
        )  # fmt: skip
    record(actor, "investments.close_project", project, after={"decision": words}, reason=note.strip())
    return locked


def _ground(row: RevisedSheet) -> tuple[str, date]:
    """What the closing rests on, in words, and of which day: the council's decision, or the board's own revision."""
    if row.touch == SheetTouch.UNSENT:
        return f"{row.submission.body.name}: {row.submission.activity.title}", clock.today()
    made = row.edition.decision if row.edition else None
    if made is None:
        return str(row.edition or ""), clock.today()
    day = formats.date_format(made.decided_on, "j F Y")
    return f"{made.body.name} {day}" + (f" § {made.paragraph}" if made.paragraph else ""), made.decided_on
