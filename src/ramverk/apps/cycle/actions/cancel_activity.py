"""Cancel an activity: it stays in the plan, marked, and calendars hear of it."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.flip_activity import flip_activity, lock_activity
from ramverk.apps.cycle.actions.judge_round import judge_round
from ramverk.apps.cycle.actions.tell_concerned import tell_concerned
from ramverk.apps.cycle.models import Activity
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.verdicts import Invalid

VERB = "cycle.cancel_activity"


@transaction.atomic
def cancel_activity(actor: Actor, activity: Activity, version: int, reason: str) -> Activity:
    """Cancel it; a reason is required, and those concerned are told."""
    if not reason.strip():
        raise Invalid(_("Skriv varför aktiviteten ställs in. De som berörs får läsa skälet."))
    row = flip_activity(actor, VERB, lock_activity(activity, version), reason)
    Activity.objects.filter(pk=row.pk).update(sequence=row.sequence + 1)
    judge_round(row.round_id)
    tell_concerned(actor, [row], VERB, _("Inställd: %s") % row.title, reason)
    return row
