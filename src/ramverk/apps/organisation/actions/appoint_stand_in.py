"""Let somebody act for a person for a time: "Jag är borta, X ersätter mig"."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, Mandate, Person, StandIn
from ramverk.apps.organisation.policy import may
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def appoint_stand_in(
    actor: Actor,
    *,
    stands_in_for: Person,
    person: Person,
    valid_from: date,
    valid_to: date | None = None,
    body: Body | None = None,
    reason: str = "",
) -> StandIn:
    """`person` acts for `stands_in_for`, in one body or (without `body`) in all."""
    stand_in = StandIn(person=person, stands_in_for=stands_in_for, body=body, valid_from=valid_from, valid_to=valid_to)
    allowed = require(may(actor, "organisation.appoint_stand_in", stand_in))
    _check(stand_in)
    stand_in.save()
    after = {
        "person": person.name,
        "stands_in_for": stands_in_for.name,
        "body": body.name if body else "",
        "valid_from": valid_from,
        "valid_to": valid_to,
    }
    record(actor, "organisation.appoint_stand_in", stand_in, after=after, reason=reason, role=str(allowed.by))
    return stand_in


def _check(stand_in: StandIn) -> None:
    if stand_in.person_id == stand_in.stands_in_for_id:
        raise Invalid(_("Välj någon annan: man ersätter inte sig själv."))
    if stand_in.valid_to is not None and stand_in.valid_to < stand_in.valid_from:
        raise Invalid(_("Ersättningen slutar innan den börjar. Byt en av dagarna."))
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=stand_in.valid_from)
    held = Mandate.objects.filter(lasting, person=stand_in.stands_in_for_id)
    if stand_in.body is not None and not held.filter(body=stand_in.body).exists():
        words = {"name": stand_in.stands_in_for.name, "body": stand_in.body.name}
        raise Invalid(_("%(name)s har inget uppdrag i %(body)s att ersätta. Välj ett annat organ.") % words)
    same = StandIn.objects.filter(lasting, stands_in_for=stand_in.stands_in_for_id, person=stand_in.person_id)
    ends = Q(valid_from__lte=stand_in.valid_to) if stand_in.valid_to else Q()
    if same.filter(ends, body=stand_in.body).exists():
        raise Invalid(_("%s är redan ersättare då.") % stand_in.person.name)
