"""The lines of an opening budget's file behind one row of it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ramverk.apps.frames.ledger import board_key
from ramverk.apps.frames.models import BudgetDetail, Change, PriceClass
from ramverk.core.editions.causes import Cause
from ramverk.formats.parquet import Details, read_details

MOST = 500
"""How many lines a page shows."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One line as it stands in the file: its row, where it is booked, of what class. Öre, cost negative."""

    row: int
    cost_centre: str
    account: str
    price_class: str
    amount: int


@dataclass(frozen=True, slots=True)
class FileRows:
    """The first lines in the order of the file, how many there are, and what they all sum to. Öre."""

    rows: tuple[FileRow, ...]
    count: int
    total: int


def rows_behind(change: Change, detail: BudgetDetail) -> FileRows:
    """The lines that were summed to the row: of its board and operation or its finance line, and of its decision."""
    lines = read_details(bytes(detail.file.content))
    wanted = np.ones(len(lines), bool)
    for column, word in _asked(change).items():
        wanted &= _is(lines, column, word)
    places = np.flatnonzero(wanted)
    shown = tuple(_row(lines, int(at)) for at in places[:MOST])
    return FileRows(shown, len(places), int(lines.amounts[places].sum()))


def _asked(change: Change) -> Mapping[str, str]:
    decision = change.text if change.cause == Cause.DECISION_IN_YEAR else ""
    if change.body is None:
        return {"line": change.line, "decision": decision}
    operation = change.operation.code if change.operation else ""
    return {"board": board_key(change.body), "operation": operation, "line": "", "decision": decision}


def _is(lines: Details, column: str, word: str) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    words, codes = lines.columns[column] if column in lines.columns else ([""], np.zeros(len(lines), np.int64))
    at = words.index(word) if word in words else -1
    return np.equal(codes, at)


def _row(lines: Details, at: int) -> FileRow:
    def word(column: str) -> str:
        return lines.word(column, at) if column in lines.columns else ""

    known = word("price_class")
    label = str(PriceClass(known).label) if known in set(PriceClass) else known
    return FileRow(int(lines.rows[at]), word("cost_centre"), word("account"), label, int(lines.amounts[at]))
