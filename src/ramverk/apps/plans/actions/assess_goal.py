"""Say how a goal went when the rule's own answer is not the right one."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.holding import lock_section
from ramverk.apps.plans.models import Goal, GoalStatus
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid


@transaction.atomic
def assess_goal(actor: Actor, goal: Goal, version: int, status: str, reason: str) -> Goal:
    """An empty status gives the word back to the rule; any other needs a reason. `version` is the goal's."""
    assert goal.section is not None  # noqa: S101 - the council's goals are followed up elsewhere
    lock_section(actor, goal.section, goal.section.version)
    if status and status not in GoalStatus.values:
        raise Invalid(_("Den bedömningen finns inte."))
    if status and not reason.strip():
        raise Invalid(_("Skriv varför bedömningen är en annan än den som indikatorerna ger."))
    before, after = change(goal, version, status=status, status_reason=reason.strip() if status else "")
    record(actor, "plans.assess_goal", goal.section, before=before, after=after, reason=reason.strip())
    return goal
