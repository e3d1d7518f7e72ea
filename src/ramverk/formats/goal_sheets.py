"""Last year's goals with what they came to, from a workbook or CSV: a row an indicator, columns by their headings.

An empty cell under Nämnd or Mål says the same as the row above. Nothing here knows a database: `GoalsFile` holds the
rows, and what has to be mended by the place where it stands.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import xlsxwriter

from ramverk.core.goals.goals import Direction, NotATarget, parse_target
from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.organisation_sheets.files import RawSheet, read_sheets

__all__ = ["EarlierGoal", "GoalsFile", "read_goals", "write_goals_template"]

_HEADINGS = {
    "board": ("nämnd", "styrelse", "board"),
    "text": ("mål", "nämndens mål", "goal"),
    "above": ("fullmäktiges mål", "bidrar till", "council's goal"),
    "responsible": ("ansvarig", "responsible"),
    "name": ("indikator", "mått", "nyckeltal", "indicator"),
    "definition": ("definition",),
    "unit": ("enhet", "unit"),
    "direction": ("ska", "riktning", "direction"),
    "baseline": ("utgångsvärde", "baseline"),
    "baseline_year": ("utgångsår", "baseline year"),
    "source": ("källa", "source"),
}
_YEARLY = {"targets": ("målvärde", "mål", "target"), "outcomes": ("utfall", "outcome")}
_DIRECTIONS = {
    "": Direction.INCREASE, "öka": Direction.INCREASE, "increase": Direction.INCREASE,
    "minska": Direction.DECREASE, "decrease": Direction.DECREASE,
    "spann": Direction.INTERVAL, "ligga i ett spann": Direction.INTERVAL, "interval": Direction.INTERVAL,
}  # fmt: skip
_LONGEST = {"name": 200, "unit": 40, "source": 200, "responsible": 160, "baseline": 20}
_LOOKED_THROUGH = 20


@dataclass(frozen=True, slots=True)
class EarlierGoal:
    """One indicator with the goal it measures. Values are kept as they were written, the years as numbers."""

    place: str
    board: str
    text: str
    name: str
    above: str = ""
    responsible: str = ""
    definition: str = ""
    unit: str = ""
    direction: Direction = Direction.INCREASE
    baseline: str = ""
    baseline_year: int | None = None
    source: str = ""
    targets: Mapping[int, str] = field(default_factory=dict)
    outcomes: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class GoalsFile:
    """What the file holds, and by place what has to be mended, as pairs of a Swedish and an English sentence."""

    rows: list[EarlierGoal] = field(default_factory=list)
    faults: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def fault(self, place: str, swedish: str, english: str) -> None:
        """One more thing to mend in a place."""
        self.faults.setdefault(place, []).append((swedish, english))


def read_goals(data: bytes, name: str) -> GoalsFile:
    """The first sheet with the columns mål and indikator. Raises `UnreadableSheets` where none has them."""
    for sheet in read_sheets(data, name):
        for at, row in enumerate(sheet.rows[:_LOOKED_THROUGH]):
            columns = _columns(row)
            if {"text", "name"} <= set(columns.values()):
                return _read(sheet, at, columns)
    raise UnreadableSheets(
        "Filen saknar rubrikerna Mål och Indikator. Hämta mallen på sidan och fyll i den.",
        "The file lacks the headings Mål and Indikator. Download the template on the page and fill it in.",
    )


def _columns(row: Sequence[Any]) -> dict[int, str]:
    """Which column holds what: a field, or "targets 2018". A year's column without its year cannot be used."""
    found: dict[int, str] = {}
    for at, cell in enumerate(row):
        head = re.sub(r"[,(\[].*", "", _text(cell)).strip().casefold()
        yearly = re.fullmatch(r"(\D+?)\s+(\d{4})", head)
        for key, words in _HEADINGS.items():
            if head in words:
                found[at] = key
        for key, words in _YEARLY.items():
            if yearly and yearly[1] in words:
                found[at] = f"{key} {yearly[2]}"
            elif head in words and at not in found:
                raise UnreadableSheets(
                    f"Kolumnen {_text(cell)} saknar år. Skriv året i rubriken, till exempel {_text(cell)} 2017.",
                    f"The column {_text(cell)} has no year. Write it in the heading: {_text(cell)} 2017.",
                )
    return found


