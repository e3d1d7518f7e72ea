"""Keep notes and files in a room, change them, and take them away."""

import base64

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.models import DraftState, ItemKind, PartyRoom, SealedItem
from ramverk.apps.proposals.policy import may_write
from ramverk.apps.proposals.sealing import put, write
from ramverk.apps.proposals.vault import prove, unseal
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.uploads import look_into, safe_name
from ramverk.apps.trail.verdicts import Invalid, Stale, require


@transaction.atomic
def keep_note(
    actor: Actor, room: PartyRoom, heading: str, text: str, item: SealedItem | None = None, version: int = 0
) -> SealedItem:
    """A new note, or another text of one that is there."""
    proof = prove(actor, room)
    if not heading.strip() and not text.strip():
        raise Invalid(_("Skriv en rubrik eller en text."))
    content = {"heading": heading.strip() or _("Anteckning"), "text": text, "by": actor.name}
    if item is None:
        kept = put(proof, room, ItemKind.NOTE, content)
    else:
        require(may_write(actor, item))
        kept = write(proof, item, version, {**unseal(proof, item, is_logged=False), **content})
    record(actor, "proposals.keep_note", kept)
    return kept


@transaction.atomic
def keep_file(actor: Actor, room: PartyRoom, name: str, data: bytes) -> SealedItem:
    """A file, looked into as every upload and sealed: never among the municipality's stored files."""
    proof = prove(actor, room)
    clean, limit = safe_name(name), int(settings.UPLOAD_LIMIT_BYTES)
    if not data:
        raise Invalid(_("Filen ”%s” är tom.") % clean)
    if len(data) > limit:
        raise Invalid(_("Filen ”%(name)s” är större än %(limit)s MB.") % {"name": clean, "limit": limit // 1_048_576})
    media_type = look_into(data, clean)
    content = {"name": clean, "media_type": media_type, "data": base64.b64encode(data).decode(), "by": actor.name}
    kept = put(proof, room, ItemKind.FILE, content)
    record(actor, "proposals.keep_file", kept)
    return kept


@transaction.atomic
def remove_item(actor: Actor, item: SealedItem, version: int) -> None:
    """Take something away for good. What has been handed over stays: others have it."""
    locked = SealedItem.objects.select_for_update(of=("self",)).select_related("room").get(pk=item.pk)
    prove(actor, locked.room)
    if locked.state == DraftState.HANDED_OVER:
        raise Invalid(_("Förslaget är överlämnat och finns hos andra. Det kan dras tillbaka men inte raderas."))
    if locked.version != version:
        raise Stale(_("Någon annan ändrade detta medan du läste. Läs in sidan igen."))
    record(actor, "proposals.remove_item", locked)
    locked.delete()
