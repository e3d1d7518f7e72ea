"""Tables to a workbook or to CSV, so that `parse_organisation` reads the same tables back."""

import csv
import io
from datetime import date
from typing import Any

import xlsxwriter

from ramverk.formats.organisation_sheets.cells import escape
from ramverk.formats.organisation_sheets.reading import INSTRUCTIONS
from ramverk.formats.organisation_sheets.tables import SHEETS, AnyRow, Column, Content, Sheet, Tables
from ramverk.formats.organisation_sheets.vocabulary import BODY_KINDS, LANGUAGES, ROLES, Words, word_for

TEMPLATE = "organisation/1"
_WORDS: dict[Content, Words] = {Content.BODY_KIND: BODY_KINDS, Content.ROLE: ROLES, Content.LANGUAGE: LANGUAGES}
_GUIDE = (
    "En rad per organ, person, parti, uppdrag och ersättare. Rubrikerna ska stå kvar; tomma blad gör ingenting.",
    "Personer känns igen på e-post eller id, organ på namn. Det som inte står i filen lämnas orört.",
    "Ett uppdrag avslutas genom att dagen skrivs under Till. Datum skrivs 2018-02-06.",
    "Skriv värden, inte formler, och sammanfoga inga celler.",
)


def write_xlsx(tables: Tables) -> bytes:
    """A workbook with the five sheets, choices offered in lists, and a sheet of instructions last."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_custom_property("ramverk_template", TEMPLATE)
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "text": book.add_format({"num_format": "@"}),
    }
    for sheet in SHEETS:
        _write_sheet(book, sheet, getattr(tables, sheet.name), formats)
    guide = book.add_worksheet(INSTRUCTIONS)
    guide.set_column(0, 0, 110)
    for number, line in enumerate(_GUIDE):
        guide.write_string(number, 0, line)
    book.close()
    return buffer.getvalue()


def _write_sheet(book: Any, sheet: Sheet, rows: tuple[AnyRow, ...], formats: dict[str, Any]) -> None:
    page = book.add_worksheet(sheet.title)
    page.freeze_panes(1, 0)
    for index, column in enumerate(sheet.columns):
        page.write_string(0, index, column.head, formats["head"])
        text = column.content is Content.TEXT or column.content is Content.EMAIL
        page.set_column(index, index, 28 if text else 18, formats["text"] if text else None)
        if words := _WORDS.get(column.content):
            choices = [word_for(words, code) for code in words]
            if len(",".join(choices)) <= 255:  # a longer list is refused by the format
                page.data_validation(
                    1, index, 5000, index, {"validate": "list", "source": choices, "error_type": "warning"}
                )
    for number, row in enumerate(rows, start=1):
        for index, column in enumerate(sheet.columns):
            value = _written(column, getattr(row, column.name))
            if isinstance(value, date):
                page.write_datetime(number, index, value, formats["date"])
            elif isinstance(value, int):
                page.write_number(number, index, value)
            elif value:
                page.write_string(number, index, value)
    if rows:
        page.autofilter(0, 0, len(rows), len(sheet.columns) - 1)


def _written(column: Column, value: Any) -> str | int | date:
    """What goes into the cell: the word for a code, ja or nej, and no text that could be taken for a formula."""
    if value is None:
        return ""
    if words := _WORDS.get(column.content):
        return word_for(words, value)
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date) and value.year < 1900:
        return value.isoformat()  # a workbook counts days from 1900
    return value if isinstance(value, int | date) else escape(str(value))


def write_csv(tables: Tables, sheet_name: str) -> bytes:
    """One sheet as CSV the way a Swedish spreadsheet opens it: semicolons, UTF-8 with its mark, dates as 2018-02-06.

    `sheet_name` is the field of `Tables`: bodies, people, standings, mandates or stand_ins.
    """
    sheet = next(sheet for sheet in SHEETS if sheet.name == sheet_name)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.head for column in sheet.columns])
    for row in getattr(tables, sheet.name):
        writer.writerow([str(_written(column, getattr(row, column.name))) for column in sheet.columns])
    return buffer.getvalue().encode("utf-8-sig")
