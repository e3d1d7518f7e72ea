"""A document as Word: real headings, header rows that repeat, Swedish as its language, alternative texts."""

import io
import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import Any, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from docx import Document as NewDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from lxml.etree import Comment

from ramverk.core.documents.brand import PLAIN, Brand
from ramverk.core.documents.model import (
    Block,
    Chart,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Row,
    Run,
    Style,
    Table,
)
from ramverk.formats.documents.marks import STYLES, plain_template
from ramverk.formats.documents.measures import column_widths, with_whole_numbers
from ramverk.formats.documents.pdf import draw_png
from ramverk.formats.documents.word_contents import add_contents, mark_heading
from ramverk.formats.word_bytes import place_of, word_bytes

__all__ = ["write_docx"]

Docx: TypeAlias = Any
_FAINT = RGBColor(0x59, 0x59, 0x54)
_FROM_RIGHT = re.compile(r"[^\W\d_]")


def write_docx(document: Document, brand: Brand = PLAIN) -> bytes:
    """The document, in the municipality's own template where it has one (its styles, header and footer are kept)."""
    word = NewDocument(io.BytesIO(plain_template(brand.template))) if brand.template else NewDocument()
    _complete(word)
    _identity(word, document)
    if not brand.template:
        _on_a4(word)
        _coloured(word, brand.accent)
        if brand.logo:
            _mark(word, brand, document)
    _head(word, document)
    if document.has_front:
        add_contents(word, document)
    grids: list[bytes] = []
    numbers = count(1)
    for block in document.blocks:
        if isinstance(block, Heading):
            mark_heading(_heading(word, block), next(numbers))
        else:
            _add(word, block, grids)
    if document.has_front and brand.sender:
        _small(word, brand.sender)
    _foot(word, document)
    return word_bytes(word, grids)


_MARGIN_X, _MARGIN_Y = Mm(27), Mm(25)


def _on_a4(word: Docx) -> None:
    """The paper of Swedish offices; the library's own is American."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = _MARGIN_X
    section.top_margin = section.bottom_margin = _MARGIN_Y


def _head(word: Docx, document: Document) -> None:
    word.add_paragraph(document.title, style="Title")
    if document.subtitle:
        word.add_paragraph(document.subtitle, style="Subtitle")
    if document.status:
        word.add_paragraph().add_run(document.status.upper()).bold = True
    word.add_paragraph(f"{document.publisher}, {document.dated}")
    for label, words in document.facts:
        line = word.add_paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(words)
        line.paragraph_format.space_after = Pt(2)
    if document.rounding:
        _small(word, document.rounding)


def _foot(word: Docx, document: Document) -> None:
    """The footing and the page's number at the foot of every page; where the template has a foot of its own, the
    footing at the end of the document.
    """
    section = word.sections[0]
    lines = section.footer.paragraphs
    if not lines or lines[0].text:
        _small(word, document.footing)
        return
    stops = lines[0].paragraph_format.tab_stops
    for known in list(lines[0].style.paragraph_format.tab_stops):  # one is in the middle, under a long footing
        stops.add_tab_stop(known.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(section.page_width - section.left_margin - section.right_margin, WD_TAB_ALIGNMENT.RIGHT)
    lines[0].add_run(f"{document.footing}\t")
    for field, after in (("PAGE", " ("), ("NUMPAGES", ")")):
        number = OxmlElement("w:fldSimple")
        number.set(qn("w:instr"), field)
        lines[0]._p.append(number)  # noqa: SLF001 - the library has no word for a field
        run = OxmlElement("w:r")
        words = OxmlElement("w:t")
        words.text = "1"
        run.append(words)
        number.append(run)
        lines[0].add_run(after)


def _complete(word: Docx) -> None:
    """Give a template that lacks some of Word's own styles those styles, so that headings stay headings."""
    names = {style.name for style in word.styles}
    for name in (*STYLES, "Table Grid"):
        if name not in names:
            ordinary = _ordinary().styles[name]
            copied = deepcopy(ordinary.element)
            for link in copied.findall(qn("w:link")) + copied.findall(qn("w:numPr")):
                copied.remove(link)
            word.styles.element.append(copied)


@lru_cache(maxsize=1)
def _ordinary() -> Docx:
    return NewDocument()


def _coloured(word: Docx, accent: str) -> None:
    colour = RGBColor.from_string(accent.lstrip("#").upper())
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption"):
        if name in {style.name for style in word.styles}:
            word.styles[name].font.color.rgb = colour


