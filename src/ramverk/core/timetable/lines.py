"""The lines of a document as the passes read them: remarks gone, characters mended, markers and cells found."""

import re
from dataclasses import dataclass, replace

from ramverk.core.timetable.mending import Mended, mend_encoding
from ramverk.core.timetable.model import SourceDocument, SourceLine
from ramverk.core.timetable.passages import Passage, Piece
from ramverk.core.timetable.typos import Repair, mend_dates

_BULLET = re.compile(r"^\s*(?:[•·▪◦●○■□►▶➢➤✓✔❖\uf0b7\uf0a7\uf0d8§¤]|[-–—*+](?=\s)|o(?=\s+[A-ZÅÄÖ]))\s*(?=\S)")
_NUMBERED = re.compile(
    r"^\s*(?:(?:steg|moment|fas|punkt)\s*(\d{1,2})\s*[.:)–-]?\s+|(\d{1,2})[.)]\s+(?=[A-ZÅÄÖa-zåäö\"]))",
    re.IGNORECASE,
)
_MONTH_AHEAD = re.compile(r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?(?![a-zåäö])")
_REMARK = re.compile(r"^# ")


@dataclass(frozen=True, slots=True)
class Line:
    """One line ready to be classified.

    `raw` is the whole line with its characters mended, `body` the text after a bullet or number, `mark` that marker
    ("•", "3") or "". `cells` are table cells where the format
    or the line's own separators show them. `blank_before` tells that an empty line stands above.
    """

    source: SourceLine
    raw: Piece
    body: Passage
    mark: str = ""
    role: str = ""
    indent: int = 0
    cells: tuple[Passage, ...] | None = None
    blank_before: bool = False

    @property
    def number(self) -> int:
        """The line's number in the source."""
        return self.source.number

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.text


@dataclass(frozen=True, slots=True)
class Page:
    """All lines of a document and what happened to its characters."""

    lines: tuple[Line, ...]
    mended: Mended
    repairs: dict[int, tuple[Repair, ...]]
    """Typing errors mended in dates, by line number, as (as written, as read)."""


def read_lines(document: SourceDocument) -> Page:
    """Prepare a document's lines; empty lines and remarks are left out, but blanks are remembered."""
    sources = [line for line in document.lines if not _REMARK.match(line.text) or line.role or line.cells]
    mended = mend_encoding([_one_line(line.text) for line in sources])
    lines: list[Line] = []
    repairs: dict[int, tuple[Repair, ...]] = {}
    blank = True
    for source, text in zip(sources, mended.lines, strict=True):
        if not text.strip(_BLANKS):
            blank = True
            continue
        readable, found = mend_dates(text)
        if found:
            repairs[source.number] = found
        lines.append(_line(source, readable, blank_before=blank))
        blank = False
    return Page(tuple(lines), mended, repairs)


MOST_CHARACTERS, LONGEST_LINE = 150_000, 15_000
"""No timetable comes near this; a book does, and reading it must end."""


def within_reach(document: SourceDocument) -> tuple[SourceDocument, tuple[SourceLine, ...]]:
    """The document up to the longest length that is read, over-long lines cut, and the lines left out or cut."""
    kept: list[SourceLine] = []
    left: list[SourceLine] = []
    total = 0
    for line in document.lines:
        total += min(len(line.text), LONGEST_LINE)
        if total > MOST_CHARACTERS or len(line.text) > LONGEST_LINE:
            left.append(line)
        if total <= MOST_CHARACTERS:
            kept.append(replace(line, text=line.text[:LONGEST_LINE]))
    return (replace(document, lines=tuple(kept)), tuple(left)) if left else (document, ())


_BLANKS = " \t\u00a0\u200b\ufeff|"


def _one_line(text: str) -> str:
    """Odd blanks as plain ones, length kept, so that offsets still point into the source."""
    return re.sub(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000\ufeff\u200b\n\r\x0b\x0c]", " ", text)


def _line(source: SourceLine, text: str, *, blank_before: bool) -> Line:
    whole = Piece(text, source.number, 0, len(source.text))
    if source.cells is not None and len(source.cells) > 1:
        return Line(
            source, whole, Passage((whole.cut(0),)), cells=_given_cells(source, text), blank_before=blank_before
        )
    mark, start, role = _marker(text, source.role)
    body = Passage((whole.cut(start),))
    indent = len(text) - len(text.lstrip())
    return Line(source, whole, body, mark, role, indent, None, blank_before)


def read_piece(source: SourceLine, piece: Piece) -> Line:
    """A stretch of a source line read as a line of its own."""
    mark, start, role = _marker(piece.text, source.role)
    return Line(source, piece, Passage((piece.cut(start),)), mark, role)


def _marker(text: str, role: str) -> tuple[str, int, str]:
    """The marker in front of a line, where the text after it begins, and the role it gives."""
    bullet = _BULLET.match(text)
    if bullet:
        return bullet.group().strip(), bullet.end(), "bullet"
    numbered = _NUMBERED.match(text)
    if numbered and not _MONTH_AHEAD.match(text, numbered.end()) and role != "bullet":
        return (numbered.group(1) or numbered.group(2)), numbered.end(), "numbered"
    return "", 0, role


def _given_cells(source: SourceLine, text: str) -> tuple[Passage, ...]:
    """Cells known by the format; a cell may hold several lines."""
    cells: list[Passage] = []
    offset = 0
    same_width = len(text) == len(source.text)
    for cell in source.cells or ():
        pieces = []
        for part in re.finditer(r"[^\n\r]+", cell):
            start, end = offset + part.start(), offset + part.end()
            inside = text[start:end] if same_width else mend_dates(part.group())[0]
            piece = Piece(inside, source.number, min(start, len(source.text)), min(end, len(source.text))).cut(0)
            if piece.text:
                pieces.append(piece)
        cells.append(Passage(tuple(pieces)))
        offset += len(cell) + 1
    return tuple(cells)


def with_cells(line: Line, cells: tuple[Passage, ...]) -> Line:
    """The line read as a table row."""
    return replace(line, cells=cells)
