"""What the presenter view shows in a slot: pages that areas above register, or the slot's own text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ramverk.apps.meetings.models import AgendaItem
from ramverk.apps.organisation.actor import Actor


@dataclass(frozen=True, slots=True)
class Slide:
    """One page on the wall: its heading, the template that draws it, and what that needs."""

    heading: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


SlidesOf = Callable[[AgendaItem, Actor], Sequence[Slide]]
_registered: list[SlidesOf] = []


def register_slides(slides_of: SlidesOf) -> None:
    """Let an area draw the slots it knows something about. It shows only what everyone at the meeting may see."""
    _registered.append(slides_of)


def slides(item: AgendaItem, actor: Actor) -> list[Slide]:
    """The pages of a slot, at least one."""
    found = [slide for of_area in _registered for slide in of_area(item, actor)]
    return found or [Slide(item.title, "meetings/_slide.html", {"text": item.presented})]
