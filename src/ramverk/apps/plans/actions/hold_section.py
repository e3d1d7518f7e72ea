"""Take a section to write in, prolong it by working, and leave it. No deed for the trail: nothing is changed."""

from django.db import transaction

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.holding import leave, renew
from ramverk.apps.plans.models import Lease, Section
from ramverk.apps.plans.policy import may_write_section
from ramverk.apps.trail.verdicts import require


@transaction.atomic
def hold_section(actor: Actor, section: Section) -> Lease:
    """Fifteen minutes from now; refused while somebody else writes there."""
    rows = Section.objects.select_for_update(of=("self",)).select_related("plan__submission__activity")
    row = rows.get(pk=section.pk)
    require(may_write_section(actor, row))
    return renew(actor, row)


@transaction.atomic
def release_section(actor: Actor, section: Section) -> None:
    """Leave it to others at once."""
    leave(actor, section)
