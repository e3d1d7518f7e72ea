"""A document's tables as a workbook: a sheet for each, amounts as numbers in whole kronor and öre."""

import io
import re
from datetime import datetime
from typing import Any

import xlsxwriter

from ramverk.core.documents.brand import PLAIN, Brand
from ramverk.core.documents.model import Document, Heading, ListBlock, Paragraph, Table, tables
from ramverk.formats.workbook_pages import set_for_paper

__all__ = ["write_xlsx"]

_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def write_xlsx(document: Document, brand: Brand = PLAIN) -> bytes:
    """The workbook: a sheet for each table, and last one that says what document they are of.

    The first row of a sheet says what the table shows, the last where its figures come from. A document without tables
    has its words there instead, so that nothing is left out.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties(
        {"title": document.title, "author": document.publisher, "created": datetime.fromisoformat(document.dated)}
    )
    formats = {
        "head": book.add_format(
            {"bold": True, "bottom": 2, "bottom_color": brand.accent, "text_wrap": True, "valign": "bottom"}
        ),
        "head_right": book.add_format(
            {
                "bold": True,
                "bottom": 2,
                "bottom_color": brand.accent,
                "text_wrap": True,
                "valign": "bottom",
                "align": "right",
            }
        ),
        "title": book.add_format({"bold": True, "font_size": 13, "font_color": brand.accent}),
        "money": book.add_format({"num_format": "#,##0.00"}),
        "sum": book.add_format({"num_format": "#,##0.00", "bold": True, "top": 1}),
        "words": book.add_format({"bold": True, "top": 1}),
        "note": book.add_format({"italic": True, "font_color": "#595954"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    taken: set[str] = {"om dokumentet", "about"}
    found = tables(document)
    for table in found:
        _sheet(book, formats, table, document, _name(table, taken))
    _about(book, formats, document, has_words=not found)
    book.close()
    return buffer.getvalue()


def _about(book: Any, formats: dict[str, Any], document: Document, *, has_words: bool) -> None:
    english = document.language == "en"
    sheet = book.add_worksheet("About" if english else "Om dokumentet")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, document.title, formats["title"])
    labels = (
        ("From", "Date", "Edition", "Status", "Checksum")
        if english
        else ("Från", "Datum", "Utgåva", "Läge", "Kontrollsumma")
    )
    words = (document.publisher, document.dated, document.edition, document.status, document.checksum)
    lines = [*document.facts, *((label, value) for label, value in zip(labels, words, strict=True) if value)]
    if document.subtitle:
        lines.insert(0, ("", document.subtitle))
    for number, (label, value) in enumerate(lines, 1):
        sheet.write_string(number, 0, label)
        sheet.write_string(number, 1, value, formats["text"])
    if has_words:
        for number, (text, style) in enumerate(_words(document), len(lines) + 2):
            sheet.write_string(number, 1, text, formats[style])


def _words(document: Document) -> list[tuple[str, str]]:
    found = []
    for block in document.blocks:
        if isinstance(block, Heading):
            found.append((block.text, "title"))
        elif isinstance(block, Paragraph):
            found.extend((block.text[at : at + 32_000], "text") for at in range(0, max(len(block.text), 1), 32_000))
        elif isinstance(block, ListBlock):
            found.extend((item, "text") for item in block.items)
    return found


_LONGEST_CELL = 32_767


def _fitting(text: str, document: Document) -> str:
    """What a cell of a workbook can hold; where it is less than all, the cell says so."""
    if len(text) <= _LONGEST_CELL:
        return text
    more = " … (the whole text is in the PDF)" if document.language == "en" else " … (hela texten står i PDF-filen)"
    return text[: _LONGEST_CELL - len(more)] + more


def _name(table: Table, taken: set[str]) -> str:
    plain = _FORBIDDEN.sub(" ", table.caption).strip()[:_NAME] or table.key[:_NAME]
    name, number = plain, 1
    while name.lower() in taken:
        number += 1
        name = f"{plain[: _NAME - 3]} {number}"
    taken.add(name.lower())
    return name


_NARROWEST, _WIDEST, _FIGURES, _FIRST = 12, 60, 18, 44
"""Signs across: what words have at least and at most, what every column of figures has, and the first column."""


def _width(table: Table, at: int) -> int:
    if at == 0:
        return _FIRST
    if table.columns[at].is_figures:
        return _FIGURES
    longest = max((len(row.cells[at].text) for row in table.rows), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _sheet(book: Any, formats: dict[str, Any], table: Table, document: Document, name: str) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, table.caption, formats["title"])
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, _width(table, at))
        sheet.write_string(1, at, column.head, formats["head" if at == 0 or not column.is_figures else "head_right"])
    sheet.freeze_panes(2, 1)
    set_for_paper(sheet, document.footing, (0, 1))
    for number, row in enumerate(table.rows, 2):
        for at, cell in enumerate(row.cells):
            if cell.ore is not None:
                sheet.write_number(number, at, cell.ore / 100, formats["sum" if row.is_sum else "money"])
            else:
                sheet.write_string(number, at, _fitting(cell.text, document), formats["words"] if row.is_sum else None)
    last = len(table.rows) + 3
    has_money = any(cell.ore is not None for row in table.rows for cell in row.cells)
    unit = ("Amounts in kronor." if document.language == "en" else "Belopp i kronor.") if has_money else ""
    for at, words in enumerate(filter(None, (unit, table.note, table.source, document.footing))):
        sheet.write_string(last + at, 0, words, formats["note"])
