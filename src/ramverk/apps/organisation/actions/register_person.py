"""Register somebody who is to have a part in the process. An account begins with an invitation, later."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Person
from ramverk.apps.organisation.policy import may
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def register_person(actor: Actor, *, name: str, email: str = "", external_id: str = "", language: str = "sv") -> Person:
    """The person, without a password and without mandates."""
    allowed = require(may(actor, "organisation.register_person"))
    if not (email or external_id):
        raise Invalid(_("Fyll i e-post eller nummer, så att personen går att känna igen."))
    refuse_known(email, external_id)
    try:
        with transaction.atomic():
            person = Person.objects.create_user(email.lower(), name=name, external_id=external_id, language=language)
    except IntegrityError as error:
        raise Invalid(_("Någon annan har redan e-postadressen %s.") % email) from error
    after = {"name": name, "email": email.lower(), "external_id": external_id, "language": language}
    record(actor, "organisation.register_person", person, after=after, role=str(allowed.by))
    return person


def refuse_known(email: str, external_id: str, but: Person | None = None) -> None:
    """Raise `Invalid` when somebody else already has this address or number."""
    others = Person.objects.exclude(pk=but.pk) if but else Person.objects.all()
    if email and (known := others.filter(email__iexact=email).first()):
        raise Invalid(_("E-postadressen %(email)s hör till %(name)s.") % {"email": email, "name": known.name})
    if external_id and (known := others.filter(external_id=external_id).first()):
        raise Invalid(_("Numret %(number)s hör till %(name)s.") % {"number": external_id, "name": known.name})
