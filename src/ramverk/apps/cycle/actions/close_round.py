"""Close a round: it stays readable, reminds nobody any more, and leaves its budget year free for another timetable."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round, RoundState
from ramverk.apps.cycle.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Refused, require

VERB = "cycle.close_round"


@transaction.atomic
def close_round(actor: Actor, in_round: Round, version: int, reason: str) -> Round:
    """Close it, with what is still open in it left as it stands."""
    allowed = require(may(actor, VERB))
    if not reason.strip():
        raise Invalid(_("Skriv varför årsomgången avslutas."))
    from_state = in_round.state
    if from_state == RoundState.CLOSED:
        raise Refused(_("Årsomgången är redan avslutad."))
    before, after = change(in_round, version, state=RoundState.CLOSED)
    flip(actor, in_round, from_state, RoundState.CLOSED, reason)
    record(actor, VERB, in_round, before=before, after=after, reason=reason, role=str(allowed.by))
    return in_round
