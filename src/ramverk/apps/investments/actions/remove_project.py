"""Take a project sheet away from the board's list. Its history stays."""

from django.db import transaction

from ramverk.apps.cycle.models import Submission
from ramverk.apps.investments.actions.save_project import lock_draft
from ramverk.apps.investments.models import Project, RevisedSheet
from ramverk.apps.investments.policy import may_remove_sheet
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require


@transaction.atomic
def remove_project(actor: Actor, submission: Submission, project: Project, version: int) -> Project:
    """Against the version the person saw."""
    row = lock_draft(actor, submission)
    stored = Project.objects.get(pk=project.pk, body=row.body_id, round=row.activity.round_id, removed_at=None)
    require(may_remove_sheet(actor, row, RevisedSheet.objects.filter(submission=row, project=stored).first()))
    change(stored, version, removed_at=clock.now())
    record(actor, "investments.remove_project", stored, before={"name": stored.name})
    return stored
