"""Say that an activity is done. A month is closed this way by a person, never by the clock."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle import desks
from ramverk.apps.cycle.actions.flip_activity import flip_activity, lock_activity
from ramverk.apps.cycle.gates import open_gates, sentence
from ramverk.apps.cycle.models import Activity
from ramverk.apps.cycle.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.verdicts import Refused, require

VERB = "cycle.complete_activity"


@transaction.atomic
def complete_activity(actor: Actor, activity: Activity, version: int, reason: str = "") -> Activity:
    """Mark it as done; refused with the first thing that hinders, and when that opens."""
    require(may(actor, VERB, activity))
    row = lock_activity(activity, version)
    if hindrances := what_hinders(row):
        raise Refused(" ".join(hindrances))
    return flip_activity(actor, VERB, row, reason)


def what_hinders(activity: Activity) -> list[str]:
    """Closed gates and what the desk says is missing, in words."""
    found = [sentence(gate) for gate in open_gates(activity)]
    status = desks.statuses([activity]).get(activity.pk)
    if status is not None and not status.is_complete:
        found += [str(blocker) for blocker in status.blockers] or [_("Arbetet är inte klart: %s.") % status.summary]
    return found
