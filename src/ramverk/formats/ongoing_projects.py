"""Ongoing investment projects from a finance system's list: one row a project, columns by their headings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ramverk.core.money import NotAnAmount, Ore, Unit, parse_amount
from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.organisation_sheets.files import read_sheets

__all__ = ["OngoingFile", "OngoingRow", "read_ongoing"]

_HEADINGS = {
    "board": ("nämnd", "styrelse", "board"),
    "name": ("projekt", "projektnamn", "benämning", "project"),
    "total": ("total", "beslutad total", "total utgift", "totalbudget", "total outlay"),
    "spent": ("upparbetat", "utfall", "spent"),
    "forecast": ("prognos", "slutprognos", "forecast"),
    "appropriated": ("anslag", "årets anslag", "budget i år", "appropriated"),
    "used": ("används", "används i år", "årets utfall", "used"),
    "carry_over": ("överförs", "överföring", "carry-over"),
    "activated": ("aktiveras", "aktivering", "activation"),
}
_MONEY = ("total", "spent", "forecast", "carry_over", "appropriated", "used")
_LOOKED_THROUGH = 20


@dataclass(frozen=True, slots=True)
class OngoingRow:
    """One project. `outlay` is what is left to pay, gross by year; `activated` is year and month."""

    place: str
    board: str
    name: str
    total: Ore | None = None
    spent: Ore | None = None
    forecast: Ore | None = None
    carry_over: Ore | None = None
    appropriated: Ore | None = None
    used: Ore | None = None
    activated: tuple[int, int] | None = None
    outlay: Mapping[int, Ore] = field(default_factory=dict)


@dataclass(slots=True)
class OngoingFile:
    """What the file holds, and by row what has to be mended, in Swedish and English."""

    rows: list[OngoingRow] = field(default_factory=list)
    faults: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_ongoing(data: bytes, name: str) -> OngoingFile:
    """The first sheet with the columns nämnd, projekt and total. Raises `UnreadableSheets` where none has them."""
    for sheet in read_sheets(data, name):
        for at, row in enumerate(sheet.rows[:_LOOKED_THROUGH]):
            columns = _columns(row)
            if {"board", "name", "total"} <= set(columns):
                return _read(sheet.rows[at + 1 :], columns, at + 2)
    raise UnreadableSheets(
        "Filen saknar rubrikerna nämnd, projekt och total (tkr). Lägg till dem på första raden.",
        "The file lacks the headings nämnd, projekt and total (tkr). Add them on the first row.",
    )


def _columns(row: Sequence[Any]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for at, cell in enumerate(row):
        head = re.sub(r"[,(\[].*", "", _text(cell)).strip().casefold()
        if re.fullmatch(r"20\d\d", head):
            columns[head] = at
        for key, words in _HEADINGS.items():
            if head in words:
                columns[key] = at
    return columns


def _text(value: Any) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.5f}".rstrip("0").replace(".", ",")
    return str(value if value is not None else "").strip()


def _read(rows: Sequence[Sequence[Any]], columns: Mapping[str, int], first: int) -> OngoingFile:
    found = OngoingFile()
    for number, cells in enumerate(rows, first):
        texts = {key: _text(cells[at]) if at < len(cells) else "" for key, at in columns.items()}
        if any(texts.values()):
            _row(found, f"rad {number}", texts)
    return found


def _row(found: OngoingFile, place: str, texts: Mapping[str, str]) -> None:
    amounts: dict[str, Ore | None] = {}
    for key in (*_MONEY, *(key for key in texts if key.isdigit())):
        try:
            amounts[key] = parse_amount(texts.get(key, ""), Unit.TKR)
        except NotAnAmount as error:
            found.faults[place] = (f"{key}: {error.sentence_sv}", f"{key}: {error.sentence_en}")
            return
    if not texts["board"] or not texts["name"]:
        found.faults[place] = ("Raden saknar nämnd eller projekt.", "The row lacks a board or a project.")
        return
    month = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])(?:-\d\d.*)?", texts.get("activated", ""))
    if texts.get("activated") and month is None:
        found.faults[place] = (
            f"”{texts['activated']}” är ingen månad. Skriv aktiveringen som 2019-07.",
            f"“{texts['activated']}” is no month. Write the activation as 2019-07.",
        )
        return
    found.rows.append(
        OngoingRow(
            place, texts["board"], texts["name"],
            amounts["total"], amounts["spent"], amounts["forecast"], amounts["carry_over"],
            amounts["appropriated"], amounts["used"],
            (int(month[1]), int(month[2])) if month else None,
            {int(key): amount for key, amount in amounts.items() if key.isdigit() and amount},
        )
    )  # fmt: skip
