"""A timetable in the form people know it, before any file format: title, columns, rows as written, phase bar.

Order and wording are the document's. Superseded dates are struck through. Lines that the reader made nothing of stand
where they stood, so that nothing is lost.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ramverk.core.timetable.model import Activity, DateStatus, DocumentType, SourceDocument, SourceLine, Timetable

_YEAR_LINE = re.compile(r"^(?=.{4,60}$).*\b20\d\d\b")
HEADS = ("Tid", "Deltagare", "Aktivitet")


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text with the half-open ranges that are struck through."""

    text: str
    struck: tuple[tuple[int, int], ...] = ()

    def runs(self) -> Iterator[tuple[str, bool]]:
        """The text in pieces, each with whether it is struck."""
        place = 0
        for start, end in self.struck:
            if start > place:
                yield self.text[place:start], False
            yield self.text[start:end], True
            place = end
        if place < len(self.text):
            yield self.text[place:], False


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A row of the table, or running text where there is one cell."""

    cells: tuple[PrintedText, ...]

    @property
    def is_row(self) -> bool:
        """Whether the line belongs in the table's columns."""
        return len(self.cells) > 1


@dataclass(frozen=True, slots=True)
class PrintedPlan:
    """The whole plan. `before` stands above the table, `lines` hold the table and what stands between its rows.

    Without `heads` there is no one table: `lines` are the document as it came, empty lines among them.
    """

    title: str
    before: tuple[str, ...]
    heads: tuple[str, ...]
    lines: tuple[PrintedLine, ...]
    phases: tuple[tuple[str, str], ...]
    after: tuple[str, ...]

    @property
    def width(self) -> int:
        """The number of columns of the table."""
        return max([len(self.heads), *(len(line.cells) for line in self.lines)])


def print_plan(
    timetable: Timetable, *, version: str | None = None, document: SourceDocument | None = None
) -> PrintedPlan:
    """Lay out the timetable for printing.

    `version` is a line such as "Version 3, utgiven 2018-03-01", put under the title. `document` is the source, where it
    is at hand: then lines that only set the scene (a year, a heading) stay in place too. Without it those in
    `timetable.unread` do.
    """
    if document is not None and timetable.document_type is DocumentType.MEETING_CALENDAR:
        return _as_it_came(document, version)
    heads = timetable.header or HEADS
    struck = {line.number: line for line in document.lines if line.struck} if document else {}
    rows = [
        (number, _row(activity, heads, struck.get(number or 0)))
        for activity in timetable.activities
        for number in (_first_line(activity),)
    ]
    free = _free_lines(timetable, document)
    lines = _woven(rows, free)
    first = next((index for index, line in enumerate(lines) if line.is_row), len(lines))
    last = max((index for index, line in enumerate(lines) if line.is_row), default=-1) + 1
    return PrintedPlan(
        title=timetable.title or "",
        before=(*((version,) if version else ()), *(line.cells[0].text for line in lines[:first])),
        heads=heads,
        lines=tuple(lines[first:last]),
        phases=tuple((phase.name, phase.raw) for phase in timetable.phases),
        after=tuple(line.cells[0].text for line in lines[max(first, last) :]),
    )


def _as_it_came(document: SourceDocument, version: str | None) -> PrintedPlan:
    """A calendar of meetings is a matrix whose columns carry meaning: it is printed line by line as it was."""
    lines = [PrintedLine(_source_cells(line)) for line in document.lines]
    return PrintedPlan("", (), (), tuple(lines), (), (version,) if version else ())


def _source_cells(line: SourceLine) -> tuple[PrintedText, ...]:
    """The cells of a source line, struck where the source was."""
    if line.cells is None:
        return (PrintedText(line.text, line.struck),)
    begins = itertools.accumulate((len(cell) + 1 for cell in line.cells[:-1]), initial=0)
    return tuple(
        PrintedText(cell, tuple(_within(line.struck, begin, begin + len(cell))))
        for cell, begin in zip(line.cells, begins, strict=True)
    )


