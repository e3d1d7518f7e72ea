"""Which parties a sealed step concerns, and which have said they are done. Only counts leave the party's room."""

from collections.abc import Sequence
from datetime import date

from ramverk.apps.cycle.models import Activity, ActivityKind, Participation, ParticipationMode, PartyMark
from ramverk.apps.organisation.models import AudienceTerm, Body, BodyKind, PartyStanding, Standing, on
from ramverk.apps.organisation.queries import parties_standing


def parties_concerned(activity: Activity, day: date) -> frozenset[int]:
    """The parties whose step this is; see `parties_by_activity`."""
    return parties_by_activity([activity], day)[activity.pk]


def parties_by_activity(activities: Sequence[Activity], day: date) -> dict[int, frozenset[int]]:
    """Per activity the ids of the parties its performers mean; where they name none, all parties, and for a hand-over
    the governing ones. A fixed number of queries.
    """
    performers = Participation.objects.filter(
        activity__in=activities, mode=ParticipationMode.PERFORMER, audience__isnull=False
    ).values_list("activity_id", "audience_id")
    audiences: dict[int, set[int]] = {}
    for activity_id, audience_id in performers:
        audiences.setdefault(activity_id, set()).add(audience_id)
    named = _parties_of_audiences({audience for ids in audiences.values() for audience in ids}, day)
    by_standing = {
        standing: frozenset(parties_standing(standing, day)) for standing in (Standing.ALL, Standing.MAJORITY)
    }
    found: dict[int, frozenset[int]] = {}
    for activity in activities:
        own = frozenset[int]().union(*(named.get(audience, frozenset()) for audience in audiences.get(activity.pk, ())))
        fallback = Standing.MAJORITY if activity.kind == ActivityKind.HANDOVER else Standing.ALL
        found[activity.pk] = own or by_standing[fallback]
    return found


def _parties_of_audiences(audiences: set[int], day: date) -> dict[int, frozenset[int]]:
    standings = list(PartyStanding.objects.filter(on(day)))
    parties = set(Body.objects.filter(on(day), kind=BodyKind.PARTY).values_list("pk", flat=True))
    found: dict[int, frozenset[int]] = {}
    for term in AudienceTerm.objects.filter(audience__in=audiences):
        if term.body_id in parties:
            ids = {term.body_id}
        elif term.body_kind == BodyKind.PARTY:
            ids = {row.party_id for row in standings if _fits(row, term.standing)} or parties
        else:
            continue
        found[term.audience_id] = found.get(term.audience_id, frozenset()) | ids
    return found


def _fits(row: PartyStanding, standing: str) -> bool:
    if standing == Standing.WITHOUT_BOARD_SEAT:
        return row.seats_in_executive_board == 0
    return standing == Standing.ALL or row.governs == (standing == Standing.MAJORITY)


def marked(activities: Sequence[Activity]) -> dict[int, set[int]]:
    """Per activity the parties that are done. For the desk itself; never shown to anybody else."""
    found: dict[int, set[int]] = {}
    for activity_id, party_id in PartyMark.objects.filter(activity__in=activities).values_list(
        "activity_id", "party_id"
    ):
        found.setdefault(activity_id, set()).add(party_id)
    return found
