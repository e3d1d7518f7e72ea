"""Change a round's name and when it reminds."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require

VERB = "cycle.change_round"
LONGEST = 90


@transaction.atomic
def change_round(
    actor: Actor, in_round: Round, version: int, name: str, remind_before: Sequence[int], remind_after: Sequence[int]
) -> Round:
    """Change them."""
    allowed = require(may(actor, VERB))
    if not name.strip():
        raise Invalid(_("Skriv vad årsomgången heter."))
    for days in (*remind_before, *remind_after):
        if not 0 <= days <= LONGEST:
            raise Invalid(_("Påminnelser går ut högst %d dagar före eller efter. Ändra talet.") % LONGEST)
    before, after = change(
        in_round,
        version,
        name=name.strip()[:160],
        remind_before=sorted(set(remind_before), reverse=True),
        remind_after=sorted(set(remind_after)),
    )
    if after:
        record(actor, VERB, in_round, before=before, after=after, role=str(allowed.by))
    return in_round
