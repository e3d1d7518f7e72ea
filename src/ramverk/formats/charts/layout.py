"""Where everything in a chart stands, kind by kind."""

from collections.abc import Callable, Mapping, Sequence

from ramverk.core.money import Unit, format_count
from ramverk.formats.charts.declaration import Chart, Kind, Role, Series
from ramverk.formats.charts.shapes import Circle, Drawing, Path, Rect, Text, folded

__all__ = ["lay_out", "lay_out_for_paper", "lay_out_narrow"]

_TOP, _FOOT = 26, 58


def lay_out(chart: Chart) -> Drawing:
    """The chart as shapes. The same chart always gives the same drawing."""
    return _LAYOUTS[chart.kind](chart)


_STEP, _NARROW, _PAGE, _HEIGHT = 96, 78, 1170, 230
"""A bar's room: wide, but narrower where more of them then fit on a page."""
_FAR = 4
"""How many times the whole reach of the steps the levels must stand above zero before the axis is cut."""


def lay_out_for_paper(chart: Chart) -> Drawing:
    """The chart as shapes for paper: a bridge of many steps goes down the page, or its words would be tiny."""
    if chart.kind is Kind.BRIDGE and len(_steps(chart)[0]) > _MOST_ACROSS:
        return _bridge_down(chart)
    return lay_out(chart)


_MOST_ACROSS = 7


def _bridge(chart: Chart) -> Drawing:
    """Levels stand on the axis, steps hang between. Steps are small beside levels, so the axis may begin above zero."""
    rows, ends, (floor, high) = _steps(chart)
    scale = _HEIGHT / max(high - floor, 1)
    step = min(_STEP, max(_NARROW, _PAGE / max(len(rows), 1)))
    drawing = Drawing(round(len(rows) * step), _TOP + _HEIGHT + _FOOT, floor=chart.words(floor) if floor > 0 else "")

    def y(level: int) -> float:
        return _TOP + (high - level) * scale

    base = y(max(floor, 0))
    drawing.shapes.append(Path("axis", f"M0 {base:.1f}H{drawing.width}"))
    for place, (one, (before, after)) in enumerate(zip(rows, ends, strict=True)):
        is_level = one.role is Role.LEVEL
        start = base if is_level else y(before)
        line = base if is_level and not place else y(before or after)
        _bar(drawing, chart, one, (place * step, step), (start, y(after)), line)
    return drawing


def _steps(chart: Chart) -> tuple[list[Series], list[tuple[int, int]], tuple[int, int]]:
    """The rows of a bridge that are drawn, where each begins and ends, and the lowest and highest that is shown."""
    rows = [one for one in chart.series if one.role is Role.LEVEL or one.amounts[0]]
    ends: list[tuple[int, int]] = []
    at = 0
    for one in rows:
        amount = one.amounts[0] or 0
        ends.append((0, amount) if one.role is Role.LEVEL else (at, at + amount))
        at = ends[-1][1]
    levels = [after for _before, after in ends] + [before for before, _after in ends if before]
    low, high = min(levels, default=0), max(levels, default=0)
    reach, high = max(high - low, 1), max(high, 0)
    floor = low - reach // 2 if low > _FAR * reach else min(low, 0)
    return rows, ends, (floor, high)


_DOWN, _ACROSS, _AFTER = 30, 330, 92


