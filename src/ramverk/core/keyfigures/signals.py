"""What deserves a look: figures out of line with a group, and targets that were never near."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ramverk.core.keyfigures.blocks import Block, Values

FEWEST = 5
"""With fewer others there is no line to be out of."""
FENCE = 1.5
NEAR = 0.1
"""An outcome within a tenth of its target was near."""


@dataclass(frozen=True, slots=True)
class OutOfLine:
    """One's own value beyond the group's fences: its middle half, widened by one and a half of its width."""

    own: float
    low: float
    high: float


def out_of_line(own: float | None, others: Sequence[float | None] | Values) -> OutOfLine | None:
    """The fences where one's own value lies beyond them; nothing where it lies within, or too few are known."""
    values = np.asarray(others, np.float64)
    known = values[~np.isnan(values)]
    if own is None or len(known) < FEWEST:
        return None
    low, high = (float(one) for one in np.percentile(known, (25, 75)))
    width = high - low
    floor, ceiling = low - FENCE * width, high + FENCE * width
    return None if floor <= own <= ceiling else OutOfLine(own, floor, ceiling)


def is_behind(block: Block, own: str) -> int | None:
    """The last year that most others with any value tell of, where one's own tells of none so late; else nothing."""
    last, years = block.last_year(own), block.last_years()
    theirs = years[(np.array(block.areas) != own) & (years > 0)]
    if len(theirs) < FEWEST:
        return None
    usual = int(np.median(theirs))
    return usual if last is None or usual > last else None


def never_near(targets: Mapping[int, float], outcomes: Mapping[int, float | None]) -> tuple[int, ...]:
    """The years with both target and outcome, where there are at least two and the outcome was near in none."""
    held = [
        (year, target, value) for year, target in sorted(targets.items()) if (value := outcomes.get(year)) is not None
    ]
    if len(held) < 2 or any(abs(value - target) <= NEAR * abs(target) for _year, target, value in held):
        return ()
    return tuple(year for year, _target, _value in held)