def _text(value: Any) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.8g}".replace(".", ",")
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    return re.sub(r"\s+", " ", str(value if value is not None else "")).strip()


def _read(sheet: RawSheet, heads: int, columns: Mapping[int, str]) -> GoalsFile:
    found = GoalsFile()
    above: dict[str, str] = {}
    seen: dict[tuple[str, str, str], str] = {}
    for at, cells in enumerate(sheet.rows[heads + 1 :], heads + 1):
        texts = {key: _text(cells[column]) if column < len(cells) else "" for column, key in columns.items()}
        if not any(texts.values()):
            continue
        place = f"{sheet.name}, rad {at + 1}" if sheet.name else f"rad {at + 1}"
        if any((at, column) in sheet.formulas for column in columns):
            found.fault(place, "Raden har en formel. Klistra in värdet i stället.", "A formula; paste its value.")
            continue
        _say_again(texts, above)
        above = texts
        same = (texts.get("board", ""), texts["text"], texts["name"])
        if same in seen:
            found.fault(place, f"Samma mål och indikator står på {seen[same]}.", f"The same stands on {seen[same]}.")
            continue
        seen[same] = place
        _row(found, place, texts)
    if not found.rows and not found.faults:
        found.fault("", "Filen har inga rader under rubrikerna.", "The file has no rows under its headings.")
    return found


def _say_again(texts: dict[str, str], above: Mapping[str, str]) -> None:
    """Fill in what a row leaves out because the row above says it: the board, and with no goal of its own the goal."""
    of_another = bool(texts.get("board")) and texts["board"] != above.get("board")
    texts["board"] = texts.get("board") or above.get("board", "")
    if not texts["text"] and not of_another:
        for key in ("text", "above", "responsible"):
            texts[key] = texts.get(key) or above.get(key, "")


def _row(found: GoalsFile, place: str, texts: Mapping[str, str]) -> None:
    before = len(found.faults.get(place, ()))
    targets, outcomes = (_yearly(found, place, texts, key) for key in ("targets", "outcomes"))
    _check_words(found, place, texts)
    _readable(found, place, "utgångsvärde", texts.get("baseline", ""), one=True)
    direction = _DIRECTIONS.get(texts.get("direction", "").casefold())
    if direction is None:
        found.fault(
            place, f"”Ska” är öka, minska eller spann, inte ”{texts['direction']}”.",
            f"“Ska” is öka, minska or spann, not “{texts['direction']}”.",
        )  # fmt: skip
    year = texts.get("baseline_year", "")
    if year and not re.fullmatch(r"(19|20)\d\d", year):
        found.fault(place, f"Utgångsåret ”{year}” är inget år.", f"The baseline's year “{year}” is no year.")
    if direction is None or len(found.faults.get(place, ())) > before:
        return
    found.rows.append(
        EarlierGoal(
            place, texts["board"], texts["text"], texts["name"], texts.get("above", ""), texts.get("responsible", ""),
            texts.get("definition", ""), texts.get("unit", ""), direction, texts.get("baseline", ""),
            int(year) if year else None, texts.get("source", ""), targets, outcomes,
        )
    )  # fmt: skip


