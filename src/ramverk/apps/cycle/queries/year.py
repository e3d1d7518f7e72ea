"""The year as a list: the accessible master that timeline and wheel only draw."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle import desks
from ramverk.apps.cycle.models import (
    Activity,
    ActivityDate,
    ActivityKind,
    ActivityState,
    Need,
    Participation,
    Precision,
    Round,
)
from ramverk.apps.cycle.policy import ACTIVITIES
from ramverk.apps.cycle.queries.people import audiences_of
from ramverk.apps.cycle.wording import day_text, distance_text, span_text, time_text
from ramverk.apps.organisation.actor import Actor

VAGUE = {Precision.MONTH, Precision.MONTHS}
OVER = {ActivityState.DONE, ActivityState.CANCELLED}
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
    speaks: str = ""
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
    """The round's activities by phase. Five queries and what the desks ask for the rows that are near or late."""
    wanted = ACTIVITIES.filter(Activity.objects.filter(round=in_round, became=None), actor)
    activities = list(wanted.select_related("owner").defer("text", "yields", "cells"))
    rows = _rows(in_round, activities, today)
    late = sum(row.status == "late" for row in rows)
    if filters:
        kept = _kept(actor, activities, rows, today, filters)
        rows = [row for row in rows if row.id in kept]
    _mark_today(rows, today)
    after_all = bool(rows) and not any(row.has_today_above for row in rows)
    return Year(in_round, _groups(in_round, rows, today), rows, today, len(rows), late, after_all)


def _rows(in_round: Round, activities: Sequence[Activity], today: date) -> list[YearRow]:
    old, extra = _other_dates(in_round)
    who = _who(in_round)
    gates, waits = _needs(in_round, activities, today)
    findings = _findings(in_round)
    near = [item for item in activities if _is_near(item, today)]
    statuses = desks.statuses(near)
    base = reverse("cycle:activity", args=[0]).rsplit("0/", 1)[0]
    kinds, states = _labels(ActivityKind), _labels(ActivityState)
    rows = []
    for item in activities:
        row = _row(item, base, kinds, states, today)
        row.old_dates, row.extra_dates = old.get(item.pk, []), extra.get(item.pk, [])
        row.who = who.get(item.pk, "")
        row.gate = gates.get(item.pk, "") if item.state not in OVER else ""
        row.needs = waits.get(item.pk, [])
        row.findings, row.severity = findings.get(item.row, (0, ""))
        _let_speak(row, statuses.get(item.pk), today)
        rows.append(row)
    return rows


def _labels(choices: type[ActivityKind] | type[ActivityState]) -> dict[str, str]:
    return {value: str(label) for value, label in choices.choices}


def _row(item: Activity, base: str, kinds: Mapping[str, str], states: Mapping[str, str], today: date) -> YearRow:
    is_soft = item.precision in VAGUE
    status, word = status_of(item, today, states)
    return YearRow(
        id=item.pk, row=item.row, url=f"{base}{item.pk}/", title=item.title, kind=item.kind,
        kind_word=kinds[item.kind], lane=item.lane, phase_id=item.phase_id, start=item.start, end=item.end,
        date=span_text(item.start, item.end, item.precision, today.year),
        time=time_text(item.starts_at, item.ends_at),
        distance="" if is_soft or item.end is None else distance_text(item.end, today),
        is_soft=is_soft, old_dates=[], extra_dates=[], who="", status=status, state_word=word,
    )  # fmt: skip


def status_of(item: Activity, today: date, states: Mapping[str, str] | None = None) -> tuple[str, str]:
    """The status code for colour and shape, and the word that goes with it. Late follows from the date and the clock."""
    words = states or _labels(ActivityState)
    if item.state == ActivityState.DONE and item.kind == ActivityKind.DECISION:
        return "decided", _("beslutad")
    if item.state in OVER:
        return item.state, words[item.state]
    if item.is_late_on(today):
        if item.precision in VAGUE:
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
    else:
        row.speaks = str(status.summary)


