"""What is known of one indicator: a block of areas, years and sexes. Missing is not zero, nor is withdrawn missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Marks = NDArray[np.uint8]
GENDERS = ("T", "K", "M")
"""Total, women, men: the letters of the national source, in the order of the last axis."""


class Mark(IntEnum):
    """What a cell says."""

    UNKNOWN = 0
    """The source has said nothing."""
    VALUE = 1
    MISSING = 2
    """The source has said that there is no value."""
    WITHDRAWN = 3
    """There was a value, and the source has taken it back."""
    MASKED = 4
    """There is a value, but of so few people that it is not shown."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One reported cell; `value` is given just when `mark` says so."""

    area: str
    year: int
    gender: str
    mark: Mark
    value: float | None = None
    status: str = ""
    """The source's own word on why."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """`values` and `marks` have the shape areas x years x sexes; a cell without a value is NaN.

    `statuses` are the source's words, the first of them empty; `status` holds the place of each cell's word.
    """

    areas: tuple[str, ...]
    years: tuple[int, ...]
    values: Values
    marks: Marks
    statuses: tuple[str, ...] = ("",)
    status: Marks | None = None

    def __eq__(self, other: object) -> bool:
        """Whether both say the same of the same cells."""
        return (
            isinstance(other, Block)
            and (self.areas, self.years) == (other.areas, other.years)
            and bool(np.array_equal(self.marks, other.marks))
            and bool(np.array_equal(self.values, other.values, equal_nan=True))
            and self._words() == other._words()
        )

    __hash__ = None  # type: ignore[assignment]

    def _words(self) -> list[str]:
        if self.status is None:
            return [""] * self.marks.size
        return [self.statuses[code] for code in self.status.ravel()]

    def cell(self, area: str, year: int, gender: str = "T") -> Cell:
        """What is known of one cell; unknown where the block does not reach."""
        if area not in self.areas or year not in self.years:
            return Cell(area, year, gender, Mark.UNKNOWN)
        at = (self.areas.index(area), self.years.index(year), GENDERS.index(gender))
        mark = Mark(int(self.marks[at]))
        word = self.statuses[int(self.status[at])] if self.status is not None else ""
        return Cell(area, year, gender, mark, float(self.values[at]) if mark is Mark.VALUE else None, word)

    def value(self, area: str, year: int, gender: str = "T") -> float | None:
        """The value of one cell, if there is one to show."""
        return self.cell(area, year, gender).value

    def series(self, area: str, gender: str = "T") -> dict[int, float | None]:
        """An area's values year by year."""
        if area not in self.areas:
            return dict.fromkeys(self.years)
        row = self.values[self.areas.index(area), :, GENDERS.index(gender)]
        return {year: None if np.isnan(one) else float(one) for year, one in zip(self.years, row, strict=True)}

    def column(self, year: int, gender: str = "T") -> Values:
        """Every area's value of a year, NaN where there is none; in the order of `areas`."""
        if year not in self.years:
            return np.full(len(self.areas), np.nan)
        column: Values = self.values[:, self.years.index(year), GENDERS.index(gender)]
        return column

    def among(self, year: int, areas: Sequence[str], gender: str = "T") -> Values:
        """The values of some areas in a year, in the order asked for, NaN where there is none."""
        found = np.full(len(areas), np.nan)
        if year in self.years:
            here, places = _places(self.areas, tuple(areas))
            found[here] = self.values[places, self.years.index(year), GENDERS.index(gender)]
        return found

    def of_year(self, year: int, areas: Sequence[str], gender: str = "T") -> list[float | None]:
        """The values of some areas in a year, in the order asked for."""
        return [None if np.isnan(one) else one for one in self.among(year, areas, gender).tolist()]

    def last_years(self, gender: str = "T") -> NDArray[np.int64]:
        """The last year in which each area has a value, in the order of `areas`; 0 where it has none."""
        has_value = ~np.isnan(self.values[:, :, GENDERS.index(gender)])
        years: NDArray[np.int64] = np.array(self.years, np.int64)
        last: NDArray[np.int64] = np.where(has_value, years, 0).max(axis=1, initial=0)
        return last

    def last_year(self, area: str, gender: str = "T") -> int | None:
        """The last year in which an area has a value."""
        known = [year for year, value in self.series(area, gender).items() if value is not None]
        return known[-1] if known else None

    @property
    def has_genders(self) -> bool:
        """Whether anything is told of women and men by themselves."""
        return bool((self.marks[:, :, 1:] != Mark.UNKNOWN).any())


