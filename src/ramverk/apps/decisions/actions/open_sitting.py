"""Summon, take attendance, and open the handling of a matter."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.decisions.actions.write_clauses import lock
from ramverk.apps.decisions.models import (
    MatterState,
    Place,
    Proposition,
    PropositionState,
    SeatKind,
    Sitting,
    SittingState,
)
from ramverk.apps.decisions.policy import may, may_open
from ramverk.apps.decisions.queries.people import elected, places_of, usual_chair
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import BodyKind
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.decisions.votes import Member, Substitute, is_quorate, seat_members


@transaction.atomic
def summon(actor: Actor, sitting: Sitting, version: int) -> Sitting:
    """The matter is on the agenda with its clauses; the elected see it, and for the council everyone does."""
    locked = lock(sitting, version)
    require(may(actor, "decisions.summon", locked))
    if not locked.clauses.exists():
        raise Invalid(_("Det finns inget att besluta om än. Skriv att-satserna först."))
    _call_places(locked)
    change(locked, locked.version, state=SittingState.SUMMONED, seats=locked.places.filter(kind="member").count())
    flip(actor, locked, SittingState.PREPARED, SittingState.SUMMONED)
    move_matter(actor, locked, MatterState.SUMMONED)
    record(actor, "decisions.summon", locked, after={"state": SittingState.SUMMONED})
    return locked


def _call_places(sitting: Sitting) -> None:
    members, substitutes = elected(sitting.body, sitting.day)
    Place.objects.bulk_create(
        Place(sitting=sitting, person_id=row.person_id, kind=kind, party_id=row.party_id, order=at)
        for kind, rows in ((SeatKind.MEMBER, members), (SeatKind.SUBSTITUTE, substitutes))
        for at, row in enumerate(rows, 1)
    )


def move_matter(actor: Actor, sitting: Sitting, to_state: str) -> None:
    """The matter's state follows the sitting."""
    matter = sitting.matter
    if matter.state != to_state:
        was = matter.state
        change(matter, matter.version, state=to_state)
        flip(actor, matter, was, to_state)


@transaction.atomic
def take_attendance(
    actor: Actor,
    sitting: Sitting,
    version: int,
    present: Collection[int],
    disqualified: Mapping[int, str] | None = None,
    chair: int | None = None,
) -> Sitting:
    """Who is there, by the ids of places; who leaves for disqualification (jäv) and why; who chairs, by person.

    Substitutes are called to empty seats of their own party in the order of election.
    """
    locked = lock(sitting, version)
    require(may(actor, "decisions.take_attendance", locked))
    if Proposition.objects.filter(clause__sitting=locked, state=PropositionState.VOTING).exists():
        raise Invalid(_("En votering pågår. Närvaron kan ändras när den är stängd."))
    away = dict(disqualified or {})
    if any(not why.strip() for why in away.values()):
        raise Invalid(_("Skriv skälet till jävet (kommunallagen 5 kap. 47 § och 6 kap. 28 §)."))
    places = places_of(locked)
    _seat(places, set(present), away)
    here = sum(place.is_present and not place.is_disqualified for place in places)
    serve = [place.person_id for place in places if place.serves_for_id is not None]
    chair = chair or usual_chair(locked.body, locked.day, serve)
    if chair is not None and chair not in serve:
        raise Invalid(
            _("Ordföranden tjänstgör inte i ärendet. Välj någon som gör det: ordförandens röst avgör om det står lika.")
        )
    change(locked, locked.version, chair_id=chair, seats=sum(1 for place in places if place.kind == SeatKind.MEMBER))
    after = {"present": str(here), "serving": str(locked.places.filter(serves_for__isnull=False).count())}
    record(actor, "decisions.take_attendance", locked, after=after)
    return locked


def _seat(places: list[Place], present: set[int], away: Mapping[int, str]) -> None:
    members = [Member(place.pk, place.party_id) for place in places if place.kind == SeatKind.MEMBER]
    substitutes = [Substitute(place.pk, place.party_id) for place in places if place.kind == SeatKind.SUBSTITUTE]
    seats = {
        seat.serving: seat.member
        for seat in seat_members(members, substitutes, present, set(away))
        if seat.serving is not None
    }
    Place.objects.filter(pk__in=[place.pk for place in places]).update(serves_for=None)
    for place in places:
        place.is_present = place.pk in present
        place.is_disqualified = place.pk in away
        place.disqualified_because = away.get(place.pk, "")[:300]
        place.serves_for_id = seats.get(place.pk)
        place.version += 1
    fields = ["is_present", "is_disqualified", "disqualified_because", "serves_for", "version"]
    Place.objects.bulk_update(places, fields, batch_size=200)


@transaction.atomic
def open_sitting(actor: Actor, sitting: Sitting, version: int) -> Sitting:
    """The chair takes the matter up; more than half of the members must be there."""
    locked = lock(sitting, version)
    require(may_open(actor, locked, clock.today()))
    check_quorum(locked)
    if locked.chair_id is None:
        raise Invalid(_("Ange vem som är ordförande när närvaron tas upp."))
    change(locked, locked.version, state=SittingState.OPEN)
    flip(actor, locked, SittingState.SUMMONED, SittingState.OPEN)
    record(actor, "decisions.open_sitting", locked, after={"state": SittingState.OPEN})
    return locked


def check_no_vote(sitting: Sitting) -> None:
    """Refuse while a vote is going on."""
    if Proposition.objects.filter(clause__sitting=sitting, state=PropositionState.VOTING).exists():
        raise Invalid(_("En votering pågår. Stäng den först."))


def check_quorum(sitting: Sitting) -> None:
    """Refuse where no more than half of the members' seats are filled, but for what the council's jäv leaves empty."""
    serving = sitting.places.filter(serves_for__isnull=False).count()
    if not is_quorate(serving, sitting.seats, _left_empty(sitting)):
        raise Invalid(
            _(
                "%(serving)s av %(seats)s platser är fyllda. Organet är beslutsfört först när fler än hälften är "
                "närvarande (kommunallagen 5 kap. 45 § och 6 kap. 27 §). Ta upp närvaron."
            )
            % {"serving": serving, "seats": sitting.seats}
        )


def _left_empty(sitting: Sitting) -> int:
    """The council's seats that nobody serves on because the member is disqualified (KL 5:46)."""
    if sitting.body.kind != BodyKind.COUNCIL:
        return 0
    rows = sitting.places.filter(kind=SeatKind.MEMBER, is_disqualified=True)
    return rows.exclude(pk__in=sitting.places.filter(serves_for__isnull=False).values("serves_for")).count()
