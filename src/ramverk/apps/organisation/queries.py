"""Looking people up by what they are. What a page shows is filtered by policy; what a deed needs is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from ramverk.apps.organisation import policy
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import (
    KINDS_IN_PLURAL,
    PRESIDIUM,
    Audience,
    AudienceTerm,
    Body,
    BodyKind,
    Mandate,
    Municipality,
    PartyStanding,
    Person,
    Role,
    StandIn,
    Standing,
    on,
)
from ramverk.apps.organisation.suggestions import Suggestion, Term, audience_key, suggest, suggest_all
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.search import fold, holding

__all__ = [
    "Beginning",
    "BodyGroup",
    "BodyOverview",
    "Suggestion",
    "Term",
    "acting_for",
    "audience_key",
    "beginning",
    "boards",
    "bodies_by_kind",
    "body_history",
    "last_sign_in",
    "mandates_in",
    "mandates_of",
    "members_of",
    "overlapping",
    "parties_standing",
    "people_found",
    "people_in",
    "people_in_each",
    "person_history",
    "stand_ins_of",
    "suggest",
    "suggest_all",
]


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


@dataclass(frozen=True, slots=True)
class Beginning:
    """How far a new installation has come before somebody heads its finance department."""

    municipality: Municipality | None
    department: Body | None


def municipality() -> Municipality | None:
    """The one this installation serves, once somebody has said which."""
    return Municipality.objects.order_by("pk").first()


def beginning(actor: Actor, day: date) -> Beginning | None:
    """What an administrator has left to do before the year can begin; None once the finance department has a head."""
    if not actor.is_administrator:
        return None
    departments = Body.objects.filter(on(day), kind=BodyKind.FINANCE_DEPARTMENT)
    if Mandate.objects.filter(on(day), role=Role.HEAD, body__in=departments).exists():
        return None
    return Beginning(municipality(), departments.order_by("pk").first())


def overlapping(start: date, end: date | None) -> QuerySet[Mandate]:
    """The mandates whose period shares a day with this one."""
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=start)
    return Mandate.objects.filter(lasting, Q(valid_from__lte=end) if end else Q())


def acting_for(actor: Actor) -> dict[int, str]:
    """The people the actor stands in for today: id and name."""
    return {held.for_id: held.for_name for held in actor.mandates if held.for_id is not None}


@dataclass(frozen=True, slots=True)
class BodyOverview:
    """A body in the overview, with those who lead it and how many mandates it holds today."""

    body: Body
    leaders: tuple[Mandate, ...]
    members: int


@dataclass(frozen=True, slots=True)
class BodyGroup:
    """The bodies of one kind."""

    kind: BodyKind
    bodies: tuple[BodyOverview, ...]

    @property
    def title(self) -> str:
        """What several of the kind are called."""
        return str(KINDS_IN_PLURAL.get(self.kind, self.kind.label))


_LEADERS = (*PRESIDIUM, Role.HEAD, Role.GROUP_LEADER)
_RANK = {role: number for number, role in enumerate((*_LEADERS, *(role for role in Role if role not in _LEADERS)))}


def bodies_by_kind(actor: Actor, day: date) -> list[BodyGroup]:
    """Every body of the day by kind, with its presidium or head; those alone of their kind first. Two queries."""
    today = Mandate.objects.filter(on(day)).select_related("person")
    bodies = policy.BODIES.filter(Body.objects.filter(on(day)), actor).order_by("name")
    found: dict[str, list[BodyOverview]] = {}
    for body in bodies.prefetch_related(Prefetch("mandates", queryset=today, to_attr="held_today")):
        held: list[Mandate] = body.held_today
        leaders = sorted((m for m in held if m.role in _LEADERS), key=_by_rank)
        found.setdefault(body.kind, []).append(BodyOverview(body, tuple(leaders), len(held)))
    groups = [BodyGroup(kind, tuple(found[kind])) for kind in BodyKind if kind in found]
    return sorted(groups, key=lambda group: len(group.bodies) > 1)


def _by_rank(mandate: Mandate) -> tuple[int, int, str]:
    return _RANK[Role(mandate.role)], mandate.order, mandate.person.name


def members_of(actor: Actor, body: Body, day: date) -> list[Mandate]:
    """The mandates of a body on a day, by role and then in their own order. One query."""
    mandates = policy.MANDATES.filter(Mandate.objects.filter(on(day), body=body), actor)
    return sorted(mandates.select_related("person", "party", "body"), key=_by_rank)


def mandates_of(actor: Actor, person: Person) -> QuerySet[Mandate]:
    """All a person's mandates, those in force and the latest first."""
    mandates = policy.MANDATES.filter(Mandate.objects.filter(person=person), actor)
    return mandates.select_related("body", "party").order_by("-valid_from", "body__name")


