"""Which round we are in."""

from typing import Any

from django.db.models import Case, Count, QuerySet, Subquery, Value, When

from ramverk.apps.cycle.models import Activity, ActivityState, Round, RoundState
from ramverk.apps.cycle.policy import ROUNDS
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Municipality
from ramverk.apps.trail.models import TrailHead

HEAVY = ("reading",)
"""Columns that lists never read."""


IS_CLOSED = Case(When(state=RoundState.CLOSED, then=Value(1)), default=Value(0))
"""For order: what goes on stands before what is closed."""


def going_on_for(budget_year: int) -> Round | None:
    """The round of a budget year that is not closed; there is at most one."""
    return Round.objects.defer(*HEAVY).filter(budget_year=budget_year).exclude(state=RoundState.CLOSED).first()


def still_open(in_round: Round) -> list[Activity]:
    """What is neither done nor cancelled in the round, in the order of the year."""
    steps = Activity.objects.filter(round=in_round, became=None).exclude(
        state__in=[ActivityState.DONE, ActivityState.CANCELLED]
    )
    return list(steps.only("title", "start", "end", "precision", "order", "round"))


def rounds_in_order(actor: Actor) -> QuerySet[Round]:
    """The rounds the actor may see: the chosen one, then those that go on, then the closed; the latest first."""
    is_another = Case(When(pk=actor.round_id, then=Value(0)), default=Value(1)) if actor.round_id else Value(1)
    found: QuerySet[Round] = ROUNDS.filter(Round.objects.all(), actor)
    return found.order_by(is_another, IS_CLOSED, "-process_year", "-pk")


def current_round(actor: Actor, pk: int | None = None) -> Round | None:
    """The round asked for, else the one the actor chose, else the latest that is not closed, else the latest.

    One query. It brings along the end of the trail and the municipality's name, which every page of the year asks for,
    and how many rounds there are to choose from.
    """
    rounds = (
        rounds_in_order(actor)
        .defer(*HEAVY)
        .annotate(
            trail_end=Subquery(TrailHead.objects.values("last_hash")[:1]),
            municipality_name=Subquery(Municipality.objects.values("name")[:1]),
            round_count=Subquery(count_of_rounds(actor)),
        )
    )
    return rounds.first() if pk is None else rounds.filter(pk=pk).first()


def count_of_rounds(actor: Actor) -> Any:
    """How many rounds the actor may see, as one value for a subquery."""
    visible = ROUNDS.filter(Round.objects.all(), actor).order_by().annotate(all=Value(1))
    return visible.values("all").annotate(count=Count("pk")).values("count")


def has_others(in_round: Round) -> bool:
    """Whether there is another round than this one to choose."""
    return int(vars(in_round).get("round_count") or 0) > 1


def rounds_to_choose(actor: Actor, in_round: Round) -> list[Round]:
    """All rounds, the latest budget year first, where there is more than one; else nothing, and no query."""
    if not has_others(in_round):
        return []
    return list(ROUNDS.filter(Round.objects.only("name", "state"), actor).order_by("-budget_year", "-pk"))


def trail_end(in_round: Round) -> str:
    """The hash of the last deed when the round was read; empty where the round came from elsewhere."""
    return str(vars(in_round).get("trail_end") or "")
