"""Say, in a revision, what changes in a project sheet and why, or why nothing more has to."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.investments.actions.save_project import lock_draft
from ramverk.apps.investments.models import RevisedSheet
from ramverk.apps.investments.policy import may_write_sheet
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def explain_sheet(actor: Actor, row: RevisedSheet, version: int, explanation: str) -> RevisedSheet:
    """It is read beside the sheet, and frozen with it."""
    submission = lock_draft(actor, row.submission)
    locked = RevisedSheet.objects.select_for_update(of=("self",)).select_related("project").get(pk=row.pk)
    require(may_write_sheet(actor, submission, locked))
    if not explanation.strip():
        raise Invalid(_("Skriv vad som ändras och varför, eller att inget mer behöver ändras."))
    change(locked, version, explanation=explanation.strip())
    record(actor, "investments.explain_sheet", locked.project, after={"board": submission.body.name})
    return locked
