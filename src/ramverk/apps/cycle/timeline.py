"""The year as lanes of days: geometry only, drawn from the list's rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ramverk.apps.cycle.models import Lane
from ramverk.apps.cycle.queries.year import PhaseGroup, YearRow
from ramverk.apps.cycle.wording import month_text

DAY = 3.2
LETTER = 6.4
"""About how wide a letter of the labels is."""
LEFT, TOP, LANE_STEP, LANE_PAD = 110, 44, 22, 8


@dataclass(frozen=True, slots=True)
class Mark:
    """One activity: a soft bar for a window, a hard one for days; `level` avoids overlap within the lane."""

    row: YearRow
    x: float
    y: float
    width: float
    label_x: float
    label: str
    lines: Sequence["Line"] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line from what is needed to what waits for it."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class LaneBand:
    """One lane with its marks."""

    name: str
    y: float
    height: float
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Band:
    """A phase or a month as an interval along the top."""

    name: str
    x: float
    width: float
    number: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything the drawing needs."""

    width: float
    height: float
    today_x: float | None
    lanes: Sequence[LaneBand]
    phases: Sequence[Band]
    months: Sequence[Band]


def timeline(rows: Sequence[YearRow], groups: Sequence[PhaseGroup], today: date) -> Timeline | None:
    """Place everything with a date; None where nothing has one."""
    dated = [row for row in rows if row.start is not None and row.end is not None]
    if not dated:
        return None
    first = min(row.start for row in dated if row.start).replace(day=1)
    last = max(row.end for row in dated if row.end)
    width = LEFT + ((last - first).days + 16) * DAY

    def x(day: date) -> float:
        return round(LEFT + (day - first).days * DAY, 1)

    lanes, y = [], float(TOP)
    for lane, label in Lane.choices:
        own = [row for row in dated if row.lane == lane]
        if own:
            marks, levels = _marks(own, x, y)
            height = levels * LANE_STEP + LANE_PAD
            lanes.append(LaneBand(str(label), y, height, marks))
            y += height + 4
    phases = [
        _phase(group.name, x(group.start), ((group.end - group.start).days + 1) * DAY, group.number)
        for group in groups
        if group.start is not None and group.end is not None
    ]
    today_x = x(today) if first <= today <= last else None
    return Timeline(width, y + 6, today_x, _with_lines(lanes), phases, _months(first, last, x))


def _phase(name: str, x: float, width: float, number: int) -> Band:
    """A phase with as much of its name as fits."""
    room = int((width - 6) / LETTER)
    fitting = name if len(name) <= room else f"{name[: max(room - 1, 0)]}…" if room > 3 else ""
    return Band(fitting, x, round(width, 1), number)


def _marks(rows: Sequence[YearRow], x: Callable[[date], float], top: float) -> tuple[list[Mark], int]:
    """Stack the marks so that labels do not run into each other; answers how many levels it took."""
    ends: list[float] = []
    marks = []
    for row in sorted(rows, key=lambda one: (one.start or date.min, one.id)):
        first = row.start or date.min
        start = x(first)
        width = round(max((((row.end or first) - first).days + 1) * DAY, 5.0), 1)
        label = row.title if len(row.title) <= 26 else f"{row.title[:25].rstrip()}…"
        needed = start + width + 6 + len(label) * LETTER
        level = next((n for n, end in enumerate(ends) if end <= start), len(ends))
        ends[level : level + 1] = [needed]
        marks.append(Mark(row, start, top + LANE_PAD / 2 + level * LANE_STEP, width, start + width + 4, label))
    return marks, max(len(ends), 1)


def _months(first: date, last: date, x: Callable[[date], float]) -> list[Band]:
    bands, day = [], first
    while day <= last:
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        bands.append(Band(month_text(day)[:3], x(day), round((following - day).days * DAY, 1)))
        day = following
    return bands


def _with_lines(lanes: Sequence[LaneBand]) -> list[LaneBand]:
    """Each mark with the lines from what it waits for."""
    placed = {mark.row.id: mark for lane in lanes for mark in lane.marks}
    return [replace(lane, marks=[replace(mark, lines=_lines(mark, placed)) for mark in lane.marks]) for lane in lanes]


def _lines(mark: Mark, placed: Mapping[int, Mark]) -> list[Line]:
    return [
        Line(placed[needed].x + placed[needed].width, placed[needed].y + 8, mark.x, mark.y + 8)
        for needed in mark.row.needs
        if needed in placed
    ]
