"""Take a financial goal away; the history keeps that it was there."""

from django.db import transaction

from ramverk.apps.frames.models import FinancialGoal
from ramverk.apps.frames.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require


@transaction.atomic
def remove_goal(actor: Actor, goal: FinancialGoal) -> None:
    """Remove it."""
    require(may(actor, "frames.remove_goal"))
    record(actor, "frames.remove_goal", goal, before={"threshold": goal.threshold})
    goal.delete()
