"""What matters ask of one person: a vote to give, minutes to adjust and announce, extracts, notices, new days.

And where each matter stands, so that a step offers what comes next in it. One query for all of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import Duty
from ramverk.apps.cycle.models import Activity
from ramverk.apps.decisions.models import (
    Clause,
    ClauseKind,
    DutyKind,
    MatterKind,
    MatterState,
    Proposition,
    PropositionState,
    Sitting,
    SittingState,
)
from ramverk.apps.decisions.models import Duty as After
from ramverk.apps.decisions.queries.appeal import with_rest
from ramverk.apps.decisions.queries.next_step import OF_THE_YEAR, Tail
from ramverk.apps.frames.models import Edition, EditionKind, EditionState
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import PRESIDIUM, BodyKind, Role
from ramverk.core.decisions.duties import appeal_day
from ramverk.rules.loader import RuleError
from ramverk.rules.plan import load_limits

_VOTE, _FORCE, _NEW_DAYS, _TIE, _STANDS, _JUDGE = "vote", "force", "new_days", "tie", "stands", "judge"
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


def duties_of(activities: Sequence[Activity], actor: Actor) -> tuple[list[Duty], list[Tail]]:
    """One query. The secretary has what follows from the minutes; finance has the notices and the new days.

    Beside them, for those who lead a body, where the matters of the steps stand.
    """
    if actor.person_id is None:
        return [], []
    steps = [activity.pk for activity in activities]
    asked = _votes(actor, steps)
    parts: list[QuerySet[Any, Any]] = []
    bodies = actor.body_ids(Role.SECRETARY)
    if actor.owns_the_process or actor.holds((*PRESIDIUM, Role.SECRETARY)):
        parts.append(_tails(activities))
    if bodies:
        parts += [_after(Q(sitting__body__in=bodies, kind__in=_OF_MINUTES), steps), _unforced(bodies, steps)]
    if actor.owns_the_process:
        parts += [_after(Q(kind__in=_OF_FINANCE), steps), _postponed(steps), _untied(steps), _unjudged(steps)]
    found = [_Asked(*row) for row in (asked.union(*parts, all=True) if parts else asked)]
    once: dict[tuple[str, int], _Asked] = {}  # one line for all the extracts of a decision
    for one in found:
        once.setdefault((one.what, one.sitting_id), one)
    asked_for: list[Duty] = []
    stands: list[Tail] = []
    for one in once.values():
        if one.what.startswith(_STANDS):
            stands.append(_tail(one))
        else:
            asked_for += _duty(one)
    return asked_for, stands


def _row(rows: QuerySet[Any], what: Any, prefix: str, due: Any, pk: str = "pk") -> QuerySet[Any, Any]:
    """The columns that every part of the union has."""
    named = rows.annotate(
        asked_what=Cast(what, CharField(max_length=80)), asked_due=Cast(due, DateField()), asked_pk=F(pk)
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


def _untied(steps: Sequence[int]) -> QuerySet[Any, Any]:
    """Decisions about frames whose edition is not worked out yet: nothing goes on before it is."""
    framed = Clause.objects.filter(sitting=OuterRef("pk"), kind=ClauseKind.FRAME)
    rows = Sitting.objects.filter(
        Exists(framed), activity__in=steps, state=SittingState.DECIDED, decision__isnull=False, decision__editions=None
    )
    return _row(rows, Value(_TIE), "", F("day"))


def _unjudged(steps: Sequence[int]) -> QuerySet[Any, Any]:
    """Confirming editions that are begun and not frozen: their changes are judged before anybody can decide on them."""
    rows = Edition.objects.filter(kind=EditionKind.CONFIRMED.value, state=EditionState.OPEN, activity__in=steps)
    named = rows.annotate(
        asked_what=Cast(Value(_JUDGE), CharField(max_length=80)), asked_pk=F("pk"),
        asked_due=Cast(F("activity__start"), DateField()), asked_of=Value("", CharField()),
    ).order_by()  # fmt: skip
    columns: QuerySet[Any, Any] = named.values_list(
        "asked_what", "asked_pk", "pk", "activity_id", "name", "asked_of", "asked_due"
    )
    return columns


def _tails(activities: Sequence[Activity]) -> QuerySet[Any, Any]:
    """The last sitting of each matter that a step is for: which body, what kind of matter, and how it stands."""
    free = [activity.pk for activity in activities if not activity.row]
    rows = Sitting.objects.filter(
        Q(matter__kind__in=OF_THE_YEAR) | Q(activity__in=free), activity__in=[one.pk for one in activities],
        followed_by=None,
    )  # fmt: skip
    colon, body = Value(":"), Cast("body_id", CharField())
    came_from = Coalesce(Cast("after__activity_id", CharField()), Value(""))
    what = Concat(
        Value(_STANDS), colon, "state", colon, body, colon, "body__kind", colon, "matter__kind", colon, came_from
    )
    return _row(rows, what, "", F("day"), "matter_id")


def _tail(one: _Asked) -> Tail:
    _stands, state, body, kind, matter, before = one.what.split(":")
    came_from = int(before) if before else None
    return Tail(one.sitting_id, one.pk, one.activity_id, state, int(body), kind, matter, came_from)


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
    elif one.what == _JUDGE:
        url = reverse("decisions:gate", args=[one.pk])
        yield Duty(_("Pröva ändringarna och frys utgåvan: %s") % one.matter, one.activity_id, url, due=one.due)
    elif one.what == _TIE:
        yield Duty(_("Fastställ den beslutade utgåvan: %s") % what, one.activity_id, sitting, due=one.due)
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
