"""Drawings for documents, as SVG: direct labels, a zero line in sight, readable in grey print and on paper alone.

Colours are presentation attributes, so that a page with a strict content policy, a PDF engine and a printer all show
the same. What a bar means is told by its place, its sign and its words, never by colour alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

__all__ = ["Bar", "bars_svg", "waterfall_svg"]

_ACCENT, _INK, _FAINT, _LINE, _LESS = "#1f4e63", "#1c1c1a", "#595954", "#b9b7ae", "#8f5a2b"
_FONT = 'font-family="Source Sans 3, Libertinus Serif, sans-serif"'


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length in whatever whole unit, and what is printed at its end."""

    label: str
    value: int
    text: str


def bars_svg(bars: Sequence[Bar]) -> str:
    """Lying bars under one another, labels to the left, figures at their ends; negative ones point to the left."""
    row, wide = 26, 300
    left = 14 + 6.6 * max((len(bar.label) for bar in bars), default=0)
    """Wide enough for the longest label at thirteen points."""
    low, high = min([0, *(bar.value for bar in bars)]), max([0, *(bar.value for bar in bars)])
    scale = wide / max(high - low, 1)
    room = 80 if low < 0 else 0
    zero = left + room - low * scale
    parts = []
    for at, bar in enumerate(bars):
        y = at * row + 4
        length = abs(bar.value) * scale
        x = zero if bar.value >= 0 else zero - length
        fill = _ACCENT if bar.value >= 0 else _LESS
        end = x + length + 6 if bar.value >= 0 else x - 6
        anchor = "start" if bar.value >= 0 else "end"
        parts += [
            f'<rect x="{x:.1f}" y="{y}" width="{max(length, 0.8):.1f}" height="{row - 8}" fill="{fill}"/>',
            _text(left - 10, y + 13, bar.label, anchor="end"),
            _text(end, y + 13, bar.text, anchor=anchor, weight=600),
        ]
    height = len(bars) * row + 4
    parts.append(f'<line x1="{zero:.1f}" y1="0" x2="{zero:.1f}" y2="{height}" stroke="{_INK}" stroke-width="1"/>')
    return _drawing(left + room + wide + 100, height, parts)


def waterfall_svg(start: Bar, steps: Sequence[Bar], end: Bar) -> str:
    """From a first level over what happened to a last one. Where all levels lie far above zero the axis is cut, and
    says so.
    """
    step, width, top, reach_height, foot = 92, 56, 24, 190, 58
    levels = [start.value]
    for bar in steps:
        levels.append(levels[-1] + bar.value)
    low, high = min(levels), max(levels)
    reach = max(high - low, 1)
    floor = low - reach // 2 if low > 4 * reach else min(low, 0)
    scale = reach_height / max(high - floor, 1)

    def y(level: int) -> float:
        return top + (high - level) * scale

    base = y(max(floor, 0))
    parts = _column(0, y(start.value), base, start, _INK)
    for at, bar in enumerate(steps, 1):
        before, after = y(levels[at - 1]), y(levels[at])
        parts += _column(at, min(before, after), max(before, after), bar, _ACCENT if bar.value >= 0 else _LESS)
        x = at * step + (step - width) / 2
        parts.append(
            f'<line x1="{x - step + width:.1f}" y1="{before:.1f}" x2="{x:.1f}" y2="{before:.1f}" stroke="{_FAINT}"/>'
        )
    parts += _column(len(steps) + 1, y(end.value), base, end, _INK)
    whole = (len(steps) + 2) * step
    parts.append(f'<line x1="0" y1="{base:.1f}" x2="{whole}" y2="{base:.1f}" stroke="{_LINE}"/>')
    return _drawing(whole, top + reach_height + foot, parts)


def _column(place: int, top: float, bottom: float, bar: Bar, fill: str) -> list[str]:
    x = place * 92 + 18
    parts = [
        f'<rect x="{x}" y="{top:.1f}" width="56" height="{max(bottom - top, 1.5):.1f}" fill="{fill}"/>',
        _text(x + 28, top - 5, bar.text, anchor="middle", weight=600, size=11),
    ]
    parts += [
        _text(x + 28, 232 + at * 13, line, anchor="middle", size=11, fill=_FAINT)
        for at, line in enumerate(_folded(bar.label))
    ]
    return parts


def _folded(label: str, width: int = 14, most: int = 3) -> list[str]:
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def _text(x: float, y: float, text: str, *, anchor: str, weight: int = 400, size: int = 13, fill: str = _INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" '
        f'fill="{fill}" {_FONT}>{escape(text)}</text>'
    )


def _drawing(width: float, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" aria-hidden="true">'
        f"{''.join(parts)}</svg>"
    )
