"""A bridge as a waterfall: bars from left to right, laid out here, drawn by a template."""

from collections.abc import Sequence
from dataclasses import dataclass

from ramverk.apps.frames.queries.bridging import ShownBridge
from ramverk.apps.frames.queries.comparing import Milestone
from ramverk.core.money import Ore, format_amount

_STEP, _BAR, _TOP, _HEIGHT, _FOOT = 96, 60, 26, 230, 58
_WORD = 13
"""Characters of a label that fit under a bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: from where to where, and what is written at it."""

    kind: str
    x: float
    y: float
    height: float
    width: float
    label: tuple[str, ...]
    amount: str
    amount_y: float
    line_from: float
    line_y: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The whole drawing; `floor` is what the axis begins at where it does not begin at zero."""

    width: int
    height: int
    base: float
    bars: tuple[Bar, ...]
    floor: str
    label_y: float


def waterfall(shown: ShownBridge, at: int, first: str, last: str, *, plus_is_good: bool = False) -> Waterfall:
    """One year of a bridge. Steps are small beside frames, so the axis may begin above zero; then it says so."""
    steps = [(row.label, row.amounts[at]) for row in shown.rows if row.amounts[at]]
    levels = [shown.start[at]]
    for _label, amount in steps:
        levels.append(levels[-1] + amount)
    low, high = min(levels), max(levels)
    reach = max(high - low, 1)
    floor = low - reach // 2 if low > _FAR * reach else min(low, 0)
    scale = _HEIGHT / max(high - floor, 1)

    def y(level: float) -> float:
        return _TOP + (high - level) * scale

    base = y(max(floor, 0) if floor >= 0 else 0)
    bars = [_bar("total", 0, y(levels[0]), base, first, shown.start[at], base, signed=False)]
    for place, (label, amount) in enumerate(steps, 1):
        before, after = y(levels[place - 1]), y(levels[place])
        bars.append(
            _bar(
                "good" if (amount > 0) == plus_is_good else "cost",
                place,
                before,
                after,
                label,
                amount,
                before,
                signed=True,
            )
        )
    place = len(steps) + 1
    bars.append(_bar("total", place, y(levels[-1]), base, last, shown.end[at], y(levels[-1]), signed=False))
    return Waterfall(
        width=(place + 1) * _STEP, height=_TOP + _HEIGHT + _FOOT, base=base, bars=tuple(bars),
        floor=format_amount(Ore(floor)) if floor > 0 else "", label_y=_TOP + _HEIGHT + 20,
    )  # fmt: skip


def _bar(
    kind: str, place: int, one: float, other: float, label: str, amount: int, line_y: float, *, signed: bool
) -> Bar:
    top, bottom = min(one, other), max(one, other)
    x = place * _STEP + (_STEP - _BAR) / 2
    return Bar(
        kind=kind, x=x, y=top, height=max(bottom - top, 1.5), width=_BAR, label=_folded(label),
        amount=format_amount(Ore(amount), sign=signed), amount_y=top - 6,
        line_from=x - (_STEP - _BAR) if place else x, line_y=line_y,
    )  # fmt: skip


def _folded(label: str) -> tuple[str, ...]:
    """The label in at most three lines."""
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= _WORD:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > _LINES:
        return (*lines[: _LINES - 1], f"{lines[_LINES - 1]} …")
    return tuple(lines)


_LINES = 3
_FAR = 4
"""How many times the whole reach of the steps the bars must stand above zero before the axis is cut."""


@dataclass(frozen=True, slots=True)
class Stripe:
    """One lever of a tornado: a bar from the middle, with its words."""

    kind: str
    label: str
    amount: str
    x: float
    y: float
    width: float
    text_x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Tornado:
    """Bars from a middle line, the longest on top."""

    width: int
    height: int
    middle: float
    stripes: tuple[Stripe, ...]


def tornado(steps: Sequence[tuple[str, str, int]]) -> Tornado:
    """Label, step in words and effect in öre, the largest first."""
    largest = max((abs(amount) for _label, _step, amount in steps), default=1) or 1
    stripes = []
    for place, (label, step, amount) in enumerate(steps):
        width = _HALF * abs(amount) / largest
        x = _MIDDLE if amount > 0 else _MIDDLE - width
        text_x = _MIDDLE + width + 6 if amount > 0 else _MIDDLE - width - 6
        stripes.append(
            Stripe(
                kind="good" if amount > 0 else "cost", label=f"{label} {step}",
                amount=format_amount(Ore(amount), sign=True), x=x, y=place * _ROW + 4, width=max(width, 1),
                text_x=text_x, anchor="start" if amount > 0 else "end",
            )
        )  # fmt: skip
    return Tornado(int(_MIDDLE + _HALF + 90), max(len(steps), 1) * _ROW, _MIDDLE, tuple(stripes))


_LABELS, _HALF, _ROW = 330, 200, 34
_MIDDLE = _LABELS + _HALF + 80.0


@dataclass(frozen=True, slots=True)
class Stop:
    """One milestone of a path: where it is drawn and what is written at it."""

    pk: int
    x: float
    y: float
    amount: str
    label: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """The result from edition to edition; `zero` is where nought lies."""

    width: int
    height: int
    zero: float
    line: str
    stops: tuple[Stop, ...]
    label_y: float


def milestone_path(passed: Sequence[Milestone]) -> Path:
    """The result of every milestone, side by side in order of time, with the zero line in sight."""
    amounts = [one.result for one in passed]
    high, low = max(*amounts, 0), min(*amounts, 0)
    scale = _PATH / max(high - low, 1)
    stops = [
        Stop(
            pk=one.edition.pk, x=_STOP * (place + 0.5), y=_TOP + (high - one.result) * scale,
            amount=format_amount(Ore(one.result)), label=_folded(one.edition.name),
        )
        for place, one in enumerate(passed)
    ]  # fmt: skip
    line = "M" + "L".join(f"{stop.x:.1f} {stop.y:.1f}" for stop in stops)
    bottom = _TOP + _PATH
    return Path(_STOP * len(stops), bottom + _FOOT + 8, _TOP + high * scale, line, tuple(stops), bottom + 28)


_STOP, _PATH = 140, 150
