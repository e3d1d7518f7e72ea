"""The year's steps as everybody may know them: what, who, when; never what a party or a closed meeting does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ramverk.apps.cycle.models import Activity, ActivityKind, ActivityState, Round, RoundState
from ramverk.apps.cycle.queries.rounds import IS_CLOSED
from ramverk.apps.trail import clock

PUBLIC_KINDS = (
    ActivityKind.DECISION,
    ActivityKind.SUBMISSION,
    ActivityKind.DISPATCH,
    ActivityKind.REVISION,
    ActivityKind.INFORMATION,
)
"""Decisions and what leads to them. Party work, dialogues and consultations are the participants' own."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the year."""

    title: str
    who: str
    start: date | None
    end: date | None
    precision: str
    is_over: bool
    is_next: bool = False


def public_calendar() -> list[Step]:
    """The steps that are left first, in order; then those that are over."""
    found = list(_steps())
    coming = [step for step in found if not step.is_over]
    return [*coming, *(step for step in found if step.is_over)]


def _steps() -> Iterable[Step]:
    in_round = _round()
    if in_round is None:
        return
    rows = Activity.objects.filter(round=in_round, kind__in=PUBLIC_KINDS).exclude(state=ActivityState.CANCELLED)
    today = clock.today()
    for row in rows.select_related("owner").order_by("start", "order"):
        yield Step(
            title=row.title, who=row.owner.name if row.owner else "", start=row.start, end=row.end,
            precision=row.precision, is_over=row.end is not None and row.end < today,
        )  # fmt: skip


def _round() -> int | None:
    found = Round.objects.exclude(state=RoundState.PLANNED).order_by(IS_CLOSED, "-process_year", "-pk").first()
    return found.pk if found else None
