"""What a sitting has decided: the winning value of each clause, its words, and the frames it comes to."""

from collections.abc import Iterable
from dataclasses import dataclass

from ramverk.apps.decisions.models import Clause, ClauseKind, ClauseValue, TabledProposal
from ramverk.apps.decisions.position import restated
from ramverk.apps.decisions.queries.board import Board, ClauseLine
from ramverk.apps.decisions.wording_clauses import in_tkr, line_of_pool, with_changes
from ramverk.apps.frames.ledger import board_key, core_edition
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.organisation.models import Body
from ramverk.core.decisions.clauses import Stand
from ramverk.core.editions.changes import Post, PostKind, Source, SourceKind
from ramverk.core.editions.editions import fold
from ramverk.core.editions.proposing import MUNICIPAL_TAX, tax_changes
from ramverk.core.money import Ore


@dataclass(frozen=True, slots=True)
class Outcome:
    """One decided clause. `value` is None where it was dropped."""

    clause: Clause
    won_by: TabledProposal
    value: ClauseValue | None


def outcomes(board: Board) -> list[Outcome]:
    """The settled clauses in their order; the statements as they are with the frames that were decided."""
    return _restated(board, settled(board))


def settled(board: Board) -> list[Outcome]:
    """The settled clauses as they were worded."""
    return [_outcome(line) for line in board.lines if line.clause.won_by is not None]


def _restated(board: Board, found: list[Outcome]) -> list[Outcome]:
    """Where other frames won than the statements were drawn up on, the result is the one these frames give.

    Otherwise the sentence about the result would contradict the sentences about the frames.
    """
    results = {str(year): amount for year, amount in result_after(board, found).items()}
    if not results:
        return found
    return [
        Outcome(one.clause, one.won_by, _with(board, found, one.value, results)) if one.value is not None else one
        for one in found
    ]


def _with(board: Board, found: list[Outcome], value: ClauseValue, results: dict[str, int]) -> ClauseValue:
    """The value as decided; a sentence that names an edition says so where something else won than it holds."""
    kind = value.clause.kind
    if kind != ClauseKind.STATEMENTS and kind not in POSITION:
        return value
    rests_on = next((proposal.edition for proposal in board.proposals if proposal.pk == value.proposal_id), None)
    after = _with_results(value, results) if kind == ClauseKind.STATEMENTS else _moved(value, results, rests_on)
    if after.figures == value.figures and not (rests_on and _differs(board, found, value.proposal_id, rests_on)):
        return after
    text = with_changes(after.text)
    return ClauseValue(clause=value.clause, proposal=value.proposal, text=text, figures=after.figures)


def _moved(value: ClauseValue, results: dict[str, int], rests_on: Edition | None) -> ClauseValue:
    if not value.figures or rests_on is None:
        return value
    of = figures(rests_on)
    moved = {year: results[str(year)] - int(of.budget.result(year)) for year in of.years if str(year) in results}
    text, after = restated(value.clause.kind, value.text, value.figures, moved)
    return ClauseValue(clause=value.clause, proposal=value.proposal, text=text, figures=after)


def _differs(board: Board, found: list[Outcome], proposal_id: int, edition: Edition) -> bool:
    """Whether what won of frames, pots, rate or investments is other than an edition on the table holds.

    The year's result may be the same all the same: what one board got, another gave.
    """
    won = {one.clause.pk: one.value.figures if one.value else None for one in found}
    own = {
        line.clause.pk: value.figures if (value := value_of(line, proposal_id)) else None
        for line in board.lines
        if line.clause.kind in _HELD and line.clause.pk in won
    }
    return (
        any(won[clause] != asked for clause, asked in own.items())
        or bool(frames_moved(board, found, edition))
        or bool(lines_moved(board, found, edition))
    )


_HELD = (ClauseKind.TAX_RATE, ClauseKind.FRAME, ClauseKind.POOL, ClauseKind.INVESTMENTS, ClauseKind.BORROWING)
"""What an edition of the budget holds, clause by clause."""


POSITION = (ClauseKind.BALANCE, ClauseKind.CASH_FLOW)
"""What follows from the result, and from what is invested and borrowed."""


def _with_results(value: ClauseValue, results: dict[str, int]) -> ClauseValue:
    if value.figures == results or set(value.figures) != set(results):
        return value
    text = value.text
    for year, was in value.figures.items():
        text = text.replace(f"{year}: {in_tkr(int(was))}", f"{year}: {in_tkr(results[year])}")
    return ClauseValue(clause=value.clause, proposal=value.proposal, text=text, figures=results)


