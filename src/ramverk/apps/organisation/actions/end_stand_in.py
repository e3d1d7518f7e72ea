"""End a stand-in on a day."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import StandIn
from ramverk.apps.organisation.policy import may
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def end_stand_in(actor: Actor, stand_in: StandIn, version: int, *, last_day: date, reason: str = "") -> StandIn:
    """The last day somebody acts for another."""
    allowed = require(may(actor, "organisation.end_stand_in", stand_in))
    if last_day < stand_in.valid_from:
        raise Invalid(_("Ersättningen börjar %s. Sista dagen kan inte ligga före.") % stand_in.valid_from)
    before, after = change(stand_in, version, valid_to=last_day)
    record(
        actor, "organisation.end_stand_in", stand_in, before=before, after=after, reason=reason, role=str(allowed.by)
    )
    return stand_in
