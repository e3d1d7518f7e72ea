"""Add a body, an administration, a party or a group."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.organisation.policy import may
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def add_body(
    actor: Actor,
    *,
    kind: str,
    name: str,
    valid_from: date,
    short_name: str = "",
    parent: Body | None = None,
    email: str = "",
) -> Body:
    """The body from `valid_from` on."""
    allowed = require(may(actor, "organisation.add_body"))
    fields = {"kind": kind, "name": name, "short_name": short_name, "valid_from": valid_from, "email": email}
    try:
        with transaction.atomic():
            body = Body.objects.create(**fields, parent=parent)
    except IntegrityError as error:
        raise Invalid(
            _("%(name)s finns redan från den dagen. Öppna organet och ändra det i stället.") % fields
        ) from error
    after = {**fields, "parent": parent.name if parent else ""}
    record(actor, "organisation.add_body", body, after=after, role=str(allowed.by))
    return body
