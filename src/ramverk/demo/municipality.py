"""Exempelby kommun: every body, party and person is invented, and always the same.

About 33,000 inhabitants; an executive board of 15, nine boards, a council of 51, seven parties of which three govern.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from ramverk.apps.organisation.models import (
    Body,
    BodyKind,
    Mandate,
    Municipality,
    PartyStanding,
    Person,
    Role,
)

PASSWORD = "tidplanen styr 2018"  # noqa: S105 - the demo's one password, printed at the start
TERM_FROM, TERM_TO = date(2014, 10, 15), date(2018, 10, 14)
BOARD_TERM_FROM, BOARD_TERM_TO = date(2015, 1, 1), date(2018, 12, 31)
EMPLOYED_FROM = date(2012, 1, 1)

COUNCIL, EXECUTIVE, DRAFTING, FINANCE = (
    "Kommunfullmäktige",
    "Kommunstyrelsen",
    "Budgetberedningen",
    "Ekonomiavdelningen",
)


@dataclass(frozen=True, slots=True)
class Party:
    """An invented party: seats in the council and in the executive board, and whether it governs."""

    name: str
    short: str
    seats: int
    board_seats: int
    governs: bool


PARTIES = (
    Party("Dalapartiet", "DP", 17, 5, governs=True),
    Party("Samling Mitt", "SM", 11, 3, governs=False),
    Party("Trygghetspartiet", "TP", 8, 3, governs=False),
    Party("Gröna Bygden", "GB", 5, 2, governs=True),
    Party("Vänsterlistan", "VL", 4, 2, governs=True),
    Party("Folklistan", "FL", 3, 0, governs=False),
    Party("Framtid Exempelby", "FE", 3, 0, governs=False),
)


@dataclass(frozen=True, slots=True)
class Board:
    """An invented board with its administration and the number of its members."""

    name: str
    short: str
    administration: str
    seats: int


BOARDS = (
    Board("Barn- och utbildningsnämnden", "BUN", "Barn- och utbildningsförvaltningen", 11),
    Board("Gymnasie- och vuxenutbildningsnämnden", "GVN", "Gymnasieförvaltningen", 9),
    Board("Socialnämnden", "SN", "Socialförvaltningen", 11),
    Board("Omsorgsnämnden", "OMN", "Omsorgsförvaltningen", 11),
    Board("Kultur- och fritidsnämnden", "KFN", "Kultur- och fritidsförvaltningen", 9),
    Board("Miljö- och byggnämnden", "MBN", "Miljö- och byggförvaltningen", 9),
    Board("Tekniska nämnden", "TN", "Tekniska förvaltningen", 9),
    Board("Överförmyndarnämnden", "ÖFN", "Överförmyndarkansliet", 3),
    Board("Valnämnden", "VN", "Valkansliet", 5),
)
UNIONS = ("Kommunalförbundet i Exempelby", "Lärarlaget", "Visionärerna", "Vårdförenade", "Akademikerlaget")

_FIRST = (
    "Agnes Alva Anders Anna Annika Arvid Asta Axel Barbro Bengt Berit Birgitta Bo Britta Camilla Carl Cecilia Christer "
    "Dag Daniel David Ebba Edit Elias Elin Ellen Elsa Emil Emma Erik Eva Fatima Filip Frida Fredrik Gabriel Gun Gunnar "
    "Göran Hanna Hans Harald Hassan Hedvig Helena Henrik Hugo Ida Inger Ingrid Ivar Jakob Jan Jasmin Johan Jonas Karin "
    "Karl Katarina Kerstin Klara Kristina Lars Leila Lena Lennart Linnea Lisa Lovisa Ludvig Magnus Maja Malin Maria "
    "Marta Mats Matilda Mikael Mira Mona Nils Nora Olle Omar Oskar Patrik Per Pia Petra Rikard Rut Sara Signe Sigrid "
    "Simon Siv Sofia Stefan Sten Stina Sven Tilda Tomas Tora Ulf Ulla Urban Vera Viktor Yasmin Åke Åsa Örjan"
).split()
_LAST = (
    "Alm Alström Aspnäs Backlund Bergdal Björkhage Blomgård Borgholt Brandvik Bromark Dalgren Djurfors Edling Ekbacken "
    "Elfsberg Enhage Falkmo Fjällström Forsängen Frostvik Granudd Grönmark Hagestam Hallmo Hedfors Hjortsäter Holmåker "
    "Insjöh Järnhage Kallmyr Kvarnlund Källdal Lerbäck Lillhage Lindvret Ljungskog Lodsnäs Lövdalen Malmsäter Mosskog "
    "Myrhed Nordhage Norrmo Nyhem Ottersund Persmyr Quarnfors Ramnäs Ripgård Rosenmo Rågfält Sandhage Silverdal "
    "Sjöhage Skogäng Smedfors Solvret Starrmo Stenhage Sundmark Svanåker Tallmo Tingshage Tornfors Ulvmark Vallåker "
    "Vassdal Viknäs Vretlund Ådalsmo Åkervik Älvmark Ängfors Öhagen Örnmyr Östmark"
).split()


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody to try the demo as."""

    role: str
    name: str
    email: str


