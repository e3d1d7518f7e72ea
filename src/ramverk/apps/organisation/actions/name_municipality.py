"""Say which municipality this installation serves: its name, its code, how many live there."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Municipality
from ramverk.apps.organisation.policy import may
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Stale, require


@transaction.atomic
def name_municipality(
    actor: Actor, version: int, *, name: str, code: str = "", inhabitants: int | None = None
) -> Municipality:
    """Set these fields against the version the person saw; 0 where there is no municipality yet, and one is made."""
    allowed = require(may(actor, "organisation.name_municipality"))
    fields: dict[str, Any] = {"name": name, "code": code, "inhabitants": inhabitants}
    before: dict[str, Any] = {}
    after = fields
    row = Municipality.objects.select_for_update().order_by("pk").first()
    if row is None:
        row = Municipality.objects.create(**fields)
    elif version == 0:
        raise Stale(_("Någon annan har redan angett kommunen. Läs in sidan igen och se efter."))
    else:
        before, after = change(row, version, **fields)
    record(actor, "organisation.name_municipality", row, before=before, after=after, role=str(allowed.by))
    return row
