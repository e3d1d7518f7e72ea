"""What may be assumed: price rises, pay revisions, numbers of people, tax rate and tax base."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ramverk.core.cube.labels import Month
from ramverk.core.editions.causes import Cause

MILLION = 1_000_000
PerYear = Mapping[int, int]
"""One whole number per year; years left out count zero."""
CAUSES = (Cause.PRICE, Cause.PAY, Cause.VOLUME, Cause.FORECAST, Cause.POLITICAL)
"""Why assumptions move amounts. A changed tax rate is political."""


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing that moves amounts: of a price class (price, pay), a driver (volume) or a financing line."""

    cause: Cause
    subject: str


@dataclass(frozen=True, slots=True)
class PayRevision:
    """A raise in millionths (2.1 % = 21 000) of one price class's pay bill, from a month on."""

    price_class: str
    since: Month
    raise_ppm: int


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Differences from what the lines and the financing already hold; nothing assumed moves nothing.

    `price_ppm`: millionths per price class and year, accumulated against the lines' own price level.
    `pay`: revisions; several on one class add up. `people`: more or fewer per driver and year, in the unit of the
    basis. `tax_rate_ore`: öre per 100 kr and year. `tax_base_ppm`: the municipality's own tax base, millionths per
    year. `national_tax_base_ppm`: the national average per inhabitant, millionths per year.
    """

    price_ppm: Mapping[str, PerYear] = field(default_factory=dict)
    pay: tuple[PayRevision, ...] = ()
    people: Mapping[str, PerYear] = field(default_factory=dict)
    tax_rate_ore: PerYear = field(default_factory=dict)
    tax_base_ppm: PerYear = field(default_factory=dict)
    national_tax_base_ppm: PerYear = field(default_factory=dict)


def millionths(percent: Decimal) -> int:
    """A percentage as whole millionths: 2.1 is 21 000. Raises ValueError when it is finer than a millionth."""
    found = percent * (MILLION // 100)
    if found != found.to_integral_value():
        raise ValueError(f"{percent} % is finer than a millionth")
    return int(found)
