"""Separated values (CSV): semicolon, comma or tab, whichever the lines agree on."""

import csv
import io

from ramverk.formats.timetable_documents.grids import trimmed
from ramverk.formats.timetable_documents.lines import MAX_LINE_LENGTH, Lines
from ramverk.formats.timetable_documents.recognise import delimiter_of

_GUARDS = ("'=", "'+", "'-", "'@", "'\t", "'\r")
"""An apostrophe before these is no text: it keeps a spreadsheet from running the cell as a formula."""


def read_delimited(text: str) -> Lines:
    """Rows of cells; a row with text in one cell only, before or after the table, is a line of text."""
    csv.field_size_limit(MAX_LINE_LENGTH * 10)
    lines = Lines()
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text, trust_name=True) or ";")
    before = width = 0
    for row in rows:
        number, before = before + 1, rows.line_num
        filled = [cell for cell in row if cell.strip()]
        if not filled:
            lines.blank(number=number)
            width = 0
        elif len(filled) == 1 and row[0].strip():
            lines.text(unguard(row[0]), number=number)
        else:
            cells = trimmed([unguard(cell) for cell in row], width)
            width = width or len(cells)
            lines.row(cells, number=number)
    return lines


def unguard(cell: str) -> str:
    """The cell without the apostrophe that a careful writer put before `=`, `+`, `-` or `@`."""
    return cell[1:] if cell.startswith(_GUARDS) else cell