def _bridge_down(chart: Chart) -> Drawing:
    """A bridge down the page, its words in a column of their own; where a cut axis begins is said."""
    rows, ends, (floor, high) = _steps(chart)
    left = 12 + _LETTER * max((len(one.label) for one in rows), default=0)
    scale = _ACROSS / max(high - floor, 1)
    foot = len(rows) * _DOWN
    said = chart.words(floor) if floor > 0 else ""
    drawing = Drawing(left + _ACROSS + _AFTER, foot + (24 if said else 6), floor=said)

    def x(level: int) -> float:
        return left + (level - floor) * scale

    base = x(max(floor, 0))
    drawing.shapes.append(Path("axis", f"M{base:.1f} 0V{foot:.1f}"))
    for place, (one, (before, after)) in enumerate(zip(rows, ends, strict=True)):
        is_level, amount, y = one.role is Role.LEVEL, one.amounts[0] or 0, place * _DOWN + 5
        start, end = (base if is_level else x(before)), x(after)
        look = "total" if is_level else "good" if (amount > 0) == chart.plus_is_good else "cost"
        if place:
            drawing.shapes.append(Path("axis", f"M{x(before or after):.1f} {y - 10:.1f}V{y:.1f}"))
        drawing.shapes += [
            Text((one.label,), left - 10, y + 15, "end"),
            Rect(f"bar {look}", min(start, end), y, max(abs(end - start), 1.5), 20),
            Text((chart.words(amount, signed=not is_level),), max(start, end) + 6, y + 15),
        ]
    if said:
        drawing.shapes.append(Text((f"\u2191 {said}",), base - 4, foot + 18, look="soft", size=13))
    return drawing


def _bar(
    drawing: Drawing, chart: Chart, one: Series, room: tuple[float, float], ends: tuple[float, float], line: float
) -> None:
    """One bar in its room (where it begins and how wide it is), with the line that leads to it."""
    amount, is_level = one.amounts[0] or 0, one.role is Role.LEVEL
    look = "total" if is_level else "good" if (amount > 0) == chart.plus_is_good else "cost"
    start, step = room
    gap = step * _AIR
    x, top, middle = start + gap / 2, min(ends), start + step / 2
    if start:
        drawing.shapes.append(Path("axis", f"M{x - gap:.1f} {line:.1f}H{x:.1f}"))
    drawing.shapes += [
        Rect(f"bar {look}", x, top, step - gap, max(max(ends) - top, 1.5)),
        Text((chart.words(amount, signed=not is_level),), middle, top - 6, "middle"),
        Text(folded(one.label), middle, _TOP + _HEIGHT + 20, "middle", "soft", 13),
    ]


_AIR = 0.375
"""The part of a bar's room that is left empty."""
_LABELS, _HALF, _ROW = 330, 200, 34
_MIDDLE = _LABELS + _HALF + 80.0


def _bars(chart: Chart) -> Drawing:
    """Bars from a middle line."""
    largest = max((abs(one.amounts[0] or 0) for one in chart.series), default=1) or 1
    drawing = Drawing(_MIDDLE + _HALF + 90, max(len(chart.series), 1) * _ROW)
    drawing.shapes.append(Path("axis", f"M{_MIDDLE:.1f} 0V{drawing.height}"))
    for place, one in enumerate(chart.series):
        amount = one.amounts[0] or 0
        width, is_up = _HALF * abs(amount) / largest, amount > 0
        x, y = _MIDDLE if is_up else _MIDDLE - width, place * _ROW + 4
        look = "good" if is_up == chart.plus_is_good else "cost"
        end = _MIDDLE + width + 6 if is_up else _MIDDLE - width - 6
        drawing.shapes += [
            Rect(f"bar {look}", x, y, max(width, 1), 22),
            Text((one.label,), 0, y + 16),
            Text((chart.words(amount, signed=True),), end, y + 16, "start" if is_up else "end"),
        ]
    return drawing


def lay_out_narrow(chart: Chart) -> Drawing | None:
    """The chart as shapes for a phone, where words and bars do not fit side by side; None where `lay_out` will do."""
    return _NARROW_LAYOUTS[chart.kind](chart) if chart.kind in _NARROW_LAYOUTS else None


_PHONE, _ENDS, _FOLD, _WORDS_LINE, _THIN = 340, 64, 46, 17, 16
"""A phone's width, the room of an amount at a bar's end, letters and height of a line of words, and a bar's height."""


