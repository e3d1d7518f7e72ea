"""Reads meeting calendars and agenda matrices: which body meets when, with agenda codes, times and weekdays."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache

from ramverk.core.findings import worst_first
from ramverk.core.timetable.bodies import find_bodies
from ramverk.core.timetable.calendar_activities import Built, Dated, activities_of
from ramverk.core.timetable.calendar_cells import Cell
from ramverk.core.timetable.calendar_finds import Harvest, Meeting
from ramverk.core.timetable.calendar_flat import flat_grids, paragraphs
from ramverk.core.timetable.calendar_footnotes import read_footnotes
from ramverk.core.timetable.calendar_grids import CalendarLine, Column, line_columns, segments, year_mark
from ramverk.core.timetable.calendar_legend import Legend, read_legend, read_meaning
from ramverk.core.timetable.calendar_lists import ListReader
from ramverk.core.timetable.calendar_placing import place_rows
from ramverk.core.timetable.calendar_tables import Grid, meetings_of, new_grid, read_row, stacked_head
from ramverk.core.timetable.columns import Column as ProcessColumn
from ramverk.core.timetable.columns import head_of, heads_of
from ramverk.core.timetable.date_values import DateExpression, DateKind, DatePoint
from ramverk.core.timetable.dates import find_dates
from ramverk.core.timetable.facts import find_municipality, find_title, title_text
from ramverk.core.timetable.lines import Line, Page, read_lines
from ramverk.core.timetable.model import DocumentType, SourceDocument, SourceLine, Timetable
from ramverk.core.timetable.observations import observe_text
from ramverk.core.timetable.years import YearEntry, assign_years, read_title

__all__ = ["looks_like_calendar", "parse_calendar"]

_TITLE = re.compile(
    r"sammanträdes?(?:plan|tid|dag|dat|kalend|schema|ordning|lista|program)|mötes(?:tid|plan|kalend|dag|schema|dat|lista|program)"
    r"|(?:sammanträden|möten)\s+(?:år\s+)?20\d\d|20\d\d\s+års\s+(?:sammanträden|möten)|kalendarium|politiska\s+möten|möteskalender",
    re.IGNORECASE,
)
_RULE = re.compile(r"^(?=(?:.*[|+:=_–—-]){3})[\s|+:=_–—-]*$")


_PROSE = 90
"""A longer line is running text; one that is repeated under every day counts once."""


def looks_like_calendar(document: SourceDocument) -> bool:
    """Whether a document is a calendar of meetings rather than a plan of a process."""
    reading = _read(document)
    if any(_is_process_head(line) for line in reading.lines):
        return False
    cells = sum(len(row.cells) for grid in reading.grids for row in grid.rows)
    understood = reading.used | reading.legend.lines
    prose = len({line.text for line in reading.lines if len(line.text) > _PROSE and line.number not in understood})
    if _lists_days(reading.lines):
        return prose <= len(reading.listed)
    if _is_titled(reading.lines):
        return cells + len(reading.listed) >= 2 and prose <= max(6, cells + len(reading.listed))
    rows = [row for grid in reading.grids for row in grid.rows]
    wide = sum(len(row.cells) > 1 for row in rows)
    return cells >= 6 and wide * 2 >= len(rows) and prose <= max(3, cells // 4)


def _is_titled(lines: Sequence[CalendarLine]) -> bool:
    return any(_TITLE.search(line.text) for line in lines[:8] if len(line.text) < 140)


_MANY_DAYS = 4


def _lists_days(lines: Sequence[CalendarLine]) -> bool:
    """Whether most lines are a body and its days: "Kommunstyrelsen 2025: 14/1, 11/2, 11/3, 8/4"."""
    listing = 0
    for line in lines:
        days = [value for value in find_dates(line.text[:_LONG]) if value.first is not None and value.first.is_day]
        listing += len(days) >= _MANY_DAYS and bool(find_bodies(line.text[: days[0].start]))
    return listing >= 2 and listing * 2 > len(lines)


_LONG = 600


def _is_process_head(line: CalendarLine) -> bool:
    """A header row that names an activity column, which no calendar has."""
    texts = [cell.text for cell in line.cells] or re.split(r"\s{2,}", line.text.strip())
    named = any(head_of(text) is ProcessColumn.ACTIVITY for text in texts)
    return named and heads_of(texts) is not None and not line_columns(line)


def parse_calendar(document: SourceDocument, year: int | None = None) -> Timetable:
    """Read a calendar of meetings; never raises.

    `year` is the calendar year of the first meeting, used where the text states none. Each meeting day is one
    activity of kind meeting; in matrices body by body, otherwise in document order. What cannot be placed is
    reported, never guessed.
    """
    reading = _read(document)
    harvest = Harvest()
    base = reading.year or year
    grids = _stamped(deepcopy(reading.grids), base)
    place_rows(grids, base)
    for grid in grids:
        meetings_of(grid, harvest)
    harvest.meetings += [replace(meeting, part=meeting.part + harvest.parts) for meeting in reading.listed]
    built = activities_of(
        _with_years(_in_order(harvest.meetings, reading.grids), base),
        harvest.losses,
        reading.legend,
        assumed=None if reading.year else year,
        repairs=reading.repairs,
    )
    return _timetable(reading, document, built, year)


def _timetable(reading: "_Reading", document: SourceDocument, built: Built, year: int | None) -> Timetable:
    title = find_title([line for line in reading.page.lines if line.number not in reading.used])
    starts = [row.start for row in built.activities if row.start is not None]
    ends = [row.end for row in built.activities if row.end is not None]
    main = Counter(day.year for day in starts).most_common(1)
    main_year = main[0][0] if main else None
    return Timetable(
        title=title_text(title),
        municipality=find_municipality(reading.page.lines),
        calendar_years=tuple(sorted({day.year for day in (*starts, *ends)})),
        budget_year=main_year + 1 if main_year else None,
        plan_years=(),
        assumed_start_year=year if reading.year is None and starts else None,
        activities=built.activities,
        phases=(),
        findings=tuple(worst_first([*observe_text(reading.page.mended, document.findings), *built.findings])),
        document_type=DocumentType.MEETING_CALENDAR,
        election_year=main_year is not None and main_year % 4 == _ELECTION,
        header=_header(reading.grids),
        unread=_unread(reading, title),
    )


_ELECTION = 2
"""Elections to council fall in every fourth year: 2018, 2022, 2026."""


def _header(grids: Sequence[Grid]) -> tuple[str, ...]:
    return tuple(head.name for head in grids[0].heads) if grids else ()


def _unread(reading: "_Reading", title: Line | None) -> tuple[SourceLine, ...]:
    known = reading.used | reading.legend.lines | ({title.number} if title else set())
    return tuple(line.source for line in reading.page.lines if line.number not in known)


# --- reading without a year ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reading:
    """Everything that can be told without knowing the year: tables as they stand, listed meetings, legend."""

    page: Page
    lines: tuple[CalendarLine, ...]
    grids: tuple[Grid, ...]
    listed: tuple[Meeting, ...]
    legend: Legend
    used: frozenset[int]
    year: int | None
    repairs: Mapping[int, Sequence[tuple[str, str]]]


@lru_cache(maxsize=8)
def _read(document: SourceDocument) -> _Reading:
    page = read_lines(document)
    written = _as_written(document, page)
    notes = read_footnotes([(number, text) for number, text in written.items()])
    raised = {number: notes.raise_in(text) for number, text in written.items()}
    lines = tuple(_calendar_line(line, raised[line.number]) for line in page.lines if not _RULE.match(line.raw.text))
    harvest = Harvest()
    grids = [grid for grid in _tables(lines, harvest) if grid.rows]
    if not grids:
        harvest.used.clear()
        grids = [
            _with_mark(grid, number, lines) for number, grid in flat_grids(paragraphs(lines), harvest) if grid.rows
        ]
    legend = read_legend([(line.number, text) for line in lines for text in _legend_texts(line, harvest.used)])
    legend.codes.update({mark: read_meaning(text) for mark, text in notes.texts.items()})
    legend.lines |= notes.lines
    free = [line for line in lines if line.number not in harvest.used | legend.lines]
    listed = _lists(free, harvest) if grids or _is_titled(lines) or _lists_days(lines) else []
    year = next((mark for line in lines if (mark := year_mark(line.text))), None) or _year_before_budget(lines)
    repairs = {number: ((text, raised[number]),) for number, text in written.items() if raised[number] != text}
    return _Reading(page, lines, tuple(grids), tuple(listed), legend, frozenset(harvest.used), year, repairs)


def _year_before_budget(lines: Sequence[CalendarLine]) -> int | None:
    """The meetings of a calendar "för budget 2025" are held the year before."""
    budget = next((found for line in lines[:8] if (found := read_title(line.text).budget_year)), None)
    return budget - 1 if budget else None


_MONTH_WORD = re.compile(r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\b", re.IGNORECASE)


def _as_written(document: SourceDocument, page: Page) -> dict[int, str]:
    """The lines with mended characters; typing errors are mended only beside a month, for "20 11" is two days here."""
    sources = [line for line in document.lines if not line.text.startswith("# ") or line.role or line.cells]
    encoded = {source.number: text for source, text in zip(sources, page.mended.lines, strict=True)}
    return {
        line.number: line.raw.text
        if _MONTH_WORD.search(line.raw.text) and not line.source.cells and not _joins_days(page, line.number)
        else encoded[line.number]
        for line in page.lines
    }


def _joins_days(page: Page, number: int) -> bool:
    """Whether the mending made a year out of two days: "20 25" in the row of a month."""
    return any(re.fullmatch(r"20\d\d", after) for _, after in page.repairs.get(number, ()))


def _calendar_line(line: Line, text: str) -> CalendarLine:
    cells: tuple[Cell, ...] = ()
    if line.source.cells is not None and len(line.source.cells) > 1:
        cells = _given_cells(line.source.cells, line.number)
    elif text.count("|") >= 2:
        cells = _split(text.strip(), r"\s*\|\s*", line.number, frame=True)
    elif "\t" in text.strip():
        cells = _split(text, r" *\t *", line.number)
    return CalendarLine(line.number, text, cells, line.blank_before)


def _given_cells(texts: Sequence[str], number: int) -> tuple[Cell, ...]:
    cells, start = [], 0
    for text in texts:
        cells.append(Cell(text.strip(), number, start, start + len(text)))
        start += len(text) + 1
    return tuple(cells)


def _split(text: str, separator: str, number: int, *, frame: bool = False) -> tuple[Cell, ...]:
    cells, start = [], 0
    for found in re.finditer(separator, text):
        cells.append(
            Cell(re.sub(r"<br\s*/?>", "\n", text[start : found.start()]).strip(), number, start, found.start())
        )
        start = found.end()
    cells.append(Cell(text[start:].strip(), number, start, len(text)))
    if frame and text.startswith("|"):
        cells = cells[1:]
    if frame and text.endswith("|"):
        cells = cells[:-1]
    return tuple(cells)


def _legend_texts(line: CalendarLine, used: set[int]) -> list[str]:
    """Lines that are no rows, and in rows the cells that may hold a footnote ("18.00 / *budget")."""
    if line.number not in used:
        return [line.text]
    return [
        found.group()
        for cell in line.cells or (Cell(line.text),)
        for found in re.finditer(r"(?m)^\s*[*#¤]+\s*[a-zåäöA-ZÅÄÖ].*$", cell.text)
    ]


_PATIENCE = 3
"""A table goes on over this many lines that are no rows of it: a label on two lines, a footnote."""


def _tables(lines: Sequence[CalendarLine], harvest: Harvest) -> list[Grid]:
    grids: list[Grid] = []
    grid: Grid | None = None
    mark: int | None = None
    misses = 0
    for at, line in enumerate(lines):
        heads = line_columns(line) or (None if grid else _head_above(lines, at))
        if heads is not None:
            grid, misses = new_grid(heads, mark), 0
            grids.append(grid)
            mark = None
            if line_columns(line) is not None:
                harvest.used.add(line.number)
                continue
            grid.laid_out = True
        mark = year_mark(line.text) or mark
        if grid is not None and read_row(grid, line):
            harvest.used.add(line.number)
            misses = 0
        elif grid is not None:
            misses += 1
            if misses > _PATIENCE or len(line.text) > 90:
                grid = None
    return grids


def _head_above(lines: Sequence[CalendarLine], at: int) -> list[Column] | None:
    """The stacked head over the first row of rounds, where a line holds several dates."""
    label, cells = segments(lines[at])
    if len(cells) < 2 or label or lines[at].cells:
        return None
    above: list[CalendarLine] = []
    for line in reversed(lines[max(0, at - 15) : at]):
        if len(line.text) > 70 or segments(line)[1]:
            break
        above.insert(0, line)
    return stacked_head(above, len(cells))


def _with_mark(grid: Grid, number: int, lines: Sequence[CalendarLine]) -> Grid:
    marks = [mark for line in lines if line.number < number and (mark := year_mark(line.text))]
    grid.year = grid.year or (marks[-1] if marks else None)
    return grid


def _lists(lines: Sequence[CalendarLine], harvest: Harvest) -> list[Meeting]:
    reader = ListReader(harvest)
    year: int | None = None
    for line in lines:
        year = year_mark(line.text) or _year_of_list(line) or year
        reader.read(line, year)
    return harvest.meetings


def _year_of_list(line: CalendarLine) -> int | None:
    """ "Kommunstyrelsen 2025: 14/1, 11/2" names its year before the days."""
    found = re.match(r"\D{0,80}\b(20\d\d)\s*[:–-]\s*(?=\d{1,2}\D)", line.text)
    return int(found.group(1)) if found else None


# --- order and years -------------------------------------------------------------------------------------------------


def _stamped(grids: Sequence[Grid], base: int | None) -> list[Grid]:
    """Give month columns their years: a month that falls begins a new year, also from one table to the next."""
    year, above = base, 0
    for grid in grids:
        months = [column.month or 0 for column in grid.columns] if grid.by_month else []
        if grid.year is not None:
            year = grid.year
        elif year is not None and months and months[-1] < above and months[0] < above - 5:
            year += 1
        grid.year = grid.year or year
        for left, column in zip([None, *grid.columns], grid.columns, strict=False):
            if year is not None and left is not None and (column.month or 0) < (left.month or 0):
                year += 1
            column.year = column.year or (year if months else None)
        above = months[-1] if months else above
    return list(grids)


def _in_order(meetings: Sequence[Meeting], grids: Sequence[Grid]) -> list[Meeting]:
    """Matrices body by body, everything else as it stands."""
    first: dict[tuple[str, ...], int] = {}
    for bodies in [column.bodies for grid in grids for column in grid.columns] + [one.bodies for one in meetings]:
        first.setdefault(bodies, len(first))
    matrix = [meeting for meeting in meetings if meeting.matrix]
    return sorted(matrix, key=lambda meeting: first[meeting.bodies]) + [m for m in meetings if not m.matrix]


def _with_years(meetings: Sequence[Meeting], base: int | None) -> list[Dated]:
    """The days of the meetings; where no column states a year, each table and list is walked in its order."""
    years: dict[int, int | None] = {}
    groups: dict[tuple[int, int | None, tuple[str, ...]], list[int]] = {}
    for number, meeting in enumerate(meetings):
        key = (meeting.part, meeting.base_year, meeting.bodies if meeting.matrix else ())
        groups.setdefault(key, []).append(number)
    for numbers in groups.values():
        entries = [YearEntry(_as_expression(meetings[number])) for number in numbers]
        own = next((meetings[number].base_year for number in numbers if meetings[number].base_year), base)
        plan = assign_years(entries, main_year=own)
        years.update(zip(numbers, plan.years, strict=True))
    return [Dated(meeting, years.get(number)) for number, meeting in enumerate(meetings)]


def _as_expression(meeting: Meeting) -> DateExpression:
    slot = meeting.slot
    point = DatePoint(slot.month, slot.day, slot.day, slot.year)
    return DateExpression(0, 0, slot.raw, DateKind.DAY, point, point, weekday=slot.weekday)
