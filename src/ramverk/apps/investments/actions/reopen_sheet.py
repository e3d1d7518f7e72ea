"""Open a sheet that a revision carries over: it may be changed after all, with a reason the board will read."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.investments.actions.save_project import lock_draft
from ramverk.apps.investments.models import RevisedSheet, SheetTouch
from ramverk.apps.investments.policy import may_lead_revision
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def reopen_sheet(actor: Actor, row: RevisedSheet, version: int, reason: str) -> RevisedSheet:
    """An earlier attest of it no longer holds."""
    require(may_lead_revision(actor, row.submission))
    lock_draft(actor, row.submission)
    locked = RevisedSheet.objects.select_for_update(of=("self",)).select_related("project").get(pk=row.pk)
    if locked.touch != SheetTouch.CARRIED:
        raise Invalid(_("Bladet står inte kvar oförändrat, så det behöver inte öppnas."))
    if not reason.strip():
        raise Invalid(_("Skriv varför bladet behöver ändras; skälet följer med till nämnden."))
    change(locked, version, touch=SheetTouch.REOPENED, explanation=reason.strip(), attested_at=None, attested_by="")
    record(actor, "investments.reopen_sheet", locked.project, reason=reason.strip())
    return locked
