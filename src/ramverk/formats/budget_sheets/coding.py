"""What a file's codes stand for here: boards, finance lines, operations, price classes; and what is not known yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ramverk.core.statements.result_budget import FINANCE_LINES
from ramverk.formats.budget_sheets.lines import BudgetLines, Column
from ramverk.formats.budget_sheets.words import CENTRAL, LASTS, ONE_OFF, PRICE_CLASSES
from ramverk.formats.row_faults import RowFault

Integers = np.ndarray[Any, np.dtype[np.int64]]
FINANCE = "*finans"
"""In the place of a board: the row stands outside the frames."""


@dataclass(frozen=True, slots=True)
class Coding:
    """What words stand for, all in small letters: boards and operations to their keys, classes and lines to codes."""

    boards: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    operations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that stands for nothing yet: of which kind, what it is called, where first, how often, how much."""

    kind: str
    """board, price_class or line."""
    word: str
    name: str
    place: str
    count: int
    amount: int


@dataclass(slots=True)
class Coded:
    """The lines with what they stand for. The numbers of `board`, `price_class`, `line` and `operation` point into
    the lists; −1 where there is none (a finance line has no board, a board's line no finance line)."""

    lines: BudgetLines
    boards: list[str]
    classes: list[str]
    finance_lines: list[str]
    operations: list[str]
    names: dict[str, str]
    """What operations are called in the file."""
    board: Integers
    price_class: Integers
    line: Integers
    operation: Integers
    decisions: list[str]
    decision: Integers
    """Which decision during the year a line comes from; −1 for the budget as it was first decided."""
    one_off: np.ndarray[Any, np.dtype[np.bool_]]
    """Whether a line holds for its own year only."""
    unknown: list[Unknown] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)


_CLASS_WORDS = {word: code for code, words in PRICE_CLASSES.items() for word in (*words, code)}
_LINE_WORDS = {
    word.casefold(): line.code for line in FINANCE_LINES.values() for word in (line.code, line.swedish, line.english)
}


def code_lines(lines: BudgetLines, coding: Coding) -> Coded:
    """Look every word up once, then every line by its number."""
    layout = lines.layout
    boards, board = _looked_up(
        _column(lines, layout.board_from), {**dict.fromkeys(_central(layout.board_from), FINANCE), **coding.boards}
    )
    is_finance = board == boards.index(FINANCE) if FINANCE in boards else np.zeros(len(lines), bool)
    classes, price_class = _looked_up(_column(lines, layout.class_from), {**_CLASS_WORDS, **coding.classes})
    known_lines = {**_LINE_WORDS, **coding.lines}
    finance_lines, line = _looked_up(_column(lines, layout.line_from), known_lines)
    if "name" in lines.columns:
        more, by_name = _looked_up(lines.columns["name"], known_lines)
        line = np.where(line < 0, np.where(by_name >= 0, by_name + len(finance_lines), -1), line)
        finance_lines = [*finance_lines, *more]
    operations, operation = _operations(_column(lines, layout.code_from), coding)
    operation = np.where(is_finance, -1, operation)
    coded = Coded(
        lines, boards, classes, finance_lines, operations, _names(lines, operations, operation), board,
        np.where(is_finance, -1, price_class), np.where(is_finance, line, -1), operation,
        *_looked_up(_column(lines, "decision"), {word.casefold(): word for word in _column(lines, "decision").words}),
        *_looked_up_lasting(_column(lines, "lasting")),
    )  # fmt: skip
    coded.unknown += _unknown(lines, "board", layout.board_from, board < 0)
    coded.unknown += _unknown(lines, "price_class", layout.class_from, ~is_finance & (price_class < 0))
    coded.unknown += _unknown(lines, "line", layout.line_from, is_finance & (line < 0))
    coded.board = np.where(is_finance, -1, board)
    _without_code(coded, ~is_finance & (operation < 0))
    _of_lasting(coded, is_finance)
    if not coded.unknown:
        _twice(coded)
    return coded


def _central(board_from: str) -> tuple[str, ...]:
    """A row without a board is a finance line only where boards have a column of their own."""
    return CENTRAL if board_from == "board" else CENTRAL[1:]


def _column(lines: BudgetLines, role: str) -> Column:
    return lines.columns.get(role) or Column([""], np.zeros(len(lines), np.int32))


def _looked_up(column: Column, known: Mapping[str, str]) -> tuple[list[str], Integers]:
    """What the words stand for, each once, and per line which; −1 where a word stands for nothing."""
    targets: list[str] = []
    places: dict[str, int] = {}
    of_word = np.full(max(len(column.words), 1), -1, np.int64)
    for at, word in enumerate(column.words):
        target = known.get(word.casefold())
        if target is not None and target != "":
            of_word[at] = places.setdefault(target, len(places))
            if len(places) > len(targets):
                targets.append(target)
    return targets, of_word[column.codes]


def _operations(column: Column, coding: Coding) -> tuple[list[str], Integers]:
    """An operation is called what the file calls it, unless it was said to be another."""
    known = {word.casefold(): coding.operations.get(word.casefold()) or word for word in column.words if word}
    return _looked_up(column, known)


