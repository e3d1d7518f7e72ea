"""Workbooks (.xlsx, .ods): every visible sheet, row by row.

A date cell becomes an ISO date, with a clock time only if it has one.
"""

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from ramverk.formats.timetable_documents.archives import check_archive
from ramverk.formats.timetable_documents.delimited_text import unguard
from ramverk.formats.timetable_documents.errors import CorruptDocument, LockedDocument, UnsupportedFormat
from ramverk.formats.timetable_documents.grids import trimmed
from ramverk.formats.timetable_documents.lines import Lines, strike
from ramverk.formats.timetable_documents.sheet_marks import Place, check_opendocument_size, struck_cells

Merges = dict[Place, tuple[int, int]]
_MIDNIGHT = time(0, 0)


def read_workbook(data: bytes) -> Lines:
    """The rows of all visible sheets; `page` is the sheet. Raises UnreadableDocument."""
    check_archive(data, ".xlsx")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if "xl/workbook.bin" in archive.namelist():
            raise UnsupportedFormat("en binär arbetsbok (.xlsb)", "a binary workbook (.xlsb)", ".xlsx")
        if "content.xml" in archive.namelist():
            check_opendocument_size(archive)
        struck = struck_cells(archive)
    return _read(data, struck)


def _read(data: bytes, struck: dict[str, dict[Place, list[str]]]) -> Lines:
    lines = Lines()
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError as error:
        raise LockedDocument from error
    except Exception as error:
        # The library raises its own, zip and XML errors alike for a damaged workbook.
        raise CorruptDocument(".xlsx") from error
    for index, sheet in enumerate(book.sheets_metadata):
        if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible:
            lines.page = index + 1
            _read_sheet(book.get_sheet_by_index(index), struck.get(sheet.name, {}), lines)
    return lines


def _read_sheet(sheet: CalamineSheet, struck: dict[Place, list[str]], lines: Lines) -> None:
    top, left = sheet.start or (0, 0)
    merges = _merges(sheet)
    rows = sheet.to_python(skip_empty_area=True)
    width = max(map(len, rows), default=0)
    held: dict[Place, str] = {}
    heads = 0
    for row, values in enumerate(rows, start=top):
        cells = [_cell(value, struck.get((row, column))) for column, value in enumerate(values, start=left)]
        _carry_down(cells, row, left, merges, held)
        filled = [column for column, cell in enumerate(cells) if cell]
        if not filled:
            lines.blank()
            heads = 0
        elif _is_one_line(filled, row, left, width, merges):
            for part in cells[filled[0]].split("\n"):
                lines.text(part)
        else:
            cells = trimmed(cells, heads)
            heads = heads or len(cells)
            lines.row(cells)


def _is_one_line(filled: list[int], row: int, left: int, width: int, merges: Merges) -> bool:
    """A row is running text if its only cell is merged over the columns, or stands in the sheet's first column."""
    if len(filled) != 1:
        return False
    return width == 1 or (row, left + filled[0]) in merges or filled[0] == 0


def _merges(sheet: CalamineSheet) -> Merges:
    """Top left corner -> (last row, last column) of merged ranges."""
    return dict(sheet.merged_cell_ranges or ())


def _carry_down(cells: list[str], row: int, left: int, merges: Merges, held: dict[Place, str]) -> None:
    """Repeat a cell merged over several rows on each of them."""
    for column in range(len(cells)):
        place = (row, left + column)
        if place in merges:
            last = min(merges[place][0], row + 500)
            last = min(merges[place][0], row + 500)
            held.update({(below, place[1]): cells[column] for below in range(row + 1, last + 1)})
        elif place in held:
            cells[column] = held[place]


def _cell(value: Any, runs: list[str] | None) -> str:
    text = "".join(runs) if runs and isinstance(value, str) else _shown(value)
    if runs is not None and not runs:
        text = strike(text)
    return unguard(text)


def _shown(value: Any) -> str:
    """The value as a person would write it. A date never gets a clock time that the cell does not have."""
    if isinstance(value, datetime):
        day = value.date().isoformat()
        return day if value.time() == _MIDNIGHT else f"{day} kl {value:%H.%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"kl {value:%H.%M}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"kl {minutes // 60:02}.{minutes % 60:02}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
