"""Cells that have lost their column: placed where only one placing fits, otherwise given up."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

Value = TypeVar("Value")

_MOST = 20_000
"""More placings than this are not worth trying."""


def placings(count: int, columns: int) -> Iterator[tuple[int, ...]]:
    """Every way to put `count` values in order into `columns` columns, at most one value per column."""
    yield from combinations(range(columns), count)


def stackings(count: int, columns: int) -> Iterator[tuple[int, ...]]:
    """Every way to put `count` values in order into all of `columns` columns, one or more values per column."""
    for cuts in combinations(range(1, count), columns - 1):
        bounds = (0, *cuts, count)
        yield tuple(column for column in range(columns) for _ in range(bounds[column + 1] - bounds[column]))


def place(values: Sequence[Value], columns: int, fits: Callable[[Value, int], bool]) -> list[int | None]:
    """The column of each value, None where more than one (or no) placing in order is possible.

    `fits(value, column)` tells whether a value may stand in a column. Fewer values than columns leave columns empty; more
    stack in columns. A value is placed only where every possible placing agrees.
    """
    ways = placings(len(values), columns) if len(values) <= columns else stackings(len(values), columns)
    agreed: list[set[int]] = [set() for _ in values]
    for number, way in enumerate(ways):
        if number > _MOST:
            return [None] * len(values)
        if all(fits(value, column) for value, column in zip(values, way, strict=True)):
            for seen, column in zip(agreed, way, strict=True):
                seen.add(column)
    return [seen.pop() if len(seen) == 1 else None for seen in agreed]
