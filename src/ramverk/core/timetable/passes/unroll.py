"""Text pasted as one long line: broken up again at its bullets, its step numbers and the headings between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ramverk.core.timetable.lines import Line, read_piece
from ramverk.core.timetable.when import is_date_cell

_LONG = 300
_BULLET = re.compile(r"\s+(?=[•·▪◦●○■□►▶➢\uf0b7\uf0a7]\s)")
_STEP = re.compile(r"(?:(?<=[.!?:])|(?<=[a-zåäö]))\s+(?=(\d{1,2})[.)]\s+[A-ZÅÄÖ])")
_SENTENCE_END = re.compile(r"[.!?;:]\s+(?=[A-ZÅÄÖ0-9])")


def unroll(lines: Sequence[Line]) -> list[Line]:
    """The lines, those broken up that hold several bullets or numbered steps."""
    return [part for line in lines for part in (_parts(line) if _is_rolled(line) else [line])]


def _is_rolled(line: Line) -> bool:
    text = line.raw.text
    return line.cells is None and len(text) > _LONG and (len(_BULLET.findall(text)) >= 2 or len(_steps(text)) >= 2)


def _steps(text: str) -> list[int]:
    """Where steps begin, as long as their numbers count upwards."""
    found: list[int] = []
    number = 0
    for step in _STEP.finditer(text):
        if int(step.group(1)) in {number + 1, 1 if not found else -1, 2 if not found else -1}:
            number = int(step.group(1))
            found.append(step.end())
    return found


def _parts(line: Line) -> Iterator[Line]:
    text = line.raw.text
    cuts = sorted({0, *(found.end() for found in _BULLET.finditer(text)), *_steps(text), len(text)})
    for start, end in pairwise(cuts):
        for begin, stop in _without_heading(text, start, end):
            piece = line.raw.cut(begin, stop)
            if piece.text:
                yield replace(read_piece(line.source, piece), blank_before=True)


def _without_heading(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """An item and the date heading that stands behind it, before the next bullet."""
    for found in _SENTENCE_END.finditer(text, start, end):
        if is_date_cell(text[found.end() : end].strip()):
            return [(start, found.start() + 1), (found.end(), end)]
    return [(start, end)]
