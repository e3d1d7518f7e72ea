"""The one place where sealed things are sealed and opened.

Every call demands a `Proof`: made here, from the mandates the database holds today, for one person and one room. Each
room has its own random key; it is stored wrapped by a key that lies in a file beside the database, never in it. What is
sealed is bound to its room, its own identity and its version, so a stored blob cannot be put in another's place.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor, actor_of
from ramverk.apps.organisation.models import Person
from ramverk.apps.proposals.models import Look, PartyRoom, SealedItem, Share
from ramverk.apps.proposals.policy import SEALED, SHARES, may_enter
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Refused

_KEY_BITS, _NONCE = 256, 12
_MADE_HERE = object()


class KeyMissing(Refused):
    """The file with the key that wraps the rooms' keys is gone, or is another installation's."""

    status = 503


@dataclass(frozen=True, slots=True)
class Proof:
    """That one person may be in one room today. `prove` makes it; nothing else can."""

    room_id: int
    person_id: int
    name: str
    _seal: object = None

    def __post_init__(self) -> None:
        """Raises ValueError for a proof that was not made here."""
        if self._seal is not _MADE_HERE:
            raise ValueError("a proof is made by prove()")


def prove(actor: Actor, room: PartyRoom) -> Proof:
    """Look up in the database what the person is today; refuse where that does not open the room.

    The actor's own word is not enough: who they are on this day is read anew.
    """
    person = Person.objects.filter(pk=actor.person_id, is_active=True).first() if actor.person_id else None
    if person is None or not may_enter(actor_of(person, clock.today()), room):
        raise Refused(SEALED)
    return Proof(room.pk, person.pk, person.name, _MADE_HERE)


def new_room_key(uid: UUID) -> bytes:
    """A fresh key for a room, wrapped for storing."""
    return _wrap(AESGCM.generate_key(bit_length=_KEY_BITS), uid)


def seal(proof: Proof, item: SealedItem, content: dict[str, Any], version: int) -> bytes:
    """The content as its room's key seals it, for storing as this version of the item."""
    return _seal(_key_of(proof, item.room), _plain(content), _bound(item, version))


def unseal(proof: Proof, item: SealedItem, *, is_logged: bool = True) -> dict[str, Any]:
    """The content of an item as it stands. The look is left in the room's log; what a list shows is logged as one."""
    plain = _open(_key_of(proof, item.room), bytes(item.sealed), _bound(item, item.version))
    if is_logged:
        log_look(proof, item.kind, item.uid)
    found: dict[str, Any] = json.loads(plain)
    return found


def seal_share(proof: Proof, share: Share, content: dict[str, Any]) -> None:
    """A copy for somebody outside, under a key of its own that is thrown away when the share ends."""
    if proof.room_id != share.room_id:
        raise Refused(SEALED)
    key = AESGCM.generate_key(bit_length=_KEY_BITS)
    share.wrapped_key = _seal(_wrapping_key(), key, _share(share, "key"))
    share.sealed = _seal(key, _plain(content), _share(share, "draft"))


def unseal_share(actor: Actor, share: Share) -> dict[str, Any]:
    """The shared copy, for whom the share is open today; the look is left in the room's log."""
    person = _prove_share(actor, share)
    found: dict[str, Any] = json.loads(_open(_share_key(share), bytes(share.sealed), _share(share, "draft")))
    Look.objects.create(
        room_id=share.room_id, item_uid=share.uid, what="share", person_id=person.pk, person_name=person.name,
        at=clock.now(),
    )  # fmt: skip
    return found


def seal_comment(actor: Actor, share: Share, uid: UUID, content: dict[str, Any]) -> bytes:
    """A comment on a share, under the share's key."""
    _prove_share(actor, share)
    return _seal(_share_key(share), _plain(content), _share(share, str(uid)))


def unseal_comments(actor: Actor, share: Share) -> list[dict[str, Any]]:
    """Every comment of a share that goes on, for the team and for the room."""
    _prove_share(actor, share)
    key = _share_key(share)
    return [json.loads(_open(key, bytes(row.sealed), _share(share, str(row.uid)))) for row in share.comments.all()]


def _prove_share(actor: Actor, share: Share) -> Person:
    """Who the person is today is read anew, as for rooms."""
    person = Person.objects.filter(pk=actor.person_id, is_active=True).first() if actor.person_id else None
    if person is None or not SHARES.check(actor_of(person, clock.today()), share):
        raise Refused(SHARES.closed)
    return person


def _share(share: Share, what: str) -> bytes:
    return f"ramverk.share/1|{share.uid}|{what}".encode()


def _share_key(share: Share) -> bytes:
    if not share.wrapped_key:
        raise Refused(SHARES.closed)
    return _open(_wrapping_key(), bytes(share.wrapped_key), _share(share, "key"))


def _plain(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def log_look(proof: Proof, what: str, item_uid: UUID | None = None) -> None:
    """Leave the look in the room's log."""
    Look.objects.create(
        room_id=proof.room_id, item_uid=item_uid, what=what, person_id=proof.person_id, person_name=proof.name,
        at=clock.now(),
    )  # fmt: skip


def _bound(item: SealedItem, version: int) -> bytes:
    return f"ramverk.sealed/1|{item.room.uid}|{item.uid}|{item.kind}|{version}".encode()


def _key_of(proof: Proof, room: PartyRoom) -> bytes:
    if proof.room_id != room.pk:
        raise Refused(SEALED)
    return _open(_wrapping_key(), bytes(room.wrapped_key), f"ramverk.room-key/1|{room.uid}".encode())


def _wrap(key: bytes, uid: UUID) -> bytes:
    return _seal(_wrapping_key(), key, f"ramverk.room-key/1|{uid}".encode())


def _seal(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def _open(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to)
    except InvalidTag:
        raise KeyMissing(
            _(
                "Det förseglade innehållet går inte att öppna: nyckelfilen är en annan, eller innehållet har ändrats "
                "utanför Ramverk. Be driften återställa nyckelfilen."
            )
        ) from None


def _wrapping_key() -> bytes:
    file = Path(settings.ROOM_KEY_FILE)
    if not file.exists():
        if PartyRoom.objects.exists():
            raise KeyMissing(
                _("Nyckelfilen till partirummen saknas. Be driften lägga tillbaka den; utan den går inget att läsa.")
            )
        _make_key_file(file)
    key = file.read_bytes()
    if len(key) * 8 != _KEY_BITS:
        raise KeyMissing(_("Nyckelfilen till partirummen är skadad. Be driften återställa den ur sin säkerhetskopia."))
    return key


def _make_key_file(file: Path) -> None:
    """Once per installation, readable by its own account alone. The loser of a race reads the winner's."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        handle.write(AESGCM.generate_key(bit_length=_KEY_BITS))
    try:
        os.link(part, file)
    except FileExistsError:
        pass
    finally:
        part.unlink()
