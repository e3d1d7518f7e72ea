"""Tables that lost their columns: one cell per line or paragraph, the heads first, put together into rows again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ramverk.core.timetable.columns import Column, head_of, heads_of
from ramverk.core.timetable.drafts import EMPTY
from ramverk.core.timetable.lines import Line, with_cells
from ramverk.core.timetable.passages import Passage
from ramverk.core.timetable.passes.placing import is_bodies, is_clock
from ramverk.core.timetable.passes.regions import Cells, widen, year_row
from ramverk.core.timetable.passes.units import FOOT
from ramverk.core.timetable.when import is_date_cell

_FEWEST_HEADS = 3
"""Two heads are a list of dates and texts, which running text is read as."""

_BODIES_FIRST = (Column.DATE, Column.WHO, Column.ACTIVITY)
"""Bodies right below the date show where the activity begins; running text is read so, also where cells are broken."""


@dataclass(slots=True)
class _Cell:
    """The lines that make one cell."""

    lines: list[Line]

    @property
    def passage(self) -> Passage:
        out = EMPTY
        for line in self.lines:
            out = out + line.body
        return out

    @property
    def text(self) -> str:
        return self.passage.text


@dataclass(slots=True)
class _Group:
    """A date cell and what stands below it up to the next one; `aside` are year rows and page feet among it."""

    cells: list[_Cell]
    aside: list[Line] = field(default_factory=list)


def restack(lines: Sequence[Line]) -> list[Line]:
    """The lines, with every table of one cell per line as rows of cells."""
    out: list[Line] = []
    at = 0
    while at < len(lines):
        rows = _table_at(lines, at)
        if rows is None:
            out.append(lines[at])
            at += 1
            continue
        out += rows
        at = len(lines)
    return out


def _table_at(lines: Sequence[Line], at: int) -> list[Line] | None:
    """The rest of the document as rows, where a column of heads begins at a line; otherwise None."""
    if lines[at].cells is not None or head_of(lines[at].text) is None:
        return None
    cells = _cells(lines[at:])
    width = next((n for n, cell in enumerate(cells) if head_of(cell.text) is None), len(cells))
    columns = heads_of([cell.text for cell in cells[:width]]) if width >= _FEWEST_HEADS else None
    if columns is None or columns == _BODIES_FIRST:
        return None
    body = _without_heads(cells[width:], [cell.text for cell in cells[:width]])
    rows = _by_date(body, columns) if columns[0] is Column.DATE else _by_count(body, columns)
    return None if rows is None else [_row(cells[:width], width), *rows]


def _cells(lines: Sequence[Line]) -> list[_Cell]:
    """One cell per paragraph, or per line where the heads stand on lines that follow each other."""
    parted = len(lines) > 1 and lines[1].blank_before
    cells: list[_Cell] = []
    for line in lines:
        if parted and cells and not line.blank_before:
            cells[-1].lines.append(line)
        else:
            cells.append(_Cell([line]))
    return cells


def _without_heads(cells: Sequence[_Cell], heads: Sequence[str]) -> list[_Cell]:
    """The cells without the heads that a new page repeats."""
    kept: list[_Cell] = []
    at = 0
    while at < len(cells):
        if [cell.text for cell in cells[at : at + len(heads)]] == heads:
            at += len(heads)
            continue
        kept.append(cells[at])
        at += 1
    return kept


def _row(cells: Sequence[_Cell], width: int) -> Line:
    return _line(cells[0].lines[0], tuple(cell.passage for cell in cells), width)


def _line(first: Line, cells: Cells, width: int) -> Line:
    return replace(with_cells(first, widen(cells, width)), mark="")


# --- a table whose rows begin with their date ------------------------------------------------------------------------


def _by_date(cells: Sequence[_Cell], columns: tuple[Column | None, ...]) -> list[Line] | None:
    """Rows that begin at the date cells; None where too few of them fill the columns."""
    before, groups = _groups(cells)
    full = sum(len(group.cells) >= len(columns) for group in groups)
    if len(groups) < 2 or full * 2 < len(groups):
        return None
    out = [line for cell in before for line in cell.lines]
    for group in groups:
        out += [*_rows_of(group, columns), *group.aside]
    return out


def _groups(cells: Sequence[_Cell]) -> tuple[list[_Cell], list[_Group]]:
    before: list[_Cell] = []
    groups: list[_Group] = []
    for cell in cells:
        if groups and len(groups[-1].cells) == 1 and is_clock(cell.text):
            groups[-1].cells[0].lines += cell.lines
        elif is_date_cell(cell.text) and year_row(cell.text) is None:
            groups.append(_Group([cell]))
        elif not groups:
            before.append(cell)
        elif year_row(cell.text) is not None or FOOT.match(cell.text):
            groups[-1].aside += cell.lines
        else:
            groups[-1].cells.append(cell)
    return before, groups


def _rows_of(group: _Group, columns: tuple[Column | None, ...]) -> Iterator[Line]:
    """The row of a date; several where bodies end more than one; what is left over stands alone."""
    width = len(columns)
    cells = group.cells
    if len(cells) == width:
        yield _row(cells, width)
    elif len(cells) < width:
        yield _line(cells[0].lines[0], _placed(cells, columns), width)
    elif _ends_with_who(columns) and any(is_bodies(cell.text) for cell in cells[2:]):
        yield from _until_bodies(cells, width)
    else:
        yield _row(cells[:width], width)
        yield from (line for cell in cells[width:] for line in cell.lines)


def _until_bodies(cells: Sequence[_Cell], width: int) -> Iterator[Line]:
    """Rows of a text on one or more lines and the bodies below it."""
    date, text, who = cells[0].passage, EMPTY, EMPTY
    for cell in cells[1:]:
        if text and is_bodies(cell.text):
            who = who + cell.passage
            continue
        if who:
            yield _line(cells[0].lines[0], (date, text, who), width)
            date, text, who = EMPTY, EMPTY, EMPTY
        text = text + cell.passage
    yield _line(cells[0].lines[0], (date, text, who), width)


def _ends_with_who(columns: tuple[Column | None, ...]) -> bool:
    return columns == (Column.DATE, Column.ACTIVITY, Column.WHO)


def _placed(cells: Sequence[_Cell], columns: tuple[Column | None, ...]) -> Cells:
    """Too few values: bodies go to their column, texts to theirs, in order."""
    out: list[Passage] = [EMPTY] * len(columns)
    for at, cell in enumerate(cells):
        wanted = {Column.WHO, Column.FORUM} if at and is_bodies(cell.text) else {Column.ACTIVITY, Column.NOTE}
        free = [n for n, column in enumerate(columns) if not out[n] and (n == 0 if not at else column in wanted)]
        out[free[0] if free else len(out) - 1] = cell.passage
    return tuple(out)


# --- a table whose date stands elsewhere -----------------------------------------------------------------------------


def _by_count(cells: Sequence[_Cell], columns: tuple[Column | None, ...]) -> list[Line] | None:
    """Rows of as many cells as there are heads; None where the dates do not come out in their column."""
    width = len(columns)
    date = columns.index(Column.DATE) if Column.DATE in columns else -1
    kept = [cell for cell in cells if year_row(cell.text) is None and not FOOT.match(cell.text)]
    rows = [kept[n : n + width] for n in range(0, len(kept) - width + 1, width)]
    dated = sum(is_date_cell(row[date].text) for row in rows) if date >= 0 else 0
    if len(rows) < 2 or dated * 10 < len(rows) * 8:
        return None
    rest = kept[len(rows) * width :]
    return [*(_row(row, width) for row in rows), *(line for cell in rest for line in cell.lines)]
