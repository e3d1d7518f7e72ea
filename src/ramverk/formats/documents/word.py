"""A document as Word: real headings, header rows that repeat, Swedish as its language, alternative texts."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeAlias

from docx import Document as NewDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ramverk.core.documents.model import Block, Chart, Document, Heading, ListBlock, Paragraph, Row, Style, Table
from ramverk.formats.documents.pdf import draw_png
from ramverk.formats.word_bytes import word_bytes

__all__ = ["write_docx"]

Docx: TypeAlias = Any


def write_docx(document: Document, template: bytes | None = None) -> bytes:
    """The document, in the municipality's own template where one is given (its styles, header and footer are kept)."""
    word = NewDocument(io.BytesIO(template)) if template else NewDocument()
    _identity(word, document)
    word.add_heading(document.title, 0)
    if document.subtitle:
        word.add_paragraph(document.subtitle, style="Subtitle")
    word.add_paragraph(f"{document.publisher}, {document.dated}")
    if document.rounding:
        _small(word, document.rounding)
    for block in document.blocks:
        _add(word, block)
    foot = word.sections[0].footer.paragraphs[0]
    if not foot.text:
        foot.text = document.footing
    return word_bytes(word)


def _identity(word: Docx, document: Document) -> None:
    when = datetime.fromisoformat(document.dated)
    properties = word.core_properties
    properties.title, properties.author, properties.subject = document.title, document.publisher, document.edition
    properties.language = "en-GB" if document.language == "en" else "sv-SE"
    properties.created = properties.modified = when
    properties.revision = 1
    fonts = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if fonts is not None:
        language = fonts.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            fonts.append(language)
        for name in ("w:val", "w:eastAsia"):
            language.set(qn(name), properties.language)


def _add(word: Docx, block: Block) -> None:
    if isinstance(block, Heading):
        word.add_heading(block.text, block.level)
    elif isinstance(block, Paragraph):
        if block.style is Style.NOTE:
            _small(word, block.text)
        else:
            word.add_paragraph(block.text)
    elif isinstance(block, ListBlock):
        for item in block.items:
            word.add_paragraph(item, style="List Number" if block.is_numbered else "List Bullet")
    elif isinstance(block, Table):
        _table(word, block)
    else:
        _chart(word, block)


def _small(word: Docx, text: str) -> None:
    run = word.add_paragraph().add_run(text)
    run.font.size = Pt(8.5)
    run.font.color.rgb = RGBColor(0x59, 0x59, 0x54)


def _table(word: Docx, table: Table) -> None:
    caption = word.add_paragraph(table.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    grid = word.add_table(rows=len(table.rows) + 1, cols=len(table.columns))
    grid.style = "Table Grid"
    description = OxmlElement("w:tblCaption")
    description.set(qn("w:val"), table.caption)
    grid._tbl.tblPr.append(description)  # noqa: SLF001 - the library has no word for it
    cells = iter(grid._cells)  # noqa: SLF001 - asked for once: the library counts a table through at every question
    for column in table.columns:
        _write(next(cells), column.head, is_figures=column.is_figures, is_bold=True)
    for row in table.rows:
        _row(cells, table, row)
    _mark_rows(grid)
    for words in (table.note, table.source):
        if words:
            _small(word, words)


def _row(cells: Iterator[Docx], table: Table, row: Row) -> None:
    for at, (column, written) in enumerate(zip(table.columns, row.cells, strict=True)):
        text = "\u2003" * row.level + written.text if at == 0 else written.text
        _write(next(cells), text, is_figures=column.is_figures, is_bold=row.is_sum)


def _mark_rows(grid: Docx) -> None:
    """The head is repeated on every page, and no row is cut in two."""
    for number, row in enumerate(grid._tbl.tr_lst):  # noqa: SLF001
        mark = OxmlElement("w:cantSplit" if number else "w:tblHeader")
        mark.set(qn("w:val"), "true")
        row.get_or_add_trPr().append(mark)


def _write(cell: Docx, text: str, *, is_figures: bool, is_bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.bold, run.font.size = is_bold, Pt(9)
    if is_figures:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _chart(word: Docx, chart: Chart) -> None:
    title = word.add_paragraph(chart.title, style="Caption")
    title.paragraph_format.keep_with_next = True
    picture = word.add_picture(io.BytesIO(draw_png(chart.svg)), width=Mm(155))
    properties = picture._inline.docPr  # noqa: SLF001 - where Word keeps the alternative text
    properties.set("descr", chart.description)
    properties.set("title", chart.title)
    if chart.source:
        _small(word, chart.source)
    if chart.table is not None:
        _table(word, chart.table)