def _other_dates(in_round: Round) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Replaced dates and extra occasions, as written, by activity. One query."""
    usual: dict[int, list[str]] = defaultdict(list)
    extra: dict[int, list[str]] = defaultdict(list)
    dates = ActivityDate.objects.filter(activity__round=in_round).order_by("pk")
    for activity_id, raw, is_extra in dates.values_list("activity_id", "raw", "is_extra"):
        (extra if is_extra else usual)[activity_id].append(raw)
    return {pk: raws[:-1] for pk, raws in usual.items() if len(raws) > 1}, extra


def _who(in_round: Round) -> dict[int, str]:
    """Those who perform, are invited or receive, as written, by activity. One query."""
    found: dict[int, list[str]] = defaultdict(list)
    people = Participation.objects.filter(activity__round=in_round, mode__in=SHOWN).order_by("order", "pk")
    for activity_id, mode, name in people.values_list("activity_id", "mode", "as_written"):
        found[activity_id].append(_("till %s") % name if mode == "recipient" else name)
    return {pk: ", ".join(names) for pk, names in found.items()}


def _needs(in_round: Round, activities: Sequence[Activity], today: date) -> tuple[dict[int, str], dict[int, list[int]]]:
    """The closed gate of each activity in words ("behöver KS 6 februari"), and all it waits for. One query."""
    by_id = {item.pk: item for item in activities}
    gates: dict[int, str] = {}
    waits: dict[int, list[int]] = defaultdict(list)
    rows = Need.objects.filter(activity__round=in_round).order_by("-is_gate", "pk")
    for activity_id, needed_id, is_gate in rows.values_list("activity_id", "needed_id", "is_gate"):
        waits[activity_id].append(needed_id)
        needed = by_id.get(needed_id)
        if is_gate and needed is not None and needed.state not in OVER and activity_id not in gates:
            gates[activity_id] = _("behöver %s") % short_name(needed, today)
    return gates, waits


def short_name(item: Activity, today: date) -> str:
    """ "KS 6 februari": who and when, as short as it can be said."""
    who = (item.owner.short_name or item.owner.name) if item.owner else str(item.get_kind_display())
    if item.precision in VAGUE or item.end is None:
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
    """Put today's line above the first row that is still to come."""
    for row in rows:
        if not row.is_soft and row.start is not None and row.start >= today:
            row.has_today_above = True
            return


def _groups(in_round: Round, rows: Sequence[YearRow], today: date) -> list[PhaseGroup]:
    """By phase; a round without phases is one group, and rows without a phase stand last."""
    by_phase: dict[int | None, list[YearRow]] = defaultdict(list)
    for row in rows:
        by_phase[row.phase_id].append(row)
    groups = []
    for number, phase in enumerate(in_round.phases.all(), 1):
        if mine := by_phase.pop(phase.pk, []):
            days = " – ".join(day_text(day, weekday=False, year=today.year) for day in (phase.start, phase.end))
            is_now = phase.start <= today <= phase.end
            groups.append(PhaseGroup(number, phase.name, days, is_now, phase.start, phase.end, mine))
    rest = [row for left in by_phase.values() for row in left]
    if rest:
        groups.append(PhaseGroup(0, _("Hela året") if not groups else _("Utan fas"), "", False, None, None, rest))
    return groups


def _kept(
    actor: Actor, activities: Sequence[Activity], rows: Sequence[YearRow], today: date, filters: Filters
) -> set[int]:
    kept = {row.id for row in rows}
    if filters.kind:
        kept &= {row.id for row in rows if row.kind == filters.kind}
    if filters.show == "late":
        kept &= {row.id for row in rows if row.status == "late"}
    if filters.show == "mine":
        kept &= mine(actor, activities, today)
    if filters.body_id:
        kept &= _of_body(activities, filters.body_id)
    return kept


def mine(actor: Actor, activities: Iterable[Activity], today: date) -> set[int]:
    """The activities the actor answers for or takes part in. Two or three queries."""
    items = list(activities)
    bodies = {held.body_id for held in actor.mandates}
    own = {item.pk for item in items if item.owner_id in bodies or item.responsible_id == actor.person_id}
    taking_part = Participation.objects.filter(activity__in=items, audience__in=audiences_of(actor, today))
    return own | set(taking_part.values_list("activity_id", flat=True))


def _of_body(activities: Sequence[Activity], body_id: int) -> set[int]:
    from ramverk.apps.organisation.models import Body

    kind = Body.objects.filter(pk=body_id).values_list("kind", flat=True).first() or ""
    terms = Q(audience__terms__body=body_id) | Q(audience__terms__body_kind=kind)
    taking_part = Participation.objects.filter(terms, activity__in=list(activities)).values_list(
        "activity_id", flat=True
    )
    return {item.pk for item in activities if item.owner_id == body_id} | set(taking_part)
