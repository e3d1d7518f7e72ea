"""Reopen a closed round in the state it had, unless another round has taken its budget year."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round, RoundState
from ramverk.apps.cycle.policy import may
from ramverk.apps.cycle.queries.rounds import going_on_for
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.models import Transition
from ramverk.apps.trail.verdicts import Invalid, Refused, require

VERB = "cycle.reopen_round"


@transaction.atomic
def reopen_round(actor: Actor, in_round: Round, version: int, reason: str) -> Round:
    """Let it go on from where it was closed."""
    allowed = require(may(actor, VERB))
    if not reason.strip():
        raise Invalid(_("Skriv varför årsomgången öppnas igen."))
    if in_round.state != RoundState.CLOSED:
        raise Refused(_("Bara en avslutad årsomgång kan öppnas igen."))
    if (other := going_on_for(in_round.budget_year)) is not None:
        words = {"year": in_round.budget_year, "name": other.name}
        raise Refused(_("%(name)s pågår för budgetår %(year)s. Avsluta den först.") % words)
    to_state = _state_before(in_round)
    before, after = change(in_round, version, state=to_state)
    flip(actor, in_round, RoundState.CLOSED, to_state, reason)
    record(actor, VERB, in_round, before=before, after=after, reason=reason, role=str(allowed.by))
    return in_round


def _state_before(in_round: Round) -> str:
    closed = Transition.objects.filter(
        subject_type=in_round._meta.label_lower, subject_id=str(in_round.pk), to_state=RoundState.CLOSED
    )
    return closed.order_by("-pk").values_list("from_state", flat=True).first() or RoundState.RUNNING