@lru_cache(maxsize=64)
def _places(areas: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which of the wanted areas there are, and where each of them stands; most blocks have the same areas."""
    place = {area: at for at, area in enumerate(areas)}
    here = [at for at, area in enumerate(wanted) if area in place]
    return np.array(here, np.intp), np.array([place[wanted[at]] for at in here], np.intp)


def empty_block(areas: Iterable[str], years: Iterable[int]) -> Block:
    """A block of which nothing is known."""
    rows, columns = tuple(sorted(set(areas))), tuple(sorted(set(years)))
    shape = (len(rows), len(columns), len(GENDERS))
    return Block(rows, columns, np.full(shape, np.nan), np.zeros(shape, np.uint8))


def block_of(cells: Iterable[Cell]) -> Block:
    """The block of these cells. Of two that concern the same place the later holds."""
    given = list(cells)
    block = empty_block((cell.area for cell in given), (cell.year for cell in given))
    row = {area: at for at, area in enumerate(block.areas)}
    column = {year: at for at, year in enumerate(block.years)}
    words: dict[str, int] = {"": 0}
    status = np.zeros(block.marks.shape, np.uint8)
    for cell in given:
        at = (row[cell.area], column[cell.year], GENDERS.index(cell.gender))
        block.marks[at] = cell.mark
        block.values[at] = cell.value if cell.mark is Mark.VALUE and cell.value is not None else np.nan
        status[at] = words.setdefault(cell.status, len(words))
    return replace(block, statuses=tuple(words), status=status if len(words) > 1 else None)


def merged(old: Block, new: Block) -> Block:
    """What is known after `new` was reported: its cells replace, everything else stands. Neither block is changed."""
    block = empty_block((*old.areas, *new.areas), (*old.years, *new.years))
    words: dict[str, int] = {"": 0}
    status = np.zeros(block.marks.shape, np.uint8)
    for part in (old, new):
        at = np.ix_(
            [block.areas.index(area) for area in part.areas],
            [block.years.index(year) for year in part.years],
            range(len(GENDERS)),
        )
        said = part.marks != Mark.UNKNOWN
        block.marks[at] = np.where(said, part.marks, block.marks[at])
        block.values[at] = np.where(said, part.values, block.values[at])
        codes = np.array([words.setdefault(word, len(words)) for word in part.statuses], np.uint8)
        own = codes[part.status] if part.status is not None else np.zeros(part.marks.shape, np.uint8)
        status[at] = np.where(said, own, status[at])
    has_words = bool(status.any())
    return replace(block, statuses=tuple(words) if has_words else ("",), status=status if has_words else None)


@dataclass(frozen=True, slots=True)
class Move:
    """A cell that another vintage tells differently."""

    area: str
    year: int
    gender: str
    before: Cell
    after: Cell


def moved(old: Block, new: Block, areas: Iterable[str] | None = None) -> Iterator[Move]:
    """The cells of some areas (or all) that `new` tells otherwise than `old`: revised, come, gone."""
    wanted = sorted(set(old.areas) | set(new.areas)) if areas is None else list(areas)
    for area in wanted:
        for year in sorted({*old.years, *new.years}):
            for gender in GENDERS:
                before, after = old.cell(area, year, gender), new.cell(area, year, gender)
                if (before.mark, before.value) != (after.mark, after.value):
                    yield Move(area, year, gender, before, after)
