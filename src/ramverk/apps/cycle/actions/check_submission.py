"""Say that the centre has checked a submission."""

from django.db import transaction

from ramverk.apps.cycle.actions.take_step import lock, take_step
from ramverk.apps.cycle.models import Submission
from ramverk.apps.organisation.actor import Actor


@transaction.atomic
def check_submission(actor: Actor, submission: Submission, version: int) -> Submission:
    """Complete and readable; accepting comes after."""
    return take_step(actor, "cycle.check_submission", lock(submission, version))
