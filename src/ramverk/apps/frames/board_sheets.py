"""Each board's own sheet of an edition: its frame, its bridge and its assignments, as a document and as a workbook."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import override

from ramverk.apps.frames.directive import contents_of, day_in_words
from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.frames.ledger import board_key, core_edition
from ramverk.apps.frames.models import Directive, Edition
from ramverk.apps.frames.queries.earmarks import earmarked
from ramverk.apps.frames.queries.figures import BoardLine, Figures, cause_name, figures
from ramverk.apps.frames.workbook import book_of
from ramverk.apps.organisation.models import Body
from ramverk.core.editions.bridge import frame_bridge
from ramverk.core.editions.editions import Edition as CoreEdition
from ramverk.formats.board_sheet import BoardSheet, CauseRows, write_board_sheet
from ramverk.formats.frames_workbook import write_frames


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """A board with the files that are its own: name and bytes."""

    body: Body
    files: tuple[tuple[str, bytes], ...]


def board_files(edition: Edition) -> Iterator[OwnFiles]:
    """The own files of every board that has a frame, in Swedish whoever asks."""
    with override("sv"):
        of, core, book = figures(edition), core_edition(edition), book_of(edition)
        directive = _directive(edition)
        bodies = {board_key(body): body for body in Body.objects.filter(kind__in=FRAMED, valid_to=None)}
        for board in of.boards:
            if board.key not in bodies:
                continue
            own = replace(
                book,
                frames=[row for row in book.frames if row[0] == board.name],
                changes=[row for row in book.changes if row[0] == board.name],
                result=[],
            )
            sheet = write_board_sheet(sheet_of(edition, of, core, board, directive))
            name = f"Ram {of.years[0]} {board.key}"
            yield OwnFiles(bodies[board.key], ((f"{name}.docx", sheet), (f"{name}.xlsx", write_frames(own))))


def _directive(edition: Edition) -> dict[str, Any]:
    directive = Directive.objects.filter(edition=edition).select_related("edition", "document").first()
    if directive is None:
        return {"assignments": [], "boards_hand_in_by": None}
    return dict(directive.document.content) if directive.document else contents_of(directive)


def sheet_of(
    edition: Edition, of: Figures, core: CoreEdition, board: BoardLine, directive: dict[str, Any]
) -> BoardSheet:
    """What the board's document says."""
    steps: dict[str, list[tuple[str, str, list[int]]]] = defaultdict(list)
    for row in frame_bridge(core, wanted=lambda post: post.owner == board.key).rows:
        for step in row.steps:
            amounts = [-int(step.in_year(year)) for year in of.years]
            steps[cause_name(row.cause)].append((step.change.text, step.change.source.words, amounts))
    causes = [
        CauseRows(line.label, [cell.amount or 0 for cell in line.cells], steps[line.label]) for line in board.causes
    ]
    years = f"{of.years[0]}–{of.years[-1]}"
    return BoardSheet(
        title=f"{board.name}: ram {years}",
        board=board.name,
        years=of.years,
        opening=board.opening.amount or 0,
        causes=causes,
        frame=[cell.amount or 0 for cell in board.frame],
        earmarked=[(one.text, one.amounts) for one in earmarked(core, board.key)],
        assignments=[
            (one["text"], day_in_words(one["report_by"]))
            for one in directive["assignments"]
            if one["board"] in {"", board.key}
        ],
        hand_in_by=day_in_words(directive["boards_hand_in_by"]),
        source=edition.name,
        checksum=edition.checksum,
        created=edition.frozen_at or edition.created_at,
    )
