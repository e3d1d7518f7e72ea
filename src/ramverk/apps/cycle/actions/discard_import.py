"""Throw away a draft import; the frozen file stays as a record."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import ImportState, TimetableImport
from ramverk.apps.cycle.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Refused, require


@transaction.atomic
def discard_import(actor: Actor, taken: TimetableImport, version: int) -> None:
    """Discard it."""
    require(may(actor, "cycle.discard_import"))
    if taken.state != ImportState.DRAFT:
        raise Refused(_("Bara ett utkast kan kastas. Den här tidplanen är redan startad eller kastad."))
    before, after = change(taken, version, state=ImportState.DISCARDED)
    flip(actor, taken, ImportState.DRAFT, ImportState.DISCARDED)
    record(actor, "cycle.discard_import", taken, before=before, after=after)
