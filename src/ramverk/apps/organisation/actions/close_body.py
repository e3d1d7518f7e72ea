"""Close a body from a day: it keeps its history and its mandates end with it."""

from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, Mandate
from ramverk.apps.organisation.policy import may
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def close_body(actor: Actor, body: Body, version: int, *, last_day: date, reason: str = "") -> Body:
    """The body's last day; mandates that would outlive it end on the same day."""
    allowed = require(may(actor, "organisation.close_body", body))
    if last_day < body.valid_from:
        raise Invalid(_("Organet började %s. Sista dagen kan inte ligga före.") % body.valid_from)
    if later := Mandate.objects.filter(body=body, valid_from__gt=last_day).count():
        raise Invalid(_("%s uppdrag börjar efter den dagen. Avsluta dem först eller välj en senare dag.") % later)
    before, after = change(body, version, valid_to=last_day)
    open_mandates = Mandate.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last_day), body=body)
    ended = open_mandates.update(valid_to=last_day, version=F("version") + 1)
    record(
        actor,
        "organisation.close_body",
        body,
        before=before,
        after={**after, "mandates_ended": ended},
        reason=reason,
        role=str(allowed.by),
    )
    return body
