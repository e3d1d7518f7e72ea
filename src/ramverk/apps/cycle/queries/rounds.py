"""Which round we are in."""

from ramverk.apps.cycle.models import Round, RoundState
from ramverk.apps.cycle.policy import ROUNDS
from ramverk.apps.organisation.actor import Actor

HEAVY = ("reading",)
"""Columns that lists never read."""


def current_round(actor: Actor, pk: int | None = None) -> Round | None:
    """The round asked for, else the latest one that is not closed, else the latest. One query."""
    rounds = ROUNDS.filter(Round.objects.defer(*HEAVY), actor)
    if pk is not None:
        return rounds.filter(pk=pk).first()
    found = list(rounds.order_by("-process_year", "-pk")[:4])
    return next((item for item in found if item.state != RoundState.CLOSED), found[0] if found else None)
