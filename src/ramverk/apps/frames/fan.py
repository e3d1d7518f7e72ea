"""A fan of outcomes: how the result may turn out when what the budget rests on turns out otherwise.

Every lever's yearly surprise is drawn from a normal distribution, independent of the others; a surprise of one year
stays in the years after it. The draws are seeded with the budget year, so the same question always has the same answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ramverk.apps.frames.ledger import Line, core_of, line_of
from ramverk.apps.frames.models import ClassSum, Edition, PriceClass
from ramverk.apps.frames.remembering import remembered
from ramverk.core.cube.assumptions import Assumptions, PayRevision
from ramverk.core.cube.basis import Basis, Financing, calculate_basis
from ramverk.core.cube.collapse import collapse
from ramverk.core.cube.cube import Classes
from ramverk.core.cube.labels import Month
from ramverk.core.cube.lines import Line as CubeLine
from ramverk.core.cube.lines import encode_lines
from ramverk.core.cube.scenarios import calculate_fan, combine_pulls, scenarios
from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import PostKind
from ramverk.core.editions.editions import fold
from ramverk.core.money import Ore

PERCENTILES = (10, 50, 90)
SCENARIOS = 2_000


class Uncertain(StrEnum):
    """What may turn out otherwise."""

    TAX_BASE = "tax_base"
    PAY = "pay"
    PRICES = "prices"
    VOLUME = "volume"


@dataclass(frozen=True, slots=True)
class SpreadWords:
    """What is uncertain, in which unit, and how much when nothing else is said."""

    label: Promise | str
    unit: Promise | str
    usual: Fraction


SPREADS: Mapping[Uncertain, SpreadWords] = {
    Uncertain.TAX_BASE: SpreadWords(_("Skatteunderlagets tillväxt"), _("procentenheter varje år"), Fraction(1, 2)),
    Uncertain.PAY: SpreadWords(_("Lönerevisionen"), _("procentenheter varje år"), Fraction(3, 10)),
    Uncertain.PRICES: SpreadWords(_("Priserna"), _("procentenheter varje år"), Fraction(1, 2)),
    Uncertain.VOLUME: SpreadWords(_("Volymerna"), _("procent av det som är räknat"), Fraction(20)),
}
"""One standard deviation: two outcomes of three lie within it."""


@dataclass(frozen=True, slots=True)
class ResultFan:
    """Per percentile the result of each year in öre, and how many scenarios of a hundred end in a deficit."""

    years: tuple[int, ...]
    bands: Mapping[int, tuple[Ore, ...]]
    deficits: tuple[int, ...]


def fan(edition: Edition, spreads: Mapping[Uncertain, Fraction], around: Mapping[int, Ore]) -> ResultFan:
    """The fan around a result: the edition's, or what it becomes when levers are moved."""
    basis, years = _basis(line_of(edition)), tuple(int(year) for year in edition.years)
    directions, sizes = [], []
    for what, spread in spreads.items():
        for year in years:
            directions.append(_step(what, year, years))
            sizes.append(float(spread / _SIZE[what]))
    chance = np.random.default_rng(years[0])
    steps = chance.normal(0, 1, size=(SCENARIOS, len(directions))) * np.array(sizes)
    outcomes = scenarios(basis, combine_pulls(basis, directions, steps.round().astype(np.int64)))
    bands = {
        percentile: tuple(around[year] + moved for year, moved in zip(years, band, strict=True))
        for percentile, band in calculate_fan(outcomes, PERCENTILES).bands.items()
    }
    results = outcomes.results() + np.array([int(around[year]) for year in years], dtype=np.int64)
    below = (results < 0).sum(axis=0)
    return ResultFan(years, bands, tuple(round(100 * int(count) / SCENARIOS) for count in below))


_PPM = 100
"""A step of a rate: a hundredth of a percentage point, in millionths."""
_PEOPLE = 10_000
"""Volumes are counted as if they were ten thousand people; a step is one per cent of them."""
_SIZE = {
    Uncertain.TAX_BASE: Fraction(1, 100),
    Uncertain.PAY: Fraction(1, 100),
    Uncertain.PRICES: Fraction(1, 100),
    Uncertain.VOLUME: Fraction(1),
}
"""How large one step is, in the unit the spread is given in."""
_PAID = (PriceClass.PAY, PriceClass.ON_COST)
_INDEXED = (PriceClass.PREMISES, PriceClass.CONTRACTS, PriceClass.OTHER, PriceClass.FEES)
_APRIL = 4
_VOLUME = "volume"


def _step(what: Uncertain, year: int, years: tuple[int, ...]) -> Assumptions:
    """One step of something uncertain in one year; what has happened stays in the years after."""
    later = {one: _PPM for one in years if one >= year}
    if what is Uncertain.TAX_BASE:
        return Assumptions(tax_base_ppm=later, national_tax_base_ppm=later)
    if what is Uncertain.PAY:
        return Assumptions(pay=tuple(PayRevision(name.value, Month(year, _APRIL), _PPM) for name in _PAID))
    if what is Uncertain.PRICES:
        return Assumptions(price_ppm={name.value: later for name in _INDEXED})
    return Assumptions(people={_VOLUME: {year: _PEOPLE // 100}})


@remembered
def _basis(line: Line) -> Basis:
    """The edition's money as the cube knows it: the opening lines by price class, its volumes, taxes and equalisation.

    Tax stands as a base at a rate of one to one, since only its growth is uncertain here; the tax base of the whole
    country moves equalisation with it.
    """
    core = core_of(line)
    years = core.years
    rows = [
        CubeLine("edition", str(body), "", "", "", Month(year, 1), price_class, amount)
        for body, price_class, amount in ClassSum.objects.filter(edition=line[0].pk).values_list(
            "body", "price_class", "amount"
        )
        for year in years
    ]
    volumes = [change for change in core.all_changes() if change.cause is Cause.VOLUME]
    for year in years:
        amount = sum(int(change.in_year(year)) for change in volumes)
        rows.append(CubeLine("edition", _VOLUME, "", _VOLUME, "", Month(year, 1), _VOLUME, amount))
        # The classes that assumptions name are there even where no line has them.
        rows += [
            CubeLine("edition", _VOLUME, "", "", "", Month(year, 1), name.value, 0) for name in (*_PAID, *_INDEXED)
        ]
    classes = Classes(driver_of={_VOLUME: _VOLUME}, pay=tuple(name.value for name in _PAID), marginals=())
    sums = {code: dict.fromkeys(years, 0) for code in ("municipal_tax", "income_equalisation")}
    for post, amounts in fold(core).items():
        if post.kind is PostKind.FINANCE and post.part in sums:
            for year in years:
                sums[post.part][year] += int(amounts.get(year, Ore(0)))
    financing = Financing(
        tax_base=sums["municipal_tax"],
        tax_rate_ore=dict.fromkeys(years, 10_000),
        national_equalised=sums["income_equalisation"],
    )
    people = {_VOLUME: dict.fromkeys(years, _PEOPLE)}
    return calculate_basis(collapse(encode_lines(rows), classes), "edition", people, financing)
