"""Looking people up by what they are."""

from datetime import date

from django.db.models import Q, QuerySet

from ramverk.apps.organisation.models import (
    Audience,
    AudienceTerm,
    Body,
    BodyKind,
    Mandate,
    PartyStanding,
    Person,
    Standing,
    on,
)


def mandates_in(term: AudienceTerm, day: date) -> QuerySet[Mandate]:
    """The mandates one term of an audience means on a day."""
    mandates = Mandate.objects.filter(on(day))
    mandates = mandates.filter(body=term.body_id) if term.body_id else mandates.filter(body__kind=term.body_kind)
    if term.role:
        mandates = mandates.filter(role=term.role)
    if term.standing:
        mandates = mandates.filter(body__in=parties_standing(term.standing, day))
    return mandates


def parties_standing(standing: str, day: date) -> QuerySet[PartyStanding, int]:
    """The ids of the parties that govern, oppose or lack a seat in the executive board on a day."""
    rows = PartyStanding.objects.filter(on(day))
    by_standing = {
        Standing.MAJORITY: Q(governs=True),
        Standing.OPPOSITION: Q(governs=False),
        Standing.WITHOUT_BOARD_SEAT: Q(seats_in_executive_board=0),
    }
    return rows.filter(by_standing.get(Standing(standing), Q())).values_list("party_id", flat=True)


def people_in(audience: Audience, day: date) -> QuerySet[Person]:
    """Everyone an audience means on a day, each once."""
    people: set[int] = set()
    for term in audience.terms.all():
        people.update(mandates_in(term, day).values_list("person_id", flat=True))
    return Person.objects.filter(pk__in=people, is_active=True).order_by("name")


def boards(day: date) -> QuerySet[Body]:
    """The boards that exist on a day, the executive board not among them."""
    return Body.objects.filter(on(day), kind=BodyKind.BOARD).order_by("name")
