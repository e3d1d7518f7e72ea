"""What a sitting has decided: the winning value of each clause, its words, and the frames it comes to."""

from collections.abc import Iterable
from dataclasses import dataclass

from ramverk.apps.decisions.models import Clause, ClauseKind, ClauseValue, TabledProposal
from ramverk.apps.decisions.queries.board import Board, ClauseLine
from ramverk.core.decisions.clauses import Stand


@dataclass(frozen=True, slots=True)
class Outcome:
    """One decided clause. `value` is None where it was dropped."""

    clause: Clause
    won_by: TabledProposal
    value: ClauseValue | None


def outcomes(board: Board) -> list[Outcome]:
    """The settled clauses in their order."""
    return [_outcome(line) for line in board.lines if line.clause.won_by is not None]


def _outcome(line: ClauseLine) -> Outcome:
    won_by = line.clause.won_by
    if won_by is None:
        raise ValueError(f"{line.clause} is not settled")
    value = next((cell.value for cell in line.cells if cell.proposal.pk == won_by.pk), None)
    if value is not None and value.stand == Stand.SAME:
        value = line.main
    if value is not None and value.stand == Stand.DROPPED:
        value = None
    return Outcome(line.clause, won_by, value)


def decision_lines(found: Iterable[Outcome]) -> list[str]:
    """The decision, sentence by sentence; what was dropped is not in it."""
    return [one.value.text for one in found if one.value is not None]


def decided_frames(found: Iterable[Outcome]) -> dict[int, dict[str, int]]:
    """Net cost by year of each body whose frame was decided."""
    return {
        one.clause.body_id: dict(one.value.figures)
        for one in found
        if one.clause.kind == ClauseKind.FRAME and one.clause.body_id and one.value is not None
    }


def decided_rate(found: Iterable[Outcome]) -> int | None:
    """The tax rate that was decided, öre per 100 kr."""
    rates = [one.value.figures.get("rate") for one in found if one.clause.kind == ClauseKind.TAX_RATE and one.value]
    return int(rates[0]) if rates and rates[0] is not None else None


def is_amended(board: Board) -> bool:
    """Whether anything but the main proposal won on any clause."""
    main = board.main
    return any(line.clause.won_by_id not in {None, main.pk if main else None} for line in board.lines)
