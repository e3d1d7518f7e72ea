"""Accept a submission; when the last one is accepted, the activity is done."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.advance import advance
from ramverk.apps.cycle.actions.take_step import lock, take_step
from ramverk.apps.cycle.models import ActivityState, Submission
from ramverk.apps.cycle.models import SubmissionState as S
from ramverk.apps.organisation.actor import Actor


@transaction.atomic
def accept(actor: Actor, submission: Submission, version: int) -> Submission:
    """The centre accepts what was handed in."""
    row = take_step(actor, "cycle.accept", lock(submission, version))
    if not row.activity.submissions.exclude(state=S.ACCEPTED).exists():
        advance(actor, row.activity, ActivityState.DONE, _("Alla nämnders underlag är godtagna."))
    return row
