"""Reads a small table of assumptions, from a file or pasted from a spreadsheet: a heading row, then rows of cells.

Headings are words that the caller knows, and years; what stands in other columns is left out. Cells are texts as people
would write them: whole numbers without decimals, other numbers with a comma.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ramverk.core.money import Unit
from ramverk.formats.budget_sheets.words import UNITS
from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.organisation_sheets.files import RawSheet, read_sheets

__all__ = ["SheetRow", "Table", "read_table", "unit_of", "units_in"]

_LOOKED_THROUGH = 20
_YEAR = re.compile(r"(?:.*\D)?((?:19|20)\d\d)(?:\D.*)?")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: where it stands, and what it says by column ("2019", or a name the caller knows)."""

    place: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows, and what was said over them: the headings of the columns that were read, and the lines above."""

    rows: tuple[SheetRow, ...]
    headings: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    """The nearest line first."""

    @property
    def years(self) -> tuple[str, ...]:
        """The years that have a column, in order."""
        return tuple(sorted({column for row in self.rows for column in row.cells if _YEAR.fullmatch(column)}))


def unit_of(table: Table) -> Unit | None:
    """The unit that the headings name, else the nearest line above that names one; None where none is named.

    Raises `UnreadableSheets` where one place names several.
    """
    for text in (" ".join(table.headings), *table.above):
        units = units_in(text)
        if len(units) > 1:
            named = " och ".join(units)
            raise UnreadableSheets(
                f"Tabellen nämner flera enheter ({named}). Skriv beloppen i en och samma, och säg vilken i hörnet.",
                f"The table names several units ({' and '.join(units)}). Write the amounts in one and name it once.",
            )
        if units:
            return units[0]
    return None


def units_in(text: str) -> list[Unit]:
    """The units of money that a text names, each once."""
    words = re.findall(r"[a-zåäö]+", text.casefold())
    return list(dict.fromkeys(UNITS[word] for word in words if word in UNITS))


def read_table(data: bytes, name: str, heads: Mapping[str, Sequence[str]], label: str = "") -> Table:
    """The first sheet with a heading row that has a year or a known heading beside another; sums are passed over.

    `heads` are the words of each named column. Where `label` names a column that has no heading of its own, the first
    column is it. Raises `UnreadableSheets` where no sheet has such a row, and for formulas and merged cells, whose
    stored values cannot be trusted.
    """
    for sheet in read_sheets(data, name):
        for at, row in enumerate(sheet.rows[:_LOOKED_THROUGH]):
            columns = _columns(row, heads, label)
            if len(columns) > 1:
                rows = list(_rows(sheet, at, columns))
                _trust(sheet, columns, [number for number, _row in rows])
                headings = tuple(_text(row[place]) for place in columns if place < len(row))
                above = tuple(" ".join(map(_text, line)) for line in reversed(sheet.rows[:at]))
                return Table(tuple(row for _number, row in rows), headings, above)
    raise UnreadableSheets(
        "Ingen rubrikrad hittas. Första raden ska ha årtal i sina rubriker, till exempel 2019.",
        "No row of headings is found. The first row needs years as its headings, 2019 for example.",
    )


def _columns(row: Sequence[Any], heads: Mapping[str, Sequence[str]], label: str) -> dict[int, str]:
    words = {word.casefold(): code for code, known in heads.items() for word in (code, *known)}
    found: dict[int, str] = {}
    for place, cell in enumerate(row):
        text = _text(cell)
        code = words.get(text.casefold().split(" (")[0])
        year = _YEAR.fullmatch(text)
        if code and code not in found.values():
            found[place] = code
        elif year and year[1] not in found.values():
            found[place] = year[1]
    if label and label not in found.values() and 0 not in found and found:
        found[0] = label
    return dict(sorted(found.items()))


_SUMS = ("summa", "total")


def _rows(sheet: RawSheet, at: int, columns: Mapping[int, str]) -> Iterator[tuple[int, SheetRow]]:
    for number, row in enumerate(sheet.rows[at + 1 :], at + 2):
        cells = {code: _text(row[place]) for place, code in columns.items() if place < len(row)}
        first = next(filter(None, cells.values()), "")
        if first and not first.casefold().startswith(_SUMS):
            yield number, SheetRow(f"{sheet.name}, rad {number}" if sheet.name else f"rad {number}", cells)


def _trust(sheet: RawSheet, columns: Mapping[int, str], numbers: Sequence[int]) -> None:
    doubted = sheet.formulas | sheet.merged
    marked = [str(number) for number in numbers if any((number - 1, place) in doubted for place in columns)]
    if marked:
        rows = ", ".join(marked[:_NAMED]) + (" …" if len(marked) > _NAMED else "")
        raise UnreadableSheets(
            f"Tabellen har formler eller sammanfogade celler (rad {rows}). Deras sparade värden kan vara gamla: dela "
            "cellerna och klistra in tabellen som värden.",
            f"The table has formulas or merged cells (row {rows}). Their stored values may be old: split the cells "
            "and paste the table as values.",
        )


_NAMED = 5


def _text(cell: Any) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", ",")
    return "" if cell is None else str(cell).strip()
