"""An edition as a workbook, for the dispatch and for whoever wants to count on."""

from django.utils.translation import gettext as _

from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.queries.balancing import balanced
from ramverk.apps.frames.queries.figures import cause_name, figures
from ramverk.apps.frames.queries.statements import balance_rows, cash_flow_rows, stated
from ramverk.core.editions.bridge import frame_bridge
from ramverk.formats.frames_workbook import FramesBook, StatementSheet, write_frames

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def book_of(edition: Edition) -> FramesBook:
    """Frames, every change behind them, and the result budget."""
    core = core_edition(edition)
    of = figures(edition)
    names = {board.key: board.name for board in of.boards}
    steps = [(row.cause, step) for row in frame_bridge(core).rows for step in row.steps]
    order = {key: at for at, key in enumerate(names)}
    steps.sort(key=lambda pair: order.get(pair[1].change.post.owner, 99))
    return FramesBook(
        edition=edition.name,
        checksum=edition.checksum,
        uid=str(edition.uid),
        created=edition.frozen_at or edition.created_at,
        years=core.years,
        frames=[
            (board.name, board.opening.amount or 0, [cell.amount or 0 for cell in board.frame]) for board in of.boards
        ],
        short_names={board.name: board.key for board in of.boards},
        changes=[
            (
                names.get(step.change.post.owner, step.change.post.owner), cause_name(cause), step.change.text,
                step.change.source.words, [-int(step.in_year(year)) for year in core.years],
            )
            for cause, step in steps
        ],
        result=[(line.label, [cell.amount or 0 for cell in line.cells]) for line in of.result],
        statements=statement_sheets(edition),
    )  # fmt: skip


def statement_sheets(edition: Edition) -> list[StatementSheet]:
    """The balance and cash-flow budgets and the balance test; nothing before an opening balance is laid in."""
    of = stated(edition)
    if of.position is None:
        return []
    assets, funding, memo = balance_rows(of.position)
    test = balanced(edition, of)
    parts = (
        (_("Balansbudget"), [*assets, *funding, *memo]),
        (_("Kassaflödesbudget"), cash_flow_rows(of.position)),
        (_("Balanskravsutredning"), list(test.rows) if test else []),
    )
    return [
        StatementSheet(
            str(name), tuple(cell.year for cell in rows[0].cells),
            [(row.label, [int(cell.amount) for cell in row.cells]) for row in rows],
        )
        for name, rows in parts
        if rows
    ]  # fmt: skip


def workbook(edition: Edition) -> tuple[str, bytes]:
    """File name and bytes."""
    return workbook_name(edition), write_frames(book_of(edition))


def workbook_name(edition: Edition) -> str:
    """What the file is called."""
    return f"Ramar {edition.name}.xlsx"
