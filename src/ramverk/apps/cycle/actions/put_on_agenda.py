"""Put a submission on the agenda of a board meeting."""

from datetime import date

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.take_step import lock, take_step
from ramverk.apps.cycle.models import Submission
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Invalid


@transaction.atomic
def put_on_agenda(actor: Actor, submission: Submission, version: int, meeting_on: date) -> Submission:
    """The meeting lies today or later; a meeting after the last day is allowed and shown as such."""
    row = lock(submission, version)
    if meeting_on < clock.today():
        raise Invalid(
            _("Sammanträdet %s har redan varit. Registrera nämndens beslut i stället, eller välj ett kommande.")
            % formats.date_format(meeting_on, "j F Y")
        )
    return take_step(actor, "cycle.put_on_agenda", row, agenda_on=meeting_on)
