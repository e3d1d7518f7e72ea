"""Give a person a role in a body for a period."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import PRESIDIUM, Body, Mandate, Person
from ramverk.apps.organisation.policy import may
from ramverk.apps.organisation.queries import overlapping
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def give_mandate(
    actor: Actor,
    *,
    person: Person,
    body: Body,
    role: str,
    valid_from: date,
    valid_to: date | None = None,
    party: Body | None = None,
    order: int = 0,
) -> Mandate:
    """The mandate. The body is locked meanwhile, so that two chairs cannot be given at the same moment."""
    mandate = Mandate(
        person=person, body=body, role=role, valid_from=valid_from, valid_to=valid_to, party=party, order=order
    )
    allowed = require(may(actor, "organisation.give_mandate", mandate))
    Body.objects.select_for_update().get(pk=body.pk)
    _check(mandate)
    try:
        with transaction.atomic():
            mandate.save()
    except IntegrityError as error:
        raise Invalid(_("%s har redan det uppdraget från den dagen.") % person.name) from error
    record(actor, "organisation.give_mandate", mandate, after=as_written(mandate), role=str(allowed.by))
    return mandate


def _check(mandate: Mandate) -> None:
    body = mandate.body
    if mandate.valid_to is not None and mandate.valid_to < mandate.valid_from:
        raise Invalid(_("Uppdraget slutar innan det börjar. Byt en av dagarna."))
    if mandate.valid_from < body.valid_from or (body.valid_to is not None and mandate.valid_from > body.valid_to):
        raise Invalid(_("%s finns inte den dagen. Välj en annan dag.") % body.name)
    others = overlapping(mandate.valid_from, mandate.valid_to).filter(body=body, role=mandate.role)
    if known := others.filter(person=mandate.person_id).first():
        words = {"name": mandate.person.name, "from": known.valid_from}
        raise Invalid(_("%(name)s har redan det uppdraget sedan %(from)s.") % words)
    if mandate.role in PRESIDIUM and (holder := others.select_related("person").first()):
        words = {"role": mandate.get_role_display(), "body": body.name, "name": holder.person.name}
        raise Invalid(_("%(name)s är redan %(role)s i %(body)s då. Avsluta det uppdraget först.") % words)


def as_written(mandate: Mandate) -> dict[str, object]:
    """The mandate in the words the trail keeps."""
    return {
        "person": mandate.person.name,
        "body": mandate.body.name,
        "role": str(mandate.get_role_display()),
        "party": mandate.party.name if mandate.party else "",
        "order": mandate.order,
        "valid_from": mandate.valid_from,
        "valid_to": mandate.valid_to,
    }
