"""What a page of the area is about, found among what its reader may see; rooms are entered with a proof."""

from typing import NamedTuple

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.proposals.models import HandOver, ItemKind, PartyRoom, SealedItem
from ramverk.apps.proposals.policy import HAND_OVERS, ITEMS, ROOMS
from ramverk.apps.proposals.vault import Proof, prove
from ramverk.apps.trail.verdicts import Invalid


class Inside(NamedTuple):
    """Somebody in a room."""

    actor: Actor
    room: PartyRoom
    proof: Proof


def entered(request: HttpRequest, pk: int) -> Inside:
    """The room, if it is open to this person; to everyone else there is nothing here."""
    actor = acting(request)
    room = get_object_or_404(ROOMS.filter(PartyRoom.objects.select_related("party"), actor), pk=pk)
    return Inside(actor, room, prove(actor, room))


def item_in(request: HttpRequest, uid: str, kind: str = ItemKind.DRAFT) -> tuple[Inside, SealedItem]:
    """A sealed thing of a kind, and the room it lies in."""
    actor = acting(request)
    rows = ITEMS.filter(SealedItem.objects.filter(kind=kind).select_related("room__party"), actor)
    item = get_object_or_404(rows, uid=uid)
    return Inside(actor, item.room, prove(actor, item.room)), item


def received(request: HttpRequest, pk: int) -> HandOver:
    """A handed-over proposal, for those it is open to."""
    rows = HandOver.objects.select_related("edition__round", "edition__parent", "document", "room__party", "replaces")
    return get_object_or_404(HAND_OVERS.filter(rows, acting(request)), pk=pk)


def the_round(actor: Actor) -> Round:
    """The round work goes on in, or a sentence that there is none."""
    found = current_round(actor)
    if found is None:
        raise Invalid(_("Det finns ingen omgång än. Läs in tidplanen först."))
    return found


def version_of(request: HttpRequest) -> int:
    """The version the person saw."""
    value = request.POST.get("version", "")
    return int(value) if value.isdigit() else 0
