"""A board's project sheets as a workbook that goes out and comes back: three sheets, each row with its project.

Who it belongs to stands in custom document properties, which survive other programs, and on a sheet of its own.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import xlsxwriter
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from ramverk.core.money import NotAnAmount, Ore, Unit, parse_amount
from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.organisation_sheets.files import RawSheet, read_sheets
from ramverk.formats.returning_books import Looks, as_written, finish

__all__ = ["BookEffect", "BookProject", "ProjectBook", "ReadBook", "read_projects", "write_projects"]

TEMPLATE = "projektblad/1"
ABOUT, PROJECTS, PARTS, EFFECTS = "Om", "Projekt", "Komponenter", "Driftkonsekvenser"
TEXTS = {"need": "Behov", "priority_motive": "Motiv", "uncertainty": "Osäkerhet", "site": "Plats"}
CODES = {"funding": "Typ", "category": "Kategori", "priority": "Prioritet", "phase": "Skede", "carrier": "Äger"}
MONEY = {"total": "Total", "spent": "Upparbetat", "forecast": "Prognos", "carry_over": "Överförs"}
KEPT_APART = "(sekretess)"
"""Stands where a field is marked; a cell that still says so leaves the field as it is."""
TKR = 100_000
_BLANK = 40
_MOST_XML = 1_000_000
_YES = {"ja", "j", "x", "1", "true", "sant", "yes"}


@dataclass(frozen=True, slots=True)
class BookEffect:
    """One board's effect as the sheet prints it: plus costs more."""

    board: str
    amounts: Mapping[int, Ore]
    because: str = ""
    is_rent: bool = False


@dataclass(slots=True)
class BookProject:
    """One project as written; codes as people call them, amounts in öre, positive."""

    place: str = ""
    key: str = ""
    version: int = 0
    name: str = ""
    is_block: bool = False
    remove: bool = False
    activated: tuple[int, int] | None = None
    codes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    money: dict[str, Ore | None] = field(default_factory=dict)
    outlay: dict[int, Ore] = field(default_factory=dict)
    contributions: dict[int, Ore] = field(default_factory=dict)
    parts: list[tuple[str, Ore, int]] = field(default_factory=list)
    effects: list[BookEffect] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ProjectBook:
    """What goes out. `lists` are the choices of the coded columns by their code."""

    board: str
    cycle: str
    fetched: datetime
    by: str
    years: Sequence[int]
    plan_years: Sequence[int]
    projects: Sequence[BookProject]
    lists: Mapping[str, Sequence[str]]
    edition: str = ""
    """What the sheets rest on, for the foot of the page."""


@dataclass(slots=True)
class ReadBook:
    """What came back, and by place what is wrong in Swedish and English."""

    board: str = ""
    cycle: str = ""
    projects: list[BookProject] = field(default_factory=list)
    faults: dict[str, tuple[str, str]] = field(default_factory=dict)


def _heads(years: Sequence[int]) -> list[str]:
    money = [f"{head}, tkr" for head in MONEY.values()]
    yearly = [f"{year} {what}, tkr" for year in years for what in ("brutto", "bidrag")]
    return [
        "Nyckel", "Version", "Projekt", *CODES.values(), "Ram", *money, "Aktiveras", *TEXTS.values(), *yearly,
        "Ta bort",
    ]  # fmt: skip


