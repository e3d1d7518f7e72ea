"""Rooms, who is in them today, and what lies in them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from ramverk.apps.cycle.desks import Paper
from ramverk.apps.cycle.models import Activity, ActivityKind, Round
from ramverk.apps.cycle.policy_desks import PARTY_SPEAKERS
from ramverk.apps.frames.models import Edition, EditionKind, EditionState
from ramverk.apps.frames.policy import CENTRES_OWN, SHOWN_TO_ALL
from ramverk.apps.meetings.models import MeetingDocument
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, BodyKind, Mandate, PartyStanding, on
from ramverk.apps.proposals.models import HandOver, ItemKind, Look, PartyRoom, RoomParty, SealedItem
from ramverk.apps.proposals.policy import ITEMS, LOOKS, PLACES, ROOMS, parties_of
from ramverk.apps.proposals.projects import basis_of
from ramverk.apps.proposals.vault import Proof, unseal
from ramverk.core.investments.sheets import Sheet


def rooms_of(actor: Actor) -> list[PartyRoom]:
    """The rooms that are open to the actor: the own party's first."""
    return sorted(ROOMS.filter(PartyRoom.objects.all(), actor), key=lambda room: (room.is_joint, room.name))


def parties_without_room(actor: Actor) -> list[Body]:
    """The actor's parties whose room nobody has opened yet."""
    return list(Body.objects.filter(pk__in=list(parties_of(actor)), party_room=None).order_by("name"))


def invitations_of(actor: Actor) -> list[RoomParty]:
    """Joint rooms that a party of the actor's has been asked into and not answered."""
    own = list(parties_of(actor))
    rows = PLACES.filter(RoomParty.objects.filter(party__in=own, accepted_at=None, left_at=None), actor)
    return list(rows.select_related("room", "party"))


def sealed_parties(day: date) -> list[tuple[Body, int]]:
    """Every party of the council with its seats: each has a room, whatever is in it."""
    rows = PartyStanding.objects.filter(on(day), seats__gt=0).select_related("party").order_by("-seats", "party__name")
    return [(row.party, row.seats) for row in rows]


def seated_in(room: PartyRoom) -> list[RoomParty]:
    """The parties with a place in the room."""
    rows = room.places.filter(accepted_at__isnull=False, left_at__isnull=True)
    return list(rows.select_related("party").order_by("party__name"))


def people_of(room: PartyRoom, day: date) -> list[Mandate]:
    """Who may enter today, by party and role."""
    parties = [place.party_id for place in seated_in(room)]
    rows = Mandate.objects.filter(
        on(day), body__in=parties, role__in=PARTY_SPEAKERS, person__is_active=True, person__is_administrator=False
    )
    rank = {role: at for at, role in enumerate(PARTY_SPEAKERS)}
    found = {(row.person_id, row.body_id): row for row in rows.select_related("person", "body").order_by("order")}
    return sorted(found.values(), key=lambda row: (row.body.name, rank[row.role], row.order))  # type: ignore[index]


@dataclass(frozen=True, slots=True)
class Held:
    """A sealed thing with what its list shows of it, opened by a member."""

    item: SealedItem
    content: dict[str, Any]


def contents_of(proof: Proof, room: PartyRoom, actor: Actor, kinds: Sequence[str] = tuple(ItemKind)) -> list[Held]:
    """What lies in the room, opened; the caller logs one look for the whole list."""
    rows = ITEMS.filter(SealedItem.objects.filter(room=room, kind__in=kinds), actor).select_related("room")
    return [Held(row, unseal(proof, row, is_logged=False)) for row in rows]


def looks_of(room: PartyRoom, actor: Actor) -> list[Look]:
    """Who has looked, the latest first; at most the last two hundred."""
    return list(LOOKS.filter(Look.objects.filter(room=room), actor)[:200])


def bases_of(in_round: Round, room: PartyRoom | None = None) -> list[Edition]:
    """The frozen editions that a draft may stand on, the newest first: those open to all, and for a room the majority's
    proposal once it lies there.
    """
    rows = Q(kind__in=CENTRES_OWN)
    if room is not None:
        parties = [place.party_id for place in seated_in(room)]
        received = HandOver.objects.filter(
            receipts__party__in=parties,
            edition__kind=EditionKind.MAJORITY_PROPOSAL,
            withdrawn_at=None,
            replaced_by=None,
        )
        rows |= Q(pk__in=received.exclude(room=room).values("edition"))
    found = Edition.objects.filter(rows, round=in_round, state__in=SHOWN_TO_ALL)
    return list(found.exclude(state=EditionState.REJECTED).order_by("-pk"))


def listed_projects(in_round: Round) -> list[Sheet]:
    """The investment projects behind the newest base, by board and name: what finance opens and closes."""
    for edition in bases_of(in_round):
        if (found := basis_of(edition)).listed:
            return sorted(found.listed, key=lambda sheet: (sheet.board, sheet.name))
    return []


def documents_of(in_round: Round) -> list[MeetingDocument]:
    """The papers of the dialogues that go before the parties' own work (R02 before R03): the same for every room."""
    first = (
        Activity.objects.filter(round=in_round, kind=ActivityKind.PARTY_WORK, end__isnull=False).order_by("end").first()
    )
    if first is None:
        return []
    rows = MeetingDocument.objects.filter(
        meeting__activity__round=in_round, meeting__activity__kind=ActivityKind.DIALOGUE,
        meeting__activity__end__lte=first.end,
    )  # fmt: skip
    return list(rows.select_related("meeting__activity").order_by("pk"))


_opened: list[Callable[[Round], Iterable[Paper]]] = []


def register_room_papers(papers_of: Callable[[Round], Iterable[Paper]]) -> None:
    """Let an area above lay in every room, at the same second, what it has opened for everybody."""
    _opened.append(papers_of)


def opened_papers(in_round: Round) -> list[Paper]:
    """What has been opened for everybody, in every room alike: the asker's clock decides, nobody sends it."""
    return [paper for papers_of in _opened for paper in papers_of(in_round)]


def council_parties(day: date) -> list[Body]:
    """The parties with seats in the council on a day."""
    ids = PartyStanding.objects.filter(on(day), seats__gt=0).values("party")
    return list(Body.objects.filter(pk__in=ids, kind=BodyKind.PARTY).order_by("name"))
