"""Bytes to raw sheets: workbooks (.xlsx, .ods) and CSV, with the cells that hold formulas or are merged marked."""

import csv
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import python_calamine
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.timetable_documents.encodings import decode

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ROWS = 50_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ODS = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


@dataclass(frozen=True, slots=True)
class RawSheet:
    """Rows from the first of the sheet on. `formulas` and `merged` hold (row, column), both counted from 0."""

    name: str
    rows: tuple[tuple[Any, ...], ...]
    formulas: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    merged: frozenset[tuple[int, int]] = field(default_factory=frozenset)


def read_sheets(data: bytes, name: str) -> tuple[RawSheet, ...]:
    """The sheets of the file in their order. Raises `UnreadableSheets` with its sentence where it is none we can read.

    A CSV file is one sheet without a name. `name` is used in sentences only; the bytes decide what the file is.
    """
    if not data.strip():
        raise UnreadableSheets("Filen är tom. Välj en annan fil.", "The file is empty.")
    if len(data) > MAX_BYTES:
        raise UnreadableSheets("Filen är större än 20 MB. Dela upp den.", "The file is larger than 20 MB.")
    if data.startswith(OLE):
        raise old_or_locked(data)
    sheets = _workbook(data) if data.startswith(ZIP) else (_csv(data, name),)
    if any(len(sheet.rows) > MAX_ROWS for sheet in sheets):
        raise UnreadableSheets("Ett blad har fler än 50 000 rader. Dela upp filen.", "A sheet has over 50,000 rows.")
    return sheets


