"""The management team's comments on a draft, for its room; and who in the team has read it, when and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Mandate, Role, on
from ramverk.apps.proposals.comments import Comment, comment_of
from ramverk.apps.proposals.models import ItemKind, Look, SealedItem, Share
from ramverk.apps.proposals.policy import LOOKS, SHARES
from ramverk.apps.proposals.queries.rooms import contents_of
from ramverk.apps.proposals.vault import Proof, unseal_comments
from ramverk.apps.trail import clock


def shares_of(item: SealedItem, actor: Actor) -> list[Share]:
    """Every showing of a draft, the newest first."""
    rows = Share.objects.filter(draft_uid=item.uid).select_related("audience", "room")
    return list(SHARES.filter(rows, actor).order_by("-opened_at", "-pk"))


def comments_on(proof: Proof, item: SealedItem, actor: Actor) -> list[Comment]:
    """Those that have come home as notes, and those of a showing that goes on."""
    said = []
    for held in contents_of(proof, item.room, actor, [ItemKind.NOTE]):
        if held.content.get("draft") == str(item.uid):
            said += held.content.get("comments", [])
    for share in shares_of(item, actor):
        if share.ended_at is None:
            said += unseal_comments(actor, share)
    return [comment_of(one) for one in said]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody the draft was shown to, and when they opened it; nothing where they have not."""

    name: str
    first: datetime | None = None
    last: datetime | None = None
    times: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """One showing with its readers: those who have read first, then those who have not."""

    share: Share
    until: datetime
    goes_on: bool
    readers: tuple[Reader, ...]

    @property
    def have_read(self) -> int:
        """How many have opened it."""
        return sum(1 for reader in self.readers if reader.times)


def shown(item: SealedItem, actor: Actor) -> list[Shown]:
    """Every showing of a draft, the newest first."""
    now = clock.now()
    found = []
    for share in shares_of(item, actor):
        until = share.ended_at or share.ends_at
        goes_on = share.ended_at is None and share.ends_at > now
        found.append(Shown(share, until, goes_on, tuple(_readers(share, actor))))
    return found


def _readers(share: Share, actor: Actor) -> Iterable[Reader]:
    """The team as it was while the draft was shown; a member of the room who looks at the copy is none of them."""
    last_day = min(share.ended_at or share.ends_at, clock.now())
    rows = Mandate.objects.filter(
        Q(on(localdate(share.opened_at))) | Q(on(localdate(last_day))), body=share.audience_id,
        role__in=(Role.HEAD, Role.MEMBER),
    ).select_related("person")  # fmt: skip
    names = {row.person_id: row.person.name for row in rows.order_by("person__name")}
    looks: dict[int, list[Look]] = {}
    for look in LOOKS.filter(Look.objects.filter(what="share", item_uid=share.uid), actor).order_by("at", "pk"):
        looks.setdefault(look.person_id, []).append(look)
    for person_id, theirs in looks.items():
        if person_id in names:
            yield Reader(theirs[0].person_name, theirs[0].at, theirs[-1].at, len(theirs))
    yield from (Reader(name) for person_id, name in names.items() if person_id not in looks)
