"""Which column a cell stands in: by count, by layout, by the empty lines left, or by the days on which bodies meet."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import TypeVar

from ramverk.core.timetable.calendar_cells import Cell, Slot, is_empty_mark, read_defaults, read_slots
from ramverk.core.timetable.calendar_grids import body_names
from ramverk.core.timetable.calendar_tables import Grid, Row, cell_month, part_joined

__all__ = ["place", "place_rows", "usual_weekday"]

Value = TypeVar("Value")


def place_rows(grids: Sequence[Grid], year: int | None) -> None:
    """Give every cell of every row its column where that can be told; `year` is for grids that have none of their own.

    First what the separators, the count or the layout shows; then what only the bodies' usual weekdays can tell.
    """
    for grid in grids:
        _join_wrapped(grid)
        _place_complete(grid)
        if grid.laid_out:
            _place_by_position(grid)
        else:
            _place_by_gaps(grid)
            part_joined(grid)
    usual = _known_weekdays(grids, year)
    for grid in grids:
        _place_by_pattern(grid, grid.year or year, usual)


def _join_wrapped(grid: Grid) -> None:
    """A month row without a label goes with the row above: as its end, where that completes it, else as a row of
    its own."""
    if not grid.by_month:
        return
    rows: list[Row] = []
    for row in grid.rows:
        above = rows[-1] if rows else None
        if above is None or row.label:
            rows.append(row)
        elif row.places is None and above.places is None and len(above.cells) + len(row.cells) == len(grid.columns):
            above.cells += row.cells
        else:
            row.label, row.time = above.label, row.time or above.time
            rows.append(row)
    grid.rows = rows


def _place_complete(grid: Grid) -> None:
    """As many cells as columns stand in order, unless a month has no such day."""
    for row in grid.rows:
        if row.places is None and len(row.cells) == len(grid.columns):
            slots = [
                slot
                for at, cell in enumerate(row.cells)
                for slot in read_slots(cell.text, cell_month(grid, at, row.month))
            ]
            if all(slot.day <= _LONGEST[slot.month] for slot in slots):
                row.places = list(range(len(grid.columns)))


_LONGEST = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def _known_weekdays(grids: Sequence[Grid], year: int | None) -> dict[tuple[str, ...], int]:
    """The usual weekday of each body that has months as columns, from its label or from the rows that are placed."""
    known: dict[tuple[str, ...], int] = {}
    days: dict[tuple[str, ...], list[date]] = {}
    for grid in grids:
        for row in grid.rows if grid.by_month else ():
            stated = read_defaults(row.label).weekday
            if stated is not None:
                known[body_names(row.label)] = stated
            days.setdefault(body_names(row.label), []).extend(_days(grid, row, year))
    learned = {bodies: found for bodies, seen in days.items() if (found := usual_weekday(seen)) is not None}
    return {**learned, **known}


def _place_by_position(grid: Grid) -> None:
    """Where each column keeps a stretch of its own, a cell stands in the column whose stretch it is nearest."""
    spans = _spans(grid)
    if spans is None:
        return
    for row in grid.rows:
        if row.places is not None:
            continue
        places = [_nearest(cell, spans) for cell in row.cells]
        if None not in places and len(set(places)) == len(places):
            row.places, row.how = [at for at in places if at is not None], "position"


def _place_by_gaps(grid: Grid) -> None:
    """Empty lines left by empty cells show the columns, where cells and gaps together are exactly as many as the
    columns."""
    for row in grid.rows:
        if row.places is not None or len(row.cells) + sum(row.gaps) != len(grid.columns):
            continue
        shown, at = [], 0
        for gap, _ in zip(row.gaps, row.cells, strict=False):
            at += gap
            shown.append(at)
            at += 1
        row.places, row.how = shown, "gaps"


_ABREAST = 3
"""A cell may stand this many characters beside its head."""


def _spans(grid: Grid) -> list[tuple[int, int]] | None:
    """The stretch of each column, from the heads and the complete rows; None where nothing shows that the layout is
    kept."""
    heads = [(column.start, column.end) for column in grid.columns]
    spread = all(right[0] - left[1] >= 2 for left, right in pairwise(heads)) and all(
        end > start for start, end in heads
    )
    if spread and all(_stands_under(cell, heads) for row in grid.rows for cell in row.cells):
        return heads
    complete = [row for row in grid.rows if row.places == list(range(len(grid.columns))) and row.cells[0].end]
    rows = [[(cell.start, cell.start + len(cell.text)) for cell in row.cells] for row in complete] + (
        [heads] if spread else []
    )
    if len(rows) < 2:  # one row alone proves no layout
        return None
    spans = [(min(row[at][0] for row in rows), max(row[at][1] for row in rows)) for at in range(len(grid.columns))]
    return spans if all(left[1] < right[0] for left, right in pairwise(spans)) else None


def _stands_under(cell: Cell, heads: Sequence[tuple[int, int]]) -> bool:
    at = _nearest(cell, heads)
    return at is not None and _gap(cell, heads[at]) <= _ABREAST


def _gap(cell: Cell, span: tuple[int, int]) -> int:
    return max(span[0] - cell.start - len(cell.text), cell.start - span[1], 0)


def _nearest(cell: Cell, spans: Sequence[tuple[int, int]]) -> int | None:
    gaps = sorted((_gap(cell, span), at) for at, span in enumerate(spans))
    clear = len(gaps) == 1 or gaps[0][0] * 2 < gaps[1][0] or (gaps[0][0] == 0 and gaps[1][0] > 0)
    return gaps[0][1] if clear else None


def _place_by_pattern(grid: Grid, year: int | None, usual: Mapping[tuple[str, ...], int]) -> None:
    if not grid.by_month:
        for group in _broken_rounds(grid):
            _place_round(grid, group, year)
        return
    for row in grid.rows:
        if row.places is None and row.cells and year is not None:
            known = usual.get(body_names(row.label))
            row.places = _by_weekday(grid, row, year, known) if known is not None else _by_some_weekday(grid, row, year)
            row.how = "pattern"


def usual_weekday(days: Sequence[date]) -> int | None:
    """The weekday that at least three days and three quarters of them share."""
    counted = Counter(day.weekday() for day in days).most_common(1)
    return counted[0][0] if counted and counted[0][1] >= 3 and counted[0][1] >= 0.75 * len(days) else None


def _day(slot: Slot, year: int | None) -> date | None:
    try:
        return date(slot.year or year or 0, slot.month, slot.day)
    except ValueError:
        return None


def _by_weekday(grid: Grid, row: Row, year: int, weekday: int) -> list[int] | None:
    """The places of a month row's values where only one lets them all fall on the body's usual weekday."""

    def fits(cell: Cell, column: int) -> bool:
        slots = read_slots(cell.text, grid.columns[column].month)
        days = [_day(slot, grid.columns[column].year or year) for slot in slots]
        return is_empty_mark(cell.text) or all(
            day is not None and (slot.weekday is not None or _falls_on(slot, day, weekday))
            for slot, day in zip(slots, days, strict=True)
        )

    found = place(row.cells, len(grid.columns), fits)
    return [-1 if at is None else at for at in found] if any(at is not None for at in found) else None


def _falls_on(slot: Slot, day: date, weekday: int) -> bool:
    """Whether a meeting is held on a weekday; one of several days may begin before it."""
    length = (slot.last_day - slot.day) % 31 if slot.last_day else 0
    return (weekday - day.weekday()) % 7 <= length


_ENOUGH = 4
"""So many days on one weekday in one way only are no accident."""


def _by_some_weekday(grid: Grid, row: Row, year: int) -> list[int] | None:
    """The same where the usual weekday is unknown: only one weekday allows a placing, and it places enough days."""
    found = [places for weekday in range(5) if (places := _by_weekday(grid, row, year, weekday))]
    placed = (
        [at for at, cell in zip(found[0], row.cells, strict=True) if not is_empty_mark(cell.text)]
        if len(found) == 1
        else []
    )
    return found[0] if len(placed) >= _ENOUGH and -1 not in placed else None


def _days(grid: Grid, row: Row, year: int | None) -> list[date]:
    days = []
    for cell, at in zip(row.cells, row.places or (), strict=False):
        if at >= 0:
            days += [
                day
                for slot in read_slots(cell.text, cell_month(grid, at, row.month))
                if (day := _day(slot, grid.columns[at].year or grid.year or year))
            ]
    return days


def _broken_rounds(grid: Grid) -> list[list[Row]]:
    """Runs of rows without a label whose cells are too few: one round broken over several lines."""
    groups: list[list[Row]] = []
    above: Row | None = None
    for row in grid.rows:
        if row.places is None:
            if groups and above is groups[-1][-1] and row.month is None:
                groups[-1].append(row)
            else:
                groups.append([row])
        above = row
    return groups


def _place_round(grid: Grid, group: Sequence[Row], year: int | None) -> None:
    cells = [cell for row in group for cell in row.cells]
    width = len(grid.columns)
    usual = [_column_weekday(grid, at, year) for at in range(width)]

    def fits(cell: Cell, column: int) -> bool:
        slots = read_slots(cell.text, group[0].month)
        days = [_day(slot, year) for slot in slots]
        known = usual[column]
        return known is None or all(
            day is None or slot.weekday is not None or day.weekday() == known
            for slot, day in zip(slots, days, strict=True)
        )

    found: list[int | None]
    if len(cells) >= width and group[0].month is None:
        way = _best_stack(grid, cells, fits, year)
        found = list(way) if way else [None] * len(cells)
    else:
        found = place(cells, width, fits)
    number = 0
    for row in group:
        places = [-1 if at is None else at for at in found[number : number + len(row.cells)]]
        number += len(row.cells)
        if any(at >= 0 for at in places):
            row.places, row.how = places, "pattern"


def _column_weekday(grid: Grid, at: int, year: int | None) -> int | None:
    if grid.columns[at].weekday is not None:
        return grid.columns[at].weekday
    if year is None:
        return None
    cells = [
        (row, cell)
        for row in grid.rows
        if row.places is not None
        for cell, column in zip(row.cells, row.places, strict=True)
        if column == at
    ]
    return usual_weekday(
        [day for row, cell in cells for slot in read_slots(cell.text, row.month) if (day := _day(slot, year))]
    )


def _best_stack(
    grid: Grid, cells: Sequence[Cell], fits: Callable[[Cell, int], bool], year: int | None
) -> tuple[int, ...] | None:
    """The one way to stack the cells: weekdays fit, no agenda code comes twice in a column, distances as in other
    rounds."""
    width = len(grid.columns)
    if len(cells) > _HIGHEST * width:
        return None
    ways = [
        way for way in stackings(len(cells), width) if all(fits(cell, at) for cell, at in zip(cells, way, strict=True))
    ]
    once = [way for way in ways if _codes_once(cells, way)]
    ways = once or ways
    level = [way for way in ways if len({way.count(at) for at in range(width)}) == 1]
    ways = level if len(ways) > 1 and level else ways
    return ways[0] if len(ways) == 1 and _usual_distances(grid, cells, ways[0], year) else None


def _codes_once(cells: Sequence[Cell], way: Sequence[int]) -> bool:
    seen = [
        (at, code) for cell, at in zip(cells, way, strict=True) for slot in read_slots(cell.text) for code in slot.codes
    ]
    return len(seen) == len(set(seen))


_TOLERANCE = 14


def _usual_distances(grid: Grid, cells: Sequence[Cell], way: Sequence[int], year: int | None) -> bool:
    """Whether the first days of the columns lie about as far apart as in the complete rounds."""
    firsts = [
        next(cell for cell, place_of in zip(cells, way, strict=True) if place_of == at)
        for at in range(len(grid.columns))
    ]
    own = _distances([[cell.text] for cell in firsts], year)
    usual = [
        _distances([[cell.text] for cell in row.cells], year)
        for row in grid.rows
        if row.places == list(range(len(grid.columns)))
    ]
    usual = [distances for distances in usual if None not in distances]
    if not usual or None in own:
        return not usual
    for at, distance in enumerate(own):
        seen = [distances[at] or 0 for distances in usual]
        if not min(seen) - _TOLERANCE <= (distance or 0) <= max(seen) + _TOLERANCE:
            return False
    return True


def _distances(columns: Sequence[Sequence[str]], year: int | None) -> list[int | None]:
    days = [next((_day(slot, year or 2001) for text in texts for slot in read_slots(text)), None) for texts in columns]
    return [(right - left).days if left and right else None for left, right in pairwise(days)]


# --- placing by elimination ------------------------------------------------------------------------------------------

_HIGHEST = 3
"""No cell of a calendar holds more days than this, on the average of a row."""


def stackings(count: int, columns: int) -> Iterator[tuple[int, ...]]:
    """Every way to put `count` values in order into all of `columns` columns, one or more values per column."""
    for cuts in combinations(range(1, count), columns - 1):
        bounds = (0, *cuts, count)
        yield tuple(column for column in range(columns) for _ in range(bounds[column + 1] - bounds[column]))


def place(values: Sequence[Value], columns: int, fits: Callable[[Value, int], bool]) -> list[int | None]:
    """The column of each value, None where more than one (or no) placing in order is possible.

    `fits(value, column)` tells whether a value may stand in a column. Fewer values than columns leave columns empty;
    more
    stack in columns, and leave none empty. A value is placed only where every possible placing agrees.
    """
    if not values or len(values) > _HIGHEST * columns:
        return [None] * len(values)
    may = [{column for column in range(columns) if fits(value, column)} for value in values]
    stack = len(values) > columns
    if stack:
        may[0] &= {0}
        may[-1] &= {columns - 1}
    from_left = _reachable(may, stack=stack)
    mirrored = [{columns - 1 - column for column in options} for options in reversed(may)]
    from_right = [
        {columns - 1 - column for column in options} for options in reversed(_reachable(mirrored, stack=stack))
    ]
    possible = [left & right for left, right in zip(from_left, from_right, strict=True)]
    return [next(iter(options)) if len(options) == 1 else None for options in possible]


def _reachable(may: Sequence[set[int]], *, stack: bool) -> list[set[int]]:
    """For each value the columns that some placing of it and all values before it allows."""
    reached = [may[0]]
    for options in may[1:]:
        before = reached[-1]
        if stack:
            reached.append({column for column in options if column in before or column - 1 in before})
        else:
            reached.append({column for column in options if before and min(before) < column})
    return reached
