"""Open a section that a revision carries over: it may be changed after all, with a reason the board will read."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.holding import lock_plan
from ramverk.apps.plans.models import Section, Touch
from ramverk.apps.plans.policy import may_lead
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def reopen_section(actor: Actor, section: Section, version: int, reason: str) -> Section:
    """An earlier attest of it no longer holds."""
    require(may_lead(actor, section.plan))
    plan = lock_plan(actor, section.plan)
    row = Section.objects.select_for_update(of=("self",)).get(pk=section.pk)
    row.plan = plan
    if row.touch != Touch.CARRIED:
        raise Invalid(_("Avsnittet är redan öppet."))
    if not reason.strip():
        raise Invalid(_("Skriv varför avsnittet behöver ändras; skälet följer med till nämnden."))
    change(row, version, touch=Touch.REOPENED, explanation=reason.strip(), attested_at=None, attested_by="")
    record(actor, "plans.reopen_section", row, reason=reason.strip())
    return row
