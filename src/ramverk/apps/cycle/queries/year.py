"""The year as a list: the accessible master that timeline and wheel only draw."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, BooleanField, CharField, F, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.cycle import desks
from ramverk.apps.cycle.gates import keep_at_hand
from ramverk.apps.cycle.models import (
    Activity,
    ActivityDate,
    ActivityKind,
    ActivityState,
    Need,
    Participation,
    Phase,
    Round,
)
from ramverk.apps.cycle.policy import ACTIVITIES, sees_whole_year
from ramverk.apps.cycle.queries.people import audiences_of
from ramverk.apps.cycle.queries.rounds import trail_end
from ramverk.apps.cycle.remembering import remember, remembered
from ramverk.apps.cycle.wording import day_text, distance_text, span_text, time_text
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body

OVER = {ActivityState.DONE, ActivityState.CANCELLED}
SITTINGS = {ActivityKind.DECISION, ActivityKind.MEETING}
SHOWN = ("performer", "invited", "recipient")
NEAR_DAYS = 14


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader wants to see: `show` is "mine", "late" or ""."""

    show: str = ""
    kind: str = ""
    body_id: int | None = None

    def __bool__(self) -> bool:
        return bool(self.show or self.kind or self.body_id)


@dataclass(slots=True)
class YearRow:
    """One activity as a line, everything already in words."""

    id: int
    row: str
    url: str
    title: str
    kind: str
    kind_word: str
    lane: str
    phase_id: int | None
    start: date | None
    end: date | None
    date: str
    time: str
    distance: str
    is_soft: bool
    old_dates: list[str]
    extra_dates: list[str]
    who: str
    status: str
    state_word: str
    owner_kind: str = ""
    """What sort of body the step is: the council's own decision, or the executive board's before it."""
    speaks: str = ""
    is_waited_for: bool = False
    """Whether what is said names who is late, and not just how far the work has come."""
    gate: str = ""
    blocks: str = ""
    findings: int = 0
    severity: str = ""
    needs: list[int] = field(default_factory=list)
    has_today_above: bool = False


@dataclass(frozen=True, slots=True)
class PhaseGroup:
    """A phase with its rows; `number` counts from 1 for the tints."""

    number: int
    name: str
    days: str
    is_now: bool
    start: date | None
    end: date | None
    rows: Sequence[YearRow]


@dataclass(frozen=True, slots=True)
class Year:
    """Everything the year's pages show."""

    round: Round
    groups: Sequence[PhaseGroup]
    rows: Sequence[YearRow]
    today: date
    shown: int
    late: int
    is_today_after_all: bool


def year(actor: Actor, in_round: Round, today: date, filters: Filters | None = None) -> Year:
    """The round's activities by phase. Two queries and what the desks ask for the rows that are near or late."""
    rows, phases = _all_rows(actor, in_round, today)
    late = sum(row.status == "late" for row in rows)
    if filters:
        kept = _kept(actor, in_round, rows, today, filters)
        rows = [row for row in rows if row.id in kept]
    _mark_today(rows, today)
    after_all = bool(rows) and not any(row.has_today_above for row in rows)
    return Year(in_round, _groups(phases, rows, today), rows, today, len(rows), late, after_all)


def _all_rows(actor: Actor, in_round: Round, today: date) -> tuple[list[YearRow], list[Phase]]:
    """Every row, remembered until the next deed: nothing in the year happens without a trail entry.

    Only what everybody sees is remembered, and not for long: a desk may count what leaves no entry (opened receipts).
    """
    key = (in_round.pk, trail_end(in_round), today, get_language())
    if not sees_whole_year(actor) or not (kept := remembered(key)):
        wanted = ACTIVITIES.filter(Activity.objects.filter(round=in_round, became=None), actor)
        activities = list(wanted.select_related("owner", "phase").defer("text", "yields", "cells"))
        phases = {item.phase.pk: item.phase for item in activities if item.phase is not None}
        kept = _rows(in_round, activities, today), sorted(phases.values(), key=lambda phase: phase.order)
        if sees_whole_year(actor):
            remember(key, kept)
    rows, in_order = kept
    return [copy(row) for row in rows], in_order


