"""Confirm that a plain step is done, with a note about what came of it."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.advance import advance
from ramverk.apps.cycle.gates import open_gates, sentence
from ramverk.apps.cycle.models import Activity, ActivityState
from ramverk.apps.cycle.policy_desks import may_confirm_done
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Refused, Stale, require


@transaction.atomic
def confirm_done(actor: Actor, activity: Activity, version: int, note: str) -> Activity:
    """Refused while a gate is closed. The note stands in the history."""
    row = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if row.version != version:
        raise Stale(_("Aktiviteten har ändrats medan du skrev. Inget har sparats; läs in sidan igen."))
    require(may_confirm_done(actor, row))
    if gates := open_gates(row):
        raise Refused(sentence(gates[0]))
    before = row.state
    advance(actor, row, ActivityState.DONE, note.strip())
    record(actor, "cycle.confirm_done", row, before={"state": before}, after={"state": row.state}, reason=note.strip())
    return row
