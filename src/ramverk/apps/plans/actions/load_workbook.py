"""Save what a returned workbook changes: all of it or nothing."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.actions.save_goal import save_goal
from ramverk.apps.plans.actions.save_split import save_split
from ramverk.apps.plans.holding import lock_plan
from ramverk.apps.plans.models import ActivityPlan, Section
from ramverk.apps.plans.round_trip import Returned, parts_of
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale


@transaction.atomic
def load_workbook(actor: Actor, plan: ActivityPlan, back: Returned, seen: tuple[int, int]) -> int:
    """`seen` are the versions of split and goals that the file was shown against. Answers how many things changed."""
    locked = lock_plan(actor, plan)
    split, goals = parts_of(locked)
    if (split.version, goals.version) != seen:
        raise Stale(_("Planen har ändrats sedan du såg vad filen gör. Inget är sparat; se efter igen."))
    if back.faults:
        raise Invalid(_("Filen har fel som behöver rättas. Inget är sparat."))
    if back.changes_split:
        save_split(actor, _with_plan(split, locked), split.version, back.edition, back.split)
    for values in back.goals:
        section = _with_plan(Section.objects.get(pk=goals.pk), locked)
        save_goal(actor, section, section.version, values)
    record(actor, "plans.load_workbook", locked, after={"rows": len(back.proposed)})
    return len(back.proposed)


def _with_plan(section: Section, plan: ActivityPlan) -> Section:
    section.plan = plan
    return section
