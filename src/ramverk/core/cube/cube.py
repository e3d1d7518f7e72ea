"""The cube: small exact sums of many lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ramverk.core.cube.labels import Labels
from ramverk.core.cube.lines import Amounts

CLASS_TABLE = ("version", "period", "board", "price_class")
ACTIVITY_TABLE = ("version", "year", "board", "activity")
MARGINALS = ("unit", "account")
"""Dimensions no assumption acts on; they are summed per version and year when asked for."""


@dataclass(frozen=True, slots=True)
class Classes:
    """What assumptions act on.

    `driver_of` names the volume driver (an age group, say) of each activity that has one; `pay` the price classes a
    pay revision raises; `marginals` which of `MARGINALS` are wanted besides.
    """

    driver_of: Mapping[str, str] = field(default_factory=dict)
    pay: tuple[str, ...] = ()
    marginals: tuple[str, ...] = MARGINALS

    @property
    def drivers(self) -> tuple[str, ...]:
        """The drivers, in the order they are first named."""
        return tuple(dict.fromkeys(self.driver_of.values()))


@dataclass(frozen=True, slots=True, eq=False)
class Cube:
    """Exact int64 sums of `rows` lines in öre; no cell, and no sum of cells, exceeds `bound` in size.

    `by_class` has the axes `CLASS_TABLE`, `by_activity` and `quantities` (thousandths) those of `ACTIVITY_TABLE`,
    each of `marginals` version, year and member.
    """

    labels: Labels
    classes: Classes
    rows: int
    bound: int
    by_class: Amounts
    by_activity: Amounts
    marginals: Mapping[str, Amounts]
    quantities: Amounts | None = None

    def class_sums(self, version: str) -> Amounts:
        """Öre per board, year and price class in one version."""
        months = self.by_class[self.labels.place("version", version)]
        return np.moveaxis(_years_from_months(months, self.labels), 0, 1)

    def driver_sums(self, version: str) -> Amounts:
        """Öre per board, year and driver in one version; activities without a driver are left out."""
        return _per_driver(self.by_activity[self.labels.place("version", version)], self)

    def driver_quantities(self, version: str) -> Amounts:
        """Thousandths per board, year and driver in one version. Raises ValueError when the lines had none."""
        if self.quantities is None:
            raise ValueError("the lines have no quantities")
        return _per_driver(self.quantities[self.labels.place("version", version)], self)

    def marginal(self, name: str) -> Amounts:
        """Öre per version, year and member of one dimension. Raises ValueError when it was not asked for."""
        if name in {"board", "activity"}:
            return np.asarray(self.by_activity.sum(axis=3 if name == "board" else 2))
        if name == "price_class":
            months = np.moveaxis(self.by_class.sum(axis=2), 1, 0)
            return np.moveaxis(_years_from_months(months, self.labels), 0, 1)
        if name not in self.marginals:
            raise ValueError(f"{name} was not asked for when the lines were collapsed")
        return self.marginals[name]

    def by_period(self) -> Amounts:
        """Öre per version and period."""
        return np.asarray(self.by_class.sum(axis=(2, 3)))


def _years_from_months(months: Amounts, labels: Labels) -> Amounts:
    """The first axis summed from periods to years."""
    years = np.searchsorted(np.array(labels.years), [period.year for period in labels.period])
    return _grouped(months, years, labels.size("year"))


def new_years(labels: Labels) -> list[int]:
    """The code of the first period of each year but the first."""
    pairs = zip(labels.period, labels.period[1:], strict=False)
    return [code for code, (before, period) in enumerate(pairs, 1) if before.year != period.year]


def _per_driver(by_activity: Amounts, cube: Cube) -> Amounts:
    """From year, board, activity to board, year, driver."""
    drivers, driver_of = cube.classes.drivers, cube.classes.driver_of
    driven = [place for place, activity in enumerate(cube.labels.activity) if activity in driver_of]
    groups = np.array([drivers.index(driver_of[cube.labels.activity[place]]) for place in driven], dtype=np.intp)
    sums = _grouped(np.moveaxis(by_activity[:, :, driven], 2, 0), groups, len(drivers))
    return np.transpose(sums, (2, 1, 0))


def _grouped(sums: Amounts, groups: NDArray[np.intp], size: int) -> Amounts:
    """The first axis summed by group."""
    found = np.zeros((size, *sums.shape[1:]), dtype=np.int64)
    np.add.at(found, groups, sums)
    return found
