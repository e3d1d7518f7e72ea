"""Say whom media and residents can turn to, and what the accessibility statement says."""

from typing import Any

from django.db import transaction

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.publishing.models import PublicContact
from ramverk.apps.publishing.policy import may
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require


@transaction.atomic
def write_contact(actor: Actor, version: int, **fields: Any) -> PublicContact:
    """The one row, made at the first writing (`version` 0)."""
    require(may(actor, "publishing.write_contact"))
    row, is_new = PublicContact.objects.get_or_create(pk=1)
    before, after = change(row, row.version if is_new else version, **fields)
    record(actor, "publishing.write_contact", row, before=before, after=after)
    return row
