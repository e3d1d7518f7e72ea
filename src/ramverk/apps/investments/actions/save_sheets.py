"""Save what a returned workbook says: every sheet against the version that was looked at, all of it or nothing."""

from collections.abc import Sequence

from django.db import transaction

from ramverk.apps.cycle.models import Submission
from ramverk.apps.investments.actions.remove_project import remove_project
from ramverk.apps.investments.actions.save_project import save_project
from ramverk.apps.investments.round_trip import BookEdit
from ramverk.apps.organisation.actor import Actor


@transaction.atomic
def save_sheets(actor: Actor, submission: Submission, edits: Sequence[BookEdit]) -> int:
    """How many sheets were saved, added or removed; each leaves its own row in the trail."""
    for one in edits:
        if one.edit is None:
            if one.project is not None:
                remove_project(actor, submission, one.project, one.version)
        else:
            save_project(actor, submission, one.project, one.version, one.edit)
    return len(edits)
