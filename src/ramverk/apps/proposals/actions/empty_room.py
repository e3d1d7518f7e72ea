"""Delete everything a room's members have made, and the key that opened it."""

from django.db import transaction

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.models import PartyRoom, SealedItem
from ramverk.apps.proposals.policy import leads_in
from ramverk.apps.proposals.vault import new_room_key, prove
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require


@transaction.atomic
def empty_room(actor: Actor, room: PartyRoom, version: int) -> int:
    """Answers how many things are gone. The room gets a new key; what was handed over others have, and it stays."""
    locked = PartyRoom.objects.select_for_update().get(pk=room.pk)
    prove(actor, locked)
    require(leads_in(actor, locked))
    gone, _by_model = SealedItem.objects.filter(room=locked).delete()
    change(locked, version, wrapped_key=new_room_key(locked.uid))
    record(actor, "proposals.empty_room", locked)
    return gone
