"""Measures a roll call of 71 on one database: `python -m bench.votes_worker sqlite|postgresql`."""

import asyncio
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.rows import Row
from bench.votes import Phone, Vote, roll_call

if TYPE_CHECKING:
    from ramverk.apps.decisions.models import Clause, Proposition, Sitting
    from ramverk.apps.organisation.actor import Actor
    from ramverk.apps.organisation.models import Person

SEATS, IMPATIENT, VOTES = 71, 9, 5
"""Councillors; how many of them press twice; how many votes are held."""


def main() -> None:
    """Build the council, hold the votes, print the row as JSON."""
    database = sys.argv[1]
    import django

    django.setup()
    from django.utils import timezone

    from bench.world import build, cookies
    from ramverk.apps.decisions.models import Clause, Place
    from ramverk.apps.organisation.actor import actor_of
    from ramverk.web.setup import prepare_database, prepare_static_files

    prepare_database()
    prepare_static_files()
    people = _council(build())
    secretary = actor_of(people[-1], timezone.localdate())
    sitting = _sitting(secretary, people[:SEATS])
    cookie = dict(zip((one.pk for one in people), cookies(people), strict=True))
    phones = [
        Phone(cookie[place.person_id], place.pk, "no" if at % 2 else "yes", 2 if at < IMPATIENT else 1)
        for at, place in enumerate(Place.objects.filter(sitting=sitting).order_by("order"))
    ]
    votes, errors = _held(secretary, list(Clause.objects.filter(sitting=sitting)), phones, cookie[people[-1].pk])
    taken = [max(vote.shown, *vote.acknowledged) for vote in votes]
    for what in [what for vote in votes for what in vote.failures][:10]:
        print(what, file=sys.stderr)
    work = (
        f"{SEATS} councillors press at the same moment, {IMPATIENT} of them twice, until every vote is acknowledged "
        f"and shown on the result page, the slowest of {VOTES} votes ({database}); errors are votes lost, doubled or "
        "written down wrongly, and requests that failed"
    )
    row = Row(
        id=f"web.vote.71.{database}", work=work, unit="s", n=SEATS, ours=round(max(taken), 2),
        spread=[round(min(taken), 2), round(max(taken), 2)], target=10, errors=errors,
    )  # fmt: skip
    print(json.dumps([vars(row)]))


def _council(everyone: "Sequence[Person]") -> "list[Person]":
    """71 members and, last, the secretary."""
    from ramverk.apps.organisation.models import Body, BodyKind, Mandate, Role

    council = Body.objects.get(kind=BodyKind.COUNCIL)
    parties = list(Body.objects.filter(kind=BodyKind.PARTY).order_by("pk"))
    chosen = list(everyone[: SEATS + 1])
    Mandate.objects.filter(body=council).delete()
    Mandate.objects.filter(person__in=chosen).delete()
    Mandate.objects.bulk_create(
        Mandate(person=person, body=council, role=Role.MEMBER if at < SEATS else Role.SECRETARY, order=at,
                party=parties[at % len(parties)] if at < SEATS else None, valid_from="2015-01-01")
        for at, person in enumerate(chosen)
    )  # fmt: skip
    return chosen


def _sitting(secretary: "Actor", members: "Sequence[Person]") -> "Sitting":
    """A sitting that is under way, with as many contested clauses as there are votes to hold."""
    from django.utils import timezone

    from ramverk.apps.cycle.models import Activity, ActivityKind
    from ramverk.apps.decisions.actions.move_amendment import Wish, move_amendment
    from ramverk.apps.decisions.actions.open_sitting import open_sitting, summon, take_attendance
    from ramverk.apps.decisions.actions.register_matter import register_matter
    from ramverk.apps.decisions.actions.write_clauses import Written, add_clause
    from ramverk.apps.organisation.models import Body, BodyKind

    council = Body.objects.get(kind=BodyKind.COUNCIL)
    step = Activity.objects.filter(kind=ActivityKind.DECISION).latest("start")
    sitting = register_matter(secretary, step, council, "own", "KS 1", "Motion", timezone.localdate())
    clauses = []
    for number in range(VOTES):
        sitting.refresh_from_db()
        words = Written(f"Yrkande {number + 1}", f"Motionens yrkande {number + 1} bifalls.")
        clauses.append(add_clause(secretary, sitting, sitting.version, words))
    sitting.refresh_from_db()
    sitting = summon(secretary, sitting, sitting.version)
    every = [place.pk for place in sitting.places.all()]
    sitting = take_attendance(secretary, sitting, sitting.version, every, chair=members[0].pk)
    sitting = open_sitting(secretary, sitting, sitting.version)
    wishes = [Wish(clause, stand="dropped") for clause in clauses]
    move_amendment(
        secretary, sitting, sitting.version, "Avslag", wishes, party=Body.objects.filter(kind=BodyKind.PARTY).first()
    )
    return sitting


def _held(
    secretary: "Actor", clauses: "Sequence[Clause]", phones: Sequence[Phone], screen: str
) -> tuple[list[Vote], int]:
    """Each vote, and how many errors there were in all."""
    from django.urls import reverse

    from bench.web_worker import _server
    from ramverk.apps.decisions.actions.roll_call import close_roll_call, open_roll_call

    votes, errors = [], 0
    with _server() as port:
        for clause in clauses:
            clause.refresh_from_db()
            proposition = open_roll_call(secretary, clause, clause.version, "Person 1")
            path = reverse("decisions:vote", args=[proposition.pk])
            vote = asyncio.run(roll_call(port, path, phones, screen))
            proposition.refresh_from_db()
            errors += len(vote.failures) + _wrong(close_roll_call(secretary, proposition, proposition.version), phones)
            votes.append(vote)
    return votes, errors


def _wrong(proposition: "Proposition", phones: Sequence[Phone]) -> int:
    """Votes lost, doubled, or written down as another answer: in the ballots, in the frozen list and in the trail."""
    from collections import Counter

    from ramverk.apps.decisions.models import Ballot, Place
    from ramverk.apps.decisions.queries.people import name_of
    from ramverk.apps.trail.models import TrailEntry

    pressed = {phone.place: phone.choice for phone in phones}
    ballots = list(Ballot.objects.filter(proposition=proposition).values_list("place", "choice"))
    names = {place.pk: name_of(place) for place in Place.objects.filter(pk__in=pressed).select_related("party")}
    document = proposition.document
    listed = {row["name"]: row["answer"] for row in document.content["votes"]} if document else {}
    told = TrailEntry.objects.filter(verb="decisions.cast_vote", subject_id=str(proposition.pk))
    entries = Counter(told.values_list("actor_id", flat=True))
    wrong = abs(len(ballots) - len(pressed))
    wrong += sum(dict(ballots).get(place) != choice for place, choice in pressed.items())
    wrong += sum(listed.get(names[place]) != choice for place, choice in pressed.items())
    return wrong + abs(len(entries) - len(pressed)) + sum(count - 1 for count in entries.values())


if __name__ == "__main__":
    main()
