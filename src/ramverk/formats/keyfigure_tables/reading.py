"""Reads a table of key figures: columns by their headings, each row checked, every fault named with its place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ramverk.core.keyfigures.blocks import GENDERS
from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.organisation_sheets.files import RawSheet, read_sheets

_HEADINGS = {
    "indicator": ("nyckeltal", "id", "kpi", "indikator", "indicator"),
    "unit": ("enhet", "skola", "boende", "unit"),
    "area": ("område", "kommun", "kommunkod", "area", "municipality"),
    "year": ("år", "period", "year"),
    "gender": ("kön", "gender"),
    "value": ("värde", "utfall", "value"),
    "people": ("antal", "antal personer", "personer", "people"),
}
_NEEDED = ("indicator", "year", "value")
_GENDERS = {
    "": "T", "t": "T", "totalt": "T", "total": "T", "k": "K", "kvinnor": "K", "kvinna": "K", "women": "K", "m": "M",
    "män": "M", "man": "M", "men": "M",
}  # fmt: skip
_MISSING = {"", "-", "–", "..", ".", "saknas", "n/a"}
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_NUMBER = re.compile(r"-?\d+(,\d+|\.\d+)?")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One figure of a table. `value` is None where the table says that there is none; an empty area is one's own."""

    place: str
    indicator: str
    area: str
    year: int
    gender: str
    value: float | None
    people: int | None
    unit: str = ""
    """The name or id of a school, a home or another unit; then the figure is the unit's."""


@dataclass(frozen=True, slots=True)
class TableFault:
    """What is wrong in a table: where, and how to mend it, in both languages."""

    place: str
    message: str
    message_en: str


def parse_figure(text: str) -> float | None:
    """A figure as Swedes write it, or none for what says that it is missing. Raises ValueError for anything else."""
    plain = _SPACES.sub("", text).replace("\u2212", "-").rstrip("%")
    if plain.casefold() in _MISSING:
        return None
    if not _NUMBER.fullmatch(plain) or len(plain) > 18:
        raise ValueError(text)
    return float(plain.replace(",", "."))


def read_table(data: bytes, name: str) -> tuple[list[TableRow], list[TableFault]]:
    """The rows of a file and everything that is wrong with it; with any fault the file is to be refused as a whole."""
    try:
        sheets = read_sheets(data, name)
    except UnreadableSheets as error:
        return [], [TableFault(name, error.sentence_sv, error.sentence_en)]
    rows: list[TableRow] = []
    faults: list[TableFault] = []
    for sheet in sheets:
        if any(any(cell not in {None, ""} for cell in row) for row in sheet.rows):
            _read_sheet(sheet, name, rows, faults)
    if not rows and not faults:
        faults.append(TableFault(name, "Tabellen har inga rader.", "The table has no rows."))
    return rows, faults


def _read_sheet(sheet: RawSheet, name: str, rows: list[TableRow], faults: list[TableFault]) -> None:
    columns, start = _columns(sheet.rows)
    lacking = [_HEADINGS[one][0] for one in _NEEDED if one not in columns]
    where = sheet.name or name
    if lacking:
        faults.append(
            TableFault(
                where,
                f"Kolumnen {', '.join(lacking)} saknas. Rubriker: nyckeltal, område, enhet, år, kön, värde, antal.",
                f"The column {', '.join(lacking)} is missing. Known: nyckeltal, område, enhet, år, kön, värde, antal.",
            )
        )
        return
    for at, cells in enumerate(sheet.rows[start + 1 :], start + 1):
        given = {field: _text(cells[column]) if column < len(cells) else "" for field, column in columns.items()}
        if not any(given.values()):
            continue
        place = f"{where}, rad {at + 1}"
        if any((at, column) in sheet.formulas for column in columns.values()):
            faults.append(
                TableFault(
                    place, "Raden har en formel. Klistra in värdet i stället.", "A formula; paste the value instead."
                )
            )
            continue
        _read_row(place, given, rows, faults)


def _columns(rows: Sequence[Sequence[Any]]) -> tuple[dict[str, int], int]:
    """Which column holds what, and the row of the headings: the first that names any."""
    for at, row in enumerate(rows[:20]):
        found: dict[str, int] = {}
        for column, cell in enumerate(row):
            heading = _text(cell).casefold()
            for field, names in _HEADINGS.items():
                if heading in names and field not in found:
                    found[field] = column
        if len(found) > 1:
            return found, at
    return {}, 0


def _read_row(place: str, given: Mapping[str, str], rows: list[TableRow], faults: list[TableFault]) -> None:
    wrong: list[tuple[str, str]] = []
    year = given["year"].removesuffix(".0")
    gender = _GENDERS.get(given.get("gender", "").casefold())
    people = given.get("people", "").removesuffix(".0")
    value: float | None = None
    if not given["indicator"]:
        wrong.append(("nyckeltalets id saknas", "the id of the key figure is missing"))
    if not re.fullmatch(r"(19|20|21)\d\d", year):
        wrong.append((f"”{given['year']}” är inget år", f"“{given['year']}” is no year"))
    if gender is None:
        wrong.append((f"kön är T, K eller M, inte ”{given['gender']}”", f"sex is T, K or M, not “{given['gender']}”"))
    if people and not people.isdigit():
        wrong.append((f"”{people}” är inget antal personer", f"“{people}” is no number of people"))
    try:
        value = parse_figure(given["value"])
    except ValueError:
        wrong.append((f"”{given['value']}” är inget tal", f"“{given['value']}” is no number"))
    if wrong:
        sv, en = ("; ".join(part) for part in zip(*wrong, strict=True))
        faults.append(TableFault(place, f"{sv[0].upper()}{sv[1:]}.", f"{en[0].upper()}{en[1:]}."))
        return
    area = given.get("area", "").removesuffix(".0")
    code = area.zfill(4) if area.isdigit() else area  # a spreadsheet takes the leading zeros away
    rows.append(
        TableRow(
            place,
            given["indicator"],
            code,
            int(year),
            gender or GENDERS[0],
            value,
            int(people) if people else None,
            given.get("unit", "")[:60],
        )
    )


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.10g}".replace(".", ",") if cell != int(cell) else str(int(cell))
    return str(cell).strip()