def _within(ranges: tuple[tuple[int, int], ...], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of ranges between two places, counted from the first place."""
    for start, stop in ranges:
        if max(start, begin) < min(stop, end):
            yield max(start, begin) - begin, min(stop, end) - begin


def _woven(rows: list[tuple[int | None, PrintedLine]], free: list[SourceLine]) -> list[PrintedLine]:
    """Rows in their order, with each free line before the first row that stood below it in the source."""
    waiting = list(free)
    lines: list[PrintedLine] = []
    for number, row in rows:
        while waiting and number is not None and waiting[0].number < number:
            lines.append(_text_line(waiting.pop(0)))
        lines.append(row)
    return [*lines, *map(_text_line, waiting)]


def _text_line(line: SourceLine) -> PrintedLine:
    """A line nothing was made of: its cells if it was a table row, else its text."""
    if line.cells is not None:
        return PrintedLine(_source_cells(line))
    cells = line.text.strip("\n").split("\t") if line.text.strip() and "\t" in line.text.strip() else [line.text]
    return PrintedLine(tuple(PrintedText(" ".join(cell.split())) for cell in cells))


def _free_lines(timetable: Timetable, document: SourceDocument | None) -> list[SourceLine]:
    """What the reader made nothing of, and lines such as "2018" that no row holds but the rows' years rest on."""
    if document is None:
        return [line for line in timetable.unread if line.text.strip() and not _is_printed(line, timetable)]
    used = {origin.span.line for activity in timetable.activities for origin in activity.origins if origin.span}
    unread = {line.number for line in timetable.unread}
    return [
        line
        for line in document.lines
        if line.text.strip()
        and (line.number in unread or (line.number not in used and _YEAR_LINE.search(line.text)))
        and not _is_printed(line, timetable)
    ]


def _is_printed(line: SourceLine, timetable: Timetable) -> bool:
    """Whether title, column heads or phase bar print the line anyway."""
    words = " ".join(line.text.split())
    fixed = {timetable.title or "", " ".join(" ".join(timetable.header).split())}
    if words in fixed or words.lstrip("# ") in fixed:
        return True
    parts = [part for phase in timetable.phases for part in (phase.name, phase.raw)]
    left = words
    for part in sorted(parts, key=len, reverse=True):
        left = left.replace(" ".join(part.split()), "", 1)
    return bool(parts) and not left.strip()


def _first_line(activity: Activity) -> int | None:
    return min((origin.span.line for origin in activity.origins if origin.span), default=None)


def _row(activity: Activity, heads: tuple[str, ...], source: SourceLine | None) -> PrintedLine:
    """The row's own cells where the document was this table, otherwise cells made of what was read."""
    own = len(activity.cells) == len(heads) and heads is not HEADS
    if own and source is not None and source.cells == activity.cells:
        return PrintedLine(_source_cells(source))
    cells = activity.cells if own else _composed(activity, len(heads))
    return PrintedLine(tuple(_struck(cell, activity) for cell in cells))


def _composed(activity: Activity, width: int) -> tuple[str, ...]:
    """The known columns, for a row that was a bullet, a step or a sentence; two columns are date and text."""
    text = activity.text or activity.activity
    if width == 2:
        return activity.raw_date, text
    return (activity.raw_date, ", ".join(activity.participants), text, *[""] * (width - 3))


def _struck(cell: str, activity: Activity) -> PrintedText:
    """Mark the superseded dates of the row where they stand in the cell."""
    ranges: list[tuple[int, int]] = []
    flat = cell.replace("\n", " ")
    place = 0
    for alternative in activity.alternatives:
        start = flat.find(alternative.raw, place) if alternative.raw else -1
        if start < 0:
            continue
        place = start + len(alternative.raw)
        if alternative.status is DateStatus.SUPERSEDED:
            ranges.append((start, place))
    return PrintedText(cell, tuple(ranges))
