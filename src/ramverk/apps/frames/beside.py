"""Pages that areas above keep for an edition, offered beside it: they register who has one for which edition."""

from collections.abc import Callable, Iterable

from ramverk.apps.cycle.desks import Paper
from ramverk.apps.frames.models import Edition
from ramverk.apps.organisation.actor import Actor

PagesOf = Callable[[Edition, Actor], Iterable[Paper]]
_sources: list[PagesOf] = []


def register_pages_beside(pages: PagesOf) -> None:
    """Let an area above offer its own pages of an edition, to those who may see them."""
    _sources.append(pages)


def pages_beside(edition: Edition, actor: Actor) -> list[Paper]:
    """All of them, in the order of the areas."""
    return [page for source in _sources for page in source(edition, actor)]