def _rows(in_round: Round, activities: Sequence[Activity], today: date) -> list[YearRow]:
    beside = _beside(in_round)
    gates, waits = _needs(activities, beside.needs, today)
    findings = _findings(in_round)
    near = [item for item in activities if _is_near(item, today)]
    statuses = desks.statuses(near)
    base = reverse("cycle:activity", args=[0]).rsplit("0/", 1)[0]
    kinds, states = _labels(ActivityKind), _labels(ActivityState)
    rows = []
    for item in activities:
        row = _row(item, base, kinds, states, today)
        row.old_dates, row.extra_dates = beside.dates.get(item.pk, [])[:-1], beside.extra.get(item.pk, [])
        row.who = ", ".join(beside.people.get(item.pk, []))
        row.gate = gates.get(item.pk, "") if item.state not in OVER else ""
        row.needs = waits.get(item.pk, [])
        row.findings, row.severity = findings.get(item.row, (0, ""))
        _let_speak(row, statuses.get(item.pk), today)
        rows.append(row)
    return rows


def _labels(choices: type[ActivityKind] | type[ActivityState]) -> dict[str, str]:
    return {value: str(label) for value, label in choices.choices}


def _row(item: Activity, base: str, kinds: Mapping[str, str], states: Mapping[str, str], today: date) -> YearRow:
    is_soft = item.is_window
    status, word = status_of(item, today, states)
    return YearRow(
        id=item.pk, row=item.row, url=f"{base}{item.pk}/", title=item.title, kind=item.kind,
        kind_word=kinds[item.kind], lane=item.lane, phase_id=item.phase_id, start=item.start, end=item.end,
        date=span_text(item.start, item.end, item.precision, today.year),
        time=time_text(item.starts_at, item.ends_at),
        distance="" if is_soft or item.end is None else distance_text(item.end, today),
        is_soft=is_soft, old_dates=[], extra_dates=[], who="", status=status, state_word=word,
        owner_kind=item.owner.kind if item.owner else "",
    )  # fmt: skip


def status_of(item: Activity, today: date, states: Mapping[str, str] | None = None) -> tuple[str, str]:
    """The status code for colour and shape, and its word. Late follows from the date and the clock."""
    words = states or _labels(ActivityState)
    if item.state == ActivityState.DONE and item.kind == ActivityKind.DECISION:
        return "decided", _("beslutad")
    if item.state in OVER:
        return item.state, words[item.state]
    if item.is_late_on(today):
        if item.is_window:
            return "waiting", _("väntar på bekräftelse")
        return "late", _("försenad")
    return item.state, words[item.state]


def _is_near(item: Activity, today: date) -> bool:
    """Whether the desk should be asked: what is open, late or due within two weeks."""
    if item.state in OVER or item.end is None:
        return item.state in {ActivityState.OPEN, ActivityState.IN_PROGRESS}
    return item.state != ActivityState.PLANNED or (item.end - today).days <= NEAR_DAYS


def _let_speak(row: YearRow, status: desks.DeskStatus | None, today: date) -> None:
    """Late rows say who is waited for; those that are under way say how far they have come."""
    if status is None or row.status in OVER:
        return
    missing = [str(name) for name in status.missing]
    if missing and row.end is not None and row.end <= today:
        row.speaks = _("%(count)s saknas: %(names)s") % {"count": len(missing), "names": ", ".join(missing)}
        row.is_waited_for = True
    else:
        row.speaks = str(status.summary)


@dataclass(slots=True)
class _Beside:
    """What stands beside the activities: dates that were replaced, extra occasions, people, needs."""

    dates: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    extra: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    people: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    needs: list[Need] = field(default_factory=list)


def _beside(in_round: Round) -> _Beside:
    """All of it in one query: three small tables, one shape (sort, activity, text, mark, number, id)."""
    found = _Beside()
    rows = _as_one_shape(
        ActivityDate.objects.filter(activity__round=in_round), Value("date"), F("raw"), F("is_extra"), Value(0)
    ).union(
        _as_one_shape(
            Participation.objects.filter(activity__round=in_round, mode__in=SHOWN),
            F("mode"), F("as_written"), Value(False), F("order"),
        ),
        _as_one_shape(
            Need.objects.filter(activity__round=in_round), Value("need"), F("what"), F("is_gate"), F("needed_id")
        ),
        all=True,
    )  # fmt: skip
    for sort, activity_id, text, mark, number, pk in sorted(rows, key=lambda row: (row[0] == "need", row[4], row[5])):
        if sort == "need":
            found.needs.append(Need(pk=pk, activity_id=activity_id, needed_id=number, what=text, is_gate=bool(mark)))
        elif sort == "date":
            (found.extra if mark else found.dates)[activity_id].append(text)
        else:
            found.people[activity_id].append(_("till %s") % text if sort == "recipient" else text)
    return found


def _as_one_shape(rows: Any, sort: Any, text: Any, mark: Any, number: Any) -> Any:
    return rows.order_by().values_list(
        Cast(sort, CharField()), "activity_id", Cast(text, CharField()), Cast(mark, BooleanField()),
        Cast(number, BigIntegerField()), "pk",
    )  # fmt: skip