def _bars_narrow(chart: Chart) -> Drawing:
    """Bars from a middle line, each under its words."""
    largest = max((abs(one.amounts[0] or 0) for one in chart.series), default=1) or 1
    middle, half = _PHONE / 2, _PHONE / 2 - _ENDS
    drawing = Drawing(_PHONE, 0)
    at = 0.0
    for one in chart.series:
        words, amount = folded(one.label, _FOLD, 2), one.amounts[0] or 0
        top, width, is_up = at + _WORDS_LINE * len(words) + 4, half * abs(amount) / largest, amount > 0
        look = "good" if is_up == chart.plus_is_good else "cost"
        drawing.shapes += [
            Text(words, 0, at + 14),
            Path("axis", f"M{middle:.1f} {top - 2:.1f}V{top + _THIN + 2:.1f}"),
            Rect(f"bar {look}", middle if is_up else middle - width, top, max(width, 1), _THIN),
            Text(
                (chart.words(amount, signed=True),),
                middle + width + 5 if is_up else middle - width - 5,
                top + 13,
                "start" if is_up else "end",
            ),
        ]
        at = top + _THIN + 12
    drawing.height = max(at, 1)
    return drawing


_LETTER, _LONGEST = 8.2, 380
"""About how wide a letter of a label is, and the widest bar."""


def _shares(chart: Chart) -> Drawing:
    """Bars from one edge, labels before them, what each stands for at its end."""
    left = 12 + _LETTER * max((len(one.label) for one in chart.series), default=0)
    largest = max((one.amounts[0] or 0 for one in chart.series), default=1) or 1
    drawing = Drawing(left + _LONGEST + 90, max(len(chart.series), 1) * _ROW)
    for place, one in enumerate(chart.series):
        width, y = _LONGEST * max(one.amounts[0] or 0, 0) / largest, place * _ROW + 4
        drawing.shapes += [
            Text((one.label,), left - 10, y + 16, "end"),
            Rect("bar total", left, y, max(width, 1), 22),
            Text((chart.words(one.amounts[0]),), left + width + 6, y + 16),
        ]
    drawing.shapes.append(Path("axis", f"M{left:.1f} 0V{drawing.height}"))
    return drawing


_STOP, _RISE = 140, 150


def _path(chart: Chart) -> Drawing:
    """One amount from stop to stop, with the zero line in sight."""
    amounts = [one.amounts[0] or 0 for one in chart.series]
    high, low = max(*amounts, 0), min(*amounts, 0)
    scale = _RISE / max(high - low, 1)
    drawing = Drawing(_STOP * len(amounts), _TOP + _RISE + _FOOT + 8)
    points = [(_STOP * (place + 0.5), _TOP + (high - amount) * scale) for place, amount in enumerate(amounts)]
    drawing.shapes += [Path("axis", f"M0 {_TOP + high * scale:.1f}H{drawing.width}"), Path("today", _line(points))]
    for one, (x, y) in zip(chart.series, points, strict=True):
        drawing.shapes += [
            Circle("dot", x, y, 5),
            Text((chart.words(one.amounts[0]),), x, y - 10, "middle"),
            Text(folded(one.label), x, _TOP + _RISE + 28, "middle", "soft", 13),
        ]
    return drawing


_YEAR, _SIDE, _WORDS, _FAN = 130, 40, 215, 220


def _fan(chart: Chart) -> Drawing:
    """Low, middle and high over the years, the room between shaded; every line named where it ends."""
    known = {one.role: one for one in chart.series}
    every = [amount or 0 for one in chart.series for amount in one.amounts]
    high, low = max(*every, 0), min(*every, 0)
    scale = _FAN / max(high - low, 1)
    years = len(chart.columns)
    drawing = Drawing(_SIDE + _YEAR * (years - 1) + _WORDS, _TOP + _FAN + 40)

    def points(one: Series) -> list[tuple[float, float]]:
        return [(_SIDE + _YEAR * at, _TOP + (high - (amount or 0)) * scale) for at, amount in enumerate(one.amounts)]

    end = _SIDE + _YEAR * (years - 1)
    if Role.LOW in known and Role.HIGH in known:
        around = [*points(known[Role.HIGH]), *reversed(points(known[Role.LOW]))]
        drawing.shapes.append(Path("band", f"{_line(around)}Z"))
    drawing.shapes.append(Path("axis", f"M0 {_TOP + high * scale:.1f}H{end + 20}"))
    drawing.shapes.append(Text((chart.words(0),), 0, _TOP + high * scale - 4, look="soft", size=13))
    labels = []
    for one in chart.series:
        drawing.shapes.append(Path(_LOOKS.get(one.role, "edge"), _line(points(one))))
        labels.append((points(one)[-1][1], f"{chart.words(one.amounts[-1])}  {one.label}"))
    for y, label in _apart(labels):
        drawing.shapes.append(Text((label,), end + 10, y + 5))
    for at, column in enumerate(chart.columns):
        drawing.shapes.append(Text((column,), _SIDE + _YEAR * at, _TOP + _FAN + 30, "middle", "soft", 13))
    return drawing


