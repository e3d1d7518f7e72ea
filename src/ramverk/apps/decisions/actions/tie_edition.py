"""Work out the decided edition and tie it to the decision: the fold of what won on each clause."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from ramverk.apps.decisions.actions.write_clauses import decided_edition, lock
from ramverk.apps.decisions.models import ClauseKind, MatterKind, Sitting
from ramverk.apps.decisions.policy import may_tie
from ramverk.apps.decisions.queries.board import Board, board_of
from ramverk.apps.decisions.queries.outcome import Outcome, frames_moved, outcomes
from ramverk.apps.frames.actions.decide_edition import decide_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.ledger import board_key
from ramverk.apps.frames.models import Edition, EditionKind, EditionState
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.frames.rows import Row
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import BodyKind
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def tie_edition(actor: Actor, sitting: Sitting, version: int, name: str = "") -> Edition:
    """The decided edition stands on the edition that won, with one change per frame that was decided otherwise.

    The executive board's unamended proposal is itself what was decided. The council's decision is always an edition of
    its own. Its frames are checked against the decided sentences before anything is frozen.
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
    moved = frames_moved(_on(board, base), found)
    is_its_own = not moved and _is_its_own(locked, base)
    edition = base if is_its_own else _begun(actor, locked, base, name, moved, found)
    edition = decide_edition(actor, edition, locked.decision)
    _check(edition, found)
    record(actor, "decisions.tie_edition", locked, after={"edition": edition.name, "checksum": edition.checksum})
    return edition


def _base(board: Board, found: list[Outcome]) -> Edition:
    """The edition that won every frame, else the main proposal's."""
    won = {one.won_by.edition_id for one in found if one.clause.kind in {ClauseKind.FRAME, ClauseKind.STATEMENTS}}
    if len(won) == 1 and (only := next(iter(won))) is not None:
        return Edition.objects.get(pk=only)
    main = board.main.edition if board.main else None
    if main is None:
        raise Invalid(_("Huvudförslaget bygger inte på någon utgåva, så det finns ingen utgåva att fastställa."))
    return main


def _on(board: Board, base: Edition) -> Board:
    """The board with its main proposal standing on another edition, to see what differs from that."""
    if board.main is not None and board.main.edition_id != base.pk:
        board.main.edition = base  # in memory only
    return board


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


def _begun(
    actor: Actor, sitting: Sitting, base: Edition, name: str, moved: dict[int, dict[int, int]], found: list[Outcome]
) -> Edition:
    with override("sv"):  # the ledger is Swedish whoever ties it
        title = name.strip() or f"{sitting.matter.title}, {sitting.body.name} {sitting.day.isoformat()}"
        edition = start_edition(actor, sitting.matter.round, kind_of(sitting), title, base, sitting.activity)
        whose = {one.clause.body_id: one for one in found if one.clause.kind == ClauseKind.FRAME}
        source = f"{sitting.body.name} {sitting.day.isoformat()} § {sitting.paragraph}"
        save_changes(
            actor,
            edition,
            [RowEdit(_row(body_id, amounts, whose[body_id], source)) for body_id, amounts in moved.items()],
        )
    edition.refresh_from_db()
    return edition


def _row(body_id: int, amounts: dict[int, int], one: Outcome, source: str) -> Row:
    return Row(
        body_id=body_id,
        cause="political",
        text=f"Beslutat efter yrkande: {one.won_by.name}"[:500],
        amounts={str(year): -amount for year, amount in amounts.items() if amount},
        source={"kind": "decision", "words": source, "reference": f"att-sats {one.clause.number}"},
    )


def _check(edition: Edition, found: list[Outcome]) -> None:
    """The edition's frames are those of the decided sentences, to the öre."""
    frames = {
        line.key: {str(cell.year): int(cell.amount or 0) for cell in line.frame} for line in figures(edition).boards
    }
    for one in found:
        if one.clause.kind != ClauseKind.FRAME or one.clause.body is None or one.value is None:
            continue
        if frames.get(board_key(one.clause.body), {}) != {year: int(n) for year, n in one.value.figures.items()}:
            raise Invalid(
                _("Ramen för %s stämmer inte med det beslutade beloppet. Ingenting har sparats.") % one.clause.body.name
            )
