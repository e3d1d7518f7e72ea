"""One's own figure among others': lowest, middle, highest, rank, and how it has gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from ramverk.core.keyfigures.blocks import Values


class Direction(StrEnum):
    """What is wished for: never known by the source, always decided by the municipality."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


def ranks(values: Values, direction: Direction = Direction.HIGHER) -> NDArray[np.int64]:
    """The place of each value, the best first, ties sharing the better place; 0 where there is no value.

    Without a wished direction the highest is first.
    """
    known = ~np.isnan(values)
    keys = values[known] if direction is Direction.LOWER else -values[known]
    ordered = np.sort(keys)
    places = np.zeros(len(values), np.int64)
    places[known] = np.searchsorted(ordered, keys, side="left") + 1
    return places


@dataclass(frozen=True, slots=True)
class Placing:
    """Where one's own value stands among the others' that have one. `rank` counts oneself in."""

    own: float | None
    lowest: float | None
    middle: float | None
    highest: float | None
    count: int
    rank: int | None
    of: int

    @property
    def difference(self) -> float | None:
        """Own less the middle of the others."""
        return None if self.own is None or self.middle is None else self.own - self.middle


def placed(
    own: float | None, others: Sequence[float | None] | Values, direction: Direction = Direction.NONE
) -> Placing:
    """One's own value among others'. Those without a value count neither as zero nor at all."""
    values = np.asarray(others, np.float64)
    known = values[~np.isnan(values)]
    has_any = len(known) > 0
    rank = None
    if own is not None and has_any:
        rank = 1 + int(np.count_nonzero(known < own if direction is Direction.LOWER else known > own))
    return Placing(
        own=own,
        lowest=float(known.min()) if has_any else None,
        middle=float(np.median(known)) if has_any else None,
        highest=float(known.max()) if has_any else None,
        count=len(known),
        rank=rank,
        of=len(known) + (own is not None),
    )


class Course(StrEnum):
    """How a series has gone."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


LEVEL_SHARE = 0.02
"""A change of less than this share of the series' mean size over the span counts as level."""


@dataclass(frozen=True, slots=True)
class Trend:
    """From the first to the last year that have values, by a straight line through all of them."""

    first: int
    last: int
    change: float
    """What the line rises by over the span; negative where it falls."""
    course: Course

    def is_good(self, direction: Direction) -> bool | None:
        """Whether it goes the wished way; nothing where it is level or no way is wished."""
        if direction is Direction.NONE or self.course is Course.LEVEL:
            return None
        return (self.course is Course.UP) == (direction is Direction.HIGHER)


def trend(series: Mapping[int, float | None], years: int = 5) -> Trend | None:
    """The trend of the last `years` years up to the last value; nothing with fewer than two values."""
    known = {year: value for year, value in series.items() if value is not None}
    if not known:
        return None
    last = max(known)
    span = {year: value for year, value in sorted(known.items()) if year > last - years}
    if len(span) < 2:
        return None
    when, what = np.array(list(span), np.float64), np.array(list(span.values()), np.float64)
    slope = float(((when - when.mean()) * (what - what.mean())).sum() / ((when - when.mean()) ** 2).sum())
    change = slope * float(when[-1] - when[0])
    size = float(np.abs(what).mean())
    course = Course.LEVEL if abs(change) <= LEVEL_SHARE * size else Course.UP if change > 0 else Course.DOWN
    return Trend(int(when[0]), last, change, course)


def is_better(one: float, other: float, direction: Direction) -> bool | None:
    """Whether one value is better than another; nothing where they are equal or no way is wished."""
    if direction is Direction.NONE or one == other:
        return None
    return (one > other) == (direction is Direction.HIGHER)
