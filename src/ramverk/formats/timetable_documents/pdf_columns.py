"""Words on a PDF page to lines of text whose columns stand clear of each other.

A table without ruled lines is seen by its left edges: where several lines begin a new piece of text at the same place,
after a wide gap, there is a column. Each piece is then put at a fixed character position, three spaces or more from the
piece before, however small the font or narrow the gap was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from ramverk.formats.timetable_documents.lines import STROKE

_EDGE_TOLERANCE = 2.5
_LEAST_LINES = 3
_GUTTER = "   "


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in points from the upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @classmethod
    def of(cls, word: dict[str, Any]) -> "Word":
        """Take over a word as the PDF library gives it."""
        return cls(word["text"], word["x0"], word["x1"], word["top"], word["bottom"])


@dataclass
class _Piece:
    """Words that belong together on a line, and the column they begin in (None: no column begins there)."""

    x0: float
    column: int | None
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self.words)


def column_edges(words: Sequence[Word]) -> list[float]:
    """The left edges of columns, from left to right; empty where the text runs in one."""
    lines = _lines(words)
    size = _size(words)
    after_gap = [word.x0 for line in lines for before, word in _pairs(line) if before and word.x0 - before.x1 > size]
    first = [line[0].x0 for line in lines]
    edges: list[float] = []
    for edge in sorted(after_gap):
        near = sum(abs(other - edge) <= _EDGE_TOLERANCE for other in after_gap)
        begins = sum(abs(other - edge) <= _EDGE_TOLERANCE for other in first)
        if near >= 2 and near + begins >= _LEAST_LINES and (not edges or edge - edges[-1] > 2 * size):
            edges.append(edge)
    return [min(first), *edges] if edges else []


def written_lines(words: Sequence[Word]) -> list[str]:
    """The words as lines of text from top to bottom, with an empty line where the page leaves room for one."""
    if not words:
        return []
    edges, size, left = column_edges(words), _size(words), min(word.x0 for word in words)
    lines = _lines(words)
    pieces = [_pieces(line, edges, size) for line in lines]
    starts = _positions(pieces, len(edges))
    written: list[str] = []
    bottom = lines[0][0].bottom
    for line, parts in zip(lines, pieces, strict=True):
        if line[0].top - bottom > 1.2 * size:
            written.append("")
        written.append(_placed(parts, starts, int((line[0].x0 - left) / (size / 2))))
        bottom = max(word.bottom for word in line)
    return written


def _size(words: Sequence[Word]) -> float:
    return max(median(word.bottom - word.top for word in words), 1.0)


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words whose middles stand at the same height, in reading order."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda found: (found.top + found.bottom, found.x0)):
        middle = (word.top + word.bottom) / 2
        if lines and middle < lines[-1][0].bottom - (word.bottom - word.top) * 0.2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda found: found.x0) for line in lines]


def _pairs(line: list[Word]) -> list[tuple[Word | None, Word]]:
    """Each word of a line with the one before it."""
    return list(zip([None, *line[:-1]], line, strict=True))


def _pieces(line: list[Word], edges: list[float], size: float) -> list[_Piece]:
    """Cut a line where a column begins or a wide gap stands; text that runs across an edge is not cut there."""
    free = [edge for edge in edges if not any(word.x0 < edge - _EDGE_TOLERANCE and word.x1 > edge for word in line)]
    pieces: list[_Piece] = []
    for before, word in _pairs(line):
        edge = next((found for found in free if abs(found - word.x0) <= _EDGE_TOLERANCE), None)
        wide = before is not None and word.x0 - before.x1 > size
        if before is None or wide or (edge is not None and word.x0 > before.x1):
            column = edges.index(edge) if edge is not None else None
            if before is None and column is None and edges and word.x0 < edges[1]:
                column = 0
            pieces.append(_Piece(word.x0, column))
        pieces[-1].words.append(word.text)
    return pieces


def _positions(lines: list[list[_Piece]], columns: int) -> list[int]:
    """The character position of each column: right of the longest text in the column before it."""
    widths = [0] * columns
    for pieces in lines:
        for piece in pieces if len(pieces) > 1 else pieces[1:]:
            if piece.column is not None:
                widths[piece.column] = max(widths[piece.column], len(piece.text.replace(STROKE, "")))
    starts = [0] * columns
    for column in range(1, columns):
        starts[column] = starts[column - 1] + widths[column - 1] + len(_GUTTER)
    return starts


def _placed(pieces: list[_Piece], starts: list[int], indent: int) -> str:
    text = "" if starts else " " * indent
    for number, piece in enumerate(pieces):
        gap = _GUTTER if number else ""
        if piece.column is not None:
            missing = starts[piece.column] - len(text.replace(STROKE, ""))
            gap = " " * max(missing, len(gap))
        text += gap + piece.text
    return text
