"""Frames that a reference cost is held beside: the area above that knows them registers at start-up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ramverk.apps.organisation.actor import Actor
from ramverk.core.money import Ore


@dataclass(frozen=True, slots=True)
class PriceIndex:
    """What pay and prices together rise by, per cent by year on the year before, with its set and source."""

    by_year: Mapping[int, Fraction]
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Framed:
    """What an edition gives some operations: net cost by year, which edition that is, and an address to it."""

    by_year: Mapping[int, Ore]
    edition: str
    url: str
    unknown: Sequence[str] = field(default=())
    """Codes that no operation has."""
    assumptions_url: str = ""
    """The address to what the edition assumes."""
    index: PriceIndex | None = None
    """What the edition assumes of prices; nothing where it assumes nothing that the actor may see."""


FramesOf = Callable[[Sequence[Sequence[str]], Actor], Sequence[Framed]]
_registered: list[FramesOf] = []


def register_frames(frames_of: FramesOf) -> None:
    """Let an area answer what the newest edition that the actor may see gives each group of operations; () for none."""
    _registered.append(frames_of)


def frames_of(groups: Sequence[Sequence[str]], actor: Actor) -> list[Framed | None]:
    """What each group of operations is given; nothing where it names none, or no edition may be seen."""
    answers = (of_area(groups, actor) for of_area in _registered)
    found = next((answer for answer in answers if answer), [None] * len(groups))
    return [one if codes else None for codes, one in zip(groups, found, strict=True)]
