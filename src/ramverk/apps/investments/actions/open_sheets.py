"""Open a board's sheets for revision: what the decision touched is asked for, the rest stands."""

from django.db import transaction

from ramverk.apps.cycle.models import Submission
from ramverk.apps.investments.models import RevisedSheet, SheetTouch
from ramverk.apps.investments.policy import is_sheet_revision
from ramverk.apps.investments.revising import lay_out
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.actors import Actor


@transaction.atomic
def open_sheets(actor: Actor, submission: Submission) -> list[RevisedSheet]:
    """Twice gives the same."""
    known = list(submission.revised_sheets.all())
    if known:
        return known
    rows = lay_out(submission)
    if rows:
        asked = [str(row.project) for row in rows if row.touch != SheetTouch.CARRIED]
        record(actor, "investments.open_sheets", submission, after={"projects": asked})
    return rows


def open_where_revised(actor: Actor, submission: Submission) -> None:
    """What happens when a board's room is opened: its sheets, where they are revised."""
    if is_sheet_revision(submission.activity):
        open_sheets(actor, submission)
