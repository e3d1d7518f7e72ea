"""Attest that what the changed frame does not touch stands as the board adopted it."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.holding import lock_plan
from ramverk.apps.plans.models import ActivityPlan, Section, Touch
from ramverk.apps.plans.policy import may_lead
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def attest(actor: Actor, plan: ActivityPlan) -> list[str]:
    """One attest for all sections that are carried over. Answers their headings."""
    require(may_lead(actor, plan))
    locked = lock_plan(actor, plan)
    rows = Section.objects.select_for_update(of=("self",)).filter(plan=locked, touch=Touch.CARRIED, attested_at=None)
    waiting = list(rows)
    if not waiting:
        raise Invalid(_("Det finns inget kvar att intyga."))
    headings = [one.heading for one in waiting]
    for one in waiting:
        one.attested_at, one.attested_by = clock.now(), actor.name
    Section.objects.bulk_update(waiting, ["attested_at", "attested_by"])
    record(actor, "plans.attest", locked, after={"sections": headings})
    return headings
