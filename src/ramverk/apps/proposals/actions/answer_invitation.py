"""A party answers an invitation to a joint room, or leaves the room."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.models import RoomParty
from ramverk.apps.proposals.policy import leads_party
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def answer_invitation(actor: Actor, place: RoomParty, version: int, *, accept: bool) -> RoomParty:
    """Only the party's own leader; from the moment of the yes its members are in, after a no or a leave none is."""
    locked = RoomParty.objects.select_for_update(of=("self",)).select_related("room").get(pk=place.pk)
    require(leads_party(actor, locked.party_id))
    if locked.left_at is not None:
        raise Invalid(_("Partiet har redan tackat nej eller lämnat rummet."))
    if accept and locked.accepted_at is not None:
        raise Invalid(_("Partiet är redan med i rummet."))
    if not locked.room.is_joint:
        raise Invalid(_("Partiets eget rum lämnas inte."))
    if accept:
        change(locked, version, accepted_at=clock.now())
    else:
        change(locked, version, left_at=clock.now())
    record(actor, "proposals.answer_invitation", locked, after={"accepted": accept})
    return locked
