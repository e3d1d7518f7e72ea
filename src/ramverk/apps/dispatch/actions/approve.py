"""Approve a dispatch: it may go out as it stands."""

from django.db import transaction

from ramverk.apps.dispatch.models import Dispatch, DispatchState
from ramverk.apps.dispatch.policy import may_approve
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require


@transaction.atomic
def approve(actor: Actor, dispatch: Dispatch, version: int) -> Dispatch:
    """The approval falls if anything is changed afterwards."""
    require(may_approve(actor, dispatch))
    before, after = change(dispatch, version, state=DispatchState.APPROVED)
    flip(actor, dispatch, DispatchState.DRAFT, DispatchState.APPROVED)
    record(actor, "dispatch.approve", dispatch, before=before, after=after)
    return dispatch
