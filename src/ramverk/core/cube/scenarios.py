"""Many what-ifs at once: blocks of scenarios, sensitivity one assumption at a time, and fans of outcomes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ramverk.core.cube.assumptions import Assumptions
from ramverk.core.cube.basis import Basis, calculate_pulls
from ramverk.core.cube.limits import largest, refuse_overflow
from ramverk.core.cube.lines import Amounts
from ramverk.core.cube.whatif import apply_both, moves_of, sum_causes, what_if
from ramverk.core.money import Ore

BLOCK_CELLS = 1 << 14
"""Moves reckoned at a time, few enough that memory is reused from block to block."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """`effects` is int64 öre per scenario, row of the basis, year and cause, each as a what-if of its own has it."""

    basis: Basis
    effects: Amounts

    def results(self) -> Amounts:
        """By how many öre the result improves, per scenario and year."""
        return np.asarray(self.effects.sum(axis=(1, 3)))


@dataclass(frozen=True, slots=True)
class Bar:
    """What the result of a year moves (öre) at the low and at the high end of one assumption."""

    name: str
    low: Ore
    high: Ore

    @property
    def width(self) -> Ore:
        """Between the ends."""
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Fan:
    """Per year, the change of the result (öre) that so many per cent of the scenarios do not exceed."""

    years: tuple[int, ...]
    bands: Mapping[int, tuple[Ore, ...]]


def combine_pulls(basis: Basis, directions: Sequence[Assumptions], steps: Amounts) -> Amounts:
    """A matrix of scenarios: `steps` (scenario, direction) says how many times each direction is taken.

    A direction is one step of something uncertain: "a tenth of a per cent on pay from April". The steps are drawn by
    the caller, who owns the chance and its seed. Returns pulls per scenario, year and lever.
    """
    if steps.ndim != 2 or steps.shape[1] != len(directions):
        raise ValueError(f"steps must have one column for each of {len(directions)} directions, not {steps.shape}")
    pulls = np.array([calculate_pulls(basis, direction) for direction in directions], dtype=np.int64)
    refuse_overflow(largest(steps) * largest(pulls) * len(directions))
    return np.asarray(np.tensordot(steps.astype(np.int64), pulls, axes=1))


def scenarios(basis: Basis, matrix: Amounts) -> Outcomes:
    """All scenarios of a matrix of pulls (scenario, year, lever), a block at a time.

    Raises ValueError for a matrix of another shape and OverflowError as a what-if does.
    """
    if matrix.ndim != 3 or matrix.shape[1:] != basis.denominators.shape:
        raise ValueError(f"a scenario has {basis.denominators.shape} pulls, not {matrix.shape[1:]}")
    block = max(1, BLOCK_CELLS // max(1, basis.amounts.size))
    blocks = [
        sum_causes(basis, moves_of(basis, apply_both(basis, matrix[start : start + block])))
        for start in range(0, max(1, len(matrix)), block)
    ]
    return Outcomes(basis, np.concatenate(blocks))


def calculate_tornado(
    basis: Basis, ranges: Mapping[str, tuple[Assumptions, Assumptions]], year: int
) -> tuple[Bar, ...]:
    """One assumption at a time, from its low end to its high: the widest bar first, ties in the given order."""
    place = basis.years.index(year)
    ends = {
        name: [Ore(int(what_if(basis, assumed).results()[place])) for assumed in ends] for name, ends in ranges.items()
    }
    bars = [Bar(name, low, high) for name, (low, high) in ends.items()]
    return tuple(sorted(bars, key=lambda bar: -bar.width))


def calculate_fan(outcomes: Outcomes, percentiles: Sequence[int] = (5, 25, 50, 75, 95)) -> Fan:
    """Percentiles of the result per year by nearest rank: every number shown is some scenario's own.

    Raises ValueError when there is no scenario or a percentile is not 1-100.
    """
    ordered = np.sort(outcomes.results(), axis=0)
    if not len(ordered):
        raise ValueError("no scenarios, no fan")
    if any(not 1 <= percentile <= 100 for percentile in percentiles):
        raise ValueError("percentiles lie between 1 and 100")
    ranks = {percentile: -(-len(ordered) * percentile // 100) - 1 for percentile in percentiles}
    bands = {percentile: tuple(Ore(int(amount)) for amount in ordered[rank]) for percentile, rank in ranks.items()}
    return Fan(outcomes.basis.years, bands)
