"""Take a goal out of a plan."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.holding import lock_section, remember, saved
from ramverk.apps.plans.models import Section
from ramverk.apps.plans.queries.stored import rows_of_goals
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid


@transaction.atomic
def remove_goal(actor: Actor, section: Section, version: int, key: str) -> Section:
    """It stays in the section's history. A goal that units' goals lead up to is not removed before them."""
    row = lock_section(actor, section, version)
    goal = row.goals.filter(key=key).first()
    if goal is None:
        raise Invalid(_("Målet är redan borttaget."))
    if goal.contributing.exists():
        raise Invalid(_("Andra mål leder upp till det här. Koppla om eller ta bort dem först."))
    goal.delete()
    saved(actor, row, version)
    remember(actor, row, {"rows": rows_of_goals(row)})
    record(actor, "plans.remove_goal", row, before={"goal": str(goal)})
    return row
