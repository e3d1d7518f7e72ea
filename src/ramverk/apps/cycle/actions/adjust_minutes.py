"""Say that the minutes behind an adoption or a decision are adjusted."""

from django.db import transaction

from ramverk.apps.cycle.models import DecisionRecord, MinutesState, Submission
from ramverk.apps.cycle.policy_submission import may_adjust_minutes
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require


@transaction.atomic
def adjust_minutes(actor: Actor, thing: Submission | DecisionRecord, version: int) -> None:
    """The proof grows firmer; nothing else of it changes."""
    require(may_adjust_minutes(actor, thing.body_id))
    before, after = change(thing, version, minutes_state=MinutesState.ADJUSTED)
    record(actor, "cycle.adjust_minutes", thing, before=before, after=after)
