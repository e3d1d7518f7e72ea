"""A recipient opens a dispatch: the receipt says so, once."""

from django.db import transaction

from ramverk.apps.dispatch.models import Dispatch, Receipt
from ramverk.apps.dispatch.policy import SENT
from ramverk.apps.dispatch.queries import own_receipts
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record


@transaction.atomic
def open_dispatch(actor: Actor, dispatch: Dispatch) -> list[Receipt]:
    """Mark the receipts of the actor and of those they stand in for as opened; answers those receipts."""
    if dispatch.state not in SENT:
        return []
    rows = list(own_receipts(dispatch, actor))
    for row in rows:
        at = clock.now()
        if row.opened_at is None and Receipt.objects.filter(pk=row.pk, opened_at=None).update(opened_at=at):
            row.opened_at = at
            record(actor, "dispatch.open_dispatch", row, after={"opened_at": at})
    return rows