def _outcome(line: ClauseLine) -> Outcome:
    won_by = line.clause.won_by
    if won_by is None:
        raise ValueError(f"{line.clause} is not settled")
    return Outcome(line.clause, won_by, value_of(line, won_by.pk))


def value_of(line: ClauseLine, proposal_id: int) -> ClauseValue | None:
    """What a proposal asks for on a clause, in the main proposal's words where it says the same; None: nothing."""
    value = next((cell.value for cell in line.cells if cell.proposal.pk == proposal_id), None)
    if value is not None and value.stand == Stand.SAME:
        value = line.main
    return None if value is None or value.stand == Stand.DROPPED else value


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


def frames_moved(board: Board, decided: list[Outcome], stands_on: Edition | None = None) -> dict[int, dict[int, int]]:
    """What the decided frames differ from an edition's (the main proposal's unless told): net cost in öre by body."""
    edition = stands_on or (board.main.edition if board.main else None)
    if edition is None:
        return {}
    keys = {board_key(body): body.pk for body in Body.objects.all()}
    was = {
        keys[line.key]: {cell.year: int(cell.amount or 0) for cell in line.frame}
        for line in figures(edition).boards
        if line.key in keys
    }
    moved: dict[int, dict[int, int]] = {}
    for body_id, amounts in decided_frames(decided).items():
        before = was.get(body_id, {})
        left = {int(year): amount - before.get(int(year), 0) for year, amount in amounts.items()}
        if any(left.values()):
            moved[body_id] = left
    return moved


def lines_moved(board: Board, decided: list[Outcome], stands_on: Edition | None = None) -> dict[str, dict[int, int]]:
    """The same of central finance, öre by line as the ledger counts: the pots, and the tax on another rate."""
    edition = stands_on or (board.main.edition if board.main else None)
    if edition is None:
        return {}
    folded = fold(core_edition(edition))
    moved: dict[str, dict[int, int]] = {}
    for code, amounts in decided_pools(decided).items():
        was = folded.get(Post(PostKind.FINANCE, "", code), {})
        left = {int(year): -amount - int(was.get(int(year), Ore(0))) for year, amount in amounts.items()}
        if any(left.values()):
            moved[code] = left
    before, after = rate_behind(board, edition), decided_rate(decided)
    if before and after:  # the budget year's rate is decided; the plan years are counted with it too
        wanted = dict.fromkeys(map(int, edition.years), after)
        source = Source(SourceKind.DECISION, "")
        for change in tax_changes(folded, before, wanted, "tax", "", source):
            if change.post == MUNICIPAL_TAX:
                moved[MUNICIPAL_TAX.part] = {year: int(amount) for year, amount in change.amounts.items()}
    return moved


def decided_pools(found: Iterable[Outcome]) -> dict[str, dict[str, int]]:
    """Net cost by year of each central pot that was decided, by its finance line."""
    return {
        code: dict(one.value.figures)
        for one in found
        if one.clause.kind == ClauseKind.POOL and one.value is not None and one.value.figures
        and (code := line_of_pool(one.clause.subject))
    }  # fmt: skip


def rate_behind(board: Board, edition: Edition) -> int | None:
    """The tax rate an edition on the table counts with, öre per 100 kr; the main proposal's where it says none."""
    return _rate_of(board, next((one for one in board.proposals if one.edition_id == edition.pk), board.main))


def rate_of_main(board: Board) -> int | None:
    """The tax rate of the main proposal, öre per 100 kr."""
    return _rate_of(board, board.main)


def _rate_of(board: Board, proposal: TabledProposal | None) -> int | None:
    line = next((line for line in board.lines if line.clause.kind == ClauseKind.TAX_RATE), None)
    if line is None or proposal is None:
        return None
    own = next((cell.value for cell in line.cells if cell.proposal.pk == proposal.pk), None)
    value = own if own is not None and own.stand == Stand.VALUE else line.main
    return int(value.figures["rate"]) if value is not None and "rate" in value.figures else None


def result_after(board: Board, decided: list[Outcome]) -> dict[int, int]:
    """The year's result when what is decided of frames, pots and tax rate is counted, öre by year."""
    edition = board.main.edition if board.main else None
    if edition is None:
        return {}
    of = figures(edition)
    frames, lines = frames_moved(board, decided), lines_moved(board, decided)
    return {
        year: int(of.budget.result(year))
        - sum(by_year.get(year, 0) for by_year in frames.values())
        + sum(by_year.get(year, 0) for by_year in lines.values())
        for year in of.years
    }
