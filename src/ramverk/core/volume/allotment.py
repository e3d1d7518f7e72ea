"""The resource distribution model: unit price times the average of two year-ends, per age group."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["AgeGroup", "group_allotment", "volume_change", "year_end_average"]


def year_end_average(first: Fraction, second: Fraction) -> Fraction:
    """The average population of a year: the mean of its two year-ends, so a half may occur."""
    return (first + second) / 2


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """One age group: tkr per person, average persons, and the share that asks for the service (1 where all do)."""

    name: str
    unit_price_tkr: Fraction
    population: Fraction
    demand_share: Fraction = Fraction(1)

    def allotment_mnkr(self) -> Fraction:
        """The money of the group in mnkr, unrounded.

        >>> float(round(AgeGroup("1-5", Fraction("107.4"), Fraction("1103.5")).allotment_mnkr(), 4))
        118.5159
        """
        return self.unit_price_tkr * self.population * self.demand_share / 1000


def group_allotment(rows: Iterable[AgeGroup]) -> Fraction:
    """The unrounded sum in mnkr: round once, at the end, or printed rows will not give the printed group."""
    return sum((row.allotment_mnkr() for row in rows), Fraction(0))


def volume_change(before: Iterable[AgeGroup], after: Iterable[AgeGroup]) -> dict[str, Fraction]:
    """What a changed population costs per age group, in mnkr, at the later year's prices."""
    earlier = {row.name: row for row in before}
    changes = {}
    for row in after:
        old = earlier.get(row.name)
        persons = old.population * old.demand_share if old else Fraction(0)
        changes[row.name] = row.unit_price_tkr * (row.population * row.demand_share - persons) / 1000
    return changes
