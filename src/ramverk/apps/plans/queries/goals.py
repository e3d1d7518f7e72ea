"""The chain of goals: vision, council, boards, units; what leads up to what."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ramverk.apps.cycle.models import Round
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.models import Goal, GoalLevel
from ramverk.apps.plans.policy import GOALS


@dataclass(slots=True)
class Node:
    """A goal and those that lead up to it, as far as the reader may see them."""

    goal: Goal
    below: list["Node"] = field(default_factory=list)


def chain(in_round: Round, actor: Actor) -> Sequence[Node]:
    """The round's goals as a forest, the vision first. One query and its relations."""
    rows = Goal.objects.filter(round=in_round).select_related("section__plan__submission__body")
    nodes = {goal.pk: Node(goal) for goal in GOALS.filter(rows.prefetch_related("indicators"), actor)}
    roots: list[Node] = []
    for node in nodes.values():
        above = nodes.get(node.goal.parent_id or 0)
        (above.below if above else roots).append(node)
    rank = {level: place for place, level in enumerate((GoalLevel.VISION, GoalLevel.COUNCIL, GoalLevel.BOARD))}
    return sorted(roots, key=lambda node: (rank.get(GoalLevel(node.goal.level), 9), node.goal.order))
