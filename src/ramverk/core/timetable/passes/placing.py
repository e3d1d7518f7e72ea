"""Values to columns: by where they stand, by what they say, and what an unnamed column holds."""

import re
from collections.abc import Sequence

from ramverk.core.timetable.bodies import find_bodies
from ramverk.core.timetable.columns import Column, split_by_gap
from ramverk.core.timetable.dates import DateKind
from ramverk.core.timetable.drafts import EMPTY, YearMark
from ramverk.core.timetable.lines import Line
from ramverk.core.timetable.passages import Passage
from ramverk.core.timetable.passes.regions import Cells, is_repeated_head, is_section, joined, widen, year_row
from ramverk.core.timetable.when import cell_dates, date_ahead, is_date_cell

_TIME_ONLY = re.compile(
    r"^(?:kl(?:ockan)?[.:]?\s*)?\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?$", re.IGNORECASE
)


def gap_rows(
    lines: Sequence[Line], columns: tuple[Column | None, ...], starts: Sequence[int]
) -> list[Cells | YearMark]:
    """Rows whose cells are held apart by blanks, every cell possibly several lines high."""
    rows: list[Cells | YearMark] = []
    placed = [(line, _place(line, columns, starts)) for line in lines]
    at = columns.index(Column.ACTIVITY) if Column.ACTIVITY in columns else -1
    width = max((len(cells[at].text) for _, cells in placed if len(cells) > max(at, 0)), default=0)
    for line, cells in placed:
        if is_repeated_head(cell.text for cell in split_by_gap(line)) or is_section(line.raw.text):
            continue
        if (year := year_row(line.text)) is not None:
            rows.append(YearMark(year, line.number))
            continue
        above = rows[-1] if rows and isinstance(rows[-1], tuple) else None
        if above is not None and _same_row(above, cells, line, columns, width):
            rows[-1] = tuple(a + b for a, b in zip(widen(above, len(cells)), widen(cells, len(above)), strict=True))
        else:
            rows.append(cells)
    return rows


def _place(line: Line, columns: tuple[Column | None, ...], starts: Sequence[int]) -> Cells:
    """The stretches of a line under their columns: in order where all are there, else by where they begin."""
    parts = split_by_gap(line)
    if not starts:
        return _place_by_content(parts)
    if len(parts) < len(starts):
        parts = _torn_apart(parts, columns, starts)
    if len(parts) >= len(starts):
        return (*parts[: len(starts) - 1], joined(parts[len(starts) - 1 :]))
    cells: list[Passage] = [EMPTY] * len(starts)
    low = 0
    for at, part in enumerate(parts):
        begin = part.pieces[0].start
        home = _home(part, begin, columns, starts, low, len(parts) - at)
        cells[home] = part
        low = home + 1
    return tuple(cells)


def _torn_apart(parts: Cells, columns: tuple[Column | None, ...], starts: Sequence[int]) -> Cells:
    """Cells so full that only one blank stands before the next column are taken for one: a date and what follows it, a
    text and the bodies that begin where their column does.
    """
    out: list[Passage] = []
    missing = len(starts) - len(parts)
    for part in parts:
        cut = _end_of_full_cell(part, columns, starts) if missing else None
        missing -= cut is not None
        out += [part] if cut is None else [part.cut(0, cut), part.cut(cut)]
    return tuple(out)


def _end_of_full_cell(part: Passage, columns: tuple[Column | None, ...], starts: Sequence[int]) -> int | None:
    """Where in a stretch the next column begins; None where the stretch is one cell."""
    text, begin = part.text, part.pieces[0].start
    for start, column in zip(starts, columns, strict=False):
        for cut in (start - begin, start - begin - 1, start - begin + 1):  # a mended letter moves what stands after it
            if not 0 < cut < len(text) or text[cut - 1] != " ":
                continue
            is_date = is_date_cell(text[:cut]) and not is_date_cell(text)
            if is_date or (column in _BODY_COLUMNS and is_bodies(text[cut:]) and not is_bodies(text)):
                return cut
    return None


_BODY_COLUMNS = frozenset({Column.WHO, Column.FORUM})


def _home(
    part: Passage, begin: int, columns: tuple[Column | None, ...], starts: Sequence[int], low: int, left: int
) -> int:
    """The column a stretch belongs to: a date to the date column, else the nearest start that leaves room for the
    rest.
    """
    high = len(starts) - left
    if is_date_cell(part.text) and not find_bodies(part.text) and Column.DATE in columns[low : high + 1]:
        return columns.index(Column.DATE)
    options = range(low, max(high, low) + 1)
    return min(
        (at for at in options if at < len(starts)), key=lambda at: abs(starts[at] - begin), default=len(starts) - 1
    )


def _place_by_content(parts: Cells) -> Cells:
    if len(parts) == 1 and not is_date_cell(parts[0].text):
        ahead = date_ahead(parts[0].text)
        return (EMPTY, *parts) if ahead is None else (parts[0].cut(0, ahead), parts[0].cut(ahead))
    return parts


