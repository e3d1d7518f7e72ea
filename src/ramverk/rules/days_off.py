"""Swedish days off, from the pinned holidays library."""

from collections.abc import Iterable
from functools import cache

import holidays.countries  # noqa: F401 -- loads every country: paid when the program starts, not by the first plan
from holidays import country_holidays

from ramverk.core.timetable.clock import DaysOff


@cache
def _days_off(years: tuple[int, ...]) -> DaysOff:
    # de_facto holds midsommar-, jul- and nyårsafton; without it they would count as working days
    found = country_holidays("SE", years=years, language="sv", categories=("public", "de_facto"), include_sundays=False)
    return DaysOff(dict(found))


def days_off(years: Iterable[int]) -> DaysOff:
    """Holidays of the years and of the two beside them, so that a klämdag is seen across the year's edge."""
    # a misread date must not ask for a calendar that no library holds
    wanted = {year for year in years if 1900 < year < 2200}
    return _days_off(tuple(sorted(wanted | {year - 1 for year in wanted} | {year + 1 for year in wanted})))
