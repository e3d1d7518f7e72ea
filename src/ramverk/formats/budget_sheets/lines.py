"""Rows as columns: each text once with a number, each amount in öre. Half a million rows take some twenty megabytes."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np

from ramverk.core.money import NotAnAmount, Unit, parse_amount
from ramverk.formats.budget_sheets.layout import AMOUNTS, Layout
from ramverk.formats.budget_sheets.source import Cells, Sheet, Source
from ramverk.formats.budget_sheets.words import plain
from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.row_faults import RowFault

_SIZE = {Unit.KR: 100, Unit.TKR: 100_000, Unit.MNKR: 100_000_000}
_LARGEST = 10**15
"""Ten thousand billion kronor in öre: above it somebody has written in the wrong unit."""
_MOST_FAULTS = 200
_EVERY = 5_000
Progress = Callable[[int, int], None]
"""Told how many rows are read, and how many there are about."""


@dataclass(slots=True)
class Column:
    """Texts of one column: each different one once, and per row which."""

    words: list[str] = field(default_factory=list)
    codes: np.ndarray[Any, np.dtype[np.int32]] = field(default_factory=lambda: np.zeros(0, np.int32))


@dataclass(slots=True)
class BudgetLines:
    """What a sheet holds, and what has to be mended before it is used. Amounts are öre, income positive."""

    sheet: str
    columns: dict[str, Column]
    amounts: np.ndarray[Any, np.dtype[np.int64]]
    rows: np.ndarray[Any, np.dtype[np.int32]]
    """The number of each row in its sheet, from 1."""
    layout: Layout
    faults: list[RowFault] = field(default_factory=list)
    fault_count: int = 0
    """All of them; `faults` holds the first."""
    whole_year: np.ndarray[Any, np.dtype[np.int64]] | None = None
    """What each row is in a whole year, öre; its amount where nothing else is said. None without such a column."""

    def __len__(self) -> int:
        return len(self.amounts)

    def place(self, at: int) -> str:
        """Where a line stands, in words."""
        return place_of(self.sheet, int(self.rows[at]))


def place_of(sheet: str, number: int) -> str:
    """A row in words."""
    return f"{sheet}, rad {number}" if sheet else f"rad {number}"


def read_lines(source: Source, layout: Layout, progress: Progress | None = None) -> BudgetLines:
    """Every row below the headings that holds something and is no sum. Raises `UnreadableSheets` for no such sheet."""
    sheet = next((one for one in source.sheets if one.name == layout.sheet), None)
    if sheet is None:
        raise UnreadableSheets(f"Bladet {layout.sheet} finns inte i filen.", f"There is no sheet {layout.sheet}.")
    reading = _Reading(sheet, layout, source.formulas(sheet.name) if source.kind == "book" else frozenset())
    for number, row in enumerate(sheet.rows(), 1):
        if number > layout.heading_row + 1:
            reading.take(number, row)
        if progress and number % _EVERY == 0:
            progress(number, max(sheet.count, number))
    lines = reading.done()
    if not len(lines) and not lines.faults:
        lines.faults.append(RowFault("", "Filen har rubriker men inga rader.", "The file has headings but no rows."))
        lines.fault_count = 1
    return lines


class _Reading:
    """The columns while they are filled."""

    def __init__(self, sheet: Sheet, layout: Layout, formulas: Cells) -> None:
        self.sheet, self.layout, self.formulas = sheet, layout, formulas
        self.unit = layout.unit or Unit.KR
        self.size = _SIZE[self.unit]
        self.sign = -1 if layout.costs_are_positive else 1
        self.amount_at = layout.columns["amount"]
        self.whole_at = layout.columns.get("whole_year", -1)
        self.texts = [_Text(role, at) for role, at in layout.columns.items() if role not in AMOUNTS]
        self.first = [text for role in ("board", "code", "name") for text in self.texts if text.role == role]
        self.has_class = next((text for text in self.texts if text.role == "price_class"), None)
        self.used = {text.at for text in self.texts} | {
            layout.columns[role] for role in AMOUNTS if role in layout.columns
        }
        self.amounts, self.rows, self.whole = array("q"), array("i"), array("q")
        self.faults: list[RowFault] = []
        self.fault_count = 0
        self.told_merged = False

    def take(self, number: int, row: Sequence[Any]) -> None:
        """One row: passed over when empty or a sum, else its codes and its amount."""
        width = len(row)
        cell = row[self.amount_at] if self.amount_at < width else ""
        found = [text.code(row[text.at] if text.at < width else "") for text in self.texts]
        if not any(found) and (cell is None or cell == "" or not plain(cell)):
            return
        if self._is_sum():
            return
        if self.sheet.merged and self._is_merged(number):
            return
        amount = self._amount(number, cell, self.amount_at)
        whole = row[self.whole_at] if 0 <= self.whole_at < width else None
        said = amount if whole is None or plain(whole) == "" else self._amount(number, whole, self.whole_at)
        if amount is None or said is None:
            return
        if self.whole_at >= 0:
            self.whole.append(self.sign * said)
        for text, code in zip(self.texts, found, strict=True):
            text.codes.append(code)
        self.amounts.append(self.sign * amount)
        self.rows.append(number)

    def _is_sum(self) -> bool:
        """A row that begins with "Summa" and has no price class."""
        if self.has_class is not None and self.has_class.latest:
            return False
        first = next((text for text in self.first if text.latest), None)
        return first is not None and first.sums[first.latest]

    def _is_merged(self, number: int) -> bool:
        hidden = sorted(at for at in self.used if (number - 1, at) in self.sheet.merged)
        for at in hidden:
            self.say(
                _cell(self.sheet.name, number, at),
                "Cellen är sammanfogad med en annan. Dela cellerna och fyll i värdet på varje rad.",
                "The cell is merged with another. Split the cells and fill in each row.",
            )
        return bool(hidden)

    def _amount(self, number: int, cell: Any, column: int) -> int | None:
        if self.formulas and (number - 1, column) in self.formulas:
            kept = f", vars sparade värde ({plain(cell)}) kan vara gammalt" if plain(cell) else " utan sparat värde"
            stored = f" whose stored value ({plain(cell)}) may be old" if plain(cell) else " without a stored value"
            self.say(
                _cell(self.sheet.name, number, column),
                f"Beloppet är en formel{kept}. Klistra in det som värde.",
                f"The amount is a formula{stored}. Paste it as a value.",
            )
            return None
        amount = _whole(cell, self.size) if type(cell) in _NUMBERS else _fast(cell, self.size)
        if amount is None:
            amount = self._slow(_cell(self.sheet.name, number, column), cell)
        if amount is not None and abs(amount) > _LARGEST:
            self.say(
                _cell(self.sheet.name, number, column),
                f"{plain(cell)} är ett orimligt stort belopp. Står enheten i rubriken rätt?",
                f"{plain(cell)} is unreasonably large. Is the heading's unit right?",
            )
            return None
        return amount

    def _slow(self, place: str, cell: Any) -> int | None:
        """What is not plainly a number: read as people write, or said why it cannot be."""
        if isinstance(cell, bool | date | datetime | time | timedelta):
            shown = plain(cell)
            self.say(
                place, f"Cellen är inget tal utan {_KIND.get(type(cell), 'en tid')} ({shown}). Skriv beloppet.",
                f"The cell is no number ({shown}).",
            )  # fmt: skip
            return None
        try:
            amount = parse_amount(plain(cell), self.unit)
        except NotAnAmount as error:
            self.say(place, error.sentence_sv, error.sentence_en)
            return None
        if amount is None:
            self.say(place, "Beloppet saknas. Skriv 0 om det ska vara noll.", "The amount is missing.")
            return None
        return int(amount)

    def say(self, place: str, swedish: str, english: str) -> None:
        self.fault_count += 1
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(RowFault(place, swedish, english))

    def done(self) -> BudgetLines:
        columns = {text.role: Column(text.words, np.frombuffer(text.codes, np.int32)) for text in self.texts}
        return BudgetLines(
            self.sheet.name, columns, np.frombuffer(self.amounts, np.int64), np.frombuffer(self.rows, np.int32),
            self.layout, self.faults, self.fault_count,
            np.frombuffer(self.whole, np.int64) if self.whole_at >= 0 else None,
        )  # fmt: skip


_NUMBERS = frozenset({int, float})
_KIND: Mapping[type, str] = {bool: "sant eller falskt", date: "ett datum", datetime: "ett datum"}


class _Text:
    """One column of texts. Number 0 is the empty text."""

    __slots__ = ("at", "codes", "known", "latest", "role", "seen", "sums", "words")

    def __init__(self, role: str, at: int) -> None:
        self.role, self.at = role, at
        self.words, self.sums = [""], [False]
        self.known = {"": 0}
        self.seen: dict[Any, int] = {"": 0, None: 0}
        self.codes = array("i")
        self.latest = 0

    def code(self, cell: Any) -> int:
        """The number of a cell's text."""
        if type(cell) is bool:
            cell = str(cell)  # True is 1 to a dictionary
        code = self.seen.get(cell)
        if code is None:
            code = self._new(plain(cell))
            self.seen[cell] = code
        self.latest = code
        return code

    def _new(self, text: str) -> int:
        if text not in self.known:
            self.known[text] = len(self.words)
            self.words.append(text)
            self.sums.append(text.casefold().startswith(("summa", "totalt", "total")))
        return self.known[text]


def _cell(sheet: str, number: int, column: int) -> str:
    """A cell in words; in a file without sheets its row."""
    if not sheet:
        return place_of(sheet, number)
    letters, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{sheet}, cell {letters}{number}"


def _whole(value: float, size: int) -> int | None:
    """A number cell in öre; None where it is finer than an öre by more than a float's own noise."""
    if type(value) is int:
        return value * size
    scaled = value * size
    if abs(scaled) > 2**53:
        return None
    nearest = round(scaled)
    return nearest if abs(scaled - nearest) <= 1e-9 * max(abs(scaled), 1.0) * 10 else None


def _fast(cell: Any, size: int) -> int | None:
    """The commonest texts, "-1234" and "1234,50", without asking the whole grammar; None for all others."""
    if type(cell) is not str:
        return None
    whole, comma, decimals = cell.partition(",")
    digits = whole[1:] if whole[:1] == "-" else whole
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 12):
        return None
    ore = int(digits) * size
    if comma:
        places = len(decimals)
        if not (decimals.isascii() and decimals.isdigit() and places <= 2):
            return None
        ore += int(decimals) * size // 10**places
    return -ore if whole[:1] == "-" else ore