def _mark(word: Docx, brand: Brand, document: Document) -> None:
    """The mark in the page head, with its words for those who do not see it."""
    content = brand.logo or b""
    if brand.logo_type == "image/svg+xml":
        content = draw_png(content.decode(), width_mm=60)
    line = word.sections[0].header.paragraphs[0]
    picture = line.add_run().add_picture(io.BytesIO(content), height=Mm(14))
    line.paragraph_format.space_after = Pt(14)
    picture._inline.docPr.set("descr", brand.logo_name or document.publisher)  # noqa: SLF001 - the library has no word for it


def _identity(word: Docx, document: Document) -> None:
    when = datetime.fromisoformat(document.dated)
    properties = word.core_properties
    properties.title, properties.author, properties.subject = (
        document.title[:255], document.publisher[:255], document.edition[:255],
    )  # fmt: skip
    properties.language = "en-GB" if document.language == "en" else "sv-SE"
    properties.created = properties.modified = when
    properties.revision = 1
    fonts = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if fonts is None:
        fonts = word.styles["Normal"].element.get_or_add_rPr()
    language = fonts.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        fonts.append(language)
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), properties.language)


def _heading(word: Docx, heading: Heading) -> Docx:
    name = f"Heading {heading.level}"
    known = name in {one.name for one in word.styles}
    return word.add_paragraph(heading.text, style=name if known else "Heading 3")


def _add(word: Docx, block: Block, grids: list[bytes]) -> None:
    if isinstance(block, Paragraph):
        if block.style is Style.NOTE:
            _shrunk(_said(word.add_paragraph(), block.pieces))
        else:
            _directed(_said(word.add_paragraph(), block.pieces), block.text)
    elif isinstance(block, ListBlock):
        _list(word, block)
    elif isinstance(block, Table):
        _table(word, block, grids)
    elif isinstance(block, Picture):
        _picture(word, block)
    elif isinstance(block, Chart):
        _chart(word, block, grids)


def _said(paragraph: Docx, pieces: Iterable[Run]) -> Docx:
    """The paragraph with its words, bold and in italics as they are set off."""
    for piece in pieces:
        run = paragraph.add_run(with_whole_numbers(piece.text))
        run.bold, run.italic = piece.is_strong or None, piece.is_emphatic or None
    return paragraph


def _directed(paragraph: Docx, text: str) -> None:
    """Text of a language that is written from the right stands from the right."""
    import unicodedata

    first = _FROM_RIGHT.search(text)
    if first is not None and unicodedata.bidirectional(first[0]) in {"R", "AL"}:
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
        properties.append(OxmlElement("w:bidi"))
        for run in paragraph.runs:
            run.font.rtl = True


def _list(word: Docx, block: ListBlock) -> None:
    """Points; numbers begin at one in every list, which the style alone does not do."""
    number = _fresh_numbers(word) if block.is_numbered else None
    for at, pieces in enumerate(block.pieces, 1):
        if block.is_numbered and number is None:
            _said(word.add_paragraph(), (Run(f"{at}. "), *pieces))
            continue
        paragraph = _said(word.add_paragraph(style="List Number" if block.is_numbered else "List Bullet"), pieces)
        if number is not None:
            numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
            numbering.get_or_add_ilvl().val = 0
            numbering.get_or_add_numId().val = number


