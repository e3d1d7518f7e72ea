"""A person at work: every mandate they hold today, their own and those they stand in for."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.http import HttpRequest

from ramverk.apps.organisation.models import BodyKind, Mandate, Person, Role, StandIn, on


@dataclass(frozen=True, slots=True)
class Held:
    """One mandate as the actor holds it; `for_name` is set when it is held as a stand-in."""

    body_id: int
    body_kind: str
    body_name: str
    parent_id: int | None
    role: str
    role_label: str
    party_id: int | None = None
    for_id: int | None = None
    for_name: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and as what. Built once per request; policies ask it and never the database."""

    person_id: int | None
    name: str
    is_administrator: bool = False
    mandates: tuple[Held, ...] = ()
    role: str = ""
    in_name_of: str = ""
    is_signed_in: bool = field(default=True)
    round_id: int | None = None
    """The round the person has chosen to look at, where several go on; the cycle asks."""

    def holds(
        self, role: str | Iterable[str] | None = None, kind: str | None = None, body_id: int | None = None
    ) -> bool:
        """Whether any mandate fits every given condition."""
        return any(True for _ in self.held(role, kind, body_id))

    def held(
        self, role: str | Iterable[str] | None = None, kind: str | None = None, body_id: int | None = None
    ) -> Iterable[Held]:
        """The mandates that fit every given condition."""
        roles = None if role is None else {role} if isinstance(role, str) else set(role)
        for mandate in self.mandates:
            if (
                (roles is None or mandate.role in roles)
                and (kind is None or mandate.body_kind == kind)
                and (body_id is None or mandate.body_id == body_id)
            ):
                yield mandate

    def body_ids(self, role: str | Iterable[str] | None = None, kind: str | None = None) -> frozenset[int]:
        """The bodies in which such mandates are held."""
        return frozenset(mandate.body_id for mandate in self.held(role, kind))

    def looking_at(self, round_id: int | None) -> "Actor":
        """The same actor with another round before them."""
        return replace(self, round_id=round_id)

    @property
    def is_inside(self) -> bool:
        """Whether the actor has a part in the municipality's work: any mandate but as media or resident, or runs it."""
        return self.is_administrator or any(mandate.body_kind not in OUTSIDE for mandate in self.mandates)

    @property
    def owns_the_process(self) -> bool:
        """Whether the actor works in the finance department, which runs the round."""
        return self.holds((Role.HEAD, Role.OFFICIAL), BodyKind.FINANCE_DEPARTMENT)


OUTSIDE = (BodyKind.MEDIA, BodyKind.CITIZENS)
"""Those who may have an account and still stand outside: they get what everybody gets, in the same second."""
ROUND_KEY = "round"
"""Where a session keeps the round its person has chosen to look at."""
ANONYMOUS = Actor(person_id=None, name="", is_signed_in=False)


def actor_of(person: Person, day: date) -> Actor:
    """The actor a person is on a day: own mandates and stand-ins. Two queries."""
    mandates = Mandate.objects.filter(on(day), person=person).select_related("body")
    held = [_held(mandate) for mandate in mandates]
    stand_ins = list(StandIn.objects.filter(on(day), person=person).select_related("stands_in_for"))
    if stand_ins:
        covered = {stand_in.stands_in_for_id: stand_in for stand_in in stand_ins}
        for mandate in Mandate.objects.filter(on(day), person__in=covered).select_related("body"):
            stand_in = covered[mandate.person_id]
            if stand_in.body_id in (None, mandate.body_id):
                held.append(_held(mandate, stand_in.stands_in_for))
    first = held[0] if held else None
    return Actor(
        person_id=person.pk,
        name=person.name,
        is_administrator=person.is_administrator,
        mandates=tuple(held),
        role=f"{first.role_label}, {first.body_name}" if first else "",
        in_name_of=first.for_name if first else "",
    )


def _held(mandate: Mandate, stands_in_for: Person | None = None) -> Held:
    return Held(
        body_id=mandate.body_id,
        body_kind=mandate.body.kind,
        body_name=mandate.body.name,
        parent_id=mandate.body.parent_id,
        role=mandate.role,
        role_label=str(mandate.get_role_display()),
        party_id=mandate.party_id,
        for_id=stands_in_for.pk if stands_in_for else None,
        for_name=stands_in_for.name if stands_in_for else "",
    )


def acting(request: HttpRequest) -> Actor:
    """The actor the middleware put on the request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
