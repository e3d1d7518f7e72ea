"""Read a sheet of lines by year: what is known is taken, what is not is named row by row."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ramverk.core.money import NotAnAmount, Ore, Unit, parse_amount
from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.organisation_sheets.files import RawSheet, read_sheets
from ramverk.formats.row_faults import RowFault

__all__ = ["PositionSheet", "folded", "read_position"]

_LOOKED_THROUGH = 40
_UNITS = {"tkr": Unit.TKR, "kkr": Unit.TKR, "mnkr": Unit.MNKR, "mkr": Unit.MNKR, "kr": Unit.KR, "kronor": Unit.KR}
_SUMS = ("summa", "total", "varav", "därav")


@dataclass(slots=True)
class PositionSheet:
    """Öre by line and year, and what could not be read."""

    values: dict[str, dict[int, Ore]] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)


def folded(words: str) -> str:
    """Words as they are compared: small letters, single spaces, nothing in brackets."""
    return re.sub(r"\s+", " ", re.sub(r"\(.*?\)", "", words.casefold())).strip()


def read_position(data: bytes, name: str, lines: Mapping[str, str], years: Collection[int]) -> PositionSheet:
    """`lines` gives a code for each folded name. Sums and "varav" are passed over; other years' columns too.

    Raises `UnreadableSheets` where no row names a year, or nothing says in what unit the amounts are.
    """
    for sheet in read_sheets(data, name):
        for at, row in enumerate(sheet.rows[:_LOOKED_THROUGH]):
            columns = _year_columns(row, years)
            if columns:
                return _read(sheet, at, columns, lines, _unit(sheet, at))
    wanted = ", ".join(map(str, sorted(years)))
    raise UnreadableSheets(
        f"Filen har ingen rubrikrad med något av åren {wanted}. Skriv åren som rubriker, en kolumn för varje.",
        f"The file has no heading row with any of the years {wanted}. Write the years as headings, a column each.",
    )


def _plain(value: Any) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return re.sub(r"\s+", " ", str(value if value is not None else "")).strip()


def _year_columns(row: Sequence[Any], years: Collection[int]) -> dict[int, int]:
    """The column of each wanted year: "2017", "Bokslut 2017", "Budget 2019 (tkr)"."""
    found: dict[int, int] = {}
    for at, cell in enumerate(row[1:], 1):
        for year in re.findall(r"(?<!\d)20\d\d(?!\d)", _plain(cell)):
            if int(year) in years:
                found.setdefault(int(year), at)
    return found


def _unit(sheet: RawSheet, at: int) -> Unit:
    """The unit that the headings, or anything above them, name."""
    for row in reversed(sheet.rows[: at + 1]):
        for cell in row:
            for word in re.findall(r"[a-zåäö]+", _plain(cell).casefold()):
                if word in _UNITS:
                    return _UNITS[word]
    raise UnreadableSheets(
        "Filen säger inte i vilken enhet beloppen står. Skriv enheten i rubrikraden, till exempel ”rad (tkr)”.",
        "The file does not say the unit of its amounts. Write it in the heading row, for example “rad (tkr)”.",
    )


def _read(sheet: RawSheet, at: int, columns: Mapping[int, int], lines: Mapping[str, str], unit: Unit) -> PositionSheet:
    read = PositionSheet()
    for number, cells in enumerate(sheet.rows[at + 1 :], at + 2):
        label = folded(_plain(cells[0])) if cells else ""
        texts = {year: _plain(cells[column]) if column < len(cells) else "" for year, column in columns.items()}
        if not label or label.startswith(_SUMS) or not any(texts.values()):
            continue
        place = f"{sheet.name}, rad {number}" if sheet.name else f"rad {number}"
        doubted = [year for year, column in columns.items() if (number - 1, column) in sheet.formulas | sheet.merged]
        if doubted:
            read.faults.append(_not_a_value(place, doubted[0]))
            continue
        _row(read, place, _plain(cells[0]), lines.get(label, ""), texts, unit)
    if not read.values and not read.faults:
        read.faults.append(RowFault("", "Filen har rubriker men inga rader.", "The file has headings but no rows."))
    return read


def _not_a_value(place: str, year: int) -> RowFault:
    return RowFault(
        place,
        f"{year} är en formel eller ligger i sammanfogade celler. Dela cellerna och klistra in beloppet som värde.",
        f"{year} is a formula or lies in merged cells. Split the cells and paste the amount as a value.",
    )


def _row(read: PositionSheet, place: str, label: str, code: str, texts: Mapping[int, str], unit: Unit) -> None:
    if not code:
        sv = f"”{label}” är ingen rad här. Byt till radens namn som i formuläret, eller ta bort raden."
        read.faults.append(RowFault(place, sv, f"“{label}” is no line here. Use the line's name as in the form."))
        return
    if code in read.values:
        read.faults.append(RowFault(place, f"”{label}” står två gånger i filen.", f"“{label}” stands twice."))
        return
    amounts: dict[int, Ore] = {}
    for year, text in texts.items():
        try:
            amount = parse_amount(text, unit)
        except NotAnAmount as error:
            read.faults.append(RowFault(place, error.sentence_sv, error.sentence_en))
            continue
        if amount is not None:
            amounts[year] = amount
    read.values[code] = amounts
