"""A document's tables as a workbook: a sheet for each, amounts as numbers in whole kronor and öre."""

import io
import re
from datetime import datetime
from typing import Any

import xlsxwriter

from ramverk.core.documents.model import Document, Table, tables

__all__ = ["write_xlsx"]

_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def write_xlsx(document: Document) -> bytes:
    """The workbook. The first row of a sheet says what the table shows, the last where its figures come from."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties(
        {"title": document.title, "author": document.publisher, "created": datetime.fromisoformat(document.dated)}
    )
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}),
        "title": book.add_format({"bold": True, "font_size": 13}),
        "money": book.add_format({"num_format": "#,##0.00"}),
        "sum": book.add_format({"num_format": "#,##0.00", "bold": True, "top": 1}),
        "words": book.add_format({"bold": True, "top": 1}),
        "note": book.add_format({"italic": True, "font_color": "#595954"}),
    }
    taken: set[str] = set()
    for table in tables(document):
        _sheet(book, formats, table, document.footing, _name(table, taken))
    if not taken:
        book.add_worksheet("Dokument").write_string(0, 0, document.title)
    book.close()
    return buffer.getvalue()


def _name(table: Table, taken: set[str]) -> str:
    plain = _FORBIDDEN.sub(" ", table.caption).strip()[:_NAME] or table.key[:_NAME]
    name, number = plain, 1
    while name.lower() in taken:
        number += 1
        name = f"{plain[: _NAME - 3]} {number}"
    taken.add(name.lower())
    return name


def _sheet(book: Any, formats: dict[str, Any], table: Table, footing: str, name: str) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, table.caption, formats["title"])
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, max(len(table.columns) - 1, 1), 18)
    for at, column in enumerate(table.columns):
        sheet.write_string(1, at, column.head, formats["head"])
    sheet.freeze_panes(2, 1)
    for number, row in enumerate(table.rows, 2):
        for at, cell in enumerate(row.cells):
            if cell.ore is not None:
                sheet.write_number(number, at, cell.ore / 100, formats["sum" if row.is_sum else "money"])
            else:
                sheet.write_string(number, at, cell.text, formats["words"] if row.is_sum else None)
    last = len(table.rows) + 3
    for at, words in enumerate(filter(None, ("Belopp i kronor.", table.note, table.source, footing))):
        sheet.write_string(last + at, 0, words, formats["note"])
