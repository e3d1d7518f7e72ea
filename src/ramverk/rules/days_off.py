"""Swedish days off, from the pinned holidays library."""

from collections.abc import Iterable
from functools import cache

from holidays import country_holidays

from ramverk.core.timetable.clock import DaysOff


@cache
def _days_off(years: tuple[int, ...]) -> DaysOff:
    # de_facto holds midsommar-, jul- and nyårsafton; without it they would count as working days
    found = country_holidays("SE", years=years, language="sv", categories=("public", "de_facto"), include_sundays=False)
    return DaysOff(dict(found))


def days_off(years: Iterable[int]) -> DaysOff:
    """Holidays of the years and of the two beside them, so that a klämdag is seen across the year's edge."""
    wanted = set(years)
    return _days_off(tuple(sorted(wanted | {year - 1 for year in wanted} | {year + 1 for year in wanted})))
