"""Who is concerned by activities: the people their participants mean today."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, Participation, Round
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Audience, AudienceTerm, Body, Person, on
from ramverk.apps.organisation.queries import Term, parties_standing, people_in_each


def concerned(activities: Iterable[Activity], day: date) -> dict[int, list[Person]]:
    """By activity: everyone who performs, is invited or receives, and the responsible person; each once, by name."""
    wanted = list(activities)
    rows = list(
        Participation.objects.filter(activity__in=wanted, audience__isnull=False).values_list(
            "activity_id", "audience_id"
        )
    )
    audiences = list(Audience.objects.filter(pk__in={pk for _activity, pk in rows}).prefetch_related("terms"))
    people = people_in_each(audiences, day) if audiences else {}
    found: dict[int, dict[int, Person]] = {activity.pk: {} for activity in wanted}
    for activity_id, audience_id in rows:
        found[activity_id].update({person.pk: person for person in people.get(audience_id or 0, [])})
    responsible = Person.objects.in_bulk([a.responsible_id for a in wanted if a.responsible_id])
    for activity in wanted:
        if person := responsible.get(activity.responsible_id or 0):
            found[activity.pk][person.pk] = person
    return {pk: sorted(people.values(), key=lambda person: person.name) for pk, people in found.items()}


def audiences_of(actor: Actor, day: date) -> dict[int, str]:
    """The audiences the actor belongs to today, each with the name of whom they stand in for there, or ""."""
    terms = AudienceTerm.objects.values_list("audience_id", "body_id", "body_kind", "role", "standing")
    parties: dict[str, set[int]] = {}
    found: dict[int, str] = {}
    for audience_id, body_id, body_kind, role, standing in terms:
        if standing and standing not in parties:
            parties[standing] = set(parties_standing(standing, day))
        for held in actor.mandates:
            where = held.body_id == body_id if body_id else held.body_kind == body_kind
            stands = not standing or held.body_id in parties[standing]
            # an own mandate weighs more than one held for somebody else
            if where and stands and role in ("", held.role) and found.get(audience_id) != "":
                found[audience_id] = held.for_name
    return found


def means_nobody(in_round: Round, day: date) -> list[Audience]:
    """The participants of a round that mean only kinds of bodies the organisation has none of. Three queries."""
    here = set(Body.objects.filter(on(day)).values_list("kind", flat=True).distinct())
    named = Participation.objects.filter(activity__round=in_round, audience__isnull=False).values("audience")
    found = Audience.objects.filter(pk__in=named).prefetch_related("terms").order_by("label")
    return [audience for audience in found if all(is_absent(Term.of(one), here) for one in audience.terms.all())]


def is_absent(term: Term, kinds: Collection[str]) -> bool:
    """Whether a term means all bodies of a kind, and there is none among these kinds."""
    return term.body_id is None and term.body_kind not in kinds


def names(people: Sequence[Person], most: int = 3) -> str:
    """ "Eva Ekström, Karin Ström och 4 till"."""
    first = ", ".join(person.name for person in people[:most])
    left = len(people) - most
    return _("%(names)s och %(left)d till") % {"names": first, "left": left} if left > 0 else first
