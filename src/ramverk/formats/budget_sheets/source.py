"""A file as rows that are read one at a time: CSV, Excel, OpenDocument, or a SIE file's budget."""

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import python_calamine

from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.organisation_sheets.files import (
    BROKEN,
    OLE,
    UNOPENABLE,
    ZIP,
    delimiter_of,
    elements,
    ods_formulas,
    old_or_locked,
    xlsx_formulas,
)
from ramverk.formats.sie import SieFile, dimensions_of, is_sie, read_sie
from ramverk.formats.timetable_documents.encodings import decode, decode_with

MAX_BYTES = 100 * 1024 * 1024
MAX_ROWS = 1_000_000
_MAX_UNPACKED = 700 * 1024 * 1024
_MAX_RATIO = 200
_SAMPLE = 200_000
HEAD = 20
"""So many first rows are looked through for headings."""
Row = Sequence[Any]
Cells = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its first rows, how many there are, and where to read them all. A CSV's name is empty."""

    name: str
    head: tuple[Row, ...]
    count: int
    rows: Callable[[], Iterator[Row]]
    merged: Cells = field(default_factory=frozenset)
    """Cells that lie under another of a merged block: (row, column), from 0."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read. `formulas` gives the cells of a sheet that hold one; asked for only when needed."""

    kind: str
    """csv, book or sie."""
    sheets: tuple[Sheet, ...]
    formulas: Callable[[str], Cells] = lambda _name: frozenset()
    template: str = ""
    """Which of our own workbooks it is, where it is one."""


def open_source(data: bytes, name: str) -> Source:
    """Raises `UnreadableSheets` with its sentence where the file is none we can read."""
    if not data.strip():
        raise UnreadableSheets("Filen är tom. Välj en annan fil.", "The file is empty.")
    if len(data) > MAX_BYTES:
        raise UnreadableSheets("Filen är större än 100 MB. Dela upp den.", "The file is larger than 100 MB.")
    if data.startswith(OLE):
        raise old_or_locked(data)
    if data.startswith(ZIP):
        return _book(data)
    if is_sie(data):
        return _sie(data)
    return _csv(data, name)


def _csv(data: bytes, name: str) -> Source:
    table = _table_of(data)
    sample = data[:_SAMPLE].decode(table, errors="replace")
    if "\0" in sample or sum(not (c.isprintable() or c.isspace()) for c in sample[:2000]) > len(sample[:2000]) // 50:
        raise UnreadableSheets(
            f"{name} är varken en arbetsbok (.xlsx, .ods), en SIE-fil eller en textfil med kolumner (.csv).",
            f"{name} is neither a workbook (.xlsx, .ods), a SIE file nor a file of columns (.csv).",
        )
    first, _, rest = sample.partition("\n")
    has_mark = bool(re.fullmatch(r'"?sep=.\r?', first.strip().strip('"')))
    delimiter = delimiter_of(rest if has_mark else sample)

    def rows() -> Iterator[Row]:
        stream = io.TextIOWrapper(io.BytesIO(data), encoding=table, errors="replace", newline="")
        if has_mark:
            stream.readline()
        try:
            yield from csv.reader(stream, delimiter=delimiter, strict=False)
        except csv.Error as error:
            raise UnreadableSheets(
                "Filens kolumner går inte att skilja åt. Spara om den som CSV UTF-8.",
                "The columns cannot be told apart.",
            ) from error

    count = data.count(b"\n") + 1
    _check_rows("", count)
    return Source("csv", (Sheet("", _first(rows()), count, rows),))


def _table_of(data: bytes) -> str:
    """The character table: UTF-8 where the bytes are, else the one that makes its beginning Swedish."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        at = next((place for place, byte in enumerate(data) if byte > 127), 0)
        sample = data[max(0, at - 1000) : at + _SAMPLE]
        best = decode(sample)
        return next((one for one in ("cp1252", "mac-roman", "cp437") if decode_with(sample, one) == best), "cp1252")
    return "utf-8-sig"


def _first(rows: Iterator[Row]) -> tuple[Row, ...]:
    return tuple(row for row, _number in zip(rows, range(HEAD), strict=False))


def _check_rows(sheet: str, count: int) -> None:
    if count > MAX_ROWS:
        where = f"Bladet {sheet}" if sheet else "Filen"
        raise UnreadableSheets(
            f"{where} har fler än 1 000 000 rader. Ta bort tomma rader i slutet eller dela upp filen.",
            f"{sheet or 'The file'} has over 1,000,000 rows.",
        )


def _book(data: bytes) -> Source:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive)
            template = _template(archive)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = tuple(_sheet(book, name) for name in book.sheet_names)
    except UnreadableSheets:
        raise
    except UNOPENABLE as error:
        raise BROKEN from error
    told = next((str(row[1]) for one in sheets if one.name == "Om" for row in one.head if _says_template(row)), "")
    return Source("book", sheets, lambda name: _formulas(data, name), template or told)


def _says_template(row: Row) -> bool:
    """Our own workbooks say on a sheet of their own what they are, in case the file's properties were lost."""
    return len(row) > 1 and row[0] == "Mall"


