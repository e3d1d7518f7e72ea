"""Charts of key figures, laid out here and drawn by templates: lines over years, and cost beside quality.

Each is drawn twice, wide and for a phone, so that nobody has to scroll sideways to read it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ramverk.apps.keyfigures.shown import number


@dataclass(frozen=True, slots=True)
class Paper:
    """How much room a drawing has: its size, its margins, and how many years can be named."""

    width: int
    height: int
    left: int
    right: int
    top: int
    foot: int
    years: int = 10


_WIDE, _NARROW = Paper(720, 260, 64, 150, 16, 30), Paper(340, 230, 52, 108, 14, 28, 4)
_WIDE_DOTS, _NARROW_DOTS = Paper(720, 460, 64, 30, 16, 40), Paper(340, 380, 52, 26, 14, 36)
Height = Callable[[float], float]
_APART = 17
"""Least distance between two labels at the end of lines."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid and its words."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """One series: its path with gaps where nothing is known, its points, its label."""

    kind: str
    path: str
    points: tuple[tuple[float, float, str, bool], ...]
    """x, y, words, and whether the figure is not final."""
    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Lines:
    """The whole drawing."""

    width: int
    height: int
    right: float
    bottom: float
    ticks: tuple[Tick, ...]
    years: tuple[Tick, ...]
    band: str
    series: tuple[Drawn, ...]
    zero: float | None
    left: int
    narrow: "Lines | None" = None

    @property
    def has_preliminary(self) -> bool:
        """Whether a point that is not final is drawn."""
        return any(not_final for one in self.series for _x, _y, _words, not_final in one.points)


@dataclass(frozen=True, slots=True)
class Series:
    """What is to be drawn as one line."""

    kind: str
    label: str
    values: Mapping[int, float | None]


def lines(
    years: Sequence[int],
    series: Sequence[Series],
    band: Mapping[int, tuple[float, float]],
    decimals: int,
    preliminary: int | None = None,
) -> Lines | None:
    """Lines over years with the group's span as a band. Nothing where nothing is known."""
    wide = _lines(_WIDE, years, series, band, decimals, preliminary)
    return wide and replace(wide, narrow=_lines(_NARROW, years, series, band, decimals, preliminary))


def _lines(
    paper: Paper,
    years: Sequence[int],
    series: Sequence[Series],
    band: Mapping[int, tuple[float, float]],
    decimals: int,
    preliminary: int | None,
) -> Lines | None:
    numbers = [one for line in series for one in line.values.values() if one is not None]
    numbers += [one for pair in band.values() for one in pair]
    if not numbers or not years:
        return None
    low, high, steps = _scale(min(numbers), max(numbers))
    span = max(len(years) - 1, 1)
    room = paper.width - paper.left - paper.right
    place = {year: paper.left + at * room / span for at, year in enumerate(years)}

    def y(value: float) -> float:
        return round(paper.top + (high - value) / (high - low) * (paper.height - paper.top - paper.foot), 1)

    drawn = [
        _drawn(one, place, y, decimals, preliminary)
        for one in series
        if any(v is not None for v in one.values.values())
    ]
    return Lines(
        width=paper.width, height=paper.height, right=paper.width - paper.right + 6, bottom=paper.height - paper.foot,
        left=paper.left,
        ticks=tuple(Tick(y(step), number(step, _needed(steps))) for step in steps),
        years=tuple(Tick(round(place[year], 1), str(year)) for year in _sparse(years, paper.years)),
        band=_band(band, place, y), series=tuple(_spread(drawn)), zero=y(0) if low < 0 < high else None,
    )  # fmt: skip


def _drawn(one: Series, place: Mapping[int, float], y: Height, decimals: int, preliminary: int | None) -> Drawn:
    path, pen_is_down = [], False
    points = []
    for year, x in place.items():
        value = one.values.get(year)
        if value is None:
            pen_is_down = False
            continue
        path.append(f"{'L' if pen_is_down else 'M'}{x:.1f} {y(value)}")
        points.append((round(x, 1), y(value), f"{one.label} {year}: {number(value, decimals)}", year == preliminary))
        pen_is_down = True
    last = points[-1]
    return Drawn(one.kind, "".join(path), tuple(points), one.label, round(last[0] + 10, 1), last[1] + 4)


def _band(band: Mapping[int, tuple[float, float]], place: Mapping[int, float], y: Height) -> str:
    """One area per run of years that follow on each other."""
    path, run = [], []
    for year in [*place, None]:
        if year is not None and year in band:
            run.append(year)
            continue
        if len(run) > 1:
            upper = "L".join(f"{place[one]:.1f} {y(band[one][1])}" for one in run)
            lower = "L".join(f"{place[one]:.1f} {y(band[one][0])}" for one in reversed(run))
            path.append(f"M{upper}L{lower}Z")
        run = []
    return "".join(path)


def _spread(drawn: list[Drawn]) -> list[Drawn]:
    """Labels moved apart so that none lies on another."""
    placed: list[Drawn] = []
    lowest = -1.0e9
    for one in sorted(drawn, key=lambda each: each.y):
        at = max(one.y, lowest + _APART)
        lowest = at
        placed.append(Drawn(one.kind, one.path, one.points, one.label, max(each.x for each in drawn), at))
    return placed


