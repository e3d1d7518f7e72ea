"""A workbook of a plan, come back: the same columns by their headings; formulas and merged cells are refused."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ramverk.core.money import NotAnAmount, Ore, Unit, parse_amount
from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.organisation_sheets.files import RawSheet, read_sheets
from ramverk.formats.plan_workbook.rows import (
    ABOUT,
    CHECKS,
    GOAL_HEADS,
    GOALS,
    SPLIT,
    SPLIT_HEADS,
    TEMPLATE,
    GoalRow,
    PlanFile,
    PlanIdentity,
    SplitRow,
)
from ramverk.formats.returning_books import as_written
from ramverk.formats.row_faults import RowFault


def read_plan(data: bytes, name: str) -> PlanFile:
    """Raises `UnreadableSheets` where the file is no workbook of a plan."""
    sheets = {sheet.name: sheet for sheet in read_sheets(data, name)}
    about = sheets.get(ABOUT)
    facts = {_plain(row[0]): _plain(row[1]) for row in (about.rows if about else ()) if len(row) > 1}
    if facts.get("Mall") != TEMPLATE or SPLIT not in sheets or GOALS not in sheets:
        raise UnreadableSheets(
            "Filen är inte en arbetsbok för en verksamhetsplan. Hämta arbetsboken på planens sida och arbeta i den.",
            "The file is no workbook of an activity plan. Download it from the plan's page.",
        )
    versions = [facts.get(head, "") for head in ("Fördelningens version", "Målens version")]
    split_version, goals_version = (int(value) if value.isdigit() else 0 for value in versions)
    read = PlanFile(
        PlanIdentity(
            facts.get("Plan", ""), facts.get("Utgåva", ""), facts.get("Nämnd", ""), split_version, goals_version
        )
    )
    for texts, place in _rows(read, sheets[SPLIT], SPLIT_HEADS):
        _split(read, texts, place)
    for texts, place in _rows(read, sheets[GOALS], GOAL_HEADS):
        _goal(read, texts, place)
    return read


def _plain(value: Any) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.5f}".rstrip("0").rstrip(".").replace(".", ",")
    return as_written(str(value if value is not None else ""))


def _rows(read: PlanFile, page: RawSheet, wanted: Sequence[str]) -> Iterator[tuple[dict[str, str], str]]:
    heads = [" ".join(_plain(cell).split()) for cell in page.rows[0]] if page.rows else []
    missing = [head for head in wanted if head not in heads]
    if missing:
        raise UnreadableSheets(
            f"Kolumnen {missing[0]} saknas på bladet {page.name}. Hämta arbetsboken på nytt; rubrikerna ska stå kvar.",
            f"The column {missing[0]} is missing on the sheet {page.name}.",
        )
    seen: dict[str, str] = {}
    for number, cells in enumerate(page.rows[1:], 2):
        texts = {head: _plain(cells[at]) if at < len(cells) else "" for at, head in enumerate(heads) if head}
        if not any(texts.values()) or texts.get("Verksamhet") in CHECKS:
            continue
        if _is_sound(read, page, heads, number):
            key = texts.get("Indikatorns nyckel") or (texts["Nyckel"] if page.name == SPLIT else "")
            place = f"{page.name}, rad {number}"
            if key and key in seen:
                read.faults.append(
                    RowFault(
                        place, f"Raden är en kopia av {seen[key]}. Töm nyckeln på en ny rad.",
                        f"The row is a copy of {seen[key]}. Empty the key on a new row.",
                    )
                )  # fmt: skip
                continue
            seen[key] = place
            yield texts, place


def _is_sound(read: PlanFile, page: RawSheet, heads: Sequence[str], number: int) -> bool:
    for column, head in enumerate(heads):
        place = f"{page.name}, rad {number}"
        if (number - 1, column) in page.formulas:
            read.faults.append(
                RowFault(place, f"{head} är en formel. Klistra in som värden.", f"{head} is a formula. Paste values.")
            )
            return False
        if (number - 1, column) in page.merged:
            read.faults.append(
                RowFault(place, f"{head} ligger i sammanfogade celler. Dela dem.", f"{head} lies in merged cells.")
            )
            return False
    return True


def _split(read: PlanFile, texts: dict[str, str], place: str) -> None:
    amounts: dict[int, Ore] = {}
    for head, text in texts.items():
        if re.fullmatch(r"\d{4}", head) and text:
            try:
                amount = parse_amount(text, Unit.TKR)
            except NotAnAmount as error:
                read.faults.append(RowFault(place, f"{head}: {error.sentence_sv}", f"{head}: {error.sentence_en}"))
                continue
            if amount is not None:
                amounts[int(head)] = amount
    operation = texts["Verksamhet"].split(" ", maxsplit=1)[0]
    read.split.append(SplitRow(place, texts["Nyckel"], operation, texts["Enhet"], texts["Konto"], amounts))


def _goal(read: PlanFile, texts: dict[str, str], place: str) -> None:
    targets = {int(head[-4:]): text for head, text in texts.items() if re.fullmatch(r"Målvärde \d{4}", head)}
    read.goals.append(
        GoalRow(
            place, texts["Nyckel"], texts["Mål"], texts["Ansvarig"], texts["Period"], texts["Indikatorns nyckel"],
            texts["Indikator"], texts["Definition"], texts["Enhet"], texts["Ska"], texts["Utgångsvärde"],
            texts["Utgångsår"], texts["Källa"], targets,
        )
    )  # fmt: skip
