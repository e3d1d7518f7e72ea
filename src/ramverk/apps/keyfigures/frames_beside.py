"""Frames that a reference cost is held beside: the area above that knows them registers at start-up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ramverk.apps.organisation.actor import Actor
from ramverk.core.money import Ore


@dataclass(frozen=True, slots=True)
class Framed:
    """What an edition gives some operations: net cost by year, which edition that is, and an address to it."""

    by_year: Mapping[int, Ore]
    edition: str
    url: str
    unknown: Sequence[str] = field(default=())
    """Codes that no operation has."""


FrameOf = Callable[[Sequence[str], Actor], Framed | None]
_registered: list[FrameOf] = []


def register_frames(frame_of: FrameOf) -> None:
    """Let an area answer what the newest edition that the actor may see gives some operations."""
    _registered.append(frame_of)


def frame_of(operations: Sequence[str], actor: Actor) -> Framed | None:
    """What these operations are given; nothing where none are named, or no edition may be seen."""
    if not operations:
        return None
    return next((found for of_area in _registered if (found := of_area(operations, actor)) is not None), None)