_LOOKS = {Role.MIDDLE: "today", Role.AS_IS: "was"}
_LINE = 18


def _apart(labels: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """The labels from the top, none written over another."""
    placed: list[tuple[float, str]] = []
    for y, label in sorted(labels):
        placed.append((max(y, placed[-1][0] + _LINE) if placed else y, label))
    return placed


def _line(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


_TREND, _FLOOR, _TALL, _FIGURE, _SPAN = 44, 16, 30, 64, 540
"""A row's room, the foot of its first line, how high the largest move is drawn, the room of a figure, and of a line."""
_LEAST = 0.05
"""The move that fills a row's height when none is larger: five per cent, so that no ripple looks like a wave."""


def _trends(chart: Chart) -> Drawing:
    """Small lines under each other, with where each begins and ends in figures and the move between them in words.

    Each line stands beside its own name, so that nothing is told by colour; a thin rule is where the line began.
    """
    rows = [one for one in chart.series if all(one.amounts)]
    moves = [[(amount or 0) / (one.amounts[0] or 1) - 1 for amount in one.amounts] for one in rows]
    most = max([_LEAST, *(abs(move) for row in moves for move in row)])
    has_falls = any(move < 0 for row in moves for move in row)
    left = 12 + _LETTER * max((len(one.label) for one in rows), default=0)
    first, last = left + _FIGURE, left + _FIGURE + _SPAN
    row_height = _TREND + (_TALL if has_falls else 0)
    drawing = Drawing(last + _FIGURE + 76, _TOP + row_height * len(rows))
    step = (_SPAN - 16) / max(len(chart.columns) - 1, 1)
    xs = [first + 8 + at * step for at in range(len(chart.columns))]
    drawing.shapes += [Text((name,), x, 12, "middle", "soft", 13) for name, x in zip(chart.columns, xs, strict=True)]
    for place, (one, row) in enumerate(zip(rows, moves, strict=True)):
        base = _TOP + place * row_height + _FLOOR + 10
        points = [(x, base - move / most * _TALL) for x, move in zip(xs, row, strict=True)]
        drawing.shapes += [
            Path("axis", f"M{first:.1f} {base:.1f}H{last:.1f}"), Path("today", _line(points)),
            *(Circle("dot", x, y, 3) for x, y in points),
            Text((one.label,), 0, base + 5),
            Text((chart.words(one.amounts[0]),), first - 8, base + 5, "end"),
            Text((chart.words(one.amounts[-1]),), last + _FIGURE - 8, base + 5, "end"),
            Text((_per_cent(row[-1]),), drawing.width, base + 5, "end", "soft"),
        ]  # fmt: skip
    return drawing


def _per_cent(move: float) -> str:
    return f"{format_count(round(move * 1000), Unit.MNKR, sign=True)} %"


_LAYOUTS: Mapping[Kind, Callable[[Chart], Drawing]] = {
    Kind.BRIDGE: _bridge,
    Kind.BARS: _bars,
    Kind.SHARES: _shares,
    Kind.PATH: _path,
    Kind.FAN: _fan,
    Kind.TRENDS: _trends,
}
_NARROW_LAYOUTS: Mapping[Kind, Callable[[Chart], Drawing]] = {Kind.BARS: _bars_narrow}
