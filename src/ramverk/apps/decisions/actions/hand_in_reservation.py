"""Hand in a reservation's reasons in writing: from then on they are an attachment to the minutes."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from ramverk.apps.decisions.models import Reservation, ReservationPaper, Sitting
from ramverk.apps.decisions.policy import may_hand_in
from ramverk.apps.decisions.queries.people import name_of
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.freeze import NamedFile, freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def hand_in_reservation(actor: Actor, reservation: Reservation, file: NamedFile | None) -> ReservationPaper:
    """Once, and before the minutes are adjusted. What is in when the matter is closed is frozen with the minutes."""
    locked = Sitting.objects.select_for_update(of=("self",)).select_related("body", "matter").get(
        pk=reservation.sitting_id
    )  # fmt: skip
    row = Reservation.objects.select_related("place__person", "place__party", "clause").get(pk=reservation.pk)
    row.sitting = locked
    require(may_hand_in(actor, row))
    if file is None:
        raise Invalid(_("Välj filen med den skriftliga reservationen, till exempel en PDF."))
    with override("sv"):
        content = {
            "who": name_of(row.place),
            "against": str(row.clause) if row.clause else "beslutet i sin helhet",
            "body": locked.body.name,
            "day": locked.day.isoformat(),
            "register_number": locked.matter.register_number,
        }
        title = f"Skriftlig reservation {content['who']}, {locked.body.name} {locked.day.isoformat()}"
    made = ReservationPaper.objects.create(
        reservation=row, document=freeze(actor, "written_reservation", title, content, (file,)),
        handed_in_at=clock.now(), handed_in_by=actor.name,
    )  # fmt: skip
    change(locked, locked.version)
    record(actor, "decisions.hand_in_reservation", locked, after={"who": content["who"], "paper": file.name})
    return made