LEADING_ROLES = (
    ("Ekonomichef", FINANCE, Role.HEAD),
    ("Budgetekonom, i analysgruppen", FINANCE, Role.OFFICIAL),
    ("Kommundirektör", "Kommunens ledningsgrupp", Role.HEAD),
    ("KS ordförande (Dalapartiet, styrande)", EXECUTIVE, Role.CHAIR),
    ("KS 1:e vice ordförande (Gröna Bygden, styrande)", EXECUTIVE, Role.FIRST_VICE_CHAIR),
    ("KS 2:e vice ordförande (Samling Mitt, opposition)", EXECUTIVE, Role.SECOND_VICE_CHAIR),
    ("Nämndordförande", "Barn- och utbildningsnämnden", Role.CHAIR),
    ("Nämndsekreterare", "Barn- och utbildningsnämnden", Role.SECRETARY),
    ("Förvaltningschef", "Barn- och utbildningsförvaltningen", Role.HEAD),
    ("Nämndens ekonom", "Barn- och utbildningsförvaltningen", Role.OFFICIAL),
    ("Nämndsekreterare i en sen nämnd", "Kultur- och fritidsnämnden", Role.SECRETARY),
    ("KS sekreterare", EXECUTIVE, Role.SECRETARY),
    ("Fullmäktiges sekreterare", COUNCIL, Role.SECRETARY),
    ("Gruppledare för ett litet parti (Framtid Exempelby)", "Framtid Exempelby", Role.GROUP_LEADER),
    ("Facklig företrädare", "Central samverkansgrupp", Role.REPRESENTATIVE),
    ("Revisor", "Kommunens revisorer", Role.CHAIR),
    ("Journalist", "Media", Role.REPRESENTATIVE),
)


def sign_ins() -> list[SignIn]:
    """One person per leading role, a councillor without other tasks, and the administrator."""
    found = []
    for label, body, role in LEADING_ROLES:
        mandate = (
            Mandate.objects.filter(body__name=body, role=role).select_related("person").order_by("order", "pk").first()
        )
        if mandate and mandate.person.email:
            found.append(SignIn(label, mandate.person.name, mandate.person.email))
    councillor = (
        Mandate.objects.filter(body__name=COUNCIL, role=Role.MEMBER).select_related("person").order_by("-order").first()
    )
    if councillor and councillor.person.email:
        found.append(SignIn("Ledamot i fullmäktige", councillor.person.name, councillor.person.email))
    administrator = Person.objects.filter(is_administrator=True).first()
    if administrator and administrator.email:
        found.append(SignIn("Systemadministratör", administrator.name, administrator.email))
    return found


def invent_municipality() -> Municipality:
    """Write every body, party, person and mandate of Exempelby. The database must be empty."""
    municipality = Municipality.objects.create(name="Exempelby", code="9999", inhabitants=33_012, is_invented=True)
    bodies = _invent_bodies()
    _invent_standings(bodies)
    _Electoral(bodies).fill()
    return municipality


