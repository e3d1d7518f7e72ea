"""The order of propositions: the counter-proposal is chosen first, two by two, then it meets the main proposal.

Every proposition can be answered by yes or no (Kommunallagen 5:53): yes for the one named first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Ladder", "Rung", "ladder"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rung(Generic[T]):
    """One proposition: `yes` against `no`. Both are None while an earlier rung has to be answered first."""

    yes: T | None
    no: T | None
    is_main: bool
    """The main vote (huvudproposition), the last of them."""
    answer: bool | None = None


@dataclass(frozen=True, slots=True)
class Ladder(Generic[T]):
    """Every proposition of a clause in order, answered or not, and what was decided when all are answered."""

    rungs: tuple[Rung[T], ...]
    winner: T | None

    @property
    def next(self) -> Rung[T] | None:
        """What is to be put now."""
        return next((rung for rung in self.rungs if rung.answer is None), None)


def ladder(options: Sequence[T], answers: Sequence[bool] = ()) -> Ladder[T]:
    """The ladder of a clause whose decisions asked for are `options`, the main proposal first.

    With n options there are n - 1 propositions. `answers` are those given so far, in order. Raises ValueError where
    there is nothing to decide between or more answers than propositions.
    """
    if not options:
        raise ValueError("a clause without any proposal cannot be decided")
    count = len(options) - 1
    if len(answers) > count:
        raise ValueError(f"{len(answers)} answers to {count} propositions")
    if count == 0:
        return Ladder((), options[0])
    main, *counters = options
    rungs: list[Rung[T]] = []
    standing: T | None = counters[0]
    for challenger in counters[1:]:
        answer = answers[len(rungs)] if len(rungs) < len(answers) else None
        known = standing is not None
        rungs.append(Rung(standing, challenger if known else None, is_main=False, answer=answer))
        standing = None if answer is None else standing if answer else challenger
    answer = answers[count - 1] if len(answers) == count else None
    known = standing is not None
    rungs.append(Rung(main if known else None, standing, is_main=True, answer=answer))
    return Ladder(tuple(rungs), None if answer is None else main if answer else standing)