def old_or_locked(data: bytes) -> UnreadableSheets:
    """Why a file of the older binary kind is not read."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableSheets(
            "Filen är skyddad med lösenord. Spara en kopia utan lösenord och ladda upp den.",
            "The file is protected by a password. Save a copy without one.",
        )
    return UnreadableSheets(
        "Filen är i det äldre formatet .xls. Öppna den, välj Spara som och Excel-arbetsbok (.xlsx).",
        "The file is in the older format .xls. Save it as .xlsx.",
    )


BROKEN = UnreadableSheets(
    "Filen går inte att öppna som arbetsbok. Spara om den som Excel-arbetsbok (.xlsx) och försök igen.",
    "The file cannot be opened as a workbook. Save it again as .xlsx.",
)
UNOPENABLE = (
    python_calamine.CalamineError,
    python_calamine.PasswordError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    ParseError,
    DefusedXmlException,
    KeyError,
    ValueError,
    RuntimeError,  # zipfile's answer to an encrypted member
    NotImplementedError,
    EOFError,
    OSError,
)
"""What the libraries raise for files that are broken."""


def _workbook(data: bytes) -> tuple[RawSheet, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive)
            formulas = ods_formulas(archive) if "content.xml" in archive.namelist() else xlsx_formulas(archive)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(_sheet(book, name, formulas.get(name, frozenset())) for name in book.sheet_names)
    except UnreadableSheets:
        raise
    except UNOPENABLE as error:
        raise BROKEN from error


def _check_size(archive: zipfile.ZipFile) -> None:
    if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED:
        raise UnreadableSheets("Filen blir för stor när den packas upp.", "The file unpacks to too much.")


def _sheet(book: python_calamine.CalamineWorkbook, name: str, formulas: frozenset[tuple[int, int]]) -> RawSheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MAX_ROWS:
        raise UnreadableSheets(
            f"Bladet {name} har fler än 50 000 rader. Ta bort tomma rader i slutet eller dela upp filen.",
            f"Sheet {name} has over 50,000 rows.",
        )
    rows = tuple(tuple(row) for row in sheet.to_python(skip_empty_area=False))
    merged = frozenset(
        (row, column)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        for row in range(top, min(bottom, top + MAX_ROWS) + 1)
        for column in range(left, min(right, left + 50) + 1)
    )
    return RawSheet(name, rows, formulas, merged)


def elements(archive: zipfile.ZipFile, path: str) -> Iterator[Element]:
    """The elements of a member as they end, without anything that a document type could do."""
    with archive.open(path) as stream:
        for _event, element in iterparse(stream, forbid_dtd=True):
            yield element


def xlsx_formulas(archive: zipfile.ZipFile) -> dict[str, frozenset[tuple[int, int]]]:
    """The cells of each sheet that hold a formula; the reader of values shows only their last result."""
    targets = _targets(archive)
    found: dict[str, frozenset[tuple[int, int]]] = {}
    for element in elements(archive, "xl/workbook.xml"):
        if element.tag == f"{_MAIN}sheet":
            path = targets.get(element.get(_RELATION) or "", "")
            if path in archive.namelist():
                found[element.get("name") or ""] = frozenset(_cells_with_formula(archive, path))
    return found


def _targets(archive: zipfile.ZipFile) -> Mapping[str, str]:
    paths = {}
    for element in elements(archive, "xl/_rels/workbook.xml.rels"):
        target = element.get("Target") or ""
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        paths[element.get("Id") or ""] = path
    return paths


def _cells_with_formula(archive: zipfile.ZipFile, path: str) -> Iterator[tuple[int, int]]:
    for element in elements(archive, path):
        if element.tag == f"{_MAIN}c":
            if element.find(f"{_MAIN}f") is not None and (place := _place(element.get("r") or "")):
                yield place
        elif element.tag == f"{_MAIN}row":
            element.clear()  # a read row is let go, so that a large sheet does not fill the memory


def _place(reference: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"([A-Z]{1,3})(\d+)", reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def ods_formulas(archive: zipfile.ZipFile) -> dict[str, frozenset[tuple[int, int]]]:
    """The same for OpenDocument."""
    found: dict[str, frozenset[tuple[int, int]]] = {}
    for element in elements(archive, "content.xml"):
        if element.tag == f"{_ODS}table":
            found[element.get(f"{_ODS}name") or ""] = frozenset(_ods_cells(element))
            element.clear()
    return found


def _ods_cells(table: Element) -> Iterator[tuple[int, int]]:
    row_number = 0
    for row in table.iter(f"{_ODS}table-row"):
        column = 0
        for cell in row:
            if cell.get(f"{_ODS}formula"):
                yield row_number, column
            column += int(cell.get(f"{_ODS}number-columns-repeated") or 1)
        row_number += int(row.get(f"{_ODS}number-rows-repeated") or 1)


def _csv(data: bytes, name: str) -> RawSheet:
    text = decode(data)
    if "\0" in text or sum(not (c.isprintable() or c.isspace()) for c in text[:2000]) > len(text[:2000]) // 50:
        raise UnreadableSheets(
            f"{name} är varken en arbetsbok (.xlsx, .ods) eller en textfil med kolumner (.csv).",
            f"{name} is neither a workbook (.xlsx, .ods) nor a file of columns (.csv).",
        )
    first, _, rest = text.partition("\n")
    text = rest if re.fullmatch(r'"?sep=.\r?', first.strip().strip('"')) else text
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=False)
        return RawSheet("", tuple(tuple(row) for row in reader))
    except csv.Error as error:
        raise UnreadableSheets(
            "Filens kolumner går inte att skilja åt. Spara om den som CSV UTF-8.", "The columns cannot be told apart."
        ) from error


def delimiter_of(text: str) -> str:
    """The mark that divides the first line that has any; semicolon where none does.

    A mark that the next line lacks is a comma in a title, and the lines below it decide.
    """
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()[:20] if line.strip()]
    found = [(at, max(_MARKS, key=line.count)) for at, line in enumerate(lines) if any(map(line.count, _MARKS))]
    for at, mark in found:
        if at + 1 < len(lines) and mark in lines[at + 1]:
            return mark
    return found[0][1] if found else ";"


_MARKS = ";\t,|"
