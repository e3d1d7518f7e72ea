"""A generated round for measuring: 60 activities, 12 boards, 300 people, everything invented and always the same."""

from datetime import date, timedelta

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils import timezone

from ramverk.apps.cycle.models import (
    Activity,
    ActivityDate,
    ActivityKind,
    Need,
    Participation,
    Phase,
    Round,
    Submission,
)
from ramverk.apps.organisation.models import Audience, AudienceTerm, Body, BodyKind, Mandate, Municipality, Person, Role

BOARDS, PEOPLE, ACTIVITIES = 12, 300, 60
SINCE = date(2015, 1, 1)
_KINDS = ("dispatch", "dialogue", "submission", "decision", "information", "party_work", "consultation", "preparation")


@transaction.atomic
def build() -> list[Person]:
    """Write the world into an empty database; return its people."""
    Municipality.objects.create(name="Mätby", code="9998", inhabitants=33_000, is_invented=True)
    bodies = _bodies()
    people = _people(bodies)
    _round(bodies)
    return people


def cookies(people: list[Person]) -> list[str]:
    """A session cookie for each person, as if they had signed in."""
    made = []
    for person in people:
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        made.append(f"sessionid={session.session_key}")
    return made


def _bodies() -> dict[str, Body]:
    rows = [(BodyKind.COUNCIL, "Kommunfullmäktige"), (BodyKind.EXECUTIVE_BOARD, "Kommunstyrelsen")]
    rows += [(BodyKind.FINANCE_DEPARTMENT, "Ekonomiavdelningen"), (BodyKind.UNION_GROUP, "Central samverkansgrupp")]
    rows += [(BodyKind.BOARD, f"Nämnden {number}") for number in range(1, BOARDS + 1)]
    rows += [(BodyKind.PARTY, f"Partiet {number}") for number in range(1, 8)]
    return {name: Body.objects.create(kind=kind, name=name, short_name=name[:20]) for kind, name in rows}


def _people(bodies: dict[str, Body]) -> list[Person]:
    people = Person.objects.bulk_create(
        Person(name=f"Person {number}", email=f"person{number}@matby.example", password="!") for number in range(PEOPLE)
    )
    places = list(bodies.values())
    roles = (Role.CHAIR, Role.FIRST_VICE_CHAIR, Role.SECRETARY, Role.MEMBER, Role.HEAD)
    Mandate.objects.bulk_create(
        Mandate(
            person=person,
            body=places[number % len(places)],
            role=roles[number // len(places) % len(roles)],
            valid_from=SINCE,
        )
        for number, person in enumerate(people)
    )
    return people


def _round(bodies: dict[str, Body]) -> None:
    year = Round.objects.create(
        name="Mål & Budget 2019–2021", process_year=2018, budget_year=2019, plan_years=[2020, 2021], state="running"
    )
    start = timezone.localdate() - timedelta(days=150)
    phases = [
        Phase.objects.create(
            round=year,
            order=number,
            name=f"Fas {number}",
            start=start + timedelta(days=50 * (number - 1)),
            end=start + timedelta(days=50 * number - 1),
        )
        for number in range(1, 7)
    ]
    audience = Audience.objects.create(key="samtliga nämnder", label="Samtliga nämnder", is_confirmed=True)
    AudienceTerm.objects.create(audience=audience, body_kind=BodyKind.BOARD)
    boards = [body for body in bodies.values() if body.kind == BodyKind.BOARD]
    earlier: Activity | None = None
    for number in range(ACTIVITIES):
        day = start + timedelta(days=5 * number)
        kind = _KINDS[number % len(_KINDS)]
        activity = Activity.objects.create(
            round=year,
            order=number,
            row=f"R{number + 1:02}",
            kind=kind,
            title=f"Steg {number + 1}: {ActivityKind(kind).label} om mål och budget",
            start=day,
            end=day,
            phase=phases[number // 10],
            owner=bodies["Ekonomiavdelningen"],
            state="done" if number < 25 else "open" if number < 35 else "planned",
        )
        ActivityDate.objects.create(activity=activity, start=day, end=day, set_at=timezone.now(), set_by="Mätning")
        Participation.objects.create(activity=activity, mode="performer", as_written=audience.label, audience=audience)
        if kind == "submission":
            Submission.objects.bulk_create(Submission(activity=activity, body=board) for board in boards)
        if earlier and number % 4 == 0:
            Need.objects.create(activity=activity, needed=earlier)
        earlier = activity
