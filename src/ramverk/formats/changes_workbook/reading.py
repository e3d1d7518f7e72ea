"""A workbook of changes, come back: the same columns by their headings, formulas and merged cells refused."""

import re
from collections.abc import Sequence
from typing import Any

from ramverk.core.money import NotAnAmount, Ore, Unit, parse_amount
from ramverk.formats.changes_workbook.rows import ABOUT, HEADS, SHEET, TEMPLATE, ChangeRow, ChangesFile
from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.organisation_sheets.files import RawSheet, read_sheets
from ramverk.formats.row_faults import RowFault

_YES = {"ja", "j", "x", "1", "true", "sant", "yes"}


def read_changes(data: bytes, name: str) -> ChangesFile:
    """Raises `UnreadableSheets` where the file is no workbook of changes."""
    sheets = {sheet.name: sheet for sheet in read_sheets(data, name)}
    about, page = sheets.get(ABOUT), sheets.get(SHEET)
    facts = {_plain(row[0]): _plain(row[1]) for row in (about.rows if about else ()) if len(row) > 1}
    if page is None or facts.get("Mall") != TEMPLATE:
        raise UnreadableSheets(
            "Filen är inte en arbetsbok med ändringar från Ramverk. Hämta arbetsboken på utgåvans sida och arbeta i "
            "den.",
            "The file is no workbook of changes from Ramverk. Download the workbook from the edition's page.",
        )
    read = ChangesFile(facts.get("Utgåva", ""))
    heads = [_plain(cell) for cell in page.rows[0]] if page.rows else []
    missing = [head for head in HEADS[:6] if head not in heads]
    if missing:
        raise UnreadableSheets(
            f"Kolumnen {missing[0]} saknas på bladet {SHEET}. Hämta arbetsboken på nytt; rubrikerna ska stå kvar.",
            f"The column {missing[0]} is missing on the sheet {SHEET}.",
        )
    seen: dict[str, str] = {}
    for number, cells in enumerate(page.rows[1:], 2):
        if any(_plain(cell) for cell in cells):
            _row(read, page, heads, number, cells, seen)
    return read


def _plain(value: Any) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.5f}".rstrip("0").rstrip(".").replace(".", ",")
    return re.sub(r"\s+", " ", str(value if value is not None else "")).strip()


def _row(
    read: ChangesFile, page: RawSheet, heads: Sequence[str], number: int, cells: Sequence[Any], seen: dict[str, str]
) -> None:
    """Take one row in, or say what is wrong with it. `seen` is where each key stood first."""
    place = f"rad {number}"
    texts = {head: _plain(cells[at]) if at < len(cells) else "" for at, head in enumerate(heads) if head}
    key = texts["Nyckel"]
    if fault := _unsound(page, heads, number, place) or _copied(key, place, seen):
        read.faults.append(fault)
        return
    if key:
        seen[key] = place
    amounts = _amounts(read, texts, place)
    version = texts["Version"]
    read.rows.append(
        ChangeRow(
            place=place,
            key=key,
            version=int(version) if version.isdigit() else 0,
            where=texts["Avser"],
            operation=texts["Verksamhet"],
            cause=texts["Orsak"],
            text=texts["Text"],
            amounts=amounts,
            is_one_off=texts.get("Engångs", "").casefold() in _YES,
            source=texts.get("Källa", ""),
            internal_text=texts.get("Intern anteckning", ""),
            remove=texts.get("Ta bort", "").casefold() in _YES,
        )
    )


def _unsound(page: RawSheet, heads: Sequence[str], number: int, place: str) -> RowFault | None:
    """The first cell whose stored value cannot be trusted: a formula, or part of merged cells."""
    for column, head in enumerate(heads):
        if (number - 1, column) in page.formulas:
            return RowFault(
                place, f"{head} är en formel. Klistra in som värden.", f"{head} is a formula. Paste values."
            )
        if (number - 1, column) in page.merged:
            return RowFault(
                place, f"{head} ligger i sammanfogade celler. Dela dem.", f"{head} lies in merged cells. Split them."
            )
    return None


def _copied(key: str, place: str, seen: dict[str, str]) -> RowFault | None:
    """A row with the key of an earlier one: copied, so that it would overwrite it."""
    if not key or key not in seen:
        return None
    return RowFault(
        place,
        f"Raden är en kopia av {seen[key]}. Töm Nyckel och Version på en ny rad.",
        f"The row is a copy of {seen[key]}. Empty Nyckel and Version on a new row.",
    )


def _amounts(read: ChangesFile, texts: dict[str, str], place: str) -> dict[int, Ore]:
    """The amount of each year that has one; what is no amount becomes a fault of its own."""
    amounts: dict[int, Ore] = {}
    for head in (head for head in texts if re.fullmatch(r"\d{4}", head)):
        try:
            amount = parse_amount(texts[head], Unit.TKR) if texts[head] else None
        except NotAnAmount as error:
            read.faults.append(RowFault(place, f"{head}: {error.sentence_sv}", f"{head}: {error.sentence_en}"))
            continue
        if amount is not None:
            amounts[int(head)] = amount
    return amounts
