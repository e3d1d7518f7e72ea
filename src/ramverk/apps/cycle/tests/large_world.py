"""A large municipality's year for counting queries: 60 activities, 12 boards, 300 people."""

from datetime import date, timedelta
from itertools import pairwise

from ramverk.apps.cycle.models import (
    Activity,
    ActivityDate,
    ActivityKind,
    Lane,
    Need,
    Participation,
    Phase,
    Round,
    Submission,
)
from ramverk.apps.organisation.models import Audience, AudienceTerm, Body, BodyKind, Mandate, Person
from ramverk.apps.trail import clock

FIRST = date(2017, 12, 1)
KINDS = [ActivityKind.DISPATCH, ActivityKind.SUBMISSION, ActivityKind.DIALOGUE, ActivityKind.DECISION,
         ActivityKind.PARTY_WORK, ActivityKind.CONSULTATION]  # fmt: skip


def build_large_round(owner: Body) -> Round:
    """A running round as large as a large municipality's."""
    boards = [Body(kind=BodyKind.BOARD, name=f"Nämnd {n:02}", short_name=f"N{n}") for n in range(12)]
    boards = Body.objects.bulk_create(boards)
    people = Person.objects.bulk_create(
        Person(name=f"Person {n:03}", email=f"p{n}@stor.example", password="!") for n in range(300)
    )
    Mandate.objects.bulk_create(
        Mandate(person=person, body=boards[n % 12], role="member", valid_from=FIRST) for n, person in enumerate(people)
    )
    in_round = Round.objects.create(
        name="Mål & Budget 2019–2021", process_year=2018, budget_year=2019, plan_years=[2020, 2021], state="running"
    )
    phases = [
        Phase.objects.create(
            round=in_round,
            order=n,
            name=f"Fas {n}",
            start=FIRST + timedelta(90 * n),
            end=FIRST + timedelta(90 * n + 89),
        )
        for n in range(4)
    ]
    audience = Audience.objects.create(key="samtliga nämnder", label="Samtliga nämnder", is_confirmed=True)
    AudienceTerm.objects.create(audience=audience, body_kind=BodyKind.BOARD)
    activities = [_activity(in_round, phases, owner, n) for n in range(60)]
    Participation.objects.bulk_create(
        Participation(activity=item, mode=mode, as_written=f"Deltagare {k}", audience=audience, order=k)
        for item in activities
        for k, mode in enumerate(["performer", "invited", "recipient"])
    )
    for item in activities:
        for _ in range(2):
            ActivityDate.objects.create(
                activity=item, raw="1 maj", start=item.start, end=item.end, set_at=clock.now(), set_by="Eva"
            )
    Need.objects.bulk_create(Need(activity=later, needed=item) for item, later in pairwise(activities))
    Submission.objects.bulk_create(
        Submission(activity=item, body=board) for item in activities if item.kind == "submission" for board in boards
    )
    return in_round


def _activity(in_round: Round, phases: list[Phase], owner: Body, n: int) -> Activity:
    day = FIRST + timedelta(6 * n)
    return Activity.objects.create(
        round=in_round, order=n, row=f"R{n:02}", kind=KINDS[n % len(KINDS)],
        title=f"Aktivitet nummer {n} i den stora kommunen",
        phase=phases[min(n * 6 // 90, 3)], owner=owner, lane=list(Lane)[n % 5], start=day, end=day,
        state="done" if n < 15 else "open" if n < 25 else "planned",
    )  # fmt: skip
