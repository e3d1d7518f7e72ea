"""Correct a body's name, short name, place or address."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.organisation.policy import may
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def change_body(
    actor: Actor,
    body: Body,
    version: int,
    *,
    name: str,
    short_name: str = "",
    parent: Body | None = None,
    email: str = "",
    reason: str = "",
) -> Body:
    """Set these fields against the version the person saw."""
    allowed = require(may(actor, "organisation.change_body", body))
    if parent is not None and _holds(body, parent):
        words = {"body": body.name, "parent": parent.name}
        raise Invalid(_("%(parent)s hör till %(body)s och kan inte samtidigt stå över. Välj ett annat organ.") % words)
    try:
        with transaction.atomic():
            before, after = change(body, version, name=name, short_name=short_name, parent=parent, email=email)
    except IntegrityError as error:
        raise Invalid(_("Ett annat organ heter redan %s. Välj ett annat namn.") % name) from error
    record(
        actor,
        "organisation.change_body",
        body,
        before=_worded(before),
        after=_worded(after),
        reason=reason,
        role=str(allowed.by),
    )
    return body


def _holds(body: Body, parent: Body) -> bool:
    """Whether `parent` is the body itself or lies anywhere under it."""
    above: Body | None = parent
    while above is not None:
        if above.pk == body.pk:
            return True
        above = above.parent
    return False


def _worded(fields: dict[str, Any]) -> dict[str, Any]:
    """Bodies by their name, as the trail keeps them."""
    return {name: value.name if isinstance(value, Body) else value or "" for name, value in fields.items()}
