"""Writing sealed things: new ones, and new versions of what is there."""

from typing import Any

from ramverk.apps.proposals.models import PartyRoom, SealedItem
from ramverk.apps.proposals.vault import Proof, seal
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change


def put(proof: Proof, room: PartyRoom, kind: str, content: dict[str, Any], state: str = "") -> SealedItem:
    """Keep something new in the room."""
    item = SealedItem(room=room, kind=kind, state=state, created_at=clock.now(), changed_at=clock.now())
    item.sealed = seal(proof, item, content, item.version)
    item.save()
    return item


def write(proof: Proof, item: SealedItem, version: int, content: dict[str, Any], **fields: Any) -> SealedItem:
    """Seal another content as the next version; `Stale` where somebody saved meanwhile. Call inside a transaction."""
    sealed = seal(proof, item, content, version + 1)
    change(item, version, sealed=sealed, changed_at=clock.now(), **fields)
    return item
