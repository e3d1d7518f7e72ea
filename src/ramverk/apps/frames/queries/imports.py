"""A file on its way in, as its page shows it: what its codes stand for, and what it sums to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ramverk.apps.frames.budget_files import faults_by_place, known_coding, remembered_words, unpacked
from ramverk.apps.frames.models import BudgetImport, ImportState
from ramverk.apps.frames.queries.figures import line_name
from ramverk.apps.organisation.models import Body
from ramverk.formats.budget_sheets import FINANCE, Coded, RowFault, code_lines


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the file and what it stands for; `target` is a suggestion while it `is_open`."""

    kind: str
    word: str
    name: str
    count: int
    amount: int
    target: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class BoardSum:
    """What a board (or a finance line) gets from the file. Öre."""

    name: str
    count: int
    cost: int
    income: int

    @property
    def net(self) -> int:
        """Both together."""
        return self.cost + self.income


@dataclass(slots=True)
class Looked:
    """Everything the page shows of what was read."""

    count: int = 0
    words: list[Word] = field(default_factory=list)
    boards: list[BoardSum] = field(default_factory=list)
    finance: list[BoardSum] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)
    operations: int = 0

    @property
    def open_words(self) -> list[Word]:
        """Those that nobody has said yet."""
        return [word for word in self.words if word.is_open]

    @property
    def is_ready(self) -> bool:
        """Whether it may be taken in."""
        return bool(self.count) and not self.faults and not self.open_words

    @property
    def result(self) -> int:
        """Everything together: the result of the budget that is read."""
        return sum(one.cost + one.income for one in [*self.boards, *self.finance])


def look_at(one: BudgetImport) -> Looked:
    """What was read, coded as far as it can be."""
    if one.state != ImportState.READ or one.lines is None:
        return Looked(faults={place: [sv] for place, sv, _en in one.faults})
    lines = unpacked(bytes(one.lines))
    lines.faults, lines.fault_count = [RowFault(*fault) for fault in one.faults], one.fault_count
    coded = code_lines(lines, known_coding(one.coding))
    unknown = coded.unknown
    names = {str(body.pk): body.name for body in Body.objects.all()}
    looked = Looked(len(lines), words=[*_open(coded), *_said(coded, one)], operations=len(coded.operations))
    coded.unknown = []
    looked.faults = faults_by_place(coded)
    coded.unknown = unknown
    looked.boards = _sums(coded, coded.board, [names.get(key, "") for key in coded.boards])
    looked.finance = _sums(coded, coded.line, [line_name(code) for code in coded.finance_lines])
    return looked


def _sums(coded: Coded, keys: "np.ndarray[tuple[int], np.dtype[np.int64]]", names: Sequence[str]) -> list[BoardSum]:
    amounts = coded.lines.amounts
    found = []
    for at, name in enumerate(names):
        own = amounts[keys == at]
        if len(own):
            found.append(BoardSum(name, len(own), int(own[own < 0].sum()), int(own[own > 0].sum())))
    return sorted(found, key=lambda one: one.name)


def _open(coded: Coded) -> list[Word]:
    return [
        Word(one.kind, one.word, one.name, one.count, one.amount, suggested(one.kind, one.word, one.name), is_open=True)
        for one in coded.unknown
    ]


def _said(coded: Coded, one: BudgetImport) -> list[Word]:
    """Words of this file that were said to stand for something, now or another year."""
    layout = coded.lines.layout
    columns = {"board": layout.board_from, "price_class": layout.class_from, "line": layout.line_from}
    found = []
    for kind, role in columns.items():
        known: Mapping[str, str] = {**remembered_words(kind), **one.coding.get(kind, {})}
        words = coded.lines.columns[role].words if role in coded.lines.columns else []
        found += [
            Word(kind, word, "", 0, 0, target, is_open=False)
            for word in words
            if (target := known.get(word.casefold()))
        ]
    return found


def suggested(kind: str, word: str, name: str) -> str:
    """What a word most likely stands for; a proposal to look at, never taken without being saved."""
    if kind == "price_class":
        return _class_of_account(word)
    if kind == "board":
        whole = f"{word} {name}".casefold()
        for body in Body.objects.filter(valid_to=None):
            if body.name.casefold() in whole or (len(word) > 3 and word.casefold() in body.name.casefold()):
                return str(body.pk)
        return FINANCE if not word else ""
    return ""


_ACCOUNTS = (
    ("30-34", "fees"), ("35-39", "grants"), ("45-46", "contracts"), ("50-54", "pay"), ("55-57", "on_cost"),
    ("60-60", "premises"), ("79-79", "capital"), ("40-79", "other"),
)  # fmt: skip
"""The common chart of accounts of municipalities, by its first two digits."""


def _class_of_account(word: str) -> str:
    if not re.fullmatch(r"[0-9]{4,}", word):
        return ""
    group = word[:2]
    return next((code for span, code in _ACCOUNTS if span[:2] <= group <= span[3:]), "")
