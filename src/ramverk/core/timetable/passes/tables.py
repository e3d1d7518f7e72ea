"""Tables: regions of lines in columns, their heads, and their rows, also where cells were broken over lines."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ramverk.core.timetable.bodies import find_bodies
from ramverk.core.timetable.columns import Column, heads_of, is_rule, split_by_gap
from ramverk.core.timetable.date_values import MONTHS, DateKind
from ramverk.core.timetable.drafts import EMPTY, Draft, Form, Harvest, YearMark
from ramverk.core.timetable.lines import Line
from ramverk.core.timetable.passages import Passage, Piece
from ramverk.core.timetable.passes.placing import by_meaning, gap_rows, infer_columns, is_clock
from ramverk.core.timetable.passes.regions import (
    Cells,
    Region,
    is_repeated_head,
    is_section,
    joined,
    split,
    widen,
    year_row,
)
from ramverk.core.timetable.when import cell_dates, date_ahead, dates_in, is_date_cell

_OPEN = re.compile(
    r"^[\s\-–—?.]*$|^(?:datum )?(?:ej|inte|ännu ej)\b|^(?:tbd|tba|n/?a|meddelas|bestäms|oklart)", re.IGNORECASE
)


_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)}|jan|febr?|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?", re.IGNORECASE)


@dataclass(slots=True)
class Table:
    """A region told apart: heads, what each column holds, and rows of equal width (or a year, or a caption)."""

    header: tuple[str, ...]
    columns: tuple[Column | None, ...]
    rows: list[Cells | YearMark]
    short: list[Cells] = field(default_factory=list)
    """Rows with fewer values than columns whose values were placed by what they say, as far as that tells."""


def read_table(region: Region) -> Table:
    """Find the head and the columns of a region and put broken cells together."""
    lines = [line for line in region.lines if not is_rule(line.raw.text)]
    header, columns, begin = _header(lines, region.by)
    starts = _column_starts(lines[:begin], region.by)
    if region.by == "gap" and not columns:
        columns, starts = _columns_without_heads(lines)
    if region.by == "gap":
        rows = gap_rows(lines[begin:], columns, starts)
    else:
        rows = _cell_rows(lines[begin:], region.by, len(header))
    width = max([len(header), *(len(row) for row in rows if isinstance(row, tuple))], default=0)
    if not columns or len(columns) < width:
        full = [row for row in rows if isinstance(row, tuple) and len(row) == width]
        columns = infer_columns(full, width, columns)
    short: list[Cells] = []
    if region.by in {"tab", "pipe"}:
        rows = [by_meaning(row, columns, short) if isinstance(row, tuple) else row for row in rows]
    return Table(header, columns, [widen(row, width) if isinstance(row, tuple) else row for row in rows], short)


def _header(lines: Sequence[Line], by: str) -> tuple[tuple[str, ...], tuple[Column | None, ...], int]:
    """The head row within the first lines; what stands above it is a caption."""
    for at, line in enumerate(lines[:4]):
        cells = split(line, by)
        columns = heads_of([cell.text for cell in cells])
        if columns is not None:
            return tuple(cell.text for cell in cells), columns, at + 1
    return (), (), 0


def _column_starts(head: Sequence[Line], by: str) -> list[int]:
    if by != "gap" or not head:
        return []
    return [cell.pieces[0].start for cell in split_by_gap(head[-1])]


def _columns_without_heads(lines: Sequence[Line]) -> tuple[tuple[Column | None, ...], list[int]]:
    """What the columns hold and where they begin, where no head says so and the date is not the first of them."""
    rows = [split_by_gap(line) for line in lines]
    width = Counter(len(row) for row in rows).most_common(1)[0][0]
    full = [row for row in rows if len(row) == width]
    columns = infer_columns(full, width, ()) if width > 1 and len(full) >= _FEWEST_FULL else ()
    if Column.DATE not in columns or columns[0] is Column.DATE:
        return (), []
    starts = [Counter(row[at].pieces[0].start for row in full).most_common(1)[0][0] for at in range(width)]
    return columns, starts


_FEWEST_FULL = 3
"""Rows with all cells that show where the columns stand."""


def _cell_rows(lines: Sequence[Line], by: str, width: int) -> list[Cells | YearMark]:
    """Rows of cells; in pasted text a cell may go on over the following lines."""
    rows: list[Cells | YearMark] = []
    for line in lines:
        cells = split(line, by)
        if is_repeated_head(cell.text for cell in cells) or (len(cells) == 1 and is_section(line.raw.text)):
            continue
        if by == "tab" and width and len(cells) > width:
            cells = _without_spare(cells, width)
        filled = [cell.text for cell in cells if cell.text]
        if len(filled) == 1 and (year := year_row(filled[0])) is not None:
            rows.append(YearMark(year, line.number))
            continue
        if by == "tab" and rows and isinstance(rows[-1], tuple) and _goes_on(rows[-1], cells, width, line):
            rows[-1] = _append(rows[-1], cells)
            continue
        if filled:
            rows.append(cells)
    return rows


def _without_spare(cells: Cells, width: int) -> Cells:
    """Tabs used for alignment leave empty cells; drop them until the row fits its head."""
    out = list(cells)
    while len(out) > width and not out[-1].text:
        out.pop()
    while len(out) > width and any(not cell.text for cell in out[1:]):
        at = next(i for i, cell in enumerate(out) if i and not cell.text)
        del out[at]
    return tuple(out)


def _goes_on(row: Cells, cells: Cells, width: int, line: Line) -> bool:
    """Whether a line continues the row above it: the row is not full, or the line is the rest of its last cell."""
    first = cells[0].text
    if is_date_cell(first) and len(cells) > 1:
        return False
    if len(cells) > 1 and all(any(is_date_cell(cell.text) for cell in one) for one in (row, cells)):
        return False  # a date of its own, wherever the dates stand
    if len(cells) == 1:
        if line.blank_before and len(row) >= width:  # a caption between two tables
            return False
        return not is_date_cell(first) or (len(row) == 1 and not width)
    return bool(width) and len(row) < width and bool(first) and len(row) + len(cells) - 1 <= width


def _append(row: Cells, cells: Cells) -> Cells:
    return (*row[:-1], row[-1] + cells[0], *cells[1:])


def table_drafts(region: Region, harvest: Harvest) -> None:
    """Read a region as a table and add its rows to the harvest."""
    table = read_table(region)
    if table.header and not harvest.header:
        harvest.header = table.header
    previous: Passage = EMPTY
    short = [widen(row, len(table.columns)) for row in table.short]
    for row in table.rows:
        if isinstance(row, YearMark):
            harvest.items.append(row)
            continue
        if _is_section(table.columns, row):
            continue
        caption = _caption(row)
        if caption is not None:
            previous = caption or previous
            continue
        draft = _draft(table.columns, row)
        if draft is None:
            continue
        if row in short:
            harvest.short.append(draft)
        if row in short and not draft.date:  # a lost date is not an empty one: nothing is inherited
            draft.inherited = "open"
        else:
            previous = _inherit(draft, previous)
        harvest.items.append(draft)


_CLOCK_TAIL = re.compile(
    r"[\s,]*(?:kl(?:ockan)?[.:]?\s*\d{1,2}(?:[.:]\d\d)?|\d{1,2}[.:]\d\d)(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?\s*$",
    re.IGNORECASE,
)
"""The time of day a date cell ends with."""


def _is_section(columns: tuple[Column | None, ...], row: Cells) -> bool:
    """A row that only says something in the date column, and no date: a heading inside the table."""
    filled = [at for at, cell in enumerate(row) if cell.text]
    if len(filled) != 1 or columns[filled[0]] is not Column.DATE:
        return False
    text = row[filled[0]].text
    return not dates_in(text) and not _OPEN.match(text)


def _caption(row: Cells) -> Passage | None:
    """A row with one filled cell that is a month or a date: what follows inherits it."""
    filled = [cell for cell in row if cell.text]
    if len(filled) != 1 or len(row) < 2:
        return None
    return filled[0] if is_date_cell(filled[0].text) else None


_BARE_DAYS = re.compile(
    r"\d{1,2}(?:\s*[-–]\s*\d{1,2}|(?:\s*,\s*\d{1,2})*\s*(?:,|och|&)\s*\d{1,2})?[.,]?(?:\s+kl.*)?", re.IGNORECASE
)
"""Days whose month stands above them: "19", "22-23", "19, 20 och 27"."""


def _inherit(draft: Draft, previous: Passage) -> Passage:
    """Give an undated row the date above it, and complete a bare day from a month above; returns the date for the
    next row.
    """
    text = draft.date.text
    if text and _OPEN.match(text) and not dates_in(text):
        draft.inherited = "open"
        return previous
    if not text and previous:
        draft.date, draft.inherited = previous, "row"
        draft.date_at = _day_within(previous, draft.text)
        return previous
    if previous and is_clock(text):  # another time of the day above
        tail = _CLOCK_TAIL.search(previous.text)
        draft.date, draft.inherited = previous.cut(0, tail.start() if tail else None) + draft.date, "row"
        return draft.date
    if _BARE_DAYS.fullmatch(text) and previous:
        month = _MONTH.search(previous.text)
        if month is not None:
            draft.date = draft.date + previous.cut(*month.span())
            return previous
    if text and cell_dates(text).main is not None:
        return draft.date
    return previous


def _draft(columns: tuple[Column | None, ...], row: Cells) -> Draft | None:
    held: dict[Column, Passage] = {}
    for column, cell in zip(columns, row, strict=False):
        if column is not None and cell:
            held[column] = held[column] + cell if column in held else cell
    loose = [cell for column, cell in zip(columns, row, strict=False) if column is None and cell]
    text = held.get(Column.ACTIVITY, EMPTY)
    if not text and loose:
        text = joined(loose)
        loose = []
    date = _date(held)
    has_who = Column.WHO in columns or Column.FORUM in columns
    who = held.get(Column.WHO, EMPTY) if has_who else None
    forum = held.get(Column.FORUM, EMPTY)
    if not text:
        text = who or forum or held.get(Column.NOTE, EMPTY)
        if not text and not date:
            return None
    if not who and not forum and (named := _body_beside(date)):
        who = named
    lines = [piece.line for cell in row for piece in cell.pieces]
    return Draft(
        Form.TABLE,
        text,
        date=date,
        date_at=_day_within(date, text),
        who=who,
        forum=forum,
        place=held.get(Column.PLACE, EMPTY),
        note=held.get(Column.NOTE, EMPTY) + joined(loose),
        recipients=held.get(Column.RECIPIENT, EMPTY),
        invited=held.get(Column.INVITED, EMPTY),
        cells=tuple("\n".join(cell.lines) for cell in row),
        lines=lines,
    )


_DATE_ORDER = (
    Column.WEEK,
    Column.WEEKDAY,
    Column.DATE_FROM,
    Column.DATE,
    Column.DATE_TO,
    Column.MONTH,
    Column.YEAR,
    Column.TIME,
)


_BARE_WEEK = re.compile(r"\d{1,2}(?:\s*[-–]\s*\d{1,2})?")
"""A number under "Vecka": without its word it would be taken for a day."""


def _date(held: dict[Column, Passage]) -> Passage:
    """The date out of its columns: week, weekday, day and clock time may stand apart."""
    date = held.get(Column.DATE, EMPTY)
    parts: list[Passage] = []
    for column in _DATE_ORDER:
        cell = held.get(column)
        if column is Column.DATE_TO and parts and cell is not None and Column.DATE_FROM in held:
            parts += _until(held[Column.DATE_FROM], cell)
            continue
        if column is Column.WEEK and cell is not None and _BARE_WEEK.fullmatch(cell.text):
            parts += _week(cell, date)
            continue
        if cell is None or (column is Column.MONTH and date and any(v.is_dated for v in dates_in(date.text))):
            continue
        parts.append(cell)
    return joined(parts)


def _week(number: Passage, date: Passage) -> list[Passage]:
    """The week with its word, where it goes with the date; a week beside a month's name is read as that week of it."""
    first = number.pieces[0]
    week = [Passage((Piece("v", first.line, first.start, first.start),)), number]
    dated = [value for value in dates_in(date.text) if value.is_dated]
    together = [value for value in dates_in(joined([*week, date]).text) if value.is_dated]
    if not dated or dated[0].kind is DateKind.MONTH or len(together) == 1:
        return week
    return []


def _body_beside(date: Passage) -> Passage:
    """The body that stands with the date, outside brackets: "KS 4 juni"."""
    bare = re.sub(r"\([^()]*\)?", lambda found: " " * len(found.group()), date.text)
    found = find_bodies(bare) if any(value.is_dated for value in dates_in(date.text)) else ()
    return date.cut(found[0].start, found[-1].end) if found else EMPTY


def _day_within(month: Passage, text: Passage) -> tuple[int, int] | None:
    """Where the text beside a month's name begins with a day: "MAJ | 5-6/5 Budgetberedning"."""
    main = cell_dates(month.text).main if is_date_cell(month.text) else None
    ahead = date_ahead(text.text) if main is not None and main.kind is DateKind.MONTH else None
    return None if ahead is None else (0, ahead)


def _until(start: Passage, end: Passage) -> list[Passage]:
    """The last day of a row whose first day stands in another column; nothing where the row is one day."""
    if start.text == end.text:
        return []
    first = end.pieces[0]
    return [Passage((Piece("–", first.line, first.start, first.start),)), end]
