"""Capital cost per component: straight-line depreciation and internal interest on the opening book value.

Activation is at the end of a month; the first year counts the months after it, on the acquisition value, and the last
year takes what remains. Nothing is rounded between years.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["CapitalYear", "Component", "capital_cost", "interest_change"]


@dataclass(frozen=True, slots=True)
class Component:
    """A part with a life of its own, in the unit of the sheet, activated at the end of `month`."""

    acquisition_value: Fraction
    life_years: Fraction
    year: int
    month: int
    is_first_year_full: bool = False
    """The first year is a whole one whatever the month: a convention some sheets use."""


@dataclass(frozen=True, slots=True)
class CapitalYear:
    """One calendar year of one or several components."""

    year: int
    depreciation: Fraction
    internal_interest: Fraction
    closing_book_value: Fraction

    @property
    def capital_cost(self) -> Fraction:
        """Depreciation and interest together."""
        return self.depreciation + self.internal_interest


def capital_cost(components: Iterable[Component], interest_pct: Fraction) -> tuple[CapitalYear, ...]:
    """Every calendar year from the first activation to the last remaining krona.

    Raises ValueError for a life that is not positive or a month that is none.

    >>> school = Component(Fraction(69000), Fraction(33), 2020, 7)
    >>> [float(round(year.capital_cost, 1)) for year in capital_cost([school], Fraction("1.5"))[:3]]
    [1302.5, 3112.8, 3081.5]
    """
    by_year: dict[int, CapitalYear] = {}
    for component in components:
        for row in _years(component, interest_pct):
            known = by_year.get(row.year, CapitalYear(row.year, Fraction(0), Fraction(0), Fraction(0)))
            by_year[row.year] = CapitalYear(
                row.year,
                known.depreciation + row.depreciation,
                known.internal_interest + row.internal_interest,
                known.closing_book_value + row.closing_book_value,
            )
    return tuple(by_year[year] for year in sorted(by_year))


def _years(component: Component, interest_pct: Fraction) -> list[CapitalYear]:
    if component.life_years <= 0:
        raise ValueError("a component lives longer than zero years")
    if not 1 <= component.month <= 12:
        raise ValueError(f"there is no month {component.month}")
    yearly = component.acquisition_value / component.life_years
    value, year, left = component.acquisition_value, component.year, component.life_years
    part = Fraction(1) if component.is_first_year_full else Fraction(12 - component.month, 12)
    rows: list[CapitalYear] = []
    while left:
        depreciation = yearly * min(part, left)
        interest = value * interest_pct / 100 * part  # a whole year's also in the last, as published sheets have it
        value, left = value - depreciation, left - min(part, left)
        rows.append(CapitalYear(year, depreciation, interest, value))
        part, year = Fraction(1), year + 1
    return rows


def interest_change(opening_book_value: Fraction, before_pct: Fraction, after_pct: Fraction) -> Fraction:
    """What another internal rate does to a year's interest on what stands in the books when the year opens.

    >>> float(interest_change(Fraction(820_000), Fraction("1.75"), Fraction("1.5")))
    -2050.0
    """
    return opening_book_value * (after_pct - before_pct) / 100
