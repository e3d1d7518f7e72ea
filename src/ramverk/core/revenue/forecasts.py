"""Forecast sets: dated, with a source, never changed; and what differs between two of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

__all__ = ["Difference", "ForecastSet", "compare_forecasts"]


@dataclass(frozen=True, slots=True)
class ForecastSet:
    """One circular or own forecast: values by name and year ("tax_base_growth_pct", 2019), as exact numbers."""

    name: str
    dated: date
    source: str
    values: Mapping[tuple[str, int], Fraction]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs; None where one of the sets does not state it: missing is not zero."""

    name: str
    year: int
    before: Fraction | None
    after: Fraction | None


def compare_forecasts(before: ForecastSet, after: ForecastSet) -> tuple[Difference, ...]:
    """The values that differ, by name and year."""
    keys = sorted({*before.values, *after.values})
    rows = (
        Difference(name, year, before.values.get((name, year)), after.values.get((name, year))) for name, year in keys
    )
    return tuple(row for row in rows if row.before != row.after)