def stand_ins_of(actor: Actor, person: Person, day: date) -> QuerySet[StandIn]:
    """Who stands in for the person, and for whom the person stands in, from this day on."""
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    rows = StandIn.objects.filter(lasting, Q(person=person) | Q(stands_in_for=person))
    return policy.STAND_INS.filter(rows, actor).select_related("person", "stands_in_for", "body").order_by("valid_from")


def people_found(actor: Actor, words: str, day: date) -> QuerySet[Person]:
    """Active people whose name holds every word, with their mandates of the day in `held_today`. Three queries."""
    people = policy.PEOPLE.filter(Person.objects.filter(is_active=True), actor).order_by("name")
    if words:
        people = people.filter(pk__in=[row["pk"] for row in holding(people, fold(words).split(), ["name"], ["pk"])])
    today = Mandate.objects.filter(on(day)).select_related("body").order_by("order")
    return people.prefetch_related(Prefetch("mandates", queryset=today, to_attr="held_today"))


def body_history(body: Body) -> QuerySet[TrailEntry]:
    """What was done to the body and to the mandates in it, newest first."""
    mandates = [str(pk) for pk in body.mandates.values_list("pk", flat=True)]
    of_mandates = Q(subject_type="organisation.mandate", subject_id__in=mandates)
    return TrailEntry.objects.filter(of_mandates | Q(pk__in=history(body).values("pk"))).order_by("-number")


def person_history(person: Person) -> list[TrailEntry]:
    """What was done to the person, their mandates and their stand-ins, newest first."""
    mandates = [str(pk) for pk in person.mandates.values_list("pk", flat=True)]
    either = Q(person=person) | Q(stands_in_for=person)
    stand_ins = [str(pk) for pk in StandIn.objects.filter(either).values_list("pk", flat=True)]
    entries = TrailEntry.objects.filter(
        Q(subject_type="organisation.mandate", subject_id__in=mandates)
        | Q(subject_type="organisation.standin", subject_id__in=stand_ins)
        | Q(pk__in=history(person).values("pk"))
    )
    return list(entries.order_by("-number"))


def last_sign_in(person_id: int, before: datetime) -> datetime | None:
    """When this person signed in last before a moment, by the trail; None when never."""
    own = TrailEntry.objects.filter(subject_type="organisation.person", subject_id=str(person_id))
    visits = own.filter(verb="organisation.sign_in", at__lt=before)
    return visits.order_by("-number").values_list("at", flat=True).first()


def people_in_each(audiences: Sequence[Audience], day: date) -> dict[int, list[Person]]:
    """The people each audience means on a day, by the audience's id. Four queries however many audiences there are.

    Give the audiences with their terms prefetched.
    """
    mandates = list(Mandate.objects.filter(on(day), person__is_active=True).select_related("person", "body"))
    parties = {standing.value: set(parties_standing(standing.value, day)) for standing in Standing if standing.value}
    found: dict[int, list[Person]] = {}
    for audience in audiences:
        people = {
            mandate.person_id: mandate.person
            for term in audience.terms.all()
            for mandate in mandates
            if _is_meant(term, mandate, parties)
        }
        found[audience.pk] = sorted(people.values(), key=lambda person: person.name)
    return found


def _is_meant(term: AudienceTerm, mandate: Mandate, parties: dict[str, set[int]]) -> bool:
    where = mandate.body_id == term.body_id if term.body_id else mandate.body.kind == term.body_kind
    standing = not term.standing or mandate.body_id in parties[term.standing]
    return where and standing and term.role in ("", mandate.role)
