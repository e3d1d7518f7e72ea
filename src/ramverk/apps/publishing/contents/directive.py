"""The frame directive as a document: its own words and frames, and here why each frame is what it is."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ramverk.apps.frames.directive import directive_document as plain_document
from ramverk.apps.frames.models import Directive, Edition
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.publishing.contents.figures import board_table, bridge_chart, whole_bridge
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.documents.model import Block, Document, Heading


def directive_document(edition: Edition, _dated: str = "") -> Document:
    """The directive that goes with the edition, or with the nearest of its parents that has one."""
    owner = with_directive(edition)
    made = plain_document(owner) if owner is not None else None
    if made is None:
        raise Invalid(_("Utgåvan ”%s” bygger inte på något ramdirektiv.") % edition.name)
    return made


def with_directive(edition: Edition) -> Edition | None:
    """The edition itself or the nearest of its parents that has a directive."""
    at: Edition | None = edition
    while at is not None and not Directive.objects.filter(edition=at).exists():
        at = at.parent
    return at


def why_the_frames(edition: Edition) -> Iterator[Block]:
    """What every directive ends with: the bridge of all frames, and each board's way from its opening frame."""
    of = figures(edition)
    source = _("Källa: utgåvan ”%(edition)s”.") % {"edition": edition.name}
    yield Heading(1, _("Varför ramarna ändras"))
    yield bridge_chart(whole_bridge(edition), source, _("Ingående"), _("Ny ram"))
    for board in of.boards:
        yield Heading(2, board.name)
        yield board_table(board, of.years, source)
