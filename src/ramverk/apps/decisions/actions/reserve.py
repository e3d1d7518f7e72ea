"""Have a reservation noted before the meeting is over."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.decisions.models import Clause, Place, Reservation, Sitting
from ramverk.apps.decisions.policy import may_reserve
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def reserve(
    actor: Actor, sitting: Sitting, place: Place | None, text: str, clause: Clause | None = None
) -> Reservation:
    """Against one clause, or against the whole decision."""
    locked = Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)  # closing waits for this, or refuses it
    require(may_reserve(actor, locked, place))
    if place is None or place.sitting_id != locked.pk or (clause is not None and clause.sitting_id != locked.pk):
        raise Invalid(_("Reservationen hör till en annan behandling."))
    if Reservation.objects.filter(sitting=locked, place=place, clause=clause).exists():
        raise Invalid(_("Reservationen är redan antecknad."))
    made = Reservation.objects.create(
        sitting=locked, place=place, clause=clause, text=text.strip(), announced_at=clock.now()
    )
    record(actor, "decisions.reserve", locked, after={"who": str(place.person), "clause": str(clause or "")})
    return made
