"""Correct a person's name, address, number or language."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actions.register_person import refuse_known
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Person
from ramverk.apps.organisation.policy import may
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def change_person(
    actor: Actor,
    person: Person,
    version: int,
    *,
    name: str,
    email: str = "",
    external_id: str = "",
    language: str = "sv",
    reason: str = "",
) -> Person:
    """Set these fields against the version the person saw. A new address needs its own leave."""
    allowed = require(may(actor, "organisation.change_person", person))
    address = email.lower() or None
    if address != person.email:
        require(may(actor, "organisation.change_email", person))
    if not (address or external_id):
        raise Invalid(_("Fyll i e-post eller nummer, så att personen går att känna igen."))
    refuse_known(email, external_id, but=person)
    try:
        with transaction.atomic():
            before, after = change(
                person, version, name=name, email=address, external_id=external_id, language=language
            )
    except IntegrityError as error:
        raise Invalid(_("Någon annan har redan e-postadressen %s.") % email) from error
    record(actor, "organisation.change_person", person, before=before, after=after, reason=reason, role=str(allowed.by))
    return person
