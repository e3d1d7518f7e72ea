"""Regions: runs of lines that stand in columns, and the cells of each line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ramverk.core.timetable.columns import head_of, heads_of, is_rule, split_by_gap, split_by_pipe, split_by_tab
from ramverk.core.timetable.drafts import EMPTY
from ramverk.core.timetable.lines import Line
from ramverk.core.timetable.passages import Passage
from ramverk.core.timetable.when import is_date_cell

Cells = tuple[Passage, ...]

_YEAR_ROW = re.compile(r"^(?:år(?:et)?\s+|kalenderår(?:et)?\s+)?(20\d\d)\s*[:.]?$", re.IGNORECASE)
_GAP = re.compile(r"\S\s{2,}\S")


def year_row(text: str) -> int | None:
    """The year of a row or heading that is only a year."""
    found = _YEAR_ROW.match(text.strip(" *_#|\t"))
    return int(found.group(1)) if found else None


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


_SECTION = re.compile(r"^\W*(?:fas|etapp|skede|block|del|steg)\s+(?:\d+|[IVX]+)\b", re.IGNORECASE)


def is_section(text: str) -> bool:
    """A heading between two rows of a table: "Fas 2: Beredning"."""
    return bool(_SECTION.match(text)) and len(text) < 70


_REST_OF_RANGE = re.compile(r"\s*[-–—]\s*\d")
"""The end of a range on a line of its own is no bullet: "kl. 13.00" and "– 16.00"."""


def _may_interrupt(line: Line, by: str) -> bool:
    """A year row, a month row, a caption or a broken cell between two rows."""
    text = line.text
    if year_row(text) or is_date_cell(text) or is_section(line.raw.text):
        return True
    if by == "format":
        return len(text) < 90
    mark = line.mark and not _REST_OF_RANGE.match(line.raw.text)
    return by in {"tab", "gap"} and not mark and len(text) < 200 and not (line.blank_before and len(text) > 60)


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


def is_repeated_head(cells: Iterable[str]) -> bool:
    """A head row again, as at the top of a new page; or what is left of one."""
    texts = [cell for cell in cells if cell]
    return heads_of(texts) is not None or (len(texts) > 1 and all(head_of(text) for text in texts))


def widen(row: Cells, width: int) -> Cells:
    """The row with empty cells up to a width."""
    return row + (EMPTY,) * (width - len(row))


def joined(parts: Sequence[Passage]) -> Passage:
    """Several stretches as one cell."""
    out = EMPTY
    for part in parts:
        out = out + part
    return out
