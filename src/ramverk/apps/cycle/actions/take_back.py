"""Take a submission back to draft before it is handed in."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.take_step import lock, take_step
from ramverk.apps.cycle.models import Submission
from ramverk.apps.cycle.models import SubmissionState as S
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.verdicts import Invalid


@transaction.atomic
def take_back(actor: Actor, submission: Submission, version: int, reason: str) -> Submission:
    """What the board adopted stays frozen in the archive, but the proof no longer holds: the board must adopt anew."""
    row = lock(submission, version)
    if not reason.strip():
        raise Invalid(_("Skriv varför underlaget tas tillbaka; skälet står kvar i historiken."))
    fields: dict[str, Any] = {"agenda_on": None}
    if row.state == S.ADOPTED:
        fields |= {"document": None, "adopted_on": None, "paragraph": "", "minutes_state": "", "reservations": []}
    return take_step(actor, "cycle.take_back", row, reason=reason.strip(), **fields)
