"""What opening, completing, reopening and cancelling have in common: lock, version, policy, table of states, rows."""

from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity
from ramverk.apps.cycle.policy import may
from ramverk.apps.cycle.states import FLIPS
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Refused, Stale, require


def lock_activity(activity: Activity, version: int) -> Activity:
    """The row as it stands, locked until the transaction ends; `Stale` if it is not the one the person saw."""
    row = Activity.objects.select_for_update(of=("self",)).select_related("owner", "phase").get(pk=activity.pk)
    if row.version != version:
        raise Stale(
            _("%s: någon annan ändrade aktiviteten medan du hade sidan öppen. Inget har sparats; läs in sidan igen.")
            % row.title
        )
    return row


def flip_activity(actor: Actor, verb: str, row: Activity, reason: str = "", *, is_recorded: bool = True) -> Activity:
    """Move a locked activity to the verb's state, or refuse with the sentence of the table."""
    allowed = require(may(actor, verb, row))
    step = FLIPS[verb]
    if row.state not in step.from_states:
        raise Refused(step.refusal)
    from_state = row.state
    before, after = change(row, row.version, state=step.to_state)
    flip(actor, row, from_state, step.to_state, reason)
    if is_recorded:
        record(actor, verb, row, before=before, after=after, reason=reason, role=str(allowed.by))
    return row
