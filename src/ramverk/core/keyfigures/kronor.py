"""What a distance between key figures is worth in kronor. Figures are exact decimals here; amounts are öre."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from ramverk.core.money import Ore

_PER_KRONA, _PER_MILLION = 100, 100_000_000


def exact(value: float) -> Fraction:
    """The decimal number that a figure is written as: 3.2 is 16/5, not the nearest that a machine holds."""
    return Fraction(Decimal(repr(float(value))))


def to_level(own: float, level: float, volume: float) -> Ore:
    """What it would take to come from one's own cost per head to another's, for so many heads: minus saves."""
    return Ore(0) + Ore(_ore((exact(level) - exact(own)) * exact(volume) * _PER_KRONA))


def million_kronor(value: float) -> Ore:
    """A figure in million kronor as öre."""
    return Ore(_ore(exact(value) * _PER_MILLION))


def reference_cost(deviation: float, percent: float) -> Ore | None:
    """The reference cost behind a net cost deviation that is known both in million kronor and in per cent of it.

    Nothing where the per cent are zero, or the two point in different directions.
    """
    share = exact(percent) / 100
    if share == 0 or (deviation > 0) != (percent > 0):
        return None
    return Ore(_ore(exact(deviation) * _PER_MILLION / share))


def to_deviation(deviation: float, percent: float, level: float) -> Ore | None:
    """What it would take to come from one's own net cost deviation to another's per cent: minus saves."""
    reference = reference_cost(deviation, percent)
    return None if reference is None else reference.share((exact(level) - exact(percent)) / 100)


def per_head(amount: Ore, heads: float) -> Ore:
    """An amount shared equally by so many heads, to the nearest öre."""
    return Ore(_ore(Fraction(int(amount)) / exact(heads)))


def at_prices(amount: Ore, of: int, to: int, index: Mapping[int, Fraction]) -> Ore | None:
    """An amount in one year's prices as it is in a later year's: each year's per cent on the year before.

    Nothing where a year between them has no index.
    """
    years = range(of + 1, to + 1)
    if to < of or any(year not in index for year in years):
        return None
    level = Fraction(1)
    for year in years:
        level *= 1 + index[year] / 100
    return amount.share(level)


def _ore(value: Fraction) -> int:
    """Whole öre, half away from zero."""
    sign = -1 if value < 0 else 1
    return sign * int(abs(value) + Fraction(1, 2))
