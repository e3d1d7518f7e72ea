"""The frame directive as a document: what the boards work by, their frames, and why each frame is what it is."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Directive, Edition
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.organisation.models import Municipality
from ramverk.apps.publishing.contents.budget import direction
from ramverk.apps.publishing.contents.figures import board_table, bridge_chart, frames_table, whole_bridge
from ramverk.core.documents.model import Block, Document, Heading, Paragraph


def directive_document(edition: Edition, dated: str) -> Document:
    """The directive that goes with the edition, or with the nearest of its parents that has one."""
    owner = _with_directive(edition) or edition
    return Document(
        kind="ramdirektiv",
        title=_("Ramdirektiv %(year)s") % {"year": owner.years[0]},
        publisher=Municipality.objects.values_list("name", flat=True).first() or "",
        dated=dated,
        blocks=tuple(_blocks(owner)),
        edition=owner.name,
        checksum=owner.checksum,
        language="en" if get_language() == "en" else "sv",
        rounding=_(
            "Belopp visas i tusental kronor (tkr). Varje tal är avrundat för sig, summor räknas på oavrundade belopp."
        ),
    )


def _with_directive(edition: Edition) -> Edition | None:
    at: Edition | None = edition
    while at is not None and not Directive.objects.filter(edition=at).exists():
        at = at.parent
    return at


def _blocks(edition: Edition) -> Iterator[Block]:
    of = figures(edition)
    source = _("Källa: utgåvan ”%(edition)s”.") % {"edition": edition.name}
    directive = Directive.objects.filter(edition=edition).first()
    if directive is not None and directive.boards_hand_in_by:
        yield Heading(1, _("När nämnderna lämnar sina förslag"))
        yield Paragraph(
            _("Nämndernas förslag lämnas senast %(day)s (kommunallagen 11 kap. 9 §).")
            % {"day": directive.boards_hand_in_by.isoformat()}
        )
    yield from direction(edition)
    yield Heading(1, _("Nämndernas ramar"))
    yield frames_table(of, source)
    yield bridge_chart(whole_bridge(edition), source, _("Ingående"), _("Ny ram"))
    for board in of.boards:
        yield Heading(2, board.name)
        yield board_table(board, of.years, source)
