"""What a body has decided about an edition, sentence by sentence: the chapter a Mål & Budget is adopted by."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from ramverk.apps.decisions.models import Sitting
from ramverk.apps.decisions.queries.board import Board, board_of
from ramverk.apps.decisions.queries.outcome import Outcome, decision_lines, outcomes
from ramverk.apps.frames.models import Edition, EditionKind
from ramverk.apps.proposals.terms import rates_behind, terms_of
from ramverk.apps.publishing.contents.common import day_words
from ramverk.core.documents.model import Block, ListBlock, Paragraph, Style
from ramverk.core.editions.proposing import rate_words


def decision_blocks(edition: Edition) -> Iterator[Block]:
    """The clauses that won, in their order. Nothing where no body has dealt with the edition in a matter."""
    sitting = _sitting_of(edition)
    if sitting is None:
        return
    board = board_of(sitting)
    found = outcomes(board)
    lines = decision_lines(found)
    if not lines:
        return
    yield Paragraph(_opening_words(edition, sitting))
    yield ListBlock(tuple(lines), is_numbered=True)
    if amended := _amended_words(board, found):
        yield Paragraph(amended)
    yield Paragraph(
        _("Hur ärendet avgjordes, och vem som reserverade sig, står i protokollet (dnr %s).")
        % sitting.matter.register_number,
        Style.NOTE,
    )


def _sitting_of(edition: Edition) -> Sitting | None:
    if edition.decision_id is None:
        return None
    return Sitting.objects.filter(decision=edition.decision_id).select_related("body", "matter").first()


def _opening_words(edition: Edition, sitting: Sitting) -> str:
    words = {"body": sitting.body.name, "day": day_words(sitting.day), "paragraph": _number(sitting.paragraph)}
    if edition.kind == EditionKind.EXECUTIVE_PROPOSAL:
        return _("%(body)s beslutade den %(day)s, § %(paragraph)s, att föreslå kommunfullmäktige:") % words
    return _("%(body)s beslutade den %(day)s, § %(paragraph)s:") % words


def _amended_words(board: Board, found: Sequence[Outcome]) -> str:
    """What came out otherwise than the main proposal had it: by number in the list, what is dropped by subject."""
    main = board.main
    if main is None:
        return ""
    kept = [one for one in found if one.value is not None]
    moved = [str(number) for number, one in enumerate(kept, 1) if one.won_by.pk != main.pk]
    dropped = [one.clause.subject for one in found if one.value is None and one.won_by.pk != main.pk]
    said = []
    if moved:
        said.append(_("I punkt %s vann ett annat förslag än huvudförslaget.") % ", ".join(moved))
    if dropped:
        said.append(_("Ur huvudförslaget utgick: %s.") % ", ".join(dropped))
    return " ".join(said)


def _number(paragraph: str) -> str:
    return paragraph.removeprefix("§").strip()


def tax_rate_of(edition: Edition) -> str:
    """The rate that the edition counts with in its budget year, as "21:64"; empty where none is known."""
    rate = rates_behind(edition, terms_of(edition.round)).get(edition.years[0])
    return rate_words(rate) if rate else ""
