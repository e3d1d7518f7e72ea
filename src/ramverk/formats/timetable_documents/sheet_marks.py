"""What the workbook reader cannot see: strike-through, and how large a sheet claims to be.

A single cell in the last corner of a sheet makes a library set aside room for every cell before it, so sizes are
counted here first, from the package's XML.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import IO

from lxml import etree

from ramverk.formats.timetable_documents.errors import CorruptDocument, TooLargeDocument
from ramverk.formats.timetable_documents.lines import strike
from ramverk.formats.timetable_documents.xml_parts import SAFE, Element, xml_part

Place = tuple[int, int]
MAX_CELLS = 2_000_000
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def struck_cells(archive: zipfile.ZipFile) -> dict[str, dict[Place, list[str]]]:
    """Sheet name -> (row, column) from 0 -> the cell's text in runs with struck ones marked; [] is struck as a whole.

    Only cells with something struck are there. Raises TooLargeDocument for a sheet that spans more than `MAX_CELLS`.
    """
    if "xl/workbook.xml" not in archive.namelist():
        return {}
    texts = _struck_texts(archive)
    styles = _struck_styles(archive)
    return {name: _in_sheet(archive, path, texts, styles) for name, path in _sheets(archive)}


def check_opendocument_size(archive: zipfile.ZipFile) -> None:
    """Raise TooLargeDocument when the tables of an .ods span more cells with content than `MAX_CELLS`."""
    rows = columns = 0
    with archive.open("content.xml") as stream:
        for _event, element in _iterparse(stream, (f"{_T}table", f"{_T}table-row")):
            if element.tag == f"{_T}table":
                rows = columns = 0
            elif width := _filled_width(element):
                rows += _repeated(element, "rows")
                columns = max(columns, width)
                if rows * columns > MAX_CELLS:
                    raise TooLargeDocument(f"{rows} rader x {columns} kolumner", f"{MAX_CELLS} celler")
            element.clear()


def _filled_width(row: Element) -> int:
    """The number of columns up to the last one with content."""
    width = place = 0
    for cell in row:
        place += _repeated(cell, "columns")
        if len(cell):
            width = place
    return width


def _repeated(element: Element, what: str) -> int:
    value = element.get(f"{_T}number-{what}-repeated", "1")
    return int(value) if value.isdecimal() and len(value) < 9 else 1


def _iterparse(stream: IO[bytes], tags: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
    try:
        yield from etree.iterparse(stream, tag=tags, **SAFE)
    except etree.XMLSyntaxError as error:
        raise CorruptDocument(".xlsx") from error


def _root(archive: zipfile.ZipFile, name: str) -> Element | None:
    return xml_part(archive, name, what=".xlsx")


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Sheet names with the path of their XML."""
    book, relations = _root(archive, "xl/workbook.xml"), _root(archive, "xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return
    targets = {item.get("Id"): item.get("Target", "") for item in relations.iter(f"{_P}Relationship")}
    for sheet in book.iter(f"{_S}sheet"):
        target = targets.get(sheet.get(f"{_R}id"), "")
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if path in archive.namelist():
            yield sheet.get("name", ""), path


def _struck_texts(archive: zipfile.ZipFile) -> dict[int, list[str]]:
    """Shared texts with struck runs, by their number."""
    root = _root(archive, "xl/sharedStrings.xml")
    found = {}
    for number, item in enumerate(() if root is None else root.findall(f"{_S}si")):
        runs = _runs(item)
        if runs:
            found[number] = runs
    return found


def _runs(item: Element) -> list[str]:
    """The text of a rich text in runs, struck ones marked; [] where nothing is struck."""
    runs, any_struck = [], False
    for run in item.findall(f"{_S}r"):
        text = "".join(part.text or "" for part in run.findall(f"{_S}t"))
        struck = _is_struck(run.find(f"{_S}rPr"))
        any_struck = any_struck or struck
        runs.append(strike(text) if struck else text)
    return runs if any_struck else []


def _is_struck(font: Element | None) -> bool:
    mark = None if font is None else font.find(f"{_S}strike")
    return mark is not None and mark.get("val", "1") not in {"0", "false"}


def _struck_styles(archive: zipfile.ZipFile) -> set[str]:
    """The cell formats whose font is struck through."""
    root = _root(archive, "xl/styles.xml")
    if root is None:
        return set()
    fonts = [_is_struck(font) for font in root.findall(f"{_S}fonts/{_S}font")]
    formats = root.findall(f"{_S}cellXfs/{_S}xf")
    return {
        str(number)
        for number, form in enumerate(formats)
        if (font := form.get("fontId", "0")).isdecimal() and int(font) < len(fonts) and fonts[int(font)]
    }


def _in_sheet(
    archive: zipfile.ZipFile, path: str, texts: dict[int, list[str]], styles: set[str]
) -> dict[Place, list[str]]:
    found: dict[Place, list[str]] = {}
    corners = [0, 0, 1 << 20, 1 << 14]
    with archive.open(path) as stream:
        for _event, cell in _iterparse(stream, (f"{_S}c",)):
            place = _place(cell.get("r", ""))
            if place:
                _stretch(corners, place)
                runs = _struck_runs(cell, texts)
                if runs or cell.get("s") in styles:
                    found[place] = runs
            cell.clear()
    return found


def _stretch(corners: list[int], place: Place) -> None:
    """Widen the rectangle of used cells (bottom, right, top, left), and stop when it gets too large."""
    corners[:2] = [max(corners[0], place[0]), max(corners[1], place[1])]
    corners[2:] = [min(corners[2], place[0]), min(corners[3], place[1])]
    rows, columns = corners[0] - corners[2] + 1, corners[1] - corners[3] + 1
    if rows * columns > MAX_CELLS:
        raise TooLargeDocument(f"{rows} rader x {columns} kolumner", f"{MAX_CELLS} celler")


def _place(reference: str) -> Place | None:
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _struck_runs(cell: Element, texts: dict[int, list[str]]) -> list[str]:
    if cell.get("t") == "inlineStr":
        item = cell.find(f"{_S}is")
        return [] if item is None else _runs(item)
    value = cell.findtext(f"{_S}v", "")
    return texts.get(int(value), []) if cell.get("t") == "s" and value.isdecimal() and len(value) < 10 else []
