"""Say which body and which person answer for an activity."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.flip_activity import lock_activity
from ramverk.apps.cycle.actions.notify import notify
from ramverk.apps.cycle.models import Activity
from ramverk.apps.cycle.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, Person
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require

VERB = "cycle.reassign_activity"


@transaction.atomic
def reassign_activity(
    actor: Actor, activity: Activity, version: int, owner: Body | None, responsible: Person | None, reason: str = ""
) -> Activity:
    """Reassign it; the new responsible person is told."""
    allowed = require(may(actor, VERB, activity))
    row = lock_activity(activity, version)
    before, after = change(row, version, owner=owner, responsible=responsible)
    if not after:
        return row
    if "responsible" in after and responsible is not None and responsible.pk != actor.person_id:
        notify([responsible], VERB, _("Du ansvarar nu för: %s") % row.title, reason, row)
    worded = [{name: str(value or "") for name, value in values.items()} for values in (before, after)]
    record(actor, VERB, row, before=worded[0], after=worded[1], reason=reason, role=str(allowed.by))
    return row
