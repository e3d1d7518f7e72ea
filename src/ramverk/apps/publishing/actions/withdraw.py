"""Take a publication back. What was open has been read; the page says that it was taken back, when and why."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.publishing.actions.tell_at_opening import hold_back
from ramverk.apps.publishing.models import Publication, PublicationState
from ramverk.apps.publishing.policy import may
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Refused, require


@transaction.atomic
def withdraw(actor: Actor, publication: Publication, version: int, reason: str) -> Publication:
    """A reason is owed to those who have read it."""
    locked = Publication.objects.select_for_update(of=("self",)).select_related("notice").get(pk=publication.pk)
    require(may(actor, "publishing.withdraw", locked))
    if locked.state == PublicationState.WITHDRAWN:
        raise Refused(_("Publiceringen är redan återkallad."))
    if not reason.strip():
        raise Invalid(_("Skriv varför publiceringen återkallas. Skälet visas för den som har läst den."))
    hold_back(actor, locked)
    before = locked.state
    change(locked, version, state=PublicationState.WITHDRAWN, reason=reason.strip()[:300])
    flip(actor, locked, before, PublicationState.WITHDRAWN, reason.strip())
    record(actor, "publishing.withdraw", locked, reason=reason.strip())
    return locked