def seat_new_council(start: date) -> None:
    """The council elected in the autumn: most go on, the largest party loses two seats to the largest opponent."""
    end = date(start.year + 4, start.month, start.day - 1)
    losing, winning = Body.objects.get(name="Dalapartiet"), Body.objects.get(name="Samling Mitt")
    earlier = list(Mandate.objects.filter(body__name=COUNCIL, valid_to=TERM_TO).order_by("order"))
    leaving = {mandate.pk for mandate in earlier if mandate.party_id == losing.pk and mandate.role == Role.MEMBER}
    leaving = set(sorted(leaving)[-2:])
    rising = [row.pk for row in earlier if row.party_id == winning.pk and row.role == Role.SUBSTITUTE][:2]
    for mandate in earlier:
        if mandate.pk not in leaving:
            role = Role.MEMBER if mandate.pk in rising else mandate.role
            mandate.pk, mandate.role, mandate.valid_from, mandate.valid_to = None, role, start, end
            mandate.save(force_insert=True)
    for mandate in Mandate.objects.filter(body__kind=BodyKind.PARTY, valid_to=TERM_TO):
        mandate.pk, mandate.valid_from, mandate.valid_to = None, start, end
        mandate.save(force_insert=True)
    for standing in PartyStanding.objects.filter(valid_to=TERM_TO):
        change = {losing.pk: -2, winning.pk: 2}.get(standing.party_id, 0)
        standing.pk, standing.valid_from, standing.valid_to = None, start, end
        standing.seats += change
        standing.save(force_insert=True)


def _invent_bodies() -> dict[str, Body]:
    rows: list[tuple[str, str, str, str | None]] = [
        (BodyKind.COUNCIL, COUNCIL, "KF", None),
        (BodyKind.EXECUTIVE_BOARD, EXECUTIVE, "KS", None),
        (BodyKind.WORKING_COMMITTEE, "Kommunstyrelsens arbetsutskott", "KSAU", EXECUTIVE),
        (BodyKind.DRAFTING_COMMITTEE, DRAFTING, "BB", EXECUTIVE),
        (BodyKind.ADMINISTRATION, "Kommunledningsförvaltningen", "KLF", EXECUTIVE),
        (BodyKind.FINANCE_DEPARTMENT, FINANCE, "EKO", EXECUTIVE),
        (BodyKind.MANAGEMENT_TEAM, "Kommunens ledningsgrupp", "LG", EXECUTIVE),
        (BodyKind.ANALYSIS_GROUP, "Analysgruppen", "AG", EXECUTIVE),
        (BodyKind.UNION_GROUP, "Central samverkansgrupp", "CSG", None),
        (BodyKind.AUDITORS, "Kommunens revisorer", "REV", COUNCIL),
        (BodyKind.MEDIA, "Media", "", None),
        (BodyKind.CITIZENS, "Invånarna", "", None),
    ]
    rows += [(BodyKind.BOARD, board.name, board.short, None) for board in BOARDS]
    rows += [(BodyKind.ADMINISTRATION, board.administration, "", board.name) for board in BOARDS]
    rows += [(BodyKind.PARTY, party.name, party.short, None) for party in PARTIES]
    rows += [(BodyKind.UNION, union, "", "Central samverkansgrupp") for union in UNIONS]
    bodies: dict[str, Body] = {}
    for kind, name, short, parent in rows:
        bodies[name] = Body.objects.create(
            kind=kind, name=name, short_name=short, parent=bodies[parent] if parent else None
        )
    return bodies


def _invent_standings(bodies: dict[str, Body]) -> None:
    for party in PARTIES:
        PartyStanding.objects.create(
            party=bodies[party.name],
            governs=party.governs,
            seats=party.seats,
            seats_in_executive_board=party.board_seats,
            valid_from=TERM_FROM,
            valid_to=TERM_TO,
        )


