"""What matters ask of one person: a vote to give, minutes to adjust and announce, extracts, notices, new days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, DateField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import Duty
from ramverk.apps.cycle.models import Activity
from ramverk.apps.decisions.models import Duty as After
from ramverk.apps.decisions.models import (
    DutyKind,
    MatterKind,
    MatterState,
    Proposition,
    PropositionState,
    Sitting,
    SittingState,
)
from ramverk.apps.decisions.queries.appeal import with_rest
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import BodyKind, Role
from ramverk.core.decisions.duties import appeal_day
from ramverk.rules.loader import RuleError
from ramverk.rules.plan import load_limits

_VOTE, _FORCE, _NEW_DAYS = "vote", "force", "new_days"
_OF_MINUTES = (DutyKind.ADJUST, DutyKind.ANNOUNCE, DutyKind.EXTRACT)
_OF_FINANCE = (DutyKind.RATE_NOTICE, DutyKind.PROPOSED_RATE_NOTICE)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One row of the union."""

    what: str
    pk: int
    sitting_id: int
    activity_id: int
    matter: str
    body: str
    due: date | None


def duties_of(activities: Sequence[Activity], actor: Actor) -> Iterator[Duty]:
    """One query. The secretary has what follows from the minutes; finance has the notices and the new days."""
    if actor.person_id is None:
        return
    steps = [activity.pk for activity in activities]
    asked = _votes(actor, steps)
    parts: list[QuerySet[Any, Any]] = []
    bodies = actor.body_ids(Role.SECRETARY)
    if bodies:
        parts += [_after(Q(sitting__body__in=bodies, kind__in=_OF_MINUTES), steps), _unforced(bodies, steps)]
    if actor.owns_the_process:
        parts += [_after(Q(kind__in=_OF_FINANCE), steps), _postponed(steps)]
    seen: set[tuple[str, int]] = set()
    for row in asked.union(*parts, all=True) if parts else asked:
        one = _Asked(*row)
        if (one.what, one.sitting_id) not in seen:  # one line for all the extracts of a decision
            seen.add((one.what, one.sitting_id))
            yield from _duty(one)


def _row(rows: QuerySet[Any], what: Any, prefix: str, due: Any) -> QuerySet[Any, Any]:
    """The columns that every part of the union has."""
    named = rows.annotate(
        asked_what=Cast(what, CharField(max_length=24)), asked_due=Cast(due, DateField()), asked_pk=F("pk")
    ).order_by()
    sitting = f"{prefix}pk"
    columns: QuerySet[Any, Any] = named.values_list(
        "asked_what", "asked_pk", sitting, f"{prefix}activity_id", f"{prefix}matter__title", f"{prefix}body__name",
        "asked_due",
    )  # fmt: skip
    return columns


def _votes(actor: Actor, steps: Sequence[int]) -> QuerySet[Any, Any]:
    rows = Proposition.objects.filter(
        state=PropositionState.VOTING,
        clause__sitting__activity__in=steps,
        clause__sitting__state=SittingState.OPEN,
        clause__sitting__places__person=actor.person_id,
        clause__sitting__places__serves_for__isnull=False,
    ).exclude(ballots__place__person=actor.person_id)
    return _row(rows, Value(_VOTE), "clause__sitting__", Value(None, DateField()))


def _after(wanted: Q, steps: Sequence[int]) -> QuerySet[Any, Any]:
    rows = After.objects.filter(wanted, done_on=None, sitting__activity__in=steps)
    return _row(rows, F("kind"), "sitting__", F("latest"))


def _unforced(bodies: frozenset[int], steps: Sequence[int]) -> QuerySet[Any, Any]:
    """Decisions that are announced and wait for the time to appeal to be over."""
    last = Q(body__kind=BodyKind.COUNCIL) | Q(matter__kind=MatterKind.DIRECTIVE)
    rows = Sitting.objects.filter(
        last, body__in=bodies, activity__in=steps, state=SittingState.DECIDED, announced_on__isnull=False,
        legally_final_on=None, matter__state=MatterState.ANNOUNCED,
    )  # fmt: skip
    return _row(rows, Value(_FORCE), "", F("announced_on"))


def _postponed(steps: Sequence[int]) -> QuerySet[Any, Any]:
    """What the council put off and nobody has taken further."""
    rows = Sitting.objects.filter(
        body__kind=BodyKind.COUNCIL, activity__in=steps, followed_by=None,
        state__in=(SittingState.TABLED, SittingState.REMITTED),
    )  # fmt: skip
    return _row(rows, Value(_NEW_DAYS), "", F("day"))


def _duty(one: _Asked) -> Iterator[Duty]:
    sitting = reverse("decisions:sitting", args=[one.sitting_id])
    what = f"{one.matter} ({one.body})"
    if one.what == _VOTE:
        yield Duty(_("Rösta"), one.activity_id, reverse("decisions:vote", args=[one.pk]))
    elif one.what == _FORCE:
        due = _force_day(one.due)
        if due is not None:
            url = reverse("decisions:force", args=[one.sitting_id])
            yield Duty(_("Notera laga kraft: %s") % what, one.activity_id, url, due=due)
    elif one.what == _NEW_DAYS:
        url = reverse("decisions:new_days", args=[one.sitting_id])
        yield Duty(_("Sätt nya dagar: %s") % one.matter, one.activity_id, url, due=one.due)
    else:
        yield Duty(f"{capfirst(DutyKind(one.what).label)}: {what}", one.activity_id, f"{sitting}#atgarder", due=one.due)


def _force_day(announced: date | None) -> date | None:
    """The first day it can be noted."""
    if announced is None:
        return None
    try:
        return with_rest(appeal_day(announced, load_limits(announced))) + timedelta(days=1)
    except RuleError:
        return None