_UNFINISHED = re.compile(
    r"(?:,|\bkl\.?|\bden|\bv(?:ecka)?\.?|[-–]|\([^)]*"
    r"|\b(?:månadsskiftet|början av|slutet av|mitten av|senast|under|från|till|i|på))$",
    re.IGNORECASE,
)


def _same_row(above: Cells, cells: Cells, line: Line, columns: tuple[Column | None, ...], width: int) -> bool:
    """Whether a line goes on with the row above it."""
    at = columns.index(Column.DATE) if Column.DATE in columns else 0
    date = cells[at].text if at < len(cells) else ""
    above_date = above[at].text if at < len(above) else ""
    others = [cell.text for place, cell in enumerate(cells) if place != at and cell.text]
    if date:
        return _same_date(date, above_date, line, others)
    if line.blank_before or _has_own_clock(above, cells, columns):
        return False
    place = columns.index(Column.ACTIVITY) if Column.ACTIVITY in columns else len(cells) - 1
    text = cells[place].text if place < len(cells) else ""
    if not text or text[:1].islower():
        return True
    if date_ahead(text) is not None and _is_month(above_date):  # "MAJ" and then a day in each text
        return False
    earlier = above[place].pieces[-1].text if place < len(above) and above[place].pieces else ""
    wrapped = len(earlier) + 1 + len(text.split()[0]) > width  # the next word did not fit on the line above
    return bool(earlier) and (wrapped or earlier.rstrip().endswith((",", "-", "–")))


_BARE_NUMBER = re.compile(r"(?<!kl)(?<!kl\.)(?:^|[\s–-])\d{1,2}$", re.IGNORECASE)
_MONTH_NEXT = re.compile(r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\b")
_DAY_LAST = re.compile(r"\d{1,2}\s+[a-zåäö]+$", re.IGNORECASE)
_YEAR_NEXT = re.compile(r"20\d\d(?:,?\s|$)")
"""A day on one line and its month on the next: "31 maj, kl 14.00 7" and "juni, kl 10.30"."""


def _same_date(date: str, above: str, line: Line, others: Sequence[str]) -> bool:
    """Whether what stands in the date column, beside other cells, goes on with the date above it."""
    alone = not others
    torn = (_BARE_NUMBER.search(above) and _MONTH_NEXT.match(date)) or (
        _DAY_LAST.search(above) and _YEAR_NEXT.match(date)
    )
    if torn or _UNFINISHED.search(above) or (above and date[0] in "-–—"):
        return True
    if alone:  # a month's name on a line of its own heads what follows, also below a day
        return bool(above) and not (_is_month(date) and is_date_cell(above) and not _is_month(above))
    begins = sum(text[:1].isupper() for text in others) > 1 and is_date_cell(above)  # every cell begins anew
    if line.blank_before or (begins and not _TIME_ONLY.match(date)):
        return False
    return bool(_TIME_ONLY.match(date)) or (not is_date_cell(date) and date_ahead(date) is None)


def _has_own_clock(above: Cells, cells: Cells, columns: tuple[Column | None, ...]) -> bool:
    """Another time of day in its column, below one: the next row of the same day."""
    at = columns.index(Column.TIME) if Column.TIME in columns else -1
    return 0 <= at < min(len(above), len(cells)) and is_clock(cells[at].text) and is_clock(above[at].text)


def _is_month(text: str) -> bool:
    main = cell_dates(text).main if is_date_cell(text) else None
    return main is not None and main.kind in {DateKind.MONTH, DateKind.MONTHS}


def by_meaning(row: Cells, columns: tuple[Column | None, ...], short: list[Cells]) -> Cells:
    """A row with fewer values than columns: a date, bodies and a text find their columns; the rest stays where it
    stands.
    """
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
    if is_bodies(text):
        if not all(mention.definite for mention in find_bodies(text)):
            return None  # "Budgetberedning" may be what is done as well as who does it
        return {Column.WHO, Column.FORUM, Column.INVITED, Column.RECIPIENT}
    return {Column.ACTIVITY, Column.NOTE, Column.PLACE} if len(text) > 12 else None


def infer_columns(rows: Sequence[Cells], width: int, known: tuple[Column | None, ...]) -> tuple[Column | None, ...]:
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
        if _share(rows, at, is_bodies) > 0.5 and Column.WHO not in columns:
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


def is_clock(text: str) -> bool:
    """Whether a text is only a time of day, with "kl" or minutes."""
    return bool(_TIME_ONLY.match(text.strip())) and bool(re.search(r"kl|[.:]\d\d", text, re.IGNORECASE))


def is_bodies(text: str) -> bool:
    """Whether a text holds bodies and hardly anything else."""
    mentions = find_bodies(text)
    covered = sum(mention.end - mention.start for mention in mentions)
    return bool(mentions) and covered * 10 >= len(text) * 6
