"""The printed plan as a workbook: one sheet, struck dates as rich text, ready to print on landscape A4."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, TypeAlias

import xlsxwriter

from ramverk.formats.timetable_export.printed import PrintedPlan, PrintedText

Sheet: TypeAlias = Any
Formats: TypeAlias = dict[str, Any]
_WIDTHS = (26, 36, 90)
_A4 = 9


def write_workbook(plan: PrintedPlan, *, stamp: datetime) -> bytes:
    """An .xlsx. `stamp` (aware) becomes its date of creation."""
    out = BytesIO()
    # Nothing in a plan is a formula, a link or a number: every cell is text as written.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": plan.title, "created": stamp.astimezone(UTC).replace(tzinfo=None)})
    _fill(book.add_worksheet("Tidplan"), _formats(book), plan)
    book.close()
    return out.getvalue()


def _formats(book: Any) -> Formats:
    base = {"text_wrap": True, "valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "head": book.add_format({**base, "bold": True, "bottom": 2}),
        "cell": book.add_format({**base, "bottom": 4}),
        "struck_cell": book.add_format({**base, "bottom": 4, "font_strikeout": True}),
        "struck": book.add_format({"font_strikeout": True}),
        "plain": book.add_format({"font_strikeout": False}),
        "line": book.add_format({"text_wrap": True, "valign": "top", "italic": True}),
    }


def _fill(sheet: Sheet, formats: Formats, plan: PrintedPlan) -> None:
    row = 0
    for text, look in ((plan.title, "title"), *((text, "line") for text in plan.before)):
        if text:
            row = _running_text(sheet, row, plan.width, PrintedText(text), (formats[look], formats))
    if plan.heads:
        sheet.repeat_rows(row)
        row = _cells(sheet, row, [PrintedText(head) for head in plan.heads], formats["head"], formats)
        sheet.freeze_panes(row, 0)
    for line in plan.lines:
        if line.is_row:
            row = _cells(sheet, row, line.cells, formats["cell"], formats)
        else:
            row = _running_text(sheet, row, plan.width, line.cells[0], (formats["line"], formats))
    if plan.phases:
        row = _cells(sheet, row + 1, [PrintedText(name) for name, _raw in plan.phases], formats["head"], formats)
        row = _cells(sheet, row, [PrintedText(raw) for _name, raw in plan.phases], formats["cell"], formats)
    for text in plan.after:
        row = _running_text(sheet, row, plan.width, PrintedText(text), (formats["line"], formats))
    _set_page(sheet, plan.width)


def _set_page(sheet: Sheet, width: int) -> None:
    for column in range(width):
        sheet.set_column(column, column, _WIDTHS[min(column, 2)] if column < 3 else 24)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _running_text(sheet: Sheet, row: int, width: int, text: PrintedText, looks: tuple[Any, Formats]) -> int:
    look, formats = looks
    if not text.text:
        return row + 1
    if width > 1:
        sheet.merge_range(row, 0, row, width - 1, "", look)
    _write(sheet, (row, 0), text, look, formats)
    return row + 1


def _cells(sheet: Sheet, row: int, cells: Sequence[PrintedText], look: Any, formats: Formats) -> int:
    for column, cell in enumerate(cells):
        if cell.text:
            _write(sheet, (row, column), cell, look, formats)
    return row + 1


def _write(sheet: Sheet, place: tuple[int, int], cell: PrintedText, look: Any, formats: Formats) -> None:
    runs = list(cell.runs())
    if not any(struck for _text, struck in runs):
        sheet.write_string(*place, cell.text, look)
    elif len(runs) == 1:
        sheet.write_string(*place, cell.text, formats["struck_cell"])
    else:
        parts = [part for text, struck in runs for part in (formats["struck" if struck else "plain"], text)]
        sheet.write_rich_string(*place, *parts, look)
