"""PDF with text: ruled tables as rows of cells, everything else as lines with columns kept by spaces.

A line drawn through the middle of letters is strike-through, which is how a moved date looks in a printed plan.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Any, TypeAlias

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from ramverk.formats.timetable_documents.errors import (
    CorruptDocument,
    LockedDocument,
    ScannedPdf,
    TooLargeDocument,
    UnreadableDocument,
)
from ramverk.formats.timetable_documents.lines import STROKE, Lines
from ramverk.formats.timetable_documents.pdf_columns import Word, column_edges, written_lines

Page: TypeAlias = Any
Table: TypeAlias = Any
Box: TypeAlias = tuple[float, float, float, float]
MAX_PAGES = 100
"""A page takes about a third of a second to lay out; nobody waits for a whole budget document."""
MAX_CHARS_PER_PAGE = 60_000
MAX_REACH = 20.0
MIN_RULES = 3
_THIN = 2.0
_AWAY = 1.5
"""How far left of its text a column begins, in points."""


def read_pdf(data: bytes) -> Lines:
    """The text of all pages. Raises UnreadableDocument when it is locked, damaged, scanned or too long."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        lines = _read_pages(data)
    except UnreadableDocument:
        raise
    except Exception as error:
        # A damaged PDF makes the parser fail in any way there is; the user needs one sentence.
        raise _refusal(error) from error
    if not lines.has_text:
        raise ScannedPdf
    return lines


def _read_pages(data: bytes) -> Lines:
    lines = Lines()
    with pdfplumber.open(BytesIO(data)) as pdf:
        if len(pdf.pages) > MAX_PAGES:
            raise TooLargeDocument(f"{len(pdf.pages)} sidor", f"{MAX_PAGES} sidor")
        for number, page in enumerate(pdf.pages, start=1):
            lines.page = number
            _read_page(page, lines)
            page.close()
    return lines


def _refusal(error: Exception) -> UnreadableDocument:
    locked = isinstance(error, PDFPasswordIncorrect) or (
        isinstance(error, PdfminerException) and any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args)
    )
    return LockedDocument() if locked else CorruptDocument(".pdf")


def _read_page(page: Page, lines: Lines) -> None:
    if len(page.chars) > MAX_CHARS_PER_PAGE:
        raise TooLargeDocument(f"{len(page.chars)} tecken på en sida", f"{MAX_CHARS_PER_PAGE} tecken")
    _mark_struck(page)
    top = page.bbox[1]
    for table in sorted(_tables(page), key=lambda found: found.bbox[1]):
        _text_between(page, top, table.bbox[1], lines)
        for row in table.extract(x_tolerance_ratio=0.15):
            lines.row([cell or "" for cell in row])
        top = max(top, table.bbox[3])
    _text_between(page, top, page.bbox[3], lines)


def _tables(page: Page) -> list[Table]:
    """Tables drawn with lines, more than one column wide; a frame round running text is none.

    Where only the rows are ruled, as Word likes to, the columns are taken from the left edges of the text.
    """
    tables = [table for table in page.find_tables() if max(len(row.cells) for row in table.rows) > 1]
    rules = [box for box in _thin_boxes(page) if box[2] - box[0] > page.width / 3]
    if tables or len(rules) < MIN_RULES:
        return tables
    left, right = min(box[0] for box in rules), max(box[2] for box in rules)
    top, bottom = min(box[1] for box in rules), max(box[3] for box in rules)
    words = [word for word in _words(page) if top <= word.top and word.bottom <= bottom]
    edges = column_edges(words) if words else []
    if not edges:
        return []
    between = [edge - _AWAY for edge in edges[1:]]
    settings = {"vertical_strategy": "explicit", "explicit_vertical_lines": [left, *between, right]}
    return [table for table in page.find_tables(settings) if max(len(row.cells) for row in table.rows) > 1]


def _text_between(page: Page, top: float, bottom: float, lines: Lines) -> None:
    """Lines between two heights of the page."""
    if bottom - top < 1:
        return
    left, _top, right, _bottom = page.bbox
    for text in written_lines(_words(page.crop((left, top, right, bottom)))):
        lines.text(text)


def _words(page: Page) -> list[Word]:
    return [Word.of(word) for word in page.extract_words(x_tolerance_ratio=0.15)]


def _mark_struck(page: Page) -> None:
    """Put a stroke after every letter that a thin line crosses in its middle third."""
    by_height: dict[int, list[Box]] = defaultdict(list)
    for box in _thin_boxes(page):
        if box[2] - box[0] > 1:
            by_height[int((box[1] + box[3]) / 2)].append(box)
    for char in page.chars if by_height else ():
        if _is_crossed(char, by_height):
            char["text"] += STROKE


def _is_crossed(char: dict[str, Any], by_height: dict[int, list[Box]]) -> bool:
    middle, reach = (char["top"] + char["bottom"]) / 2, min((char["bottom"] - char["top"]) / 6, MAX_REACH)
    centre = (char["x0"] + char["x1"]) / 2
    return any(
        left <= centre <= right and abs((top + bottom) / 2 - middle) < reach
        for height in range(int(middle - reach), int(middle + reach) + 1)
        for left, top, right, bottom in by_height.get(height, ())
    )


def _thin_boxes(page: Page) -> Iterator[Box]:
    for item in (*page.lines, *page.rects):
        if item["bottom"] - item["top"] <= _THIN:
            yield item["x0"], item["top"], item["x1"], item["bottom"]
