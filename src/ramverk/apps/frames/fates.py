"""What became of a frozen edition that was put to a decision and was not itself decided.

An edition is never edited again, so it would say "frozen" for ever. What a body decided instead is known to the area of
decisions, which registers its answer here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils.translation import gettext_lazy as _

from ramverk.apps.frames.models import Edition, EditionState


class Outcome(Enum):
    """How it went; the value is said before the name of what was decided."""

    ADOPTED = _("antogs som")
    AMENDED = _("antogs med ändringar som")
    FELL = _("föll mot")
    REPLACED = _("ersattes av")


@dataclass(frozen=True, slots=True)
class Fate:
    """The last decision on an edition and what was decided; or the version that took its place, with no paragraph."""

    outcome: Outcome
    instead: Edition
    body: str
    day: date
    paragraph: str = ""

    @property
    def words(self) -> str:
        """How it went, to be followed by the name of the decided edition."""
        return str(self.outcome.value)


FatesOf = Callable[[Sequence[Edition]], Mapping[int, Fate]]
_answers: list[FatesOf] = []


def register_fates(fates: FatesOf) -> None:
    """Let an area above say what became of editions, by their ids; those it knows nothing of are left out."""
    _answers.append(fates)


def fates_of(editions: Iterable[Edition]) -> dict[int, Fate]:
    """By edition's id, for the frozen ones that a decision has passed by."""
    frozen = [one for one in editions if one.state == EditionState.FROZEN]
    found: dict[int, Fate] = {}
    for answer in _answers if frozen else ():
        found |= answer(frozen)
    return found