def write_projects(book: ProjectBook) -> bytes:
    """The workbook's bytes; texts are written as texts, whatever they begin with."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    made = xlsxwriter.Workbook(buffer, options)
    made.set_properties({"title": f"Projektblad {book.board}", "created": book.fetched.replace(tzinfo=None)})
    identity = {"ramverk_template": TEMPLATE, "ramverk_board": book.board, "ramverk_cycle": book.cycle}
    for name, value in identity.items():
        made.set_custom_property(name, value)
    looks = Looks.of(made)
    footer = f"Projektblad {book.board}, {book.edition or book.cycle}, hämtad {book.fetched:%Y-%m-%d %H:%M}"
    for write in (_projects, _parts, _effects):
        write(made, book, looks, footer)
    about = made.add_worksheet(ABOUT)
    rows = [*identity.items(), ("hämtad", f"{book.fetched:%Y-%m-%d %H:%M}"), ("av", book.by)]
    for at, (name, value) in enumerate(rows):
        about.write_string(at, 0, name)
        about.write_string(at, 1, value)
    for at, line in enumerate(_GUIDE, len(rows) + 1):
        about.write_string(at, 0, line)
    about.set_column(0, 1, 34)
    about.protect()
    made.close()
    return buffer.getvalue()


_GUIDE = (
    "Ändra i de vita cellerna, eller lägg till projekt på egna rader sist; kolumnen Nyckel är tom på en ny rad.",
    "Belopp i tusen kronor, utgifter och bidrag utan minus. På Driftkonsekvenser är plus en högre kostnad.",
    "Komponenter och driftkonsekvenser hör till ett projekt med samma namn som på bladet Projekt.",
    "Skriv ja under Ta bort, så tas ett projekt bort. En rad som saknas i filen rörs inte.",
    "Skriv värden, inte formler. Läs in filen på nämndens sida; inget sparas förrän du har sett vad som ändras.",
)


def _projects(made: xlsxwriter.Workbook, book: ProjectBook, looks: Looks, footer: str) -> None:
    page = made.add_worksheet(PROJECTS)
    heads = _heads(book.years)
    _columns(page, looks, heads, {"Projekt": 36, "Ram": 8, "Ta bort": 8} | dict.fromkeys(TEXTS.values(), 40))
    page.set_column(0, 1, 10, looks.text, {"hidden": True})
    for number, row in enumerate(book.projects, 1):
        month = f"{row.activated[0]}-{row.activated[1]:02d}" if row.activated else ""
        yearly = [amounts.get(year) for year in book.years for amounts in (row.outlay, row.contributions)]
        cells: list[str | Ore | None] = [
            row.key, str(row.version), row.name, *(row.codes.get(code, "") for code in CODES),
            "ja" if row.is_block else "", *(row.money.get(code) for code in MONEY), month,
            *(row.texts.get(code, "") for code in TEXTS), *yearly, "",
        ]  # fmt: skip
        _write(page, looks, number, cells)
    last = len(book.projects) + _BLANK
    for column, code in enumerate(CODES, 3):
        if book.lists.get(code):
            page.data_validation(
                1, column, last, column,
                {"validate": "list", "source": list(book.lists[code]), "error_type": "warning"},
            )  # fmt: skip
    finish(page, looks, footer, freeze=(1, 3), cells=(last, len(heads) - 1))


def _parts(made: xlsxwriter.Workbook, book: ProjectBook, looks: Looks, footer: str) -> None:
    page = made.add_worksheet(PARTS)
    heads = ("Projekt", "Komponent", "Belopp, tkr", "Livslängd, år")
    _columns(page, looks, heads, {"Projekt": 34, "Komponent": 34})
    rows = [(row.name, *part) for row in book.projects for part in row.parts]
    for number, (project, name, amount, life) in enumerate(rows, 1):
        _write(page, looks, number, [project, name, amount, str(life)])
    finish(page, looks, footer, freeze=(1, 1), cells=(len(rows) + _BLANK, len(heads) - 1))


def _effects(made: xlsxwriter.Workbook, book: ProjectBook, looks: Looks, footer: str) -> None:
    page = made.add_worksheet(EFFECTS)
    heads = ("Projekt", "Nämnd", "Internhyra", *(f"{year}, tkr" for year in book.plan_years), "Förklaring")
    _columns(page, looks, heads, {"Projekt": 34, "Förklaring": 40})
    rows = [(row.name, one) for row in book.projects for one in row.effects]
    for number, (project, one) in enumerate(rows, 1):
        amounts = [one.amounts.get(year) for year in book.plan_years]
        _write(page, looks, number, [project, one.board, "ja" if one.is_rent else "", *amounts, one.because])
    finish(page, looks, footer, freeze=(1, 1), cells=(len(rows) + _BLANK, len(heads) - 1))


def _columns(
    page: xlsxwriter.worksheet.Worksheet, looks: Looks, heads: Sequence[str], widths: Mapping[str, int]
) -> None:
    for column, head in enumerate(heads):
        is_money = head.endswith(", tkr")
        page.set_column(column, column, widths.get(head, 15), looks.money if is_money else looks.text)
        page.write_string(0, column, head, looks.head_number if is_money else looks.head)


def _write(page: xlsxwriter.worksheet.Worksheet, looks: Looks, number: int, cells: Sequence[str | Ore | None]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, Ore):
            page.write_number(number, column, int(cell) / TKR, looks.money)
        elif cell:
            page.write_string(number, column, cell, looks.text)


def read_projects(data: bytes, name: str) -> ReadBook:
    """Raises `UnreadableSheets` where the file is no workbook of project sheets."""
    sheets = {sheet.name: sheet for sheet in read_sheets(data, name)}
    identity = _identity(data) or _about(sheets.get(ABOUT))
    if identity.get("ramverk_template") != TEMPLATE or PROJECTS not in sheets:
        raise UnreadableSheets(
            "Filen är inte en arbetsbok med projektblad från Ramverk. Hämta arbetsboken på nämndens sida och arbeta i "
            "den.",
            "The file is no workbook of project sheets from Ramverk. Download it from the board's page.",
        )
    read = ReadBook(identity.get("ramverk_board", ""), identity.get("ramverk_cycle", ""))
    by_name: dict[str, BookProject] = {}
    for row in _rows(read, sheets[PROJECTS]):
        _read_project(read, row, by_name)
    for row in _rows(read, sheets.get(PARTS)):
        _read_part(read, row, by_name)
    for row in _rows(read, sheets.get(EFFECTS)):
        _read_effect(read, row, by_name)
    return read


def _identity(data: bytes) -> dict[str, str]:
    """The custom properties, which the reader of cells does not show: of an Excel file, or of an OpenDocument one."""
    found: dict[str, str] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in ("docProps/custom.xml", "meta.xml"):
                if part not in archive.namelist() or archive.getinfo(part).file_size > _MOST_XML:
                    continue
                for element in fromstring(archive.read(part)).iter():
                    named = [value for key, value in element.attrib.items() if key.rpartition("}")[2] == "name"]
                    if named and named[0].startswith("ramverk_"):
                        found[named[0]] = "".join(element.itertext()).strip()
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, KeyError):
        return {}
    return found


def _about(sheet: RawSheet | None) -> dict[str, str]:
    return {_text(row[0]): _text(row[1]) for row in (sheet.rows if sheet else ()) if len(row) > 1}


@dataclass(frozen=True, slots=True)
class _Line:
    """One row by its headings."""

    place: str
    cells: Mapping[str, str]


def _rows(read: ReadBook, sheet: RawSheet | None) -> Iterator[_Line]:
    """Rows that hold something; one with a formula or a merged cell is refused."""
    if sheet is None or not sheet.rows:
        return
    heads = [" ".join(_text(cell).split()).removesuffix(", tkr").removesuffix(", år") for cell in sheet.rows[0]]
    for number, row in enumerate(sheet.rows[1:], 1):
        cells = {head: _text(row[at]) if at < len(row) else "" for at, head in enumerate(heads) if head}
        place = f"{sheet.name}, rad {number + 1}"
        marked = [head for at, head in enumerate(heads) if (number, at) in sheet.formulas | sheet.merged]
        if marked:
            read.faults[place] = (
                f"{marked[0]} är en formel eller sammanfogad. Klistra in som värden.",
                f"{marked[0]} is a formula or merged. Paste values.",
            )
        elif any(cells.values()):
            yield _Line(place, cells)


def _text(value: Any) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.5f}".rstrip("0").rstrip(".").replace(".", ",")
    return as_written(str(value if value is not None else ""))


def _amount(read: ReadBook, line: _Line, head: str) -> Ore | None:
    try:
        return parse_amount(line.cells.get(head, ""), Unit.TKR)
    except NotAnAmount as error:
        read.faults[line.place] = (f"{head}: {error.sentence_sv}", f"{head}: {error.sentence_en}")
        return None


def _read_project(read: ReadBook, line: _Line, by_name: dict[str, BookProject]) -> None:
    cells = line.cells
    name, version = cells.get("Projekt", ""), cells.get("Version", "")
    if not name or name.casefold() in by_name:
        read.faults[line.place] = (
            "Projektet saknar namn eller står två gånger. Ge varje projekt ett eget namn.",
            "The project has no name or stands twice. Give each project its own name.",
        )
        return
    month = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])(?:-\d\d.*)?", cells.get("Aktiveras", ""))
    if cells.get("Aktiveras") and month is None:
        read.faults[line.place] = (
            f"Aktiveras: ”{cells['Aktiveras']}” är ingen månad. Skriv 2020-07.",
            f"Aktiveras: “{cells['Aktiveras']}” is no month. Write 2020-07.",
        )
    yearly = {head: _amount(read, line, head) for head in cells if re.fullmatch(r"20\d\d (brutto|bidrag)", head)}
    project = BookProject(
        line.place, cells.get("Nyckel", ""), int(version) if version.isdigit() else 0, name,
        cells.get("Ram", "").casefold() in _YES, cells.get("Ta bort", "").casefold() in _YES,
        (int(month[1]), int(month[2])) if month else None,
        {code: cells.get(head, "") for code, head in CODES.items()},
        {code: cells.get(head, "") for code, head in TEXTS.items()},
        {code: _amount(read, line, head) for code, head in MONEY.items()},
        {int(head[:4]): amount for head, amount in yearly.items() if amount and head.endswith("brutto")},
        {int(head[:4]): amount for head, amount in yearly.items() if amount and head.endswith("bidrag")},
    )  # fmt: skip
    by_name[name.casefold()] = project
    read.projects.append(project)


def _of(read: ReadBook, line: _Line, by_name: Mapping[str, BookProject]) -> BookProject | None:
    name = line.cells.get("Projekt", "")
    found = by_name.get(name.casefold())
    if found is None:
        read.faults[line.place] = (
            f"Projektet ”{name}” finns inte på bladet {PROJECTS}. Skriv namnet som det står där.",
            f"The project “{name}” is not on the sheet {PROJECTS}.",
        )
    return found


def _read_part(read: ReadBook, line: _Line, by_name: Mapping[str, BookProject]) -> None:
    project = _of(read, line, by_name)
    amount = _amount(read, line, "Belopp")
    name, life = line.cells.get("Komponent", ""), line.cells.get("Livslängd", "")
    if project is None or line.place in read.faults:
        return
    if not name or amount is None or not life.isdigit() or int(life) < 1:
        read.faults[line.place] = (
            "En komponent har namn, belopp och livslängd i hela år. Fyll i det som saknas.",
            "A component has a name, an amount and a life in whole years.",
        )
        return
    project.parts.append((name, amount, int(life)))


def _read_effect(read: ReadBook, line: _Line, by_name: Mapping[str, BookProject]) -> None:
    project = _of(read, line, by_name)
    amounts = {int(head): _amount(read, line, head) for head in line.cells if re.fullmatch(r"20\d\d", head)}
    if project is None or line.place in read.faults:
        return
    known = {year: amount for year, amount in amounts.items() if amount is not None}
    is_rent = line.cells.get("Internhyra", "").casefold() in _YES
    project.effects.append(BookEffect(line.cells.get("Nämnd", ""), known, line.cells.get("Förklaring", ""), is_rent))
