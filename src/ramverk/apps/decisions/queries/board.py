"""A sitting as its desk shows it: clauses as lines, proposals as columns, and the ladder of what is to be put."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ramverk.apps.decisions.models import Clause, ClauseValue, Proposition, PropositionState, Sitting, TabledProposal
from ramverk.core.decisions.clauses import Contender, Proposal, Stand, Value, contenders
from ramverk.core.decisions.ladder import Ladder, ladder


@dataclass(frozen=True, slots=True)
class Cell:
    """What one proposal says on a clause; None where it says nothing."""

    proposal: TabledProposal
    value: ClauseValue | None
    has_won: bool


@dataclass(frozen=True, slots=True)
class RungLine:
    """One rung as shown; the sides are None while an earlier one has to be answered."""

    yes: TabledProposal | None
    no: TabledProposal | None
    is_main: bool
    proposition: Proposition | None


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause with everything that belongs to it."""

    clause: Clause
    cells: tuple[Cell, ...]
    asked: tuple[Contender, ...]
    rungs: tuple[RungLine, ...]
    winner: TabledProposal | None

    @property
    def is_contested(self) -> bool:
        """Whether different decisions are asked for."""
        return len(self.asked) > 1

    @property
    def next(self) -> RungLine | None:
        """What is to be put now, or is being voted on."""
        return next((rung for rung in self.rungs if rung.proposition is None or rung.proposition.is_yes is None), None)

    @property
    def main(self) -> ClauseValue | None:
        """The main proposal's value."""
        return next((cell.value for cell in self.cells if cell.proposal.is_main), None)

    @property
    def others(self) -> tuple[Cell, ...]:
        """The cells that ask for something else than the main proposal."""
        main = set(self.asked[0].proposals) if self.asked else set()
        return tuple(
            cell
            for cell in self.cells
            if cell.value and not cell.proposal.is_main and str(cell.proposal.pk) not in main
        )


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that is decided at a sitting."""

    sitting: Sitting
    proposals: tuple[TabledProposal, ...]
    lines: tuple[ClauseLine, ...]

    @property
    def main(self) -> TabledProposal | None:
        """The main proposal."""
        return next((one for one in self.proposals if one.is_main), None)

    @property
    def unopposed(self) -> tuple[ClauseLine, ...]:
        """The clauses nobody asks anything else on and that are not settled yet."""
        return tuple(line for line in self.lines if not line.is_contested and not line.clause.is_settled)

    @property
    def contested(self) -> tuple[ClauseLine, ...]:
        """The clauses on which different decisions are asked for."""
        return tuple(line for line in self.lines if line.is_contested)

    @property
    def open_lines(self) -> tuple[ClauseLine, ...]:
        """Everything that is still to be decided."""
        return tuple(line for line in self.lines if not line.clause.is_settled)

    @property
    def is_settled(self) -> bool:
        """Whether every clause is decided."""
        return bool(self.lines) and not self.open_lines

    def line_of(self, clause: Clause) -> ClauseLine:
        """The line of one clause."""
        return next(line for line in self.lines if line.clause.pk == clause.pk)


def board_of(sitting: Sitting) -> Board:
    """The board; a handful of queries whatever its size."""
    proposals = tuple(sitting.proposals.filter(is_withdrawn=False).select_related("party", "edition"))
    clauses = list(sitting.clauses.select_related("body", "won_by"))
    values: dict[int, dict[int, ClauseValue]] = {}
    for value in ClauseValue.objects.filter(clause__sitting=sitting):
        values.setdefault(value.clause_id, {})[value.proposal_id] = value
    steps: dict[int, list[Proposition]] = {}
    rows = Proposition.objects.filter(clause__sitting=sitting).select_related("yes", "no", "document")
    for row in rows.order_by("step"):
        steps.setdefault(row.clause_id, []).append(row)
    lines = tuple(_line(clause, proposals, values.get(clause.pk, {}), steps.get(clause.pk, [])) for clause in clauses)
    return Board(sitting, proposals, lines)


def _line(
    clause: Clause,
    proposals: Sequence[TabledProposal],
    values: Mapping[int, ClauseValue],
    steps: Sequence[Proposition],
) -> ClauseLine:
    cells = tuple(Cell(one, values.get(one.pk), clause.won_by_id == one.pk) for one in proposals)
    if not proposals or not proposals[0].is_main:
        return ClauseLine(clause, cells, (), (), None)
    asked = asked_on(clause, proposals, values)
    known = {str(one.pk): one for one in proposals}
    found = ladder_of(asked, steps)
    rungs = tuple(
        RungLine(
            known[rung.yes.proposals[0]] if rung.yes else None,
            known[rung.no.proposals[0]] if rung.no else None,
            rung.is_main,
            steps[at] if at < len(steps) else None,
        )
        for at, rung in enumerate(found.rungs)
    )
    winner = known[found.winner.proposals[0]] if found.winner else None
    return ClauseLine(clause, cells, asked, rungs, winner)


def asked_on(
    clause: Clause, proposals: Iterable[TabledProposal], values: Mapping[int, ClauseValue]
) -> tuple[Contender, ...]:
    """The different decisions asked for on a clause, the main proposal's first."""
    key = str(clause.pk)
    return contenders(
        key,
        [Proposal(str(one.pk), {key: core_value(values[one.pk])} if one.pk in values else {}) for one in proposals],
    )


def core_value(value: ClauseValue) -> Value:
    """A stored value as the core's."""
    return Value(Stand(value.stand), value.text, tuple(sorted((name, int(n)) for name, n in value.figures.items())))


def ladder_of(asked: Sequence[Contender], steps: Sequence[Proposition]) -> Ladder[Contender]:
    """The ladder with the answers given so far."""
    settled = [step for step in steps if step.state == PropositionState.SETTLED and step.is_yes is not None]
    return ladder(asked, [bool(step.is_yes) for step in settled])