def _check_words(found: GoalsFile, place: str, texts: Mapping[str, str]) -> None:
    if not texts["text"]:
        found.fault(place, "Målet saknas. Skriv vilket mål indikatorn mäter.", "The goal is missing.")
    if not texts["name"]:
        found.fault(place, "Indikatorn saknas. Ett mål behöver minst en.", "The indicator is missing.")
    for key, longest in _LONGEST.items():
        if len(texts.get(key, "")) > longest:
            head = _HEADINGS[key][0].capitalize()
            found.fault(
                place, f"{head} är {len(texts[key])} tecken; högst {longest} får plats.",
                f"{head} is {len(texts[key])} characters; at most {longest} fit.",
            )  # fmt: skip


def _yearly(found: GoalsFile, place: str, texts: Mapping[str, str], kind: str) -> dict[int, str]:
    values = {}
    for key, text in texts.items():
        if key.startswith(f"{kind} ") and text:
            year = int(key[-4:])
            head = f"{'målvärde' if kind == 'targets' else 'utfall'} {year}"
            if _readable(found, place, head, text, one=kind == "outcomes"):
                values[year] = text
    return values


def _readable(found: GoalsFile, place: str, head: str, text: str, *, one: bool) -> bool:
    """Whether it is a value; with `one` a range is none, since what came out is one number."""
    try:
        value = parse_target(text)
    except NotATarget as error:
        found.fault(place, f"{head}: {error.sentence_sv}", f"{head}: {error.sentence_en}")
        return False
    if one and value is not None and value.low != value.high:
        found.fault(
            place, f"{head}: ”{text}” är ett spann. Skriv ett tal.", f"{head}: “{text}” is a range. Write one number."
        )
        return False
    return True


_GUIDE = (
    "En rad per indikator. Nämnd och mål får stå tomma när de är desamma som på raden ovanför.",
    "Målvärden och utfall skrivs som tal, till exempel 87,5; ett målvärde får vara ett spann, 10–12.",
    "Ska: öka, minska eller spann. Fler år läggs till som egna kolumner: Målvärde 2022, Utfall 2015.",
    "Skriv värden, inte formler. Läs in filen på sidan där du hämtade den; är något fel sparas ingenting.",
)
_COLUMNS = (
    ("Nämnd", 26), ("Mål", 44), ("Fullmäktiges mål", 30), ("Ansvarig", 18), ("Indikator", 32), ("Definition", 32),
    ("Enhet", 12), ("Ska", 10), ("Utgångsvärde", 14), ("Utgångsår", 11),
)  # fmt: skip


def _heads(budget_year: int, years: Sequence[int]) -> list[str]:
    """Targets from the year before the budget year on, outcomes of the three before it."""
    targets = [f"Målvärde {year}" for year in (budget_year - 1, *years)]
    outcomes = [f"Utfall {year}" for year in range(budget_year - 3, budget_year)]
    return [*(head for head, _width in _COLUMNS), *targets, *outcomes, "Källa"]


def write_goals_template(years: Sequence[int], boards: Sequence[str], goals: Sequence[str]) -> bytes:
    """An empty workbook with the headings for a round of these years, its boards and the council's goals to choose."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page, guide = book.add_worksheet("Mål"), book.add_worksheet("Så här")
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})  # so that 10-12 stays no date
    widths = dict(_COLUMNS)
    for column, head in enumerate(_heads(years[0], years)):
        page.write_string(0, column, head, bold)
        page.set_column(column, column, widths.get(head, 14), text)
    for column, words in enumerate((_GUIDE, boards, goals)):
        guide.set_column(column, column, 100 if column == 0 else 44)
        for number, line in enumerate(words):
            guide.write_string(number, column, line)
    for column, letter, words in ((0, "B", boards), (2, "C", goals)):
        if words:
            source = f"='Så här'!${letter}$1:${letter}${len(words)}"
            page.data_validation(
                1, column, 500, column, {"validate": "list", "source": source, "error_type": "warning"}
            )
    page.data_validation(1, 7, 500, 7, {"validate": "list", "source": ["öka", "minska", "spann"]})
    page.freeze_panes(1, 2)
    book.close()
    return buffer.getvalue()
