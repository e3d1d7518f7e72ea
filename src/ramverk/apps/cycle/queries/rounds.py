"""Which round we are in."""

from django.db.models import Subquery

from ramverk.apps.cycle.models import Round, RoundState
from ramverk.apps.cycle.policy import ROUNDS
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Municipality
from ramverk.apps.trail.models import TrailHead

HEAVY = ("reading",)
"""Columns that lists never read."""


def current_round(actor: Actor, pk: int | None = None) -> Round | None:
    """The round asked for, else the latest one that is not closed, else the latest. One query.

    It brings along the end of the trail and the municipality's name, which every page of the year asks for.
    """
    rounds = ROUNDS.filter(Round.objects.defer(*HEAVY), actor).annotate(
        trail_end=Subquery(TrailHead.objects.values("last_hash")[:1]),
        municipality_name=Subquery(Municipality.objects.values("name")[:1]),
    )
    if pk is not None:
        return rounds.filter(pk=pk).first()
    found = list(rounds.order_by("-process_year", "-pk")[:4])
    return next((item for item in found if item.state != RoundState.CLOSED), found[0] if found else None)


def trail_end(in_round: Round) -> str:
    """The hash of the last deed when the round was read; empty where the round came from elsewhere."""
    return str(vars(in_round).get("trail_end") or "")
