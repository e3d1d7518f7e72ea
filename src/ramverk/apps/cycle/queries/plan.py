"""A running round as a timetable again: for the checks, for previewing moves, and for printing it back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ramverk.apps.cycle.models import Activity, ActivityDate, ActivityState, Participation, Precision, Round
from ramverk.apps.cycle.planned import PlannedDate
from ramverk.apps.cycle.wording import time_text, written_date
from ramverk.core.timetable import model as core
from ramverk.formats.timetable_json import parse_timetable_json

PERFORMING = ("performer", "invited")


def as_timetable(
    in_round: Round, moved: Mapping[int, PlannedDate] | None = None, *, with_cancelled: bool = False
) -> core.Timetable:
    """The round with the dates in force, or with `moved` (by activity id) in their place. Four queries."""
    read = parse_timetable_json(in_round.reading) if in_round.reading else _without_document(in_round)
    rows = {activity.id: activity for activity in read.activities}
    activities = list(in_round.activities.select_related("phase"))
    history = _by_activity(ActivityDate.objects.filter(activity__round=in_round))
    people = _by_activity(Participation.objects.filter(activity__round=in_round))
    shown = [item for item in activities if with_cancelled or item.state != ActivityState.CANCELLED]
    return replace(
        read,
        activities=tuple(
            _row(
                item,
                rows.get(item.row) or rows.get(item.row.rstrip("abcdefgh")),
                history[item.pk],
                people[item.pk],
                moved or {},
            )
            for item in shown
            if item.became_id is None
        ),
        phases=tuple(
            core.Phase(f"P{index}", phase.name, "", phase.start, phase.end)
            for index, phase in enumerate(in_round.phases.filter(is_from_document=True), 1)
        ),
        election_year=in_round.is_election_year,
        findings=(),
    )


def _without_document(in_round: Round) -> core.Timetable:
    """The frame of a round that nobody read in from a document."""
    return core.Timetable(
        title=in_round.name,
        municipality=None,
        calendar_years=(in_round.process_year,),
        budget_year=in_round.budget_year,
        plan_years=tuple(in_round.plan_years),
        assumed_start_year=None,
        activities=(),
        phases=(),
        findings=(),
    )


def _by_activity(rows: Iterable[ActivityDate | Participation]) -> dict[int, list]:  # type: ignore[type-arg]
    found: dict[int, list] = defaultdict(list)  # type: ignore[type-arg]
    for row in rows:
        found[row.activity_id].append(row)
    return found


def _row(
    item: Activity,
    read: core.Activity | None,
    history: Sequence[ActivityDate],
    people: Sequence[Participation],
    moved: Mapping[int, PlannedDate],
) -> core.Activity:
    """One activity as a row. What the document said stays where nobody has changed it."""
    when = moved.get(item.pk) or PlannedDate(
        _raw_in_force(history), item.start, item.end, item.precision, item.starts_at, item.ends_at
    )
    raw = when.raw or written_date(when.start, when.end, when.precision, time_text(when.starts_at, when.ends_at))
    alternatives = _alternatives(history, raw, when, is_moved=item.pk in moved)
    base = read if read is not None and item.row == read.id else None
    raw_date = (
        base.raw_date if base is not None and _is_as_read(base, when) else " ".join(a.raw for a in alternatives) or raw
    )
    names = {
        mode: tuple(p.as_written for p in people if p.mode == mode)
        for mode in ("performer", "invited", "optional", "recipient")
    }
    return replace(
        base
        or core.Activity(item.row or f"A{item.pk}", raw, None, None, core.Precision.NONE, core.Kind.OTHER, item.title),
        raw_date=raw_date,
        start=when.start,
        end=when.end,
        precision=core.Precision(when.precision),
        kind=core.Kind(item.kind),
        activity=base.activity if base is not None and item.title == base.activity else item.title,
        text=base.text if base else item.text,
        time=_time(when),
        participants=base.participants if base is not None else (*names["performer"], *names["invited"]),
        recipients=base.recipients if base is not None else names["recipient"],
        optional_participants=base.optional_participants if base is not None else names["optional"],
        alternatives=alternatives if len(alternatives) > 1 else (),
        parts=(),
        place=item.place or None,
        deadline=item.is_deadline if base is None else base.deadline,
        cells=_cells(item, raw_date, names),
    )


def _raw_in_force(history: Sequence[ActivityDate]) -> str:
    usual = [row for row in history if not row.is_extra]
    return usual[-1].raw if usual else ""


def _is_as_read(base: core.Activity, when: PlannedDate) -> bool:
    return (base.start, base.end, base.time) == (when.start, when.end, _time(when))


def _time(when: PlannedDate) -> str | None:
    if when.starts_at is None:
        return None
    return f"{when.starts_at:%H:%M}" + (f"-{when.ends_at:%H:%M}" if when.ends_at else "")


def _alternatives(
    history: Sequence[ActivityDate], raw: str, when: PlannedDate, *, is_moved: bool
) -> tuple[core.Alternative, ...]:
    """The date history as the document would write it: what was replaced, extra occasions, and what is in force."""
    usual = [row for row in history if not row.is_extra]
    old = usual if is_moved else usual[:-1]
    found = [_alternative(row, core.DateStatus.SUPERSEDED) for row in old]
    found.append(core.Alternative(raw, when.start, _end(when.start, when.end), _time(when), core.DateStatus.IN_FORCE))
    found += [_alternative(row, core.DateStatus.TENTATIVE) for row in history if row.is_extra]
    return tuple(found)


def _alternative(row: ActivityDate, status: core.DateStatus) -> core.Alternative:
    raw = row.raw or written_date(row.start, row.end, row.precision, time_text(row.starts_at, row.ends_at))
    when = PlannedDate(raw, row.start, row.end, row.precision, row.starts_at, row.ends_at)
    return core.Alternative(raw, row.start, _end(row.start, row.end), _time(when), status)


def _end(start: date | None, end: date | None) -> date | None:
    return end if end != start else None


def _cells(item: Activity, raw_date: str, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The source cells with the date as it stands; a row people added gets the three usual ones."""
    cells = tuple(item.cells)
    if len(cells) >= 2 and not item.row.endswith(tuple("abcdefgh")):
        return (raw_date, *cells[1:])
    return raw_date, ", ".join((*names["performer"], *names["invited"])), item.title


def precision_of(start: date | None, end: date | None) -> str:
    """A day or a span of days."""
    if start is None:
        return Precision.NONE
    return Precision.DAY if end in (None, start) else Precision.RANGE
