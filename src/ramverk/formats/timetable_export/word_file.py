"""The printed plan as a Word document: a table with repeated head, struck dates, and the phase bar as its own table."""

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from ramverk.formats.timetable_export.printed import PrintedPlan, PrintedText
from ramverk.formats.word_bytes import word_bytes

Docx: TypeAlias = Any
Row: TypeAlias = Any
Cell: TypeAlias = Any
_WIDTHS_CM = (4.5, 6.0, 15.0)


def write_word_document(plan: PrintedPlan, *, stamp: datetime) -> bytes:
    """A .docx in Swedish on landscape A4. `stamp` (aware) becomes its date of creation."""
    document = Document()
    _set_up(document, plan, stamp)
    if plan.title:
        document.add_heading(plan.title, level=1)
    for text in plan.before:
        document.add_paragraph(text)
    if plan.heads:
        _add_table(document, plan)
    else:
        _add_as_it_came(document, plan)
    if plan.phases:
        document.add_paragraph()
        _add_phases(document, plan.phases)
    for text in plan.after:
        document.add_paragraph(text)
    return word_bytes(document)


def _set_up(document: Docx, plan: PrintedPlan, stamp: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.language, properties.author = plan.title, "sv-SE", ""
    properties.created = properties.modified = stamp.astimezone(UTC)
    # The template says US English, which makes screen readers speak Swedish with an American tongue.
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    if defaults is not None:
        defaults.set(qn("w:val"), "sv-SE")
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2)


def _add_table(document: Docx, plan: PrintedPlan) -> None:
    table = _table(document, plan.width)
    _fill(_head_row(table.rows[0]), [PrintedText(head) for head in plan.heads], bold=True)
    for line in plan.lines:
        row = table.add_row()
        if line.is_row:
            _fill(row, line.cells)
        else:
            merged = row.cells[0].merge(row.cells[-1])
            _write(merged, line.cells[0], italic=True)


def _add_as_it_came(document: Docx, plan: PrintedPlan) -> None:
    """Text as paragraphs, and each run of rows as a table."""
    for is_row, group in itertools.groupby(plan.lines, key=lambda line: line.is_row):
        lines = list(group)
        if not is_row:
            for line in lines:
                _write_runs(document.add_paragraph(), line.cells[0])
            continue
        table = _table(document, max(len(line.cells) for line in lines))
        for row, line in zip([table.rows[0], *(table.add_row() for _line in lines[1:])], lines, strict=True):
            _fill(row, line.cells)


def _add_phases(document: Docx, phases: Sequence[tuple[str, str]]) -> None:
    table = _table(document, len(phases))
    _fill(_head_row(table.rows[0]), [PrintedText(name) for name, _raw in phases], bold=True)
    _fill(table.add_row(), [PrintedText(raw) for _name, raw in phases])


def _table(document: Docx, columns: int) -> Any:
    table = document.add_table(rows=1, cols=columns)
    table.style = "Table Grid"
    table.autofit = columns != len(_WIDTHS_CM)
    if columns == len(_WIDTHS_CM):
        for column, width in zip(table.columns, _WIDTHS_CM, strict=True):
            column.width = Cm(width)
    return table


def _head_row(row: Row) -> Row:
    """Mark the row as head: Word repeats it on each page, screen readers announce it."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - the library has no property for it
    return row


def _fill(row: Row, cells: Sequence[PrintedText], *, bold: bool = False) -> None:
    for cell, text in zip(row.cells, cells, strict=False):
        _write(cell, text, bold=bold)


def _write(cell: Cell, text: PrintedText, *, bold: bool = False, italic: bool = False) -> None:
    _write_runs(cell.paragraphs[0], text, bold=bold, italic=italic)


def _write_runs(paragraph: Any, text: PrintedText, *, bold: bool = False, italic: bool = False) -> None:
    for part, struck in text.runs():
        run = paragraph.add_run(part)
        run.bold, run.italic, run.font.strike = bold or None, italic or None, struck or None
