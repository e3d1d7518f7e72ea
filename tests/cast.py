"""The cast: one invented municipality, named roles, one clock. Reused by every test."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def swedish(text: str) -> datetime:
    """An aware time from "2018-02-06 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@pytest.fixture
def klockan() -> Iterator[None]:
    """The clock all actors share stands at noon on 11 April 2018."""
    from ramverk.apps.trail import clock

    with clock.stopped_at(swedish("2018-04-11 12:00")):
        yield


@dataclass(frozen=True)
class World:
    """The bodies of the invented municipality, by short name."""

    municipality: Any
    bodies: dict[str, Any]

    def __getitem__(self, short_name: str) -> Any:
        return self.bodies[short_name]


@pytest.fixture
def kommunen(db: None, klockan: None) -> World:
    """Exempelby: council, executive board, three boards, parties, unions, finance department."""
    from ramverk.apps.organisation.models import Body, BodyKind, Municipality, PartyStanding

    rows = [
        (BodyKind.COUNCIL, "Kommunfullmäktige", "KF", None),
        (BodyKind.EXECUTIVE_BOARD, "Kommunstyrelsen", "KS", None),
        (BodyKind.DRAFTING_COMMITTEE, "Budgetberedningen", "BB", "KS"),
        (BodyKind.BOARD, "Barn- och utbildningsnämnden", "BUN", None),
        (BodyKind.BOARD, "Socialnämnden", "SN", None),
        (BodyKind.BOARD, "Kulturnämnden", "KN", None),
        (BodyKind.ADMINISTRATION, "Barn- och utbildningsförvaltningen", "BUF", "BUN"),
        (BodyKind.FINANCE_DEPARTMENT, "Ekonomiavdelningen", "EKO", "KS"),
        (BodyKind.MANAGEMENT_TEAM, "Kommunens ledningsgrupp", "LG", None),
        (BodyKind.ANALYSIS_GROUP, "Analysgruppen", "AG", None),
        (BodyKind.UNION_GROUP, "Central samverkansgrupp", "CSG", None),
        (BodyKind.UNION, "Kommunalarbetarna", "KOM", "CSG"),
        (BodyKind.PARTY, "Dalapartiet", "DP", None),
        (BodyKind.PARTY, "Framtid Exempelby", "FE", None),
        (BodyKind.MEDIA, "Media", "MED", None),
    ]
    bodies: dict[str, Body] = {}
    for kind, name, short, parent in rows:
        bodies[short] = Body.objects.create(
            kind=kind, name=name, short_name=short, parent=bodies[parent] if parent else None
        )
    start = date(2014, 10, 15)
    PartyStanding.objects.create(
        party=bodies["DP"], governs=True, seats=20, seats_in_executive_board=6, valid_from=start
    )
    PartyStanding.objects.create(
        party=bodies["FE"], governs=False, seats=5, seats_in_executive_board=0, valid_from=start
    )
    municipality = Municipality.objects.create(name="Exempelby", code="9999", inhabitants=33_000, is_invented=True)
    return World(municipality, bodies)


def member(world: World, name: str, *roles: tuple[str, str], party: str | None = None, **fields: Any) -> Any:
    """A person with (role, body) mandates since the last election."""
    from ramverk.apps.organisation.models import Mandate, Person

    email = name.lower().replace(" ", ".").translate(str.maketrans("åäö", "aao")) + "@exempelby.example"
    person = Person.objects.create_user(email, "en lång fras att minnas", name=name, **fields)
    for role, body in roles:
        Mandate.objects.create(
            person=person,
            body=world[body],
            role=role,
            party=world[party] if party else None,
            valid_from=date(2014, 10, 15),
        )
    return person


@pytest.fixture
def ekonomichefen(kommunen: World) -> object:
    """Heads the finance department and runs the round."""
    return member(kommunen, "Eva Ekström", ("head", "EKO"))


@pytest.fixture
def namndsekreteraren(kommunen: World) -> object:
    """Keeps the agenda and the minutes of the board for children and education."""
    return member(kommunen, "Nils Nordin", ("secretary", "BUN"))


@pytest.fixture
def namndordforanden(kommunen: World) -> object:
    """Chairs the board for children and education."""
    return member(kommunen, "Berit Borg", ("chair", "BUN"), party="DP")


@pytest.fixture
def ks_ordforanden(kommunen: World) -> object:
    """Chairs the executive board and leads the governing party."""
    return member(kommunen, "Karin Ström", ("chair", "KS"), ("group_leader", "DP"), ("member", "KF"), party="DP")


@pytest.fixture
def oppositionsradet(kommunen: World) -> object:
    """Leads the opposition; second vice chair of the executive board."""
    return member(
        kommunen, "Olle Österman", ("second_vice_chair", "KS"), ("group_leader", "FE"), ("member", "KF"), party="FE"
    )


@pytest.fixture
def facket(kommunen: World) -> object:
    """Represents a trade union in the central union group."""
    return member(kommunen, "Fatima Fors", ("representative", "CSG"), ("representative", "KOM"))


@pytest.fixture
def administratoren(kommunen: World) -> object:
    """Runs the installation; holds no mandate."""
    return member(kommunen, "Adam Alm", is_administrator=True)


@pytest.fixture
def framlingen(kommunen: World) -> object:
    """An account without any mandate here."""
    return member(kommunen, "Stig Främling")


@pytest.fixture
def som(kommunen: World):
    """`som(person)` gives the actor that person is today."""
    from ramverk.apps.organisation.actor import actor_of
    from ramverk.apps.trail import clock

    return lambda person: actor_of(person, clock.today())


@pytest.fixture
def inloggad(client):
    """`inloggad(person)` gives a client signed in as that person."""
    from django.test import Client

    def sign_in(person: Any) -> Client:
        browser = Client()
        browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return sign_in


__all__ = [
    "administratoren", "ekonomichefen", "facket", "framlingen", "inloggad", "klockan", "kommunen", "ks_ordforanden",
    "namndordforanden", "namndsekreteraren", "oppositionsradet", "som",
]  # fmt: skip
