"""Meeting calendars whose table was flattened to one cell per paragraph: rows are counted back together."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ramverk.core.timetable.bodies import find_bodies
from ramverk.core.timetable.calendar_cells import Cell, is_empty_mark, month_head, read_defaults, read_slots
from ramverk.core.timetable.calendar_finds import Harvest
from ramverk.core.timetable.calendar_grids import Aim, CalendarLine, Column, body_head, body_names, head_aim
from ramverk.core.timetable.calendar_tables import Grid, Row
from ramverk.core.timetable.dates import DateRole, find_dates

__all__ = ["Paragraph", "flat_grids", "paragraphs"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines without an empty line between them; in a flattened table, one cell."""

    text: str
    lines: tuple[int, ...]
    gap: int = 0
    """The empty lines above it that are more than part two cells: each may be an empty cell."""

    @property
    def flat(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())


_CLOCK = re.compile(
    r"^(?:kl(?:ockan)?\.?\s*)?(?:[01]?\d|2[0-4])[.:][0-5]\d(?!\d)|^kl(?:ockan)?\.?\s*\d{1,2}(?!\d)", re.IGNORECASE
)
_NUMBERS = re.compile(r"^(?:den\s+)?\d[\d\s,.:*/&+()\[\]a-zA-Z¹²³⁴⁵⁶⁷⁸⁹⁰#–-]*$")


_CALLED_OFF = re.compile(r"^inställ\w+\s+(?=\d)", re.IGNORECASE)


def paragraphs(lines: Sequence[CalendarLine]) -> list[Paragraph]:
    """The paragraphs of a document; where empty lines do not part the cells, every line is one."""
    short = [line for line in lines if len(line.text.strip()) < 25]
    parted = sum(line.blank_before for line in short) >= 0.6 * len(short)
    out: list[Paragraph] = []
    above = lines[0].number if lines else 0
    for line in lines:
        if parted and out and not line.blank_before:
            out[-1] = Paragraph(f"{out[-1].text}\n{line.text.strip()}", (*out[-1].lines, line.number), out[-1].gap)
        else:
            gap = max(line.number - above - 2, 0) if parted else 0
            out.append(Paragraph(line.text.strip(), (line.number,), gap))
        above = line.number
    return out