class _Electoral:
    """Hands out seats and posts to invented people, each name once, in an order that never changes."""

    def __init__(self, bodies: dict[str, Body]) -> None:
        self.bodies = bodies
        self.names = _names()
        self.people: list[Person] = []
        self.mandates: list[Mandate] = []
        self.elected: dict[str, list[Person]] = {party.name: [] for party in PARTIES}
        self.password = make_password(PASSWORD)  # hashed once: two hundred slow hashes would delay the demo for nothing

    def fill(self) -> None:
        """Seat everybody, then write them in two strokes."""
        self._seat_council()
        self._seat_executive_board()
        for board in BOARDS:
            self._seat_board(board)
        self._employ()
        self._represent_others()
        Person.objects.bulk_create(self.people)
        Mandate.objects.bulk_create(self.mandates)

    def _person(self, **fields: object) -> Person:
        name = next(self.names)
        email = name.lower().replace(" ", ".").translate(str.maketrans("åäöé", "aaoe")) + "@exempelby.example"
        person = Person(name=name, email=email, password=self.password, **fields)
        self.people.append(person)
        return person

    def _give(self, person: Person, body: str, role: str, start: date, end: date | None, **fields: object) -> None:
        self.mandates.append(
            Mandate(person=person, body=self.bodies[body], role=role, valid_from=start, valid_to=end, **fields)
        )

    def _seat_council(self) -> None:
        order = 0
        for party in PARTIES:
            for seat in range(party.seats):
                person = self._person()
                self.elected[party.name].append(person)
                order += 1
                post = {"party": self.bodies[party.name], "order": order}
                self._give(person, COUNCIL, Role.MEMBER, TERM_FROM, TERM_TO, **post)
                role = Role.GROUP_LEADER if seat == 0 else Role.MEMBER
                self._give(person, party.name, role, TERM_FROM, TERM_TO, order=seat)
            for seat in range((party.seats + 1) // 2):
                person = self._person()
                self.elected[party.name].append(person)
                post = {"party": self.bodies[party.name], "order": seat + 1}
                self._give(person, COUNCIL, Role.SUBSTITUTE, TERM_FROM, TERM_TO, **post)
                self._give(person, party.name, Role.SUBSTITUTE, TERM_FROM, TERM_TO, order=100 + seat)
            secretary = self._person()
            self._give(secretary, party.name, Role.POLITICAL_SECRETARY, EMPLOYED_FROM, None)
        presidium = [self.elected["Dalapartiet"][6], self.elected["Samling Mitt"][6], self.elected["Gröna Bygden"][3]]
        for role, person in zip((Role.CHAIR, Role.FIRST_VICE_CHAIR, Role.SECOND_VICE_CHAIR), presidium, strict=True):
            self._give(person, COUNCIL, role, TERM_FROM, TERM_TO)

    def _seat_executive_board(self) -> None:
        posts = {
            "Dalapartiet": Role.CHAIR,
            "Gröna Bygden": Role.FIRST_VICE_CHAIR,
            "Samling Mitt": Role.SECOND_VICE_CHAIR,
        }
        order = 0
        for party in PARTIES:
            for seat in range(party.board_seats):
                person = self.elected[party.name][seat]
                order += 1
                role = posts[party.name] if seat == 0 and party.name in posts else Role.MEMBER
                post = {"party": self.bodies[party.name], "order": order}
                self._give(person, EXECUTIVE, role, BOARD_TERM_FROM, BOARD_TERM_TO, **post)
                if seat == 0:
                    self._give(person, DRAFTING, role, BOARD_TERM_FROM, BOARD_TERM_TO, **post)
                    self._give(person, "Kommunstyrelsens arbetsutskott", role, BOARD_TERM_FROM, BOARD_TERM_TO, **post)
            for seat in range(party.board_seats):
                substitute = self.elected[party.name][party.board_seats + seat]
                post = {"party": self.bodies[party.name], "order": 50 + seat}
                self._give(substitute, EXECUTIVE, Role.SUBSTITUTE, BOARD_TERM_FROM, BOARD_TERM_TO, **post)
        for party in PARTIES:
            if not party.board_seats:  # the drafting committee holds one of every party in the council
                post = {"party": self.bodies[party.name], "order": 20}
                self._give(self.elected[party.name][0], DRAFTING, Role.MEMBER, BOARD_TERM_FROM, BOARD_TERM_TO, **post)

    def _seat_board(self, board: Board) -> None:
        """Chairs and vice chairs: the two largest governing parties and the largest opposition party, then by size."""
        start = 5 + BOARDS.index(board)
        turn = ["Dalapartiet", "Gröna Bygden", "Samling Mitt", "Dalapartiet", "Trygghetspartiet", "Dalapartiet"]
        turn += ["Samling Mitt", "Vänsterlistan", "Trygghetspartiet", "Dalapartiet", "Folklistan"]
        roles = [Role.CHAIR, Role.FIRST_VICE_CHAIR, Role.SECOND_VICE_CHAIR] + [Role.MEMBER] * len(turn)
        taken: set[int] = set()
        for order, party in enumerate(turn[: board.seats]):
            pool = self.elected[party]
            person = next(p for shift in range(len(pool)) if id(p := pool[(start + shift) % len(pool)]) not in taken)
            taken.add(id(person))
            post = {"party": self.bodies[party], "order": order + 1}
            self._give(person, board.name, roles[order], BOARD_TERM_FROM, BOARD_TERM_TO, **post)

    def _employ(self) -> None:
        """Officials: finance, the director, heads of administration, secretaries, analysts."""
        finance = [self._person() for _ in range(5)]
        for place, person in enumerate(finance):
            self._give(person, FINANCE, Role.OFFICIAL if place else Role.HEAD, EMPLOYED_FROM, None, order=place)
        director = self._person()
        self._give(director, "Kommunens ledningsgrupp", Role.HEAD, EMPLOYED_FROM, None)
        self._give(director, "Kommunledningsförvaltningen", Role.HEAD, EMPLOYED_FROM, None)
        self._give(finance[0], "Kommunens ledningsgrupp", Role.MEMBER, EMPLOYED_FROM, None)
        for person in (finance[1], finance[2], self._person(), self._person()):
            self._give(person, "Analysgruppen", Role.MEMBER, EMPLOYED_FROM, None)
        for body in (COUNCIL, EXECUTIVE, *(board.name for board in BOARDS)):
            self._give(self._person(), body, Role.SECRETARY, EMPLOYED_FROM, None)
        for board in BOARDS:
            head = self._person()
            self._give(head, board.administration, Role.HEAD, EMPLOYED_FROM, None)
            self._give(head, "Kommunens ledningsgrupp", Role.MEMBER, EMPLOYED_FROM, None)
            self._give(self._person(), board.administration, Role.OFFICIAL, EMPLOYED_FROM, None)
        self._person(is_administrator=True)

    def _represent_others(self) -> None:
        """Unions, auditors, media and residents."""
        for place, union in enumerate(UNIONS):
            person = self._person()
            self._give(person, union, Role.REPRESENTATIVE, EMPLOYED_FROM, None)
            self._give(person, "Central samverkansgrupp", Role.REPRESENTATIVE, EMPLOYED_FROM, None, order=place)
        for role in (Role.CHAIR, Role.FIRST_VICE_CHAIR, Role.MEMBER, Role.MEMBER, Role.MEMBER):
            self._give(self._person(), "Kommunens revisorer", role, BOARD_TERM_FROM, BOARD_TERM_TO)
        for _ in range(2):
            self._give(self._person(), "Media", Role.REPRESENTATIVE, EMPLOYED_FROM, None)
        self._give(self._person(), "Invånarna", Role.REPRESENTATIVE, EMPLOYED_FROM, None)


def _names() -> Iterator[str]:
    """Invented names, none twice, always in the same order."""
    chance = random.Random("Exempelby")  # noqa: S311 - the same town every time is the point
    seen: set[str] = set()
    while True:
        name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
        if name not in seen:
            seen.add(name)
            yield name
