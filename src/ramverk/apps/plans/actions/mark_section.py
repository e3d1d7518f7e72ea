"""Mark a section as ready, or as not ready after all."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.findings import missing_in
from ramverk.apps.plans.holding import leave, lock_section
from ramverk.apps.plans.models import Section
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid


@transaction.atomic
def mark_section(actor: Actor, section: Section, version: int, *, is_ready: bool) -> Section:
    """A mark for the others who write. What must be there is; how good it is the plan's findings say."""
    row = lock_section(actor, section, version)
    if is_ready and (missing := missing_in(row)):
        raise Invalid(_("Avsnittet är inte klarmarkerat. %s") % " ".join(one.message for one in missing))
    change(row, version, is_ready=is_ready)
    leave(actor, row)
    record(actor, "plans.mark_section", row, after={"is_ready": is_ready})
    return row