def _check_size(archive: zipfile.ZipFile) -> None:
    whole = sum(member.file_size for member in archive.infolist())
    packed = sum(member.compress_size for member in archive.infolist()) or 1
    if whole > _MAX_UNPACKED or (whole > 50_000_000 and whole / packed > _MAX_RATIO):
        raise UnreadableSheets("Filen blir för stor när den packas upp.", "The file unpacks to too much.")


def _sheet(book: python_calamine.CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    _check_rows(name, sheet.total_height)
    left = [""] * (sheet.start[1] if sheet.start else 0)

    def rows() -> Iterator[Row]:
        try:
            for row in sheet.iter_rows():
                yield [*left, *row] if left else row
        except UNOPENABLE as error:
            raise BROKEN from error

    return Sheet(name, _first(rows()), sheet.total_height, rows, _hidden(sheet))


def _hidden(sheet: python_calamine.CalamineSheet) -> Cells:
    return frozenset(
        (row, column)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        for row in range(top, min(bottom, top + 2000) + 1)
        for column in range(left, min(right, left + 50) + 1)
        if (row, column) != (top, left)
    )


_HAS_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]|:formula=")


def _formulas(data: bytes, name: str) -> Cells:
    """The cells with formulas. Most files have none, which is seen without reading them as XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            is_ods = "content.xml" in archive.namelist()
            members = [one for one in archive.namelist() if one == "content.xml" or one.startswith("xl/worksheets/")]
            if not any(_holds_formula(archive, member) for member in members):
                return frozenset()
            found = ods_formulas(archive) if is_ods else xlsx_formulas(archive)
    except UNOPENABLE as error:
        raise BROKEN from error
    return found.get(name, frozenset())


def _holds_formula(archive: zipfile.ZipFile, member: str) -> bool:
    before = b""
    with archive.open(member) as stream:
        while part := stream.read(1 << 20):
            if _HAS_FORMULA.search(before + part):
                return True
            before = part[-40:]
    return False


def _template(archive: zipfile.ZipFile) -> str:
    """The name of our own template that the file was made from; empty where it is none of ours."""
    if "docProps/custom.xml" not in archive.namelist():
        return ""
    for element in elements(archive, "docProps/custom.xml"):
        if element.tag.endswith("}property") and element.get("name") == "ramverk_template":
            return "".join(element.itertext()).strip()
    return ""


def _sie(data: bytes) -> Source:
    """One sheet per year and dimension that the file has budget rows in; each krona stands once in each of them."""
    file, findings = read_sie(data)
    errors = [finding for finding in findings if finding.is_error]
    if errors:
        first = errors[0]
        raise UnreadableSheets(
            f"SIE-filen har {len(errors)} rader som inte går att läsa. Den första: {first.place}, {first.swedish}",
            f"The SIE file has {len(errors)} unreadable lines. The first: line {first.line}, {first.english}",
        )
    sheets = []
    for year in sorted({row.year for row in file.balances if row.record == "PBUDGET"}, reverse=True):
        span = file.years.get(year)
        title = str(span[0].year) if span else f"årsnr {year}"
        for dimension in dimensions_of(file, "PBUDGET", year) or [""]:
            kind = file.dimensions.get(dimension, dimension)
            rows = _budget_rows(file, year, dimension)
            heading = _OBJECTS.get(dimension, "verksamhet")
            table: tuple[Row, ...] = (("konto", "kontonamn", heading, "benämning", "belopp (kr)"), *rows)
            sheets.append(Sheet(f"{title} {kind}".strip(), table[:HEAD], len(table), partial(iter, table)))
    if not sheets:
        raise UnreadableSheets(
            "SIE-filen har inga budgetrader (#PBUDGET). Ta ut den som typ 2 eller 3 med budget.",
            "The SIE file has no budget rows (#PBUDGET).",
        )
    return Source("sie", tuple(sheets))


_OBJECTS = {"1": "ansvar", "6": "projekt"}
"""What the standard has given the dimensions; from 20 on they are free, and commonly operations."""


def _budget_rows(file: SieFile, year: int, dimension: str) -> list[Row]:
    """The object rows of a dimension with, per account, what its account rows have beyond them."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    whole: dict[str, int] = defaultdict(int)
    parts: dict[str, int] = defaultdict(int)
    for row in file.balances:
        if row.record != "PBUDGET" or row.year != year:
            continue
        if not row.objects:
            whole[row.account] += int(row.amount)
        elif row.objects[0][0] == dimension:
            sums[row.account, row.objects[0][1]] += int(row.amount)
            parts[row.account] += int(row.amount)
    for account, amount in whole.items():
        if amount != parts.get(account, 0):
            sums[account, ""] += amount - parts.get(account, 0)
    return [
        (account, file.accounts.get(account, ""), number, file.objects.get((dimension, number), ""), _kr(amount))
        for (account, number), amount in sorted(sums.items())
    ]


def _kr(amount: int) -> str:
    whole, rest = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{whole},{rest:02d}"
