"""Open an activity again that was done or cancelled."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.flip_activity import flip_activity, lock_activity
from ramverk.apps.cycle.actions.judge_round import judge_round
from ramverk.apps.cycle.actions.tell_concerned import tell_concerned
from ramverk.apps.cycle.models import Activity, ActivityState
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.verdicts import Invalid

VERB = "cycle.reopen_activity"


@transaction.atomic
def reopen_activity(actor: Actor, activity: Activity, version: int, reason: str) -> Activity:
    """Reopen it; a reason is required, and those concerned are told."""
    if not reason.strip():
        raise Invalid(_("Skriv varför aktiviteten öppnas igen. Skälet syns i historiken."))
    was_cancelled = activity.state == ActivityState.CANCELLED
    row = flip_activity(actor, VERB, lock_activity(activity, version), reason)
    if was_cancelled:
        Activity.objects.filter(pk=row.pk).update(sequence=row.sequence + 1)
        judge_round(row.round_id)
    tell_concerned(actor, [row], VERB, _("Öppnad igen: %s") % row.title, reason)
    return row
