"""Lay in the vision and the council's goals: what the boards' goals lead up to."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.models import Goal, GoalLevel
from ramverk.apps.plans.policy import may_govern
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@dataclass(frozen=True, slots=True)
class CouncilGoal:
    """A goal of the council, or the vision."""

    text: str
    level: str = GoalLevel.COUNCIL
    parent_id: int | None = None
    is_good_economy: bool = False
    period: str = ""


@transaction.atomic
def set_council_goal(
    actor: Actor, in_round: Round, values: CouncilGoal, known: Goal | None = None, version: int = 0
) -> Goal:
    """Add one, or change one against the version that was seen."""
    require(may_govern(actor, "plans.set_council_goal"))
    if not values.text.strip():
        raise Invalid(_("Skriv vad målet är."))
    if values.level not in {GoalLevel.VISION, GoalLevel.COUNCIL}:
        raise Invalid(_("Här läggs visionen och fullmäktiges mål in; nämndernas mål skrivs i deras planer."))
    above = Goal.objects.filter(round=in_round, level=GoalLevel.VISION, pk=values.parent_id or 0).first()
    fields = {
        "text": values.text.strip(), "level": values.level, "is_good_economy": values.is_good_economy,
        "parent": above if values.level == GoalLevel.COUNCIL else None, "period": values.period.strip()[:40],
    }  # fmt: skip
    if known is None:
        order = Goal.objects.filter(round=in_round, section=None).count() + 1
        goal = Goal.objects.create(round=in_round, order=order, **fields)
        record(actor, "plans.set_council_goal", goal, after={"goal": goal.text})
        return goal
    before, after = change(known, version, **fields)
    told = {"goal": before.get("text", "")}, {"goal": after.get("text", "")}
    record(actor, "plans.set_council_goal", known, before=told[0], after=told[1])
    return known
