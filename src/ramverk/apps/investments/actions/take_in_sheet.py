"""Take along, in a revision, a sheet that was never handed in: from then on it is a new project of the board's."""

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
def take_in_sheet(actor: Actor, row: RevisedSheet, version: int, reason: str) -> RevisedSheet:
    """The decision does not count on it, so it is held to what the board may add by itself."""
    require(may_lead_revision(actor, row.submission))
    lock_draft(actor, row.submission)
    locked = RevisedSheet.objects.select_for_update(of=("self",)).select_related("project").get(pk=row.pk)
    if locked.touch != SheetTouch.UNSENT or locked.closed_at is not None:
        raise Invalid(_("Bladet är redan med i revideringen, eller avslutat."))
    if not reason.strip():
        raise Invalid(_("Skriv varför projektet tas med nu; skälet följer med till nämnden."))
    change(locked, version, touch=SheetTouch.NEW, explanation=reason.strip())
    record(actor, "investments.take_in_sheet", locked.project, reason=reason.strip())
    return locked
