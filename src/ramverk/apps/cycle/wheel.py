"""The year as a wheel: months outside, then politics and the rest, filled by status; the next thing in the middle."""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS

from ramverk.apps.cycle.models import Lane
from ramverk.apps.cycle.queries.year import YearRow

SIZE = 560.0
CENTRE = SIZE / 2
RINGS = {"months": (262.0, 232.0), "politics": (224.0, 178.0), "work": (170.0, 124.0)}
SHORTEST = 2.4
"""Degrees a single day is drawn at, so that it can be seen and hit."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A piece of a ring."""

    path: str
    label: str
    row: YearRow | None = None
    x: float = 0.0
    y: float = 0.0
    is_odd: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of the text in the middle."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Wheel:
    """Everything the drawing needs."""

    months: Sequence[Arc]
    arcs: Sequence[Arc]
    hand: tuple[float, float, float, float]
    next: YearRow | None
    next_lines: Sequence["TextLine"] = ()


def wheel(rows: Sequence[YearRow], today: date) -> Wheel:
    """Two rings of activities inside the months; January stands on top."""
    arcs = [arc for row in rows if (arc := _activity(row)) is not None]
    coming = [
        row for row in rows if row.end and row.end >= today and row.status not in {"done", "decided", "cancelled"}
    ]
    firm = [row for row in coming if not row.is_soft] or coming
    following = min(firm, key=lambda row: row.end or date.max) if firm else None
    inner, outer = _point(_angle(today), 118.0), _point(_angle(today), 266.0)
    return Wheel([_month(number) for number in range(1, 13)], arcs, (*inner, *outer), following, _middle(following))


def _middle(row: YearRow | None) -> list[TextLine]:
    """The title in at most two lines that fit the middle."""
    lines = textwrap.wrap(row.title, 24, max_lines=2, placeholder="…") if row else []
    return [TextLine(text, 282 + 20 * number) for number, text in enumerate(lines)]


def _month(number: int) -> Arc:
    outer, inner = RINGS["months"]
    start = (number - 1) * 30.0
    x, y = _point(start + 15.0, (outer + inner) / 2)
    return Arc(_ring(start, start + 29.4, outer, inner), str(MONTHS[number])[:3], None, x, y, number % 2 == 1)


def _activity(row: YearRow) -> Arc | None:
    if row.start is None or row.end is None:
        return None
    outer, inner = RINGS["politics" if row.lane == Lane.POLITICS else "work"]
    if row.is_soft:  # windows lie along the inner edge, so that the days over them are seen
        outer = inner + (outer - inner) * 0.42
    start = _angle(row.start)
    span = max(((row.end - row.start).days + 1) * 360 / 365.25, SHORTEST)
    return Arc(_ring(start, start + min(span, 358.0), outer, inner), row.title, row)


def _angle(day: date) -> float:
    """Degrees from the top; each month has thirty."""
    return (day.month - 1) * 30.0 + (day.day - 1) * 30.0 / 31.0


def _point(degrees: float, radius: float) -> tuple[float, float]:
    radians = math.radians(degrees - 90)
    return round(CENTRE + radius * math.cos(radians), 1), round(CENTRE + radius * math.sin(radians), 1)


def _ring(start: float, end: float, outer: float, inner: float) -> str:
    (x1, y1), (x2, y2) = _point(start, outer), _point(end, outer)
    (x3, y3), (x4, y4) = _point(end, inner), _point(start, inner)
    large = 1 if end - start > 180 else 0
    return f"M{x1} {y1}A{outer} {outer} 0 {large} 1 {x2} {y2}L{x3} {y3}A{inner} {inner} 0 {large} 0 {x4} {y4}Z"