def _scale(low: float, high: float) -> tuple[float, float, list[float]]:
    """Round ends and steps that hold all values; never a cut that hides the zero line when values lie on both sides."""
    span = (high - low) or abs(high) or 1.0
    rough = span / 4
    size = 10.0 ** float(np.floor(np.log10(rough)))
    step = next(factor * size for factor in (1, 2, 2.5, 5, 10) if factor * size >= rough)
    first, last = float(np.floor(low / step)), float(np.ceil(high / step))
    if first == last:
        last += 1
    return first * step, last * step, [(first + at) * step for at in range(int(last - first) + 1)]


def _needed(steps: Sequence[float]) -> int:
    """The fewest decimals that tell the steps apart."""
    return next((many for many in range(4) if all(abs(round(step, many) - step) < 1e-9 for step in steps)), 3)


def _sparse(years: Sequence[int], most: int) -> list[int]:
    """Not more years than there is room for; the last always."""
    every = -(-len(years) // most)
    return [year for at, year in enumerate(reversed(years)) if at % every == 0][::-1]


@dataclass(frozen=True, slots=True)
class Dot:
    """One municipality in a scatter."""

    x: float
    y: float
    label: str
    words: str
    is_own: bool
    anchor: str
    text_x: float
    text_y: float


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Scatter:
    """Cost across, quality up; the crossing lines are the middles."""

    width: int
    height: int
    left: float
    bottom: float
    dots: tuple[Dot, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    middle_x: float
    middle_y: float
    right: int
    narrow: "Scatter | None" = None


def scatter(rows: Sequence[tuple[str, float, float, bool]], decimals: tuple[int, int], *, with_labels: bool) -> Scatter:
    """Rows of name, across, up, and whether it is one's own."""
    narrow = _scatter(_NARROW_DOTS, rows, decimals, with_labels=with_labels)
    return replace(_scatter(_WIDE_DOTS, rows, decimals, with_labels=with_labels), narrow=narrow)


def _scatter(
    paper: Paper, rows: Sequence[tuple[str, float, float, bool]], decimals: tuple[int, int], *, with_labels: bool
) -> Scatter:
    width, height, left, right = paper.width, paper.height, paper.left, paper.right
    top, foot = paper.top, paper.foot
    low_x, high_x, steps_x = _scale(min(row[1] for row in rows), max(row[1] for row in rows))
    low_y, high_y, steps_y = _scale(min(row[2] for row in rows), max(row[2] for row in rows))

    def x(value: float) -> float:
        return round(left + (value - low_x) / (high_x - low_x) * (width - left - right), 1)

    def y(value: float) -> float:
        return round(top + (high_y - value) / (high_y - low_y) * (height - top - foot), 1)

    dots = []
    taken = [(x(row[1]) - 8, y(row[2]) - 8, x(row[1]) + 8, y(row[2]) + 8) for row in rows]
    for name, across, up, is_own in sorted(rows, key=lambda row: row[3]):
        label = name if with_labels or is_own else ""
        at, anchor = _room(x(across), y(up), label, taken, width)
        if at is None:  # its name is in the table, and in the words of its dot
            label, at = ("", (0.0, 0.0)) if not is_own else (label, (x(across), y(up) - 12))
        words = f"{name}: {number(across, decimals[0])}, {number(up, decimals[1])}"
        dots.append(Dot(x(across), y(up), label, words, is_own, anchor, at[0], at[1]))
    others = [row for row in rows if not row[3]] or list(rows)
    return Scatter(
        width=width, height=height, left=left, bottom=height - foot, dots=tuple(dots),
        x_ticks=tuple(Tick(x(step), number(step, _needed(steps_x))) for step in _apart(steps_x, width)),
        y_ticks=tuple(Tick(y(step), number(step, _needed(steps_y))) for step in steps_y),
        middle_x=x(float(np.median([row[1] for row in others]))),
        middle_y=y(float(np.median([row[2] for row in others]))), right=width - right,
    )  # fmt: skip


def _apart(steps: list[float], width: int) -> list[float]:
    """Every step where there is room for their numbers, else every other."""
    return steps if width / len(steps) > 70 else steps[::2]


def _room(x: float, y: float, label: str, taken: list[Box], width: int) -> tuple[tuple[float, float] | None, str]:
    """Where a label has room beside its dot: to the right, to the left, above or below; noted as taken."""
    long = len(label) * 7.0
    tries = (
        ((x + 10, y + 4), "start", (x + 9, y - 9, x + 10 + long, y + 9)),
        ((x - 10, y + 4), "end", (x - 10 - long, y - 9, x - 9, y + 9)),
        ((x, y - 12), "middle", (x - long / 2, y - 24, x + long / 2, y - 9)),
        ((x, y + 22), "middle", (x - long / 2, y + 9, x + long / 2, y + 24)),
    )
    for at, anchor, box in tries:
        if box[0] >= 0 and box[2] <= width and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return at, anchor
    return None, "middle"


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
