"""Work out the decided edition and tie it to the decision: the fold of what won on each clause."""

from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from ramverk.apps.decisions.actions.carry_directive import carry_directive, decided_directive
from ramverk.apps.decisions.actions.write_clauses import decided_edition, lock
from ramverk.apps.decisions.models import ClauseKind, MatterKind, Sitting
from ramverk.apps.decisions.policy import may_tie
from ramverk.apps.decisions.position import balance_figures, cash_flow_figures
from ramverk.apps.decisions.queries.board import Board, board_of
from ramverk.apps.decisions.queries.outcome import (
    POSITION,
    Outcome,
    decided_pools,
    frames_moved,
    lines_moved,
    outcomes,
)
from ramverk.apps.decisions.wording_clauses import line_of_pool
from ramverk.apps.frames.actions.decide_edition import decide_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.ledger import board_key, core_edition, line_of
from ramverk.apps.frames.models import Edition, EditionKind, EditionState, PostKind
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.frames.queries.statements import stated
from ramverk.apps.frames.rows import Row
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import BodyKind
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.editions.changes import Post
from ramverk.core.editions.changes import PostKind as CorePost
from ramverk.core.editions.editions import fold
from ramverk.core.editions.proposing import MUNICIPAL_TAX
from ramverk.core.money import Ore


@transaction.atomic
def tie_edition(actor: Actor, sitting: Sitting, version: int, name: str = "") -> Edition:
    """The decided edition stands on the edition that won, with one change per post that was decided otherwise:
    a frame, a central pot, the tax on another rate.

    The executive board's unamended proposal is itself what was decided. A directive that was amended goes with its
    edition as it was decided. The council's decision is always an edition of
    its own. It is checked against the decided sentences before anything is frozen.
    """
    locked = lock(sitting, version)
    require(may_tie(actor, locked))
    if locked.decision is None:
        raise Invalid(_("Ärendet har inget eget steg i tidplanen; ingen utgåva hör till det."))
    if decided_edition(locked) is not None:
        raise Invalid(_("Beslutet har redan sin utgåva."))
    board = board_of(locked)
    found = outcomes(board)
    base = _base(board, found)
    rows = [*_frame_rows(board, base, found, locked), *_line_rows(board, base, found, locked)]
    directive = decided_directive(board, found) if locked.matter.kind == MatterKind.DIRECTIVE else None
    is_as_proposed = not rows and (directive is None or directive.is_as_proposed)
    if is_as_proposed and _is_its_own(locked, base):
        edition = base
    else:
        edition = _begun(actor, locked, base, name, rows)
        if directive is not None:
            carry_directive(actor, edition, directive)
    edition = decide_edition(actor, edition, locked.decision)
    _check(edition, found)
    record(actor, "decisions.tie_edition", locked, after={"edition": edition.name, "checksum": edition.checksum})
    return edition


def _base(board: Board, found: list[Outcome]) -> Edition:
    """The edition on the table that holds everything as it was decided, else the main proposal's."""
    main = board.main.edition if board.main else None
    if main is None:
        raise Invalid(_("Huvudförslaget bygger inte på någon utgåva, så det finns ingen utgåva att fastställa."))
    others = [one.edition for one in board.proposals if one.edition is not None and one.edition_id != main.pk]
    return next((edition for edition in (main, *others) if _holds_all(board, edition, found)), main)


def _holds_all(board: Board, edition: Edition, found: list[Outcome]) -> bool:
    """Whether frames, pots, tax and investments are all as an edition has them."""
    won = next((one.won_by for one in found if one.clause.kind == ClauseKind.INVESTMENTS and one.value), None)
    if won is not None and won.edition_id not in {None, edition.pk}:
        return False
    return not frames_moved(board, found, edition) and not lines_moved(board, found, edition)


def _is_its_own(sitting: Sitting, base: Edition) -> bool:
    if sitting.matter.kind == MatterKind.CONFIRMING:
        return base.kind == EditionKind.CONFIRMED and base.state == EditionState.FROZEN
    wanted = {EditionKind.EXECUTIVE_PROPOSAL, EditionKind.DIRECTIVE_DRAFT, EditionKind.PRELIMINARY}
    return sitting.body.kind != BodyKind.COUNCIL and base.kind in wanted and base.state == EditionState.FROZEN


