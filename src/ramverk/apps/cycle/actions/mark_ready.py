"""Say that the administration is done and the board can take it up."""

from django.db import transaction

from ramverk.apps.cycle.actions.take_step import lock, take_step
from ramverk.apps.cycle.models import Submission
from ramverk.apps.cycle.submission_content import content_of
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.verdicts import Invalid


@transaction.atomic
def mark_ready(actor: Actor, submission: Submission, version: int) -> Submission:
    """Refused while the content has a finding that blocks."""
    row = lock(submission, version)
    row = take_step(actor, "cycle.mark_ready", row)
    blocking = [finding for finding in content_of(row.activity).findings(row) if finding.blocks]
    if blocking:
        raise Invalid(" ".join(finding.message for finding in blocking))
    return row
