"""Everything stored, read once and looked up by what a file calls it. New rows join it while a file is planned."""

import difflib
from collections import defaultdict
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet

from ramverk.apps.organisation.models import Body, Mandate, PartyStanding, Person, StandIn
from ramverk.apps.organisation.suggestions import audience_key

M = TypeVar("M", bound=Model)


class Snapshot:
    """Bodies, people and what binds them. With `lock`, held still until the transaction ends. Five queries."""

    def __init__(self, *, lock: bool = False) -> None:
        self.bodies: dict[str, list[Body]] = defaultdict(list)
        self.by_email: dict[str, Person] = {}
        self.by_number: dict[str, Person] = {}
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        for body in _rows(Body.objects.order_by("valid_from"), lock=lock):
            self.add_body(body)
        for person in _rows(Person.objects.order_by("pk"), lock=lock):
            self.add_person(person)
        self.mandates = list(_rows(Mandate.objects.order_by("pk"), lock=lock))
        self.standings = list(_rows(PartyStanding.objects.order_by("pk"), lock=lock))
        self.stand_ins = list(_rows(StandIn.objects.order_by("pk"), lock=lock))
        self._join()

    def _join(self) -> None:
        """Give each row the very objects read here, instead of asking for them one by one."""
        bodies = {body.pk: body for named in self.bodies.values() for body in named}
        people = {person.pk: person for named in self.by_name.values() for person in named}
        for body in bodies.values():
            if body.parent_id is not None:
                body.parent = bodies[body.parent_id]
        for mandate in self.mandates:
            mandate.person, mandate.body = people[mandate.person_id], bodies[mandate.body_id]
            mandate.party = bodies[mandate.party_id] if mandate.party_id else None
        for standing in self.standings:
            standing.party = bodies[standing.party_id]
        for stand_in in self.stand_ins:
            stand_in.person = people[stand_in.person_id]
            stand_in.stands_in_for = people[stand_in.stands_in_for_id]
            stand_in.body = bodies[stand_in.body_id] if stand_in.body_id else None

    def add_body(self, body: Body) -> None:
        """Make a body findable."""
        self.bodies[audience_key(body.name)].append(body)

    def add_person(self, person: Person) -> None:
        """Make a person findable by address, number and name."""
        if person.email:
            self.by_email[person.email.casefold()] = person
        if person.external_id:
            self.by_number[person.external_id.casefold()] = person
        self.by_name[audience_key(person.name)].append(person)

    def body_called(self, name: str, day: date | None = None) -> Body | None:
        """The body with this name or short name; where several bear it, the one of the day, else the latest."""
        key = audience_key(name)
        named = self.bodies.get(key) or [
            body for bodies in self.bodies.values() for body in bodies if audience_key(body.short_name) == key
        ]
        in_force = [body for body in named if day is not None and _holds(body, day)]
        fitting = in_force or named
        return fitting[-1] if fitting else None

    def person_called(self, reference: str) -> Person | None:
        """The person with this address or number, or with this name where only one bears it."""
        key = reference.casefold()
        if person := self.by_email.get(key) or self.by_number.get(key):
            return person
        named = self.by_name.get(audience_key(reference), [])
        return named[0] if len(named) == 1 else None

    def near_body(self, name: str) -> str | None:
        """The name of a body that may have been meant."""
        near = difflib.get_close_matches(audience_key(name), self.bodies, n=1, cutoff=0.7)
        return self.bodies[near[0]][-1].name if near else None

    def near_person(self, reference: str) -> str | None:
        """The address of somebody who may have been meant."""
        near = difflib.get_close_matches(reference.casefold(), self.by_email, n=1, cutoff=0.8)
        return near[0] if near else None


def _holds(body: Body, day: date) -> bool:
    return body.valid_from <= day and (body.valid_to is None or body.valid_to >= day)


def _rows(rows: QuerySet[M], *, lock: bool) -> QuerySet[M]:
    return rows.select_for_update() if lock else rows
