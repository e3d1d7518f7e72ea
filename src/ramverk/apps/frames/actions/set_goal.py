"""Lay in a financial goal of a round."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.assumptions import percent
from ramverk.apps.frames.models import FinancialGoal, GoalOperator
from ramverk.apps.frames.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def set_goal(
    actor: Actor,
    in_round: Round,
    name: str,
    threshold: str,
    operator: str = GoalOperator.AT_LEAST,
    *,
    is_average: bool = False,
) -> FinancialGoal:
    """`threshold` is per cent as people write it: "1,5"."""
    require(may(actor, "frames.set_goal"))
    if not name.strip():
        raise Invalid(_("Ge målet ett namn, till exempel ”Resultatet är minst en procent”."))
    goal = FinancialGoal.objects.create(
        round=in_round,
        name=name.strip()[:160],
        threshold=str(percent(threshold)),
        operator=operator,
        is_average=is_average,
    )
    record(actor, "frames.set_goal", goal, after={"threshold": threshold})
    return goal
