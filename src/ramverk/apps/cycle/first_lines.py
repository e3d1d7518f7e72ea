"""What areas above the cycle tell on somebody's first screen, a line each: whether the budget balances, for example.

They register when they start. Whom it concerns, and what that person may see, each area knows itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ramverk.apps.cycle.models import Round
from ramverk.apps.organisation.actor import Actor


@dataclass(frozen=True, slots=True)
class FirstLine:
    """A question with its answer in a few facts, the thing they are facts about, and what they rest on."""

    question: str
    about: str
    url: str
    facts: Sequence[tuple[str, str]]
    """A status code and its words; no code where the words stand for themselves."""
    rests_on: str = ""


Teller = Callable[[Actor, Round], FirstLine | None]
_tellers: list[Teller] = []


def register_first_line(teller: Teller) -> None:
    """Let an area tell a line; None where it has nothing for this person."""
    _tellers.append(teller)


def first_lines(actor: Actor, in_round: Round) -> list[FirstLine]:
    """What the areas have for this person, in the order they registered."""
    return [line for teller in _tellers if (line := teller(actor, in_round)) is not None]
