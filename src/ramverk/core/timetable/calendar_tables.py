"""Meeting calendars set as tables: bodies by months, months by bodies, or one round of meetings per row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ramverk.core.timetable.bodies import find_bodies
from ramverk.core.timetable.calendar_cells import Cell, Slot, is_empty_mark, month_head, read_defaults, read_slots
from ramverk.core.timetable.calendar_finds import Harvest, Loss, Meeting
from ramverk.core.timetable.calendar_grids import (
    Aim,
    CalendarLine,
    Column,
    body_head,
    body_names,
    segments,
    value_tokens,
    year_mark,
)
from ramverk.core.timetable.dates import DateRole, find_dates

__all__ = ["Grid", "Row", "cell_month", "meetings_of", "new_grid", "part_joined", "read_row", "stacked_head"]

_CLOCK_ONLY = re.compile(
    r"^(?:kl(?:ockan)?\.?\s*)?(?:[01]?\d|2[0-4])[.:][0-5]\d(?:\s*[-–]\s*\d{1,2}[.:]\d\d)?\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
class Row:
    """A row of a grid: its cells in order, their columns where the separators tell them (else None), and what
    stands beside.

    `gaps` counts the empty cells that the layout shows before each cell of a flattened table, and after the last.
    """

    label: str
    line: int
    cells: list[Cell]
    places: list[int] | None = None
    time: str | None = None
    month: int | None = None
    how: str = "column"
    gaps: list[int] = field(default_factory=list)
    week: int | None = None


@dataclass(slots=True)
class Grid:
    """A table of a calendar: `columns` holds only those whose cells are meetings; `rows` as they were read.

    `by_month` tells that the columns are months; otherwise they are bodies, and rows are months or rounds.
    """

    columns: list[Column]
    heads: list[Column]
    year: int | None = None
    rows: list[Row] = field(default_factory=list)
    laid_out: bool = True

    @property
    def by_month(self) -> bool:
        """Whether the columns are months."""
        return self.columns[0].aim is Aim.MONTH


def new_grid(heads: Sequence[Column], year: int | None) -> Grid:
    """A grid from the columns of a header line."""
    columns = [head for head in heads if head.aim is Aim.MONTH] or [
        head for head in heads if head.aim in (Aim.BODY, Aim.STEP)
    ]
    stated = next((int(found.group()) for head in heads if (found := re.fullmatch(r"20\d\d", head.name.strip()))), None)
    return Grid(columns, list(heads), stated or year)


# --- reading a row ---------------------------------------------------------------------------------------------------


def read_row(grid: Grid, line: CalendarLine) -> bool:
    """Take a line into the grid; False where it is no row of it."""
    if line.cells:
        return _read_cells(grid, line)
    return _read_months(grid, line) if grid.by_month else _read_running(grid, line)


def _read_cells(grid: Grid, line: CalendarLine) -> bool:
    labels = [number for number, head in enumerate(grid.heads) if head.aim is Aim.LABEL] or [0]
    meant = [number for number, head in enumerate(grid.heads) if any(head is column for column in grid.columns)]
    first = next((cell.text for number, cell in enumerate(line.cells) if number in labels and number not in meant), "")
    month = None if grid.by_month else _month_of(first)
    cells, places = [], []
    for place_number, number in enumerate(meant):
        if number < len(line.cells) and line.cells[number].text.strip():
            cells.append(line.cells[number])
            places.append(place_number)
    if not cells:
        return False
    if not any(read_slots(cell.text, cell_month(grid, at, month)) for cell, at in zip(cells, places, strict=True)):
        return _read_defaults_row(grid, cells, places) or all(is_empty_mark(cell.text) for cell in cells)
    time = next((cell.text for cell, head in zip(line.cells, grid.heads, strict=False) if head.aim is Aim.TIME), "")
    whole = len(line.cells) >= len(grid.heads) or not any(_CLOCK_ONLY.match(cell.text) for cell in cells)
    week = re.fullmatch(r"(?:v(?:ecka)?\.?\s*)?(\d{1,2})", first.strip(), re.IGNORECASE)
    row = Row("" if week else first, line.number, cells, places if whole else None, read_defaults(time).time, month)
    row.week = int(week.group(1)) if week else None
    if not whole:
        row.time = row.time or read_defaults(next(cell.text for cell in cells if _CLOCK_ONLY.match(cell.text))).time
        row.cells = [cell for cell in cells if not _CLOCK_ONLY.match(cell.text)]
    grid.rows.append(row)
    return True


def _month_of(text: str) -> int | None:
    found = month_head(text.strip())
    return found[0] if found else None


def cell_month(grid: Grid, column: int, month: int | None) -> int | None:
    """The month (1-12) of a cell: its column's where columns are months, else its row's; None if unknown."""
    return grid.columns[column].month if grid.by_month else month


def _read_defaults_row(grid: Grid, cells: Sequence[Cell], places: Sequence[int]) -> bool:
    """A row under the head that gives the usual weekday or time of each column."""
    took = False
    for cell, at in zip(cells, places, strict=True):
        defaults = read_defaults(cell.text)
        if defaults.weekday is not None or defaults.time:
            grid.columns[at].weekday = (
                defaults.weekday if grid.columns[at].weekday is None else grid.columns[at].weekday
            )
            grid.columns[at].time = grid.columns[at].time or defaults.time
            took = True
    return took and not grid.rows


def _read_months(grid: Grid, line: CalendarLine) -> bool:
    tokens = value_tokens(line)
    if not tokens.values or len(tokens.label) > 80 or year_mark(line.text):
        return False
    grid.rows.append(Row(tokens.label, line.number, list(tokens.values), None, tokens.time))
    return True


def _read_running(grid: Grid, line: CalendarLine) -> bool:
    word = re.match(r"\s*(\w+\.?)", line.text)
    month = _month_of(word.group(1)) if word else None
    if word is not None and month is not None:
        tokens = value_tokens(CalendarLine(line.number, " " * word.end() + line.text[word.end() :]))
        if tokens.values:
            grid.rows.append(Row(word.group(1), line.number, list(tokens.values), None, None, month))
            return True
    label, cells = segments(line)
    if not cells and not grid.rows:
        return _read_running_defaults(grid, line)
    if (
        not cells
        or len(label) > 60
        or any(value.role in (DateRole.HOLIDAY, DateRole.CONTEXT) for value in find_dates(line.text))
    ):
        return False
    grid.rows.append(Row(label, line.number, list(cells), None))
    return True


def _read_running_defaults(grid: Grid, line: CalendarLine) -> bool:
    """ "tisdagar kl 13   tisdagar kl 16   måndagar kl 18" under the bodies."""
    cells = [Cell(part.group(), line.number) for part in re.finditer(r"\S+(?: \S+)*", line.text)]
    return len(cells) == len(grid.columns) and _read_defaults_row(grid, cells, range(len(cells)))


def part_joined(grid: Grid) -> None:
    """Cells of several columns that ended up on one line ("8 15 12"), where parted they are exactly as many as the
    columns."""
    for row in grid.rows:
        if row.places is not None or len(row.cells) >= len(grid.columns):
            continue
        for joint in _JOINTS:
            cells = [replace(cell, text=part) for cell in row.cells for part in joint.split(cell.text)]
            if len(cells) == len(grid.columns):
                row.cells, row.places, row.how = cells, list(range(len(cells))), "gaps"
                break


_JOINTS = (
    re.compile(r"(?<![,;–/-])(?<!och)\s+(?=\d|[Ii]nställ)"),  # "8 - 9" is one cell
    re.compile(r"(?<![,;/])(?<!och)\s+(?=\d|[-–]|[Ii]nställ)"),  # "15 - 17" is three
)


# --- placing and naming ----------------------------------------------------------------------------------------------


def meetings_of(grid: Grid, harvest: Harvest) -> None:
    """Hand the meetings of a placed grid to the harvest; rows and cells without a column become losses."""
    harvest.parts += 1
    for row in grid.rows:
        kept = 0
        for cell, at in zip(row.cells, row.places or (), strict=False):
            if at >= 0:
                found = _meetings(grid, row, cell, at, harvest.parts)
                harvest.meetings += found
                kept += bool(found) or not re.search(r"\d", cell.text)
        mended = row.how == "gaps" or (grid.by_month and row.how == "pattern")
        if kept < len(row.cells) or mended or (not row.cells and body_head(row.label)):
            harvest.losses.append(Loss(_row_name(row), row.line, len(grid.columns), len(row.cells), kept))


def _row_name(row: Row) -> str:
    return row.label or (row.cells[0].text if row.cells else "")


def _meetings(grid: Grid, row: Row, cell: Cell, at: int, part: int) -> list[Meeting]:
    column = grid.columns[at]
    month = cell_month(grid, at, row.month)
    defaults = read_defaults(row.label) if grid.by_month else None
    bodies = body_names(row.label) if grid.by_month else column.bodies
    suffix = f" {column.name if grid.by_month else row.label}" if month is not None else ""
    own_label = "" if grid.by_month or month is not None else row.label
    return [
        Meeting(
            slot=_in_year(replace(slot, week=slot.week or row.week), column, grid.by_month),
            bodies=bodies,
            cell=cell,
            raw=slot.raw if slot.written_month else slot.raw + suffix,
            usual_weekday=defaults.weekday if defaults else column.weekday,
            usual_time=row.time or (defaults.time if defaults else None) or column.time,
            base_year=column.year or grid.year,
            label=own_label,
            step=column.name if column.aim is Aim.STEP else "",
            part=part,
            how=row.how,
            matrix=month is not None,
        )
        for slot in read_slots(cell.text, month)
    ]


def _in_year(slot: Slot, column: Column, by_month: bool) -> Slot:
    """A month column's year; "4/1" in the column of December lies in the next."""
    if not by_month or slot.year is not None or column.year is None or column.month is None:
        return slot
    return replace(slot, year=column.year + (1 if slot.month < column.month - 5 else 0))


def stacked_head(lines: Sequence[CalendarLine], width: int) -> list[Column] | None:
    """The columns of a head that is stacked over several lines, bodies with their weekday, time and place between
    them."""
    text = " ".join(line.stripped for line in lines)
    mentions = [mention for mention in find_bodies(text) if not mention.genitive][-width:]
    if len(mentions) < width or width < 2:
        return None
    ends = [mention.start for mention in mentions[1:]] + [len(text)]
    columns = []
    for mention, end in zip(mentions, ends, strict=True):
        defaults = read_defaults(text[mention.end : end])
        columns.append(Column(Aim.BODY, mention.name, (mention.name,), weekday=defaults.weekday, time=defaults.time))
    return columns
