"""The proposals on the table side by side: a line per clause they differ in, words first, then figures."""

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ramverk.apps.decisions.models import ClauseKind, ClauseValue, Stand, TabledProposal
from ramverk.apps.decisions.queries.board import Board, ClauseLine
from ramverk.apps.decisions.wording_clauses import rate_words
from ramverk.core.money import Ore, Unit, format_amount

_MONEY = (
    ClauseKind.FRAME, ClauseKind.POOL, ClauseKind.INVESTMENTS, ClauseKind.STATEMENTS, ClauseKind.BALANCE,
    ClauseKind.CASH_FLOW,
)  # fmt: skip
_COLUMNS = 6
"""So many proposals stand beside one another; with more, those that rest on an edition."""


@dataclass(frozen=True, slots=True)
class Line:
    """One clause: what each proposal says on it, and whose won."""

    number: int
    pk: int
    subject: str
    cells: tuple[tuple[str, bool], ...]
    """Words, and whether they won."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Columns and lines; empty where there is nothing to put side by side."""

    proposals: tuple[TabledProposal, ...]
    lines: tuple[Line, ...]
    year: str


def overview_of(board: Board) -> Overview | None:
    """None with fewer than two whole proposals: amendments on single clauses are read where they stand."""
    whole = [one for one in board.proposals if one.edition_id is not None]
    if len(whole) < 2:
        return None
    shown = board.proposals if len(board.proposals) <= _COLUMNS else tuple(whole)
    lines = tuple(_line(line, shown) for line in board.contested)
    year = str(board.sitting.matter.round.budget_year)
    return Overview(tuple(shown), lines, year) if lines else None


def _line(line: ClauseLine, shown: tuple[TabledProposal, ...]) -> Line:
    by_proposal = {cell.proposal.pk: cell for cell in line.cells}
    cells = tuple((_words(line, by_proposal[one.pk].value, one), by_proposal[one.pk].has_won) for one in shown)
    return Line(line.clause.number, line.clause.pk, line.clause.subject, cells)


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
    return Truncator(value.text).words(12)


def _money(line: ClauseLine, value: ClauseValue, proposal: TabledProposal) -> str:
    """The main proposal's amount of the first year, the others' difference to it."""
    year = min(value.figures)
    amount, main = int(value.figures[year]), line.main
    if proposal.is_main or main is None or year not in main.figures:
        return format_amount(Ore(amount), Unit.TKR)
    moved = amount - int(main.figures[year])
    return format_amount(Ore(moved), Unit.TKR, sign=True) if moved else _("annat i planåren")
