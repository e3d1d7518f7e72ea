"""The chain of goals: vision, council, boards, units; what leads up to what."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.policy_submission import bodies_behind
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.models import Goal, GoalLevel
from ramverk.apps.plans.policy import GOALS


@dataclass(slots=True)
class Node:
    """A goal and those that lead up to it, as far as the reader may see them."""

    goal: Goal
    url: str = ""
    below: list["Node"] = field(default_factory=list)


def _url(goal: Goal, own: Container[int]) -> str:
    """The section for the board that writes it; for everyone else what the board has handed in."""
    if goal.section is None:
        return ""
    submission = goal.section.plan.submission
    if submission.body_id in own:
        return reverse("plans:section", args=[goal.section_id])
    return reverse("desks:submission", args=[submission.pk])


def chain(in_round: Round, actor: Actor) -> Sequence[Node]:
    """The round's goals as a forest, the vision first. One query and its relations."""
    rows = Goal.objects.filter(round=in_round).select_related("section__plan__submission__body")
    own = bodies_behind(actor)
    seen = GOALS.filter(rows.prefetch_related("indicators"), actor).order_by("order", "pk")
    newest = {(goal.key, goal.section is None): goal.pk for goal in sorted(seen, key=lambda one: one.pk)}
    kept = [goal for goal in seen if newest[goal.key, goal.section is None] == goal.pk]  # a revision's, not its plan's
    nodes = {goal.pk: Node(goal, _url(goal, own)) for goal in kept}
    roots: list[Node] = []
    for node in nodes.values():
        above = nodes.get(node.goal.parent_id or 0)
        (above.below if above else roots).append(node)
    rank = {level: place for place, level in enumerate((GoalLevel.VISION, GoalLevel.COUNCIL, GoalLevel.BOARD))}
    return sorted(roots, key=lambda node: (rank.get(GoalLevel(node.goal.level), 9), node.goal.order))
