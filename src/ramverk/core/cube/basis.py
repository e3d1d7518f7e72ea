"""What assumptions multiply: one amount per board, year and lever."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from ramverk.core.cube.assumptions import MILLION, Assumptions, Lever, PerYear
from ramverk.core.cube.cube import Cube
from ramverk.core.cube.lines import Amounts
from ramverk.core.editions.causes import Cause

FINANCING = "financing"
"""The row after the boards: taxes and equalisation."""
TAX_RATE = Lever(Cause.POLITICAL, "tax_rate")
TAX_BASE = Lever(Cause.FORECAST, "tax_base")
OWN_EQUALISATION = Lever(Cause.FORECAST, "equalisation_of_own_base")
NATIONAL_EQUALISATION = Lever(Cause.FORECAST, "equalisation_of_national_base")
BOTH = Lever(Cause.POLITICAL, "tax_rate_on_moved_base")
FINANCING_LEVERS = (TAX_RATE, TAX_BASE, OWN_EQUALISATION, NATIONAL_EQUALISATION, BOTH)
_DENOMINATOR = {Cause.PRICE: MILLION, Cause.PAY: 12 * MILLION, Cause.POLITICAL: 10_000, Cause.FORECAST: MILLION}


@dataclass(frozen=True, slots=True)
class Financing:
    """Taxes and equalisation per year, as the revenue room reckons them; öre unless said.

    `tax_base` is U * f1 * f2, `tax_rate_ore` öre per 100 kr. `own_equalised` is r times the municipality's own tax base
    and `national_equalised` r times the guarantee (1.15 * M * N): income equalisation is their difference.
    Source: lag (1965:269) 4 §, lag (2004:773).
    """

    tax_base: PerYear = field(default_factory=dict)
    tax_rate_ore: PerYear = field(default_factory=dict)
    own_equalised: PerYear = field(default_factory=dict)
    national_equalised: PerYear = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """One version of the lines, ready for assumptions.

    `amounts` is int64 öre per row (the boards, then financing), year and lever; income positive, cost negative.
    `denominators` per year and lever says in what parts a lever counts: millionths, twelfths of them, people. Zero
    means that the people of that driver and year are not known.
    """

    boards: tuple[str, ...]
    years: tuple[int, ...]
    levers: tuple[Lever, ...]
    amounts: Amounts
    denominators: Amounts


class _Levers(NamedTuple):
    levers: list[Lever]
    amounts: Amounts
    denominators: Amounts


def calculate_basis(
    cube: Cube, version: str, people: Mapping[str, PerYear] | None = None, financing: Financing | None = None
) -> Basis:
    """What assumptions about one version multiply.

    `people` are the numbers per driver and year the lines were reckoned for, in any whole unit (half persons, where
    they are averages of two year-ends). Raises ValueError for an unknown version and for numbers below one.
    """
    years = cube.labels.years
    boards = cube.labels.size("board")
    parts = [_class_levers(cube, version), _driver_levers(cube, version, people or {})]
    parts = [_Levers(part.levers, _with_row(part.amounts), part.denominators) for part in parts]
    parts.append(_financing_levers(financing or Financing(), years, boards))
    return Basis(
        boards=(*cube.labels.board, FINANCING),
        years=years,
        levers=tuple(lever for part in parts for lever in part.levers),
        amounts=np.concatenate([part.amounts for part in parts], axis=2),
        denominators=np.concatenate([part.denominators for part in parts], axis=1),
    )


def _with_row(amounts: Amounts) -> Amounts:
    return np.concatenate([amounts, np.zeros((1, *amounts.shape[1:]), dtype=np.int64)])


def _class_levers(cube: Cube, version: str) -> _Levers:
    sums, names = cube.class_sums(version), cube.labels.price_class
    paid = [names.index(name) for name in cube.classes.pay if name in names]
    levers = [Lever(Cause.PRICE, name) for name in names] + [Lever(Cause.PAY, names[place]) for place in paid]
    parts = [_DENOMINATOR[lever.cause] for lever in levers]
    return _Levers(levers, np.concatenate([sums, sums[:, :, paid]], axis=2), _repeated(parts, sums.shape[1]))


def _driver_levers(cube: Cube, version: str, people: Mapping[str, PerYear]) -> _Levers:
    drivers, years = cube.classes.drivers, cube.labels.years
    for driver, numbers in people.items():
        if driver not in drivers or min(numbers.values(), default=1) < 1:
            raise ValueError(f"{driver} must be a driver of the classes, and its people at least one")
    known = [[people.get(driver, {}).get(year, 0) for driver in drivers] for year in years]
    denominators = np.array(known, dtype=np.int64).reshape(len(years), len(drivers))
    return _Levers([Lever(Cause.VOLUME, driver) for driver in drivers], cube.driver_sums(version), denominators)


def _financing_levers(financing: Financing, years: Sequence[int], boards: int) -> _Levers:
    amounts = np.zeros((boards + 1, len(years), len(FINANCING_LEVERS)), dtype=np.int64)
    for place, year in enumerate(years):
        base, rate = financing.tax_base.get(year, 0), financing.tax_rate_ore.get(year, 0)
        tax = (base * rate + 5_000) // 10_000
        own, national = financing.own_equalised.get(year, 0), financing.national_equalised.get(year, 0)
        # In the order of FINANCING_LEVERS; a larger own base takes equalisation away.
        amounts[boards, place] = (base, tax, -own, national, base)
    parts = [_DENOMINATOR[lever.cause] for lever in FINANCING_LEVERS]
    parts[-1] = _DENOMINATOR[Cause.POLITICAL] * _DENOMINATOR[Cause.FORECAST]
    return _Levers(list(FINANCING_LEVERS), amounts, _repeated(parts, len(years)))


def _repeated(parts: list[int], years: int) -> Amounts:
    return np.tile(np.array(parts, dtype=np.int64), (years, 1))


def calculate_pulls(basis: Basis, assumptions: Assumptions) -> Amounts:
    """How far each lever is pulled: int64 per year and lever, in the basis's denominators.

    Pulls are linear in the assumptions, so scenarios may be added and multiplied as arrays; `BOTH`, the rise of the
    rate on the rise of the base, is filled in when they are applied. Raises ValueError for what the basis lacks,
    OverflowError beyond int64.
    """
    # Python's integers until everything is added: what int64 cannot hold is then refused, never wrapped.
    pulls = np.zeros(basis.denominators.shape, dtype=object)
    wanted: dict[Lever, PerYear] = {
        **{Lever(Cause.PRICE, name): ppm for name, ppm in assumptions.price_ppm.items()},
        **{Lever(Cause.VOLUME, name): more for name, more in assumptions.people.items()},
        TAX_RATE: assumptions.tax_rate_ore,
        TAX_BASE: assumptions.tax_base_ppm,
        OWN_EQUALISATION: assumptions.tax_base_ppm,
        NATIONAL_EQUALISATION: assumptions.national_tax_base_ppm,
    }
    for lever, per_year in wanted.items():
        for year, pull in per_year.items():
            pulls[_year(basis, year), _place(basis, lever)] += pull
    for revision in assumptions.pay:
        place = _place(basis, Lever(Cause.PAY, revision.price_class))
        for number, year in enumerate(basis.years):
            months = 12 * (year - revision.since.year) + 13 - revision.since.month
            pulls[number, place] += min(max(months, 0), 12) * revision.raise_ppm
    return pulls.astype(np.int64)


def _year(basis: Basis, year: int) -> int:
    if year not in basis.years:
        raise ValueError(f"{year} is no year of the lines")
    return basis.years.index(year)


def _place(basis: Basis, lever: Lever) -> int:
    if lever not in basis.levers:
        raise ValueError(f"{lever.subject} has no lever {lever.cause}")
    return basis.levers.index(lever)
