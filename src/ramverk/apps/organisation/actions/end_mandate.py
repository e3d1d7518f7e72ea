"""End a mandate on a day."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Mandate
from ramverk.apps.organisation.policy import may
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def end_mandate(actor: Actor, mandate: Mandate, version: int, *, last_day: date, reason: str = "") -> Mandate:
    """The mandate's last day; what was done in it stands."""
    allowed = require(may(actor, "organisation.end_mandate", mandate))
    if last_day < mandate.valid_from:
        raise Invalid(_("Uppdraget började %s. Sista dagen kan inte ligga före.") % mandate.valid_from)
    before, after = change(mandate, version, valid_to=last_day)
    record(actor, "organisation.end_mandate", mandate, before=before, after=after, reason=reason, role=str(allowed.by))
    return mandate
