"""Mark a section as ready, or as not ready after all."""

from django.db import transaction

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.holding import leave, lock_section
from ramverk.apps.plans.models import Section
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record


@transaction.atomic
def mark_section(actor: Actor, section: Section, version: int, *, is_ready: bool) -> Section:
    """A mark for the others who write; what must be there is judged when the plan is marked as ready."""
    row = lock_section(actor, section, version)
    change(row, version, is_ready=is_ready)
    leave(actor, row)
    record(actor, "plans.mark_section", row, after={"is_ready": is_ready})
    return row
