"""The proposals on the table side by side: a line per clause they differ in, words first, then figures."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ramverk.apps.decisions.models import ClauseKind, ClauseValue, Stand, TabledProposal
from ramverk.apps.decisions.queries.board import Board, ClauseLine
from ramverk.apps.decisions.queries.board import Cell as BoardCell
from ramverk.apps.decisions.queries.outcome import Outcome
from ramverk.core.editions.proposing import rate_words
from ramverk.core.money import Ore, Unit, format_amount

_MONEY = (
    ClauseKind.FRAME, ClauseKind.POOL, ClauseKind.INVESTMENTS, ClauseKind.STATEMENTS, ClauseKind.BALANCE,
    ClauseKind.CASH_FLOW,
)  # fmt: skip
_HEADED = (ClauseKind.GOALS, ClauseKind.ASSIGNMENT)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one proposal says on a clause, in a few words, and whether it won."""

    name: str
    words: str
    has_won: bool
    is_silent: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One clause: what each whole proposal says on it, and what is moved on it alone."""

    number: int
    pk: int
    subject: str
    cells: tuple[Cell, ...]
    more: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Whole proposals are columns; what is moved on single clauses shares the last one."""

    proposals: tuple[TabledProposal, ...]
    lines: tuple[Line, ...]
    year: str

    @property
    def has_more(self) -> bool:
        """Whether anything is moved on single clauses."""
        return any(line.more for line in self.lines)


def overview_of(board: Board, decided: Iterable[Outcome] = ()) -> Overview | None:
    """None with fewer than two whole proposals: amendments on single clauses are read where they stand.

    What is decided may have followed from other clauses (a result from its frames); then it is told beside what won.
    """
    whole = tuple(one for one in board.proposals if one.edition_id is not None)
    if len(whole) < 2:
        return None
    after = {one.clause.pk: one.value for one in decided}
    lines = tuple(_line(line, whole, after.get(line.clause.pk)) for line in board.contested)
    year = str(board.sitting.matter.round.budget_year)
    return Overview(whole, lines, year) if lines else None


def _line(line: ClauseLine, whole: tuple[TabledProposal, ...], after: ClauseValue | None) -> Line:
    found = {cell.proposal.pk: _cell(line, cell, after) for cell in line.cells}
    columns = {one.pk for one in whole}
    more = tuple(cell for pk, cell in found.items() if pk not in columns and not cell.is_silent)
    return Line(line.clause.number, line.clause.pk, line.clause.subject, tuple(found[one.pk] for one in whole), more)


def _cell(line: ClauseLine, cell: BoardCell, after: ClauseValue | None) -> Cell:
    words = _words(line, cell.value, cell.proposal)
    if cell.has_won and cell.value is not None and after is not None and after.figures != cell.value.figures:
        first = format_amount(Ore(int(after.figures[min(after.figures)])), Unit.TKR)
        words = _("%(proposed)s, med följdändringar %(decided)s") % {"proposed": words, "decided": first}
    return Cell(cell.proposal.name, words, cell.has_won, cell.value is None and not cell.proposal.is_main)


def _words(line: ClauseLine, value: ClauseValue | None, proposal: TabledProposal) -> str:
    if value is None:
        return _("inget beslut") if proposal.is_main else "–"
    if value.stand == Stand.SAME:
        return _("lika")
    if value.stand == Stand.DROPPED:
        return _("utgår")
    if line.clause.kind == ClauseKind.TAX_RATE and "rate" in value.figures:
        return rate_words(int(value.figures["rate"]))
    if line.clause.kind in _MONEY and value.figures:
        return _money(line, value, proposal)
    is_headed = line.clause.kind in _HEADED  # whose goals or assignment it is stands on the line already
    return Truncator((is_headed and value.text.partition(": ")[2]) or value.text).words(12)


def _money(line: ClauseLine, value: ClauseValue, proposal: TabledProposal) -> str:
    """The main proposal's amount of the first year, the others' difference to it."""
    year = min(value.figures)
    amount, main = int(value.figures[year]), line.main
    if proposal.is_main or main is None or year not in main.figures:
        return format_amount(Ore(amount), Unit.TKR)
    moved = amount - int(main.figures[year])
    return format_amount(Ore(moved), Unit.TKR, sign=True) if moved else _("annat i planåren")
