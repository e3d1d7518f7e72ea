"""A recipient acknowledges a dispatch: I have read it."""

from django.db import transaction

from ramverk.apps.dispatch.models import Receipt
from ramverk.apps.dispatch.policy import may_acknowledge
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require


@transaction.atomic
def acknowledge(actor: Actor, receipt: Receipt) -> Receipt:
    """Once; acknowledging again changes nothing."""
    require(may_acknowledge(actor, receipt))
    row = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt.pk)
    if row.acknowledged_at is None:
        at = clock.now()
        row.acknowledged_at, row.opened_at = at, row.opened_at or at
        row.save(update_fields=["acknowledged_at", "opened_at"])
        record(actor, "dispatch.acknowledge", row, after={"acknowledged_at": at})
    return row
