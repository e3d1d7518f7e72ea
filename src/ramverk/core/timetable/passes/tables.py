"""Tables: regions of lines in columns, their heads, and their rows, also where cells were broken over lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ramverk.core.timetable.bodies import find_bodies
from ramverk.core.timetable.columns import (
    Column,
    head_of,
    heads_of,
    is_rule,
    split_by_gap,
    split_by_pipe,
    split_by_tab,
)
from ramverk.core.timetable.dates import DateKind
from ramverk.core.timetable.drafts import EMPTY, Draft, Form, Harvest, YearMark
from ramverk.core.timetable.lines import Line
from ramverk.core.timetable.passages import Passage
from ramverk.core.timetable.when import cell_dates, date_ahead, dates_in, is_date_cell

_YEAR_ROW = re.compile(r"^(?:år(?:et)?\s+|kalenderår(?:et)?\s+)?(20\d\d)\s*[:.]?$", re.IGNORECASE)
_GAP = re.compile(r"\S\s{2,}\S")
_TIME_ONLY = re.compile(
    r"^(?:kl(?:ockan)?[.:]?\s*)?\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?$", re.IGNORECASE
)
_OPEN = re.compile(
    r"^[\s\-–—?.]*$|^(?:datum )?(?:ej|inte|ännu ej)\b|^(?:tbd|tba|n/?a|meddelas|bestäms|oklart)", re.IGNORECASE
)

Cells = tuple[Passage, ...]


def year_row(text: str) -> int | None:
    """The year of a row or heading that is only a year."""
    found = _YEAR_ROW.match(text.strip(" *_#|\t"))
    return int(found.group(1)) if found else None


# ------------------------------------------------------------------------------------------------ regions
@dataclass(slots=True)
class Region:
    """A run of lines that form one table; `by` says what separates the cells."""

    lines: list[Line] = field(default_factory=list)
    by: str = ""


def separator_of(line: Line) -> str:
    """What separates the cells of a line: "format", "tab", "pipe", "gap" or nothing."""
    if line.cells is not None:
        return "format"
    text = line.raw.text
    if text.count("|") >= 2 or (text.count("|") == 1 and re.search(r"\S\s+\|\s+\S", text)):
        return "pipe"
    if "\t" in text.strip(" "):
        return "tab"
    return "gap" if _GAP.search(text.strip()) else ""


def split(line: Line, by: str) -> Cells:
    """The cells of a line."""
    if by == "format":
        return line.cells or (line.body,)
    if by == "pipe":
        return split_by_pipe(line)
    return split_by_tab(line) if by == "tab" else split_by_gap(line)


def find_region(lines: Sequence[Line], start: int) -> Region | None:
    """The table that begins at a line, or None."""
    by = separator_of(lines[start])
    if not by:
        return None
    end = _region_end(lines, start, by)
    region = Region(list(lines[start:end]), by)
    return region if _is_table(region) else None


def _region_end(lines: Sequence[Line], start: int, by: str) -> int:
    """One past the last line of the region: lines without cells belong to it as long as more rows follow."""
    end = at = start
    loose = 0
    while at < len(lines):
        line = lines[at]
        if separator_of(line) == by or (by == "pipe" and is_rule(line.raw.text)):
            end, loose = at + 1, 0
        elif _may_interrupt(line, by) and loose < 12:
            loose += 1
            if not line.blank_before and by != "format" and end == at and _continues(line):
                end = at + 1
        else:
            break
        at += 1
    return end


def _may_interrupt(line: Line, by: str) -> bool:
    """A year row, a month row, a caption or a broken cell between two rows."""
    text = line.text
    if year_row(text) or is_date_cell(text):
        return True
    if by == "format":
        return len(text) < 90
    return by in {"tab", "gap"} and not line.mark and len(text) < 200 and not (line.blank_before and len(text) > 60)


def _continues(line: Line) -> bool:
    text = line.text
    return year_row(text) is None and not is_date_cell(text)


def _is_table(region: Region) -> bool:
    rows = [split(line, region.by) for line in region.lines if not is_rule(line.raw.text)]
    rows = [row for row in rows if len(row) > 1]
    if any(heads_of([cell.text for cell in row]) for row in rows[:4]):
        return len(rows) > 1
    dated = sum(1 for row in rows if _date_cell_at(row) is not None)
    if region.by == "format":
        return dated >= 1 and dated * 3 >= len(rows)
    return dated >= 2 and dated * 2 >= len(rows)


def _date_cell_at(row: Cells) -> int | None:
    """The first cell among the first three that is a date, in a row that says something besides."""
    for at, cell in enumerate(row[:3]):
        if is_date_cell(cell.text):
            others = [other.text for i, other in enumerate(row) if i != at and other.text]
            return at if any(re.search(r"[a-zåäö]{3}", other) and not is_date_cell(other) for other in others) else None
    return None


# ------------------------------------------------------------------------------------------------ rows
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
    if region.by == "gap":
        rows = _gap_rows(lines[begin:], columns, starts)
    else:
        rows = _cell_rows(lines[begin:], region.by, len(header))
    width = max([len(header), *(len(row) for row in rows if isinstance(row, tuple))], default=0)
    if not columns or len(columns) < width:
        full = [row for row in rows if isinstance(row, tuple) and len(row) == width]
        columns = _infer(full, width, columns)
    short: list[Cells] = []
    if region.by in {"tab", "pipe"}:
        rows = [_by_meaning(row, columns, short) if isinstance(row, tuple) else row for row in rows]
    return Table(header, columns, [_widen(row, width) if isinstance(row, tuple) else row for row in rows], short)


def _by_meaning(row: Cells, columns: tuple[Column | None, ...], short: list[Cells]) -> Cells:
    """A row with fewer values than columns: a date, bodies and a text find their columns; the rest stays where it stands."""
    if len(row) >= len(columns) or len(row) < 2 or not all(cell.text for cell in row):
        return row
    homes = [_meant(cell.text) for cell in row]
    in_place = all(home is None or columns[at] in home for at, home in enumerate(homes))
    if in_place:
        return row
    out = [EMPTY] * len(columns)
    for cell, home in zip(row, homes, strict=True):
        free = [at for at, column in enumerate(columns) if not out[at] and (home is None or column in home)]
        at = free[0] if free else next((at for at in range(len(out)) if not out[at]), len(out) - 1)
        out[at] = cell
    placed = tuple(out)
    short.append(placed)
    return placed


def _meant(text: str) -> set[Column] | None:
    """The columns a value can belong to by what it says."""
    if is_date_cell(text):
        return {Column.DATE, Column.DATE_FROM, Column.DATE_TO, Column.WEEK, Column.MONTH}
    if _is_bodies(text):
        return {Column.WHO, Column.FORUM, Column.INVITED, Column.RECIPIENT}
    return {Column.ACTIVITY, Column.NOTE, Column.PLACE} if len(text) > 12 else None


def _widen(row: Cells, width: int) -> Cells:
    return row + (EMPTY,) * (width - len(row))


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


def is_repeated_head(cells: Iterable[str]) -> bool:
    """A head row again, as at the top of a new page; or what is left of one."""
    texts = [cell for cell in cells if cell]
    return heads_of(texts) is not None or (len(texts) > 1 and all(head_of(text) for text in texts))


def _cell_rows(lines: Sequence[Line], by: str, width: int) -> list[Cells | YearMark]:
    """Rows of cells; in pasted text a cell may go on over the following lines."""
    rows: list[Cells | YearMark] = []
    for line in lines:
        cells = split(line, by)
        if is_repeated_head(cell.text for cell in cells):
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
    if len(cells) == 1:
        if line.blank_before and len(row) >= width:  # a caption between two tables
            return False
        return not is_date_cell(first) or (len(row) == 1 and not width)
    return bool(width) and len(row) < width and bool(first) and len(row) + len(cells) - 1 <= width


def _append(row: Cells, cells: Cells) -> Cells:
    return (*row[:-1], row[-1] + cells[0], *cells[1:])


# ------------------------------------------------------------------------------------------------ runs of blanks
def _gap_rows(
    lines: Sequence[Line], columns: tuple[Column | None, ...], starts: Sequence[int]
) -> list[Cells | YearMark]:
    """Rows whose cells are held apart by blanks, every cell possibly several lines high."""
    rows: list[Cells | YearMark] = []
    placed = [(line, _place(line, columns, starts)) for line in lines]
    at = columns.index(Column.ACTIVITY) if Column.ACTIVITY in columns else -1
    width = max((len(cells[at].text) for _, cells in placed if len(cells) > max(at, 0)), default=0)
    for line, cells in placed:
        if is_repeated_head(cell.text for cell in split_by_gap(line)):
            continue
        if (year := year_row(line.text)) is not None:
            rows.append(YearMark(year, line.number))
            continue
        above = rows[-1] if rows and isinstance(rows[-1], tuple) else None
        if above is not None and _same_row(above, cells, line, columns, width):
            rows[-1] = tuple(a + b for a, b in zip(_widen(above, len(cells)), _widen(cells, len(above)), strict=True))
        else:
            rows.append(cells)
    return rows


def _place(line: Line, columns: tuple[Column | None, ...], starts: Sequence[int]) -> Cells:
    """The stretches of a line under their columns: in order where all are there, else by where they begin."""
    parts = split_by_gap(line)
    if not starts:
        return _place_by_content(parts)
    if len(parts) >= len(starts):
        return (*parts[: len(starts) - 1], _joined(parts[len(starts) - 1 :]))
    cells: list[Passage] = [EMPTY] * len(starts)
    low = 0
    for at, part in enumerate(parts):
        begin = part.pieces[0].start
        home = _home(part, begin, columns, starts, low, len(parts) - at)
        cells[home] = part
        low = home + 1
    return tuple(cells)


def _home(
    part: Passage, begin: int, columns: tuple[Column | None, ...], starts: Sequence[int], low: int, left: int
) -> int:
    """The column a stretch belongs to: a date to the date column, else the nearest start that leaves room for the rest."""
    high = len(starts) - left
    if is_date_cell(part.text) and Column.DATE in columns[low : high + 1]:
        return columns.index(Column.DATE)
    options = range(low, max(high, low) + 1)
    return min(
        (at for at in options if at < len(starts)), key=lambda at: abs(starts[at] - begin), default=len(starts) - 1
    )


def _joined(parts: Sequence[Passage]) -> Passage:
    out = EMPTY
    for part in parts:
        out = out + part
    return out


def _place_by_content(parts: Cells) -> Cells:
    if parts and not is_date_cell(parts[0].text) and len(parts) == 1:
        return (EMPTY, *parts)
    return parts


_UNFINISHED = re.compile(r"(?:,|\bkl\.?|\bden|\bv(?:ecka)?\.?|[-–]|\([^)]*)$", re.IGNORECASE)


def _same_row(above: Cells, cells: Cells, line: Line, columns: tuple[Column | None, ...], width: int) -> bool:
    """Whether a line goes on with the row above it."""
    at = columns.index(Column.DATE) if Column.DATE in columns else 0
    date = cells[at].text if at < len(cells) else ""
    above_date = above[at].text if at < len(above) else ""
    others = [cell.text for place, cell in enumerate(cells) if place != at and cell.text]
    if date and (_UNFINISHED.search(above_date) or (above_date and not others)):
        return True
    if date:
        return bool(_TIME_ONLY.match(date)) or (not is_date_cell(date) and date_ahead(date) is None)
    if line.blank_before:
        return False
    place = columns.index(Column.ACTIVITY) if Column.ACTIVITY in columns else len(cells) - 1
    text = cells[place].text if place < len(cells) else ""
    if not text or text[:1].islower():
        return True
    earlier = above[place].pieces[-1].text if place < len(above) and above[place].pieces else ""
    wrapped = len(earlier) + 1 + len(text.split()[0]) > width  # the next word did not fit on the line above
    return bool(earlier) and (wrapped or earlier.rstrip().endswith((",", "-", "–")))


# ------------------------------------------------------------------------------------------------ columns
def _infer(rows: Sequence[Cells], width: int, known: tuple[Column | None, ...]) -> tuple[Column | None, ...]:
    """Name the columns of a table without a head (or with a short one) by what their cells hold."""
    columns: list[Column | None] = list(known) + [None] * (width - len(known))
    free = [at for at in range(width) if columns[at] is None]
    if Column.DATE not in columns and free:
        best = max(free, key=lambda at: (_share(rows, at, is_date_cell), -at))
        if _share(rows, best, is_date_cell) > 0.3:
            columns[best] = Column.DATE
            free.remove(best)
    if Column.ACTIVITY not in columns and free:
        longest = max(free, key=lambda at: _length(rows, at))
        columns[longest] = Column.ACTIVITY
        free.remove(longest)
    for at in free:
        if _share(rows, at, _is_bodies) > 0.5 and Column.WHO not in columns:
            columns[at] = Column.WHO
        elif _share(rows, at, lambda text: bool(_TIME_ONLY.match(text))) > 0.5:
            columns[at] = Column.TIME
        elif _share(rows, at, lambda text: text.strip(". ").isdigit()) > 0.5:
            columns[at] = Column.NUMBER
    return tuple(columns)


def _share(rows: Sequence[Cells], at: int, test: object) -> float:
    filled = [row[at].text for row in rows if at < len(row) and row[at].text]
    return sum(1 for text in filled if test(text)) / len(filled) if filled and callable(test) else 0.0


def _length(rows: Sequence[Cells], at: int) -> float:
    return sum(len(row[at].text) for row in rows if at < len(row))


def _is_bodies(text: str) -> bool:
    """Whether a text holds bodies and hardly anything else."""
    mentions = find_bodies(text)
    covered = sum(mention.end - mention.start for mention in mentions)
    return bool(mentions) and covered * 10 >= len(text) * 6


# ------------------------------------------------------------------------------------------------ drafts
def table_drafts(region: Region, harvest: Harvest) -> None:
    """Read a region as a table and add its rows to the harvest."""
    table = read_table(region)
    if table.header and not harvest.header:
        harvest.header = table.header
    previous: Passage = EMPTY
    short = [_widen(row, len(table.columns)) for row in table.short]
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


def _inherit(draft: Draft, previous: Passage) -> Passage:
    """Give an undated row the date above it, and complete a bare day from a month above; returns the date for the next row."""
    text = draft.date.text
    if text and _OPEN.match(text) and not dates_in(text):
        draft.inherited = "open"
        return previous
    if not text and previous:
        draft.date, draft.inherited = previous, "row"
        return previous
    if re.fullmatch(r"\d{1,2}(?:\s*[-–]\s*\d{1,2})?[.,]?(?:\s+kl.*)?", text) and previous:
        month = next((value for value in dates_in(previous.text) if value.kind is DateKind.MONTH), None)
        if month is not None:
            draft.date = draft.date + previous.cut(month.start, month.end)
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
        text = _joined(loose)
        loose = []
    date = _date(held)
    has_who = Column.WHO in columns or Column.FORUM in columns
    who = held.get(Column.WHO, EMPTY) if has_who else None
    forum = held.get(Column.FORUM, EMPTY)
    if not text:
        text = who or forum or held.get(Column.NOTE, EMPTY)
        if not text and not date:
            return None
    lines = [piece.line for cell in row for piece in cell.pieces]
    return Draft(
        Form.TABLE,
        text,
        date=date,
        who=who,
        forum=forum,
        place=held.get(Column.PLACE, EMPTY),
        note=held.get(Column.NOTE, EMPTY) + _joined(loose),
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


def _date(held: dict[Column, Passage]) -> Passage:
    """The date out of its columns: week, weekday, day and clock time may stand apart."""
    date = held.get(Column.DATE, EMPTY)
    parts = []
    for column in _DATE_ORDER:
        cell = held.get(column)
        if cell is None or (column is Column.MONTH and date and any(v.is_dated for v in dates_in(date.text))):
            continue
        parts.append(cell)
    return _joined(parts)


__all__ = ["Region", "Table", "find_region", "head_of", "read_table", "table_drafts", "year_row"]