def _names(lines: BudgetLines, operations: Sequence[str], operation: Integers) -> dict[str, str]:
    if "name" not in lines.columns or not len(operation):
        return {}
    column = lines.columns["name"]
    found, first = np.unique(operation, return_index=True)
    return {
        operations[int(code)]: column.words[int(column.codes[int(at)])]
        for code, at in zip(found, first, strict=True)
        if code >= 0
    }


def _unknown(lines: BudgetLines, kind: str, role: str, missing: np.ndarray[Any, Any]) -> list[Unknown]:
    if not missing.any():
        return []
    column, name = _column(lines, role), lines.columns.get("name")
    places = np.flatnonzero(missing)
    codes = column.codes[places]
    words, first, inverse, counts = np.unique(codes, return_index=True, return_inverse=True, return_counts=True)
    sums = np.zeros(len(words), np.int64)
    np.add.at(sums, inverse, lines.amounts[places])
    found = []
    for code, at, count, amount in zip(words, first, counts, sums, strict=True):
        where = int(places[int(at)])
        called = name.words[int(name.codes[where])] if name else ""
        found.append(Unknown(kind, column.words[int(code)], called, lines.place(where), int(count), int(amount)))
    return found


def _without_code(coded: Coded, missing: np.ndarray[Any, Any]) -> None:
    places = np.flatnonzero(missing)
    for at in places[:50]:
        coded.faults.append(
            RowFault(coded.lines.place(int(at)), "Verksamhetens kod saknas.", "The operation's code is missing.")
        )


def _looked_up_lasting(column: Column) -> tuple[np.ndarray[Any, np.dtype[np.bool_]]]:
    of_word = np.array([word.casefold() in ONE_OFF for word in column.words] or [False])
    return (of_word[column.codes],)


def _of_lasting(coded: Coded, is_finance: np.ndarray[Any, np.dtype[np.bool_]]) -> None:
    """What is said of the coming years: in words that are known, and of boards' rows only."""
    lines, column = coded.lines, _column(coded.lines, "lasting")
    strange = np.array([word.casefold() not in (*ONE_OFF, *LASTS) for word in column.words] or [False])[column.codes]
    for at in np.flatnonzero(strange)[:50]:
        word = column.words[int(column.codes[at])]
        coded.faults.append(
            RowFault(
                lines.place(int(at)),
                f"”{word}” säger inte om raden varar. Skriv engångs för det som bara gäller sitt år, annars ingenting.",
                f"”{word}” does not say whether the row lasts. Write one-off for its own year only, else nothing.",
            )
        )
    passing = coded.one_off.copy()
    if lines.whole_year is not None:
        differs = lines.whole_year != lines.amounts
        passing |= differs
        for at in np.flatnonzero(differs & coded.one_off)[:50]:
            coded.faults.append(
                RowFault(
                    lines.place(int(at)),
                    "Raden är en engångspost men har ett annat helårsbelopp. Ta bort det ena.",
                    "The row is a one-off but has another amount for a whole year. Remove one of them.",
                )
            )
    for at in np.flatnonzero(passing & is_finance)[:50]:
        coded.faults.append(
            RowFault(
                lines.place(int(at)),
                "Engångs och helårsbelopp skrivs på nämndernas rader, inte på finansförvaltningens. Ta bort det här, "
                "och skriv de kommande årens belopp som en ändring i utkastet.",
                "One-off and whole-year amounts belong to boards' rows. Remove it here and write the coming years as a "
                "change in the draft.",
            )
        )


def _twice(coded: Coded) -> None:
    """The same address twice is more likely a row pasted twice than two amounts to add."""
    lines = coded.lines
    keys = [coded.board, coded.line, coded.operation, coded.price_class, coded.decision]
    keys += [lines.columns[role].codes.astype(np.int64) for role in ("cost_centre", "account") if role in lines.columns]
    if not len(lines):
        return
    order = np.lexsort([np.arange(len(lines)), *keys])
    same = np.ones(len(lines) - 1, bool)
    for key in keys:
        in_order = key[order]
        same &= in_order[1:] == in_order[:-1]
    for at in np.flatnonzero(same)[:100]:
        first, again = int(order[at]), int(order[at + 1])
        coded.faults.append(
            RowFault(
                lines.place(again),
                f"Samma nämnd, verksamhet och kostnadsslag (och ansvar, konto, beslut) står redan på "
                f"{lines.place(first)}. Slå ihop raderna.",
                f"The same board, operation and price class is already in {lines.place(first)}.",
            )
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that share all keys: their exact sum, how many they are, the first and the last of them."""

    keys: tuple[int, ...]
    amount: int
    count: int
    first: int
    last: int


def sums_by(coded: Coded, *keys: Integers) -> list[Group]:
    """The lines in groups that share all keys, in the order of the keys."""
    amounts = coded.lines.amounts
    if not len(amounts):
        return []
    order = np.lexsort([np.arange(len(amounts)), *reversed(keys)])
    differs = np.zeros(len(amounts), bool)
    differs[0] = True
    for key in keys:
        in_order = key[order]
        differs[1:] |= in_order[1:] != in_order[:-1]
    starts = np.flatnonzero(differs)
    sums = np.add.reduceat(amounts[order], starts)
    ends = np.append(starts[1:], len(amounts))
    return [
        Group(
            tuple(int(key[order[start]]) for key in keys), int(total), int(end - start), int(order[start]),
            int(order[end - 1]),
        )
        for start, end, total in zip(starts, ends, sums, strict=True)
    ]  # fmt: skip
