"""Word (.docx): paragraphs, headings, lists and tables, with strike-through and tracked deletions as struck text.

Read straight from the package's XML: the usual library leaves out tracked insertions and says nothing of deletions.
Text boxes are read where they are anchored. Page headers, footers and notes are not part of the plan.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from ramverk.formats.timetable_documents.archives import check_archive
from ramverk.formats.timetable_documents.errors import CorruptDocument
from ramverk.formats.timetable_documents.grids import Grid
from ramverk.formats.timetable_documents.lines import Lines, strike
from ramverk.formats.timetable_documents.word_styles import STRICT, TRANSITIONAL, W, WordStyles, is_on
from ramverk.formats.timetable_documents.xml_parts import Element, xml_part

_TEXTS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_WRAPPERS = {
    f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple")
}
_REMOVED = {f"{W}del", f"{W}moveFrom"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_word_document(data: bytes) -> Lines:
    """The lines of a .docx. Raises UnreadableDocument when the package is locked, damaged or unsafe."""
    check_archive(data, ".docx")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        document = _part(archive, "document")
        body = None if document is None else document.find(f"{W}body")
        if body is None:
            raise CorruptDocument(".docx")
        reader = _Reader(WordStyles(_part(archive, "styles"), _part(archive, "numbering")))
    reader.blocks(body)
    return reader.lines


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    return xml_part(archive, f"word/{name}.xml", what=".docx", replace=(STRICT, TRANSITIONAL))


class _Reader:
    """Walks the body in document order."""

    def __init__(self, styles: WordStyles) -> None:
        self.lines = Lines()
        self._styles = styles

    def blocks(self, parent: Element, *, struck: bool = False) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child, struck=struck)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag in _WRAPPERS or child.tag in _REMOVED:
                self.blocks(child, struck=struck or child.tag in _REMOVED)

    def _paragraph(self, paragraph: Element, *, struck: bool) -> None:
        role, marker = self._styles.role_and_marker(paragraph)
        text = _inline(paragraph, struck=struck)
        if not text.strip():
            self.lines.blank()
        for number, line in enumerate(text.split("\n") if text.strip() else ()):
            self.lines.text((marker if number == 0 else "") + line, role=role)
        for box in _text_boxes(paragraph):
            self.blocks(box, struck=struck)

    def _table(self, table: Element) -> None:
        grid = Grid()
        above: dict[int, str] = {}
        for row in _rows(table):
            removed = row.find(f"{W}trPr/{W}del") is not None
            grid.begin_row()
            column = 0
            for cell in _cells(row):
                text = _cell_text(cell, struck=removed)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val", "continue") == "continue":
                    text = above.get(column, "")
                above[column] = text
                width = _number(cell.find(f"{W}tcPr/{W}gridSpan"))
                grid.add(text, width)
                column += width
        grid.write(self.lines)


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table itself, not those of tables inside it; content controls and tracked rows looked through."""
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def _number(element: Element | None) -> int:
    value = "1" if element is None else element.get(f"{W}val", "1")
    return max(1, min(int(value), 100)) if value.isdecimal() and len(value) < 6 else 1


def _cell_text(cell: Element, *, struck: bool) -> str:
    return "\n".join(_inline(paragraph, struck=struck) for paragraph in cell.iter(f"{W}p"))


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    for box in paragraph.iter(f"{W}txbxContent"):
        outer = [parent.tag for parent in box.iterancestors()]
        if _FALLBACK not in outer and outer.count(f"{W}txbxContent") == 0:
            yield box


def _inline(parent: Element, *, struck: bool) -> str:
    """The text of a paragraph's runs, struck stretches marked."""
    parts: list[str] = []
    for child in parent:
        if child.tag == f"{W}r":
            parts.append(_run(child, struck=struck))
        elif child.tag in _WRAPPERS or child.tag in _REMOVED:
            parts.append(_inline(child, struck=struck or child.tag in _REMOVED))
    return "".join(parts)


def _run(run: Element, *, struck: bool) -> str:
    properties = run.find(f"{W}rPr")
    if properties is not None:
        if is_on(properties.find(f"{W}vanish")):
            return ""
        struck = struck or is_on(properties.find(f"{W}strike")) or is_on(properties.find(f"{W}dstrike"))
    parts = []
    for child in run:
        if child.tag in {f"{W}t", f"{W}delText"}:
            parts.append(child.text or "")
        else:
            parts.append(_TEXTS.get(child.tag, ""))
    text = "".join(parts)
    return strike(text) if struck else text
