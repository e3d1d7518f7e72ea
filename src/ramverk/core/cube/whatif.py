"""One what-if: what every board, year and cause moves, and why."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ramverk.core.cube.assumptions import CAUSES, Assumptions, Lever
from ramverk.core.cube.basis import BOTH, TAX_BASE, TAX_RATE, Basis, calculate_pulls
from ramverk.core.cube.limits import largest, refuse_overflow
from ramverk.core.cube.lines import Amounts
from ramverk.core.cube.rounding import multiply_divide
from ramverk.core.editions.causes import Cause
from ramverk.core.money import Ore


@dataclass(frozen=True, slots=True)
class Move:
    """Why an amount moves: `base` öre times `share` is `amount` öre, rounded half away from zero."""

    lever: Lever
    base: Ore
    share: Fraction
    amount: Ore


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """The effect of assumptions: `moves` is int64 öre per row of the basis, year and lever; better is positive."""

    basis: Basis
    pulls: Amounts
    moves: Amounts

    def effects(self) -> Amounts:
        """Öre per row, year and cause (`CAUSES`): the sums of the moves."""
        return sum_causes(self.basis, self.moves)

    def results(self) -> Amounts:
        """By how many öre the result of each year improves."""
        return np.asarray(self.moves.sum(axis=(0, 2)))

    def effect(self, row: str, year: int, cause: Cause) -> Ore:
        """The effect on one board (or `financing`), year and cause."""
        place = self.basis.boards.index(row), self.basis.years.index(year), CAUSES.index(cause)
        return Ore(int(self.effects()[place]))


def what_if(basis: Basis, assumptions: Assumptions) -> Outcome:
    """What the assumptions move, by a product over small arrays; rounded by `rounding.ROUNDING`.

    Raises ValueError for assumptions the basis lacks, OverflowError when a move does not fit in int64 öre.
    """
    pulls = apply_both(basis, calculate_pulls(basis, assumptions))
    return Outcome(basis, pulls, moves_of(basis, pulls))


def apply_both(basis: Basis, pulls: Amounts) -> Amounts:
    """The pulls (any axes, then year and lever) with the rise of the tax rate on the rise of the tax base filled in."""
    filled = pulls.copy()
    rate, base, both = (basis.levers.index(lever) for lever in (TAX_RATE, TAX_BASE, BOTH))
    refuse_overflow(largest(pulls[..., rate]) * largest(pulls[..., base]))
    filled[..., both] = pulls[..., rate] * pulls[..., base]
    return filled


def moves_of(basis: Basis, pulls: Amounts) -> Amounts:
    """Whole öre per row, year and lever, for filled pulls of any further axes before year and lever.

    Raises ValueError when people are to change whose number is not known.
    """
    if pulls[..., basis.denominators == 0].any():
        raise ValueError("the number of people is not known for a driver and year that is to change")
    return multiply_divide(basis.amounts, pulls[..., np.newaxis, :, :], np.maximum(basis.denominators, 1))


def sum_causes(basis: Basis, moves: Amounts) -> Amounts:
    """The last axis summed from levers to `CAUSES`."""
    sums = [
        moves[..., [place for place, lever in enumerate(basis.levers) if lever.cause == cause]].sum(axis=-1)
        for cause in CAUSES
    ]
    return np.stack(sums, axis=-1)


def explain_effect(outcome: Outcome, row: str, year: int) -> tuple[Move, ...]:
    """The moves of one board (or `financing`) and year, largest first; they add up to its effects exactly."""
    basis = outcome.basis
    board, when = basis.boards.index(row), basis.years.index(year)
    moves = [
        Move(
            lever,
            Ore(int(basis.amounts[board, when, place])),
            Fraction(int(outcome.pulls[when, place]), int(basis.denominators[when, place])),
            Ore(int(outcome.moves[board, when, place])),
        )
        for place, lever in enumerate(basis.levers)
        if outcome.moves[board, when, place]
    ]
    return tuple(sorted(moves, key=lambda move: -abs(move.amount)))
