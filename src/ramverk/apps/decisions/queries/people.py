"""Who belongs to a body, who is at a sitting, and who serves."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from ramverk.apps.decisions.models import Place, SeatKind, Sitting, SittingState
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import PRESIDIUM, Body, Mandate, Role, on

SEATED = (*PRESIDIUM, Role.MEMBER)


def elected(body: Body, day: date) -> tuple[list[Mandate], list[Mandate]]:
    """The members and the substitutes of a body on a day, each person once."""
    rows = Mandate.objects.filter(on(day), body=body, role__in=(*SEATED, Role.SUBSTITUTE)).select_related(
        "person", "party"
    )
    members: dict[int, Mandate] = {}
    substitutes: dict[int, Mandate] = {}
    for row in rows.order_by("order", "pk"):
        into = substitutes if row.role == Role.SUBSTITUTE else members
        known = into.get(row.person_id)
        if known is None or (known.party_id is None and row.party_id is not None):
            into[row.person_id] = row
    return list(members.values()), [row for person, row in substitutes.items() if person not in members]


def places_of(sitting: Sitting) -> list[Place]:
    """Everyone who may be there, members first."""
    return list(sitting.places.select_related("person", "party", "serves_for__person").order_by("kind", "order", "pk"))


def serving(sitting: Sitting) -> list[Place]:
    """Those who serve, in the order of the roll."""
    return [place for place in places_of(sitting) if place.serves_for_id is not None]


def movers(sitting: Sitting) -> QuerySet[Place]:
    """Those in whose name an amendment can be noted: once the sitting is open those who serve, before it everyone."""
    rows = sitting.places.select_related("person", "party")
    return rows.filter(serves_for__isnull=False) if sitting.state == SittingState.OPEN else rows


def left_empty(sitting: Sitting) -> list[Place]:
    """The members whose seats nobody serves on: counted as absent in a vote (KL 5:54)."""
    places = places_of(sitting)
    filled = {place.serves_for_id for place in places}
    return [place for place in places if place.kind == MEMBER and place.pk not in filled]


def own_place(actor: Actor, sitting: Sitting) -> Place | None:
    """The actor's own place at the sitting."""
    if actor.person_id is None:
        return None
    return sitting.places.select_related("person", "party").filter(person_id=actor.person_id).first()


def usual_chair(body: Body, day: date, present: Sequence[int]) -> int | None:
    """Who chairs: the chair, else the vice chairs in their order, among those present."""
    held = dict(Mandate.objects.filter(on(day), body=body, role__in=PRESIDIUM).values_list("role", "person"))
    return next((held[role] for role in PRESIDIUM if held.get(role) in present), None)


def name_of(place: Place) -> str:
    """Name with party, as minutes have it: "Ada Alm (DP)"."""
    party = place.party.short_name or place.party.name if place.party else ""
    return f"{place.person} ({party})" if party else str(place.person)


MEMBER, SUBSTITUTE = SeatKind.MEMBER, SeatKind.SUBSTITUTE