def is_value(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a cell of days: numbers, whole dates, or the mark of an empty cell."""
    text = paragraph.flat
    if is_note(paragraph):
        return False
    text = _CALLED_OFF.sub("", text)
    if is_empty_mark(text) or _NUMBERS.match(text):
        return not _CLOCK.match(text) or "/" in text
    found = [
        value
        for value in find_dates(text)
        if value.first is not None and value.first.is_day and value.role is DateRole.ROW
    ]
    return bool(found) and found[0].start < 12 and len(text) < 60


def is_clock(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a time of day, perhaps with a footnote below."""
    return bool(_CLOCK.match(paragraph.flat)) and len(paragraph.flat) < 60


def is_note(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a footnote or a mark of something left out."""
    return bool(re.match(r"[*\[(#¹²³]|\d{1,2}[.)]\s+[A-ZÅÄÖ][a-zåäö]{3}", paragraph.flat))


def flat_grids(parts: Sequence[Paragraph], harvest: Harvest) -> list[tuple[int, Grid]]:
    """The flattened tables of a document, each with the number of its first line."""
    grids: list[tuple[int, Grid]] = []
    heading: Paragraph | None = None
    at = 0
    while at < len(parts):
        months = _run(parts, at, lambda part: month_head(part.flat) is not None)
        bodies = _run(parts, at, lambda part: not is_clock(part) and body_head(part.flat))
        if months >= 3 and _is_day_of_body(parts[at + months : at + months + 1]):
            at += months
        elif months >= 3:
            grid, at = _month_grid(parts, at, months, harvest, heading)
            grids.append((parts[at - 1].lines[0] if at else 0, grid))
        elif bodies >= 2:
            found, after = _body_grid(parts, at, bodies, harvest)
            if found is None:
                at += bodies
                heading = parts[at - 1]
                continue
            grids.append((parts[at].lines[0], found))
            at = after
        else:
            heading = parts[at] if bodies else heading
            at += 1
    return grids


def _is_day_of_body(following: Sequence[Paragraph]) -> bool:
    """Whether what stands below months is a day with its body ("2 KSAU"): the months above had no meetings."""
    return any(is_value(part) and find_bodies(part.flat) for part in following)


def _run(parts: Sequence[Paragraph], at: int, holds: Callable[[Paragraph], bool]) -> int:
    count = 0
    while at + count < len(parts) and holds(parts[at + count]):
        count += 1
    return count


def _use(harvest: Harvest, *parts: Paragraph) -> None:
    for part in parts:
        harvest.used.update(part.lines)


def _month_grid(
    parts: Sequence[Paragraph], at: int, months: int, harvest: Harvest, heading: Paragraph | None
) -> tuple[Grid, int]:
    """The rows below the months; where days follow at once, the body is the heading above ("Kommunfullmäktige")."""
    heads = []
    for part in parts[at : at + months]:
        found = month_head(part.flat)
        if found:
            heads.append(Column(Aim.MONTH, part.flat, month=found[0], year=found[1]))
    _use(harvest, *parts[at : at + months])
    if at and head_aim(parts[at - 1].flat):
        _use(harvest, parts[at - 1])
    at += months
    while at < len(parts) and head_aim(parts[at].flat):
        _use(harvest, parts[at])
        at += 1
    grid = Grid(heads, heads, laid_out=False)
    if heading is not None and at < len(parts) and is_value(parts[at]):
        return grid, _headed_row(parts, at, grid, harvest, heading)
    return grid, _month_rows(parts, at, grid, harvest)


def _headed_row(parts: Sequence[Paragraph], at: int, grid: Grid, harvest: Harvest, heading: Paragraph) -> int:
    count = _run(parts, at, is_value)
    row = Row(heading.flat, heading.lines[0], [Cell(part.text, part.lines[0]) for part in parts[at : at + count]])
    row.gaps += [part.gap for part in parts[at : at + count]]
    grid.rows.append(row)
    _use(harvest, heading, *parts[at : at + count])
    return at + count


def _month_rows(parts: Sequence[Paragraph], at: int, grid: Grid, harvest: Harvest) -> int:
    row: Row | None = None
    while at < len(parts):
        part = parts[at]
        if is_clock(part) and row is not None:
            row.time = row.time or read_defaults(part.text.split("\n")[0]).time
            row.gaps.append(part.gap)
        elif is_value(part) and row is not None:
            row.cells.append(Cell(part.text, part.lines[0]))
            row.gaps.append(part.gap)
        elif not is_note(part):
            if not _is_label(part):
                return at
            row = Row(part.flat, part.lines[0], [])
            grid.rows.append(row)
        if not is_note(part):
            _use(harvest, part)
        at += 1
    return at


def _is_label(part: Paragraph) -> bool:
    """A body's name; not a heading, a sentence or the head of the next table."""
    text = part.flat
    if month_head(text) or head_aim(text) or len(text) > 80 or text.endswith((".", ":")):
        return False
    return body_head(text) or (bool(body_names(text)) and not re.search(r"20\d\d", text) and len(text) < 60)


def _body_grid(parts: Sequence[Paragraph], at: int, bodies: int, harvest: Harvest) -> tuple[Grid | None, int]:
    heads = [_body_column(part) for part in parts[at : at + bodies]]
    start = at
    at += bodies
    if at < len(parts) and head_aim(parts[at].flat) and not month_head(parts[at].flat):
        at += 1
    at = _defaults(parts, at, heads)
    grid = Grid(heads, heads, laid_out=False)
    after = (
        _transposed_rows(parts, at, grid)
        if at < len(parts) and month_head(parts[at].flat)
        else _rounds(parts, at, grid)
    )
    if not grid.rows:
        return None, at
    _use(harvest, *parts[start:after])
    return grid, after


def _body_column(part: Paragraph) -> Column:
    defaults = read_defaults(part.flat)
    return Column(Aim.BODY, part.flat, body_names(part.flat), weekday=defaults.weekday, time=defaults.time)


def _defaults(parts: Sequence[Paragraph], at: int, heads: Sequence[Column]) -> int:
    """One paragraph per column with its usual weekday or time, where they follow the bodies."""
    found = [read_defaults(part.flat) for part in parts[at : at + len(heads)]]
    if len(found) < len(heads) or any((one.weekday is None and not one.time) or len(one.rest) > 30 for one in found):
        return at
    if any(is_value(part) for part in parts[at : at + len(heads)]):
        return at
    for head, one in zip(heads, found, strict=True):
        head.weekday = one.weekday if head.weekday is None else head.weekday
        head.time = head.time or one.time
    return at + len(heads)


def _transposed_rows(parts: Sequence[Paragraph], at: int, grid: Grid) -> int:
    row: Row | None = None
    while at < len(parts):
        part = parts[at]
        month = month_head(part.flat)
        if month:
            if row is not None:
                row.gaps.append(part.gap)
            row = Row(part.flat, part.lines[0], [], month=month[0])
            grid.rows.append(row)
        elif row is not None and is_value(part):
            row.cells.append(Cell(part.text, part.lines[0]))
            row.gaps.append(part.gap)
        elif not is_note(part):
            break
        at += 1
    return at


def _rounds(parts: Sequence[Paragraph], at: int, grid: Grid) -> int:
    """Cells of whole dates, as many per row as there are bodies; a wrong count makes one row that cannot be placed."""
    count = _run(parts, at, lambda part: is_value(part) and (is_empty_mark(part.flat) or bool(read_slots(part.flat))))
    cells = [Cell(part.text, part.lines[0]) for part in parts[at : at + count]]
    width = len(grid.columns)
    if count < width:
        return at
    if count % width:
        grid.rows.append(Row("", cells[0].line, cells))
        return at + count
    for first in range(0, count, width):
        grid.rows.append(Row("", cells[first].line, cells[first : first + width]))
    return at + count
