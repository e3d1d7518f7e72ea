"""Open an activity: its work may begin."""

from django.db import transaction

from ramverk.apps.cycle.actions.flip_activity import flip_activity, lock_activity
from ramverk.apps.cycle.gates import open_gates, sentence
from ramverk.apps.cycle.models import Activity
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.verdicts import Refused

VERB = "cycle.open_activity"


@transaction.atomic
def open_activity(actor: Actor, activity: Activity, version: int, reason: str = "") -> Activity:
    """Open it. A closed gate holds unless a reason is given; opening early then leaves the reason in the trail."""
    row = lock_activity(activity, version)
    gates = open_gates(row)
    if gates and not reason.strip():
        raise Refused(sentence(gates[0]))
    return flip_activity(actor, VERB, row, reason)