def _fresh_numbers(word: Docx) -> int | None:
    """A numbering of its own after the style's; None where the template has none."""
    style = word.styles["List Number"].element.pPr
    known = (
        style.numPr.numId.val
        if style is not None and style.numPr is not None and style.numPr.numId is not None
        else None
    )
    if known is None:
        return None
    numbering = word.part.numbering_part.element
    found = next((one for one in numbering.num_lst if one.numId == known), None)
    if found is None:
        return None
    made = numbering.add_num(found.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _small(word: Docx, text: str) -> None:
    _shrunk(_said(word.add_paragraph(), (Run(text),)))


def _shrunk(paragraph: Docx) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(8.5)
        run.font.color.rgb = _FAINT


def _table(word: Docx, table: Table, grids: list[bytes]) -> None:
    """Caption, grid and notes. The grid is laid in when the file is saved: as a tree it takes many times its bytes."""
    caption = word.add_paragraph(table.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    word.element.body._insert_tbl(Comment(place_of(len(grids))))  # noqa: SLF001 - as the library itself adds a table
    grids.append(_grid(table, word).encode())
    for words in (table.note, table.source):
        if words:
            _small(word, words)


_RULES = (
    '<w:tblBorders><w:top w:val="nil"/><w:left w:val="nil"/>'
    '<w:bottom w:val="single" w:sz="6" w:color="595954"/><w:right w:val="nil"/>'
    '<w:insideH w:val="single" w:sz="4" w:color="CFCDC4"/><w:insideV w:val="nil"/></w:tblBorders>'
)
_EDGES = '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
_TWIPS, _WHOLE, _MOST_FIGURES = 27, 8850, 0.7
"""Word measures in twentieths of a point; its type and a cell's edges take a third more room than on paper. The width
of the text, and how much of it columns of figures take where there are words beside them: their heads break, not they.
"""


def _widths(table: Table) -> list[int]:
    """As wide as on paper: figures as they need, words by shares of what is left."""
    wanted = column_widths(table)
    shares = -sum(width for width in wanted if width < 0)
    figures = sum(width for width in wanted if width > 0) * _TWIPS
    most = _WHOLE * (_MOST_FIGURES if shares else 1)
    scale = _TWIPS * min(1.0, most / figures if figures else 1.0)
    rest = _WHOLE - min(figures, most)
    return [round(width * scale) if width > 0 else round(rest * -width / shares) for width in wanted]


def _grid(table: Table, word: Docx) -> str:
    """The table as it is stored; written at once, since the library counts a table through at every cell it adds.

    The head is repeated on every page, no row is cut in two, and the caption is its alternative text too.
    """
    style = quoteattr(word.styles["Table Grid"].style_id)
    widths = _widths(table)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "".join(
        _cell((Run(column.head),), width, is_figures=column.is_figures, is_bold=True)
        for column, width in zip(table.columns, widths, strict=True)
    )
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val={style}/><w:tblW w:w="5000" w:type="pct"/>{_RULES}{_EDGES}'
        f'<w:tblLook w:val="0460" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={quoteattr(table.caption)}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f'<w:tr><w:trPr><w:cantSplit w:val="true"/><w:tblHeader w:val="true"/></w:trPr>{head}</w:tr>'
        f"{''.join(_row(table, row, widths) for row in table.rows)}</w:tbl>"
    )


def _row(table: Table, row: Row, widths: Sequence[int]) -> str:
    cells = []
    for at, (column, written, width) in enumerate(zip(table.columns, row.cells, widths, strict=True)):
        pieces = written.pieces
        if at == 0 and row.level:
            pieces = (Run("\u2003" * row.level), *pieces)
        elif column.is_figures and not written.text.strip():
            pieces = (Run("\u2013"),)
        cells.append(_cell(pieces, width, is_figures=column.is_figures, is_bold=row.is_sum))
    return f'<w:tr><w:trPr><w:cantSplit w:val="true"/></w:trPr>{"".join(cells)}</w:tr>'


def _cell(pieces: Iterable[Run], width: int, *, is_figures: bool, is_bold: bool) -> str:
    right = '<w:jc w:val="right"/>' if is_figures else ""
    runs = "".join(_run(piece, is_bold=is_bold or piece.is_strong) for piece in pieces)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:spacing w:before="20" w:after="20"/>'
        f"{right}</w:pPr>{runs}</w:p></w:tc>"
    )


def _run(piece: Run, *, is_bold: bool) -> str:
    marks = ("<w:b/>" if is_bold else "") + ("<w:i/>" if piece.is_emphatic else "")
    words = with_whole_numbers(piece.text)
    written = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n"))
    return f'<w:r><w:rPr>{marks}<w:sz w:val="18"/></w:rPr>{written}</w:r>'


def _chart(word: Docx, chart: Chart, grids: list[bytes]) -> None:
    title = word.add_paragraph(chart.title, style="Caption")
    title.paragraph_format.keep_with_next = True
    _placed(word, draw_png(chart.svg), chart.description, chart.title)
    if chart.source:
        _small(word, chart.source)
    if chart.table is not None:
        _table(word, chart.table, grids)


def _picture(word: Docx, picture: Picture) -> None:
    _placed(word, picture.content, picture.description, picture.caption)
    if picture.caption:
        word.add_paragraph(picture.caption, style="Caption")


def _placed(word: Docx, content: bytes, description: str, title: str) -> None:
    placed = word.add_picture(io.BytesIO(content), width=Mm(155))
    properties = placed._inline.docPr  # noqa: SLF001 - where Word keeps the alternative text
    properties.set("descr", description)
    properties.set("title", title)