def _needs(
    activities: Sequence[Activity], needs: Sequence[Need], today: date
) -> tuple[dict[int, str], dict[int, list[int]]]:
    """The closed gate of each activity in words ("behöver KS 6 februari"), and all it waits for."""
    by_id = {item.pk: item for item in activities}
    known = [need for need in needs if need.needed_id in by_id]
    gates: dict[int, str] = {}
    waits: dict[int, list[int]] = defaultdict(list)
    for need in known:
        need.needed = by_id[need.needed_id]
        waits[need.activity_id].append(need.needed_id)
        if need.is_gate and not need.needed.is_over and need.activity_id not in gates:
            gates[need.activity_id] = _("behöver %s") % short_name(need.needed, today)
    keep_at_hand(activities, known)
    return gates, waits


def short_name(item: Activity, today: date) -> str:
    """ "KS 6 februari": what and when, as short as it can be said; a body stands only for its own meeting."""
    meets = item.owner if item.kind in SITTINGS else None
    who = (meets.short_name or meets.name) if meets else str(item.get_kind_display())
    if item.is_window or item.end is None:
        return f"{who} {span_text(item.start, item.end, item.precision, today.year)}"
    return f"{who} {day_text(item.end, weekday=False, year=today.year)}"


_WEIGHT = {"error": 0, "warning": 1, "info": 2}


def _findings(in_round: Round) -> dict[str, tuple[int, str]]:
    """How many findings concern each row and the worst severity among them; information is not marked."""
    found: dict[str, list[str]] = defaultdict(list)
    for finding in in_round.findings:
        if finding["severity"] != "info":
            for row in finding["rows"]:
                found[row].append(finding["severity"])
    return {row: (len(all_), min(all_, key=lambda one: _WEIGHT.get(one, 3))) for row, all_ in found.items()}


def _mark_today(rows: Sequence[YearRow], today: date) -> None:
    """Put today's line above the first row that is still to come; a month that has begun stands above the line."""
    for row in rows:
        if row.start is not None and row.start >= today:
            row.has_today_above = True
            return


def _groups(phases: Sequence[Phase], rows: Sequence[YearRow], today: date) -> list[PhaseGroup]:
    """By phase; a round without phases is one group, and rows without a phase stand last."""
    by_phase: dict[int | None, list[YearRow]] = defaultdict(list)
    for row in rows:
        by_phase[row.phase_id].append(row)
    groups = []
    for phase in phases:
        if mine := by_phase.pop(phase.pk, []):
            days = " – ".join(day_text(day, weekday=False, year=today.year) for day in (phase.start, phase.end))
            is_now = phase.start <= today <= phase.end
            groups.append(PhaseGroup(phase.order + 1, phase.name, days, is_now, phase.start, phase.end, mine))
    rest = [row for left in by_phase.values() for row in left]
    if rest:
        groups.append(PhaseGroup(0, _("Hela året") if not groups else _("Utan fas"), "", False, None, None, rest))
    return groups


def _kept(actor: Actor, in_round: Round, rows: Sequence[YearRow], today: date, filters: Filters) -> set[int]:
    kept = {row.id for row in rows}
    if filters.kind:
        kept &= {row.id for row in rows if row.kind == filters.kind}
    if filters.show == "late":
        kept &= {row.id for row in rows if row.status == "late"}
    if filters.show == "mine":
        kept &= mine(actor, in_round, today)
    if filters.body_id:
        kept &= _of_body(in_round, filters.body_id)
    return kept


def mine(actor: Actor, in_round: Round, today: date) -> set[int]:
    """The activities the actor answers for or takes part in. Three queries, four with parties."""
    bodies = {held.body_id for held in actor.mandates}
    own = Q(owner__in=bodies) | Q(responsible=actor.person_id)
    part = Participation.objects.filter(activity__round=in_round, audience__in=list(audiences_of(actor, today)))
    answering = in_round.activities.filter(own).values_list("pk", flat=True)
    return set(answering) | set(part.values_list("activity_id", flat=True))


def _of_body(in_round: Round, body_id: int) -> set[int]:
    """What a body owns or takes part in, as itself or as one of its kind."""
    kind = Body.objects.filter(pk=body_id).values_list("kind", flat=True).first() or ""
    terms = Q(audience__terms__body=body_id) | Q(audience__terms__body_kind=kind)
    part = Participation.objects.filter(terms, activity__round=in_round).values_list("activity_id", flat=True)
    return set(in_round.activities.filter(owner=body_id).values_list("pk", flat=True)) | set(part)