def kind_of(sitting: Sitting) -> str:
    """Which kind of edition the decision makes."""
    if sitting.matter.kind == MatterKind.DIRECTIVE:
        return EditionKind.PRELIMINARY
    if sitting.body.kind != BodyKind.COUNCIL:
        return EditionKind.EXECUTIVE_PROPOSAL
    return EditionKind.CONFIRMED if sitting.matter.kind == MatterKind.CONFIRMING else EditionKind.COUNCIL_DECISION


def _begun(actor: Actor, sitting: Sitting, base: Edition, name: str, rows: list[Row]) -> Edition:
    with override("sv"):  # the ledger is Swedish whoever ties it
        day = date_format(sitting.day, "j F Y")
        title = name.strip() or f"{sitting.matter.title}, {sitting.body.name} {day}"
        edition = start_edition(actor, sitting.matter.round, kind_of(sitting), title, base, sitting.activity)
        save_changes(actor, edition, [RowEdit(row) for row in rows])
    edition.refresh_from_db()
    return edition


def _frame_rows(board: Board, base: Edition, found: list[Outcome], sitting: Sitting) -> list[Row]:
    whose = {one.clause.body_id: one for one in found if one.clause.kind == ClauseKind.FRAME}
    return [
        _row(whose[body_id], {year: -amount for year, amount in amounts.items()}, sitting, body_id=body_id)
        for body_id, amounts in frames_moved(board, found, base).items()
    ]


def _line_rows(board: Board, base: Edition, found: list[Outcome], sitting: Sitting) -> list[Row]:
    whose = {line_of_pool(one.clause.subject): one for one in found if one.clause.kind == ClauseKind.POOL}
    if taxed := next((one for one in found if one.clause.kind == ClauseKind.TAX_RATE), None):
        whose[MUNICIPAL_TAX.part] = taxed
    return [
        _row(whose[code], amounts, sitting, post_kind=PostKind.FINANCE, line=code)
        for code, amounts in lines_moved(board, found, base).items()
    ]


def _row(one: Outcome, amounts: dict[int, int], sitting: Sitting, **post: Any) -> Row:
    return Row(
        cause="political",
        text=f"Beslutat efter yrkande: {one.won_by.name}"[:500],
        amounts={str(year): amount for year, amount in amounts.items() if amount},
        source={
            "kind": "decision",
            "words": f"{sitting.body.name} {sitting.day.isoformat()} § {sitting.paragraph}",
            "reference": f"att-sats {one.clause.number}",
        },
        **post,
    )


def _position(edition: Edition, one: Outcome, found: list[Outcome]) -> dict[str, int] | None:
    """The edition's balance or cash-flow budget; None where clause or investments won from a proposal it does not
    stand on. Then its loans and assets are others than the sentence says, which was warned of before the decision.
    """
    line = {member.pk for member in line_of(edition)}
    sources = [one, *(other for other in found if other.clause.kind == ClauseKind.INVESTMENTS)]
    position = stated(edition).position
    if position is None or any(other.won_by.edition_id not in line for other in sources):
        return None
    of = balance_figures if one.clause.kind == ClauseKind.BALANCE else cash_flow_figures
    return of(position, edition.years)


def _check(edition: Edition, found: list[Outcome]) -> None:
    """The edition's frames, pots and result are those of the decided sentences, to the öre."""
    of = figures(edition)
    frames = {line.key: {str(cell.year): int(cell.amount or 0) for cell in line.frame} for line in of.boards}
    lines, folded = decided_pools(found), fold(core_edition(edition))
    for one in found:
        if one.value is None or not one.value.figures:
            continue
        said, stands = {year: int(n) for year, n in one.value.figures.items()}, None
        if one.clause.kind == ClauseKind.FRAME and one.clause.body is not None:
            stands = frames.get(board_key(one.clause.body), {})
        elif one.clause.kind == ClauseKind.POOL and line_of_pool(one.clause.subject) in lines:
            amounts = folded.get(Post(CorePost.FINANCE, "", line_of_pool(one.clause.subject)), {})
            stands = {year: -int(amounts.get(int(year), Ore(0))) for year in said}
        elif one.clause.kind == ClauseKind.STATEMENTS:
            stands = {str(year): int(of.budget.result(year)) for year in of.years}
        elif one.clause.kind in POSITION:
            stands = _position(edition, one, found)
        if stands is not None and stands != said:
            raise Invalid(
                _("Beloppet för %s stämmer inte med det beslutade. Ingenting har sparats.") % one.clause.subject
            )
