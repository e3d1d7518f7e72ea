"""Set the hour when an approved dispatch is sent by itself, and send what has reached its hour."""

import logging
from datetime import datetime

from django.db import transaction

from ramverk.apps.dispatch.actions.send import hindrance, send_as_it_stands
from ramverk.apps.dispatch.models import Dispatch, DispatchState
from ramverk.apps.dispatch.policy import may_edit
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require

logger = logging.getLogger(__name__)


@transaction.atomic
def set_hour(actor: Actor, dispatch: Dispatch, version: int, at: datetime | None) -> Dispatch:
    """`at` is aware; None takes the hour away. The words are not touched, so an approval stands."""
    require(may_edit(actor, dispatch))
    before, after = change(dispatch, version, sends_at=at)
    record(actor, "dispatch.set_hour", dispatch, before=before, after=after)
    return dispatch


def send_due() -> int:
    """Send what has reached its hour and is approved: whoever approved it said that it may go.

    A timer calls it every minute, and the pages where somebody waits for it. Without an approval nothing goes.
    """
    waiting = Dispatch.objects.filter(state=DispatchState.APPROVED, sends_at__lte=clock.now())
    return sum(_due(pk) for pk in waiting.values_list("pk", flat=True))


@transaction.atomic
def _due(pk: int) -> int:
    row = Dispatch.objects.select_for_update(of=("self",)).select_related("activity__round", "sender").get(pk=pk)
    if row.state != DispatchState.APPROVED:
        return 0  # somebody else's timer was quicker
    if why := hindrance(row):
        logger.warning("Dispatch %s has reached its hour and is held back: %s", pk, why)
        return 0
    send_as_it_stands(Actor(person_id=None, name=row.sender.name, is_signed_in=False), row)
    return 1
