"""Goals read from the money that pays them, and from the assignments they answer."""

from collections.abc import Collection

from django.urls import reverse

from ramverk.apps.cycle.policy_submission import bodies_behind
from ramverk.apps.frames.referring import ByPk, Reference
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.models import Goal, GoalLink
from ramverk.apps.plans.policy import GOALS


def references_of(kind: str, pks: Collection[int], actor: Actor) -> ByPk:
    """The goals of the newest plan of each board that are linked to these, by what they are linked to. Two queries."""
    links = GoalLink.objects.filter(**{f"{kind}__in": pks}).values_list("goal_id", kind)
    rows = Goal.objects.filter(pk__in={goal for goal, _pk in links}).select_related("section__plan__submission__body")
    own = bodies_behind(actor)
    goals = {goal.pk: goal for goal in GOALS.filter(rows, actor).order_by("pk")}
    newest = {(goal.key, _body(goal)): goal.pk for goal in goals.values()}
    found = ByPk()
    for goal_id, pk in sorted(links):
        goal = goals.get(goal_id)
        if goal is not None and newest[goal.key, _body(goal)] == goal_id:
            found.setdefault(pk, []).append(_reference(goal, is_own=_body(goal) in own))
    return found


def _body(goal: Goal) -> int:
    return goal.section.plan.submission.body_id if goal.section else 0


def _reference(goal: Goal, *, is_own: bool) -> Reference:
    assert goal.section is not None  # noqa: S101 - only the boards' goals are linked
    submission = goal.section.plan.submission
    where = ("plans:section", goal.section_id) if is_own else ("desks:submission", submission.pk)
    url = reverse(where[0], args=[where[1]])
    return Reference(submission.body.short_name or submission.body.name, goal.text, url)
