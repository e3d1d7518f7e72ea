"""What a tax forecast says it rests on: factors, tax base, rate, inhabitants. Checked against the state's parameters.

All of it is optional; what is stated is held against what is fixed, and against the forecast's own lines.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from ramverk.apps.frames.models import AssumptionSet
from ramverk.apps.frames.numbers import decimal
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.findings import Finding, Severity
from ramverk.core.money import Ore, format_amount
from ramverk.core.revenue.tax import preliminary_tax
from ramverk.rules.parameters import Stated, parameter

BASIS = "basis"
"""Where it lies among the forecast's values."""
FIRST, SECOND, TAX_BASE, RATE, PEOPLE, REGULATION = ROWS = (
    "factor_before", "factor_year", "tax_base_tkr", "tax_rate", "inhabitants", "regulation_per_inhabitant",
)  # fmt: skip
_TOLERANCE_TKR = 10
"""A tax base in whole tkr and a rate with two decimals cannot give the tax closer."""


def row_labels() -> dict[str, str]:
    """What each row is called."""
    return {
        FIRST: _("Uppräkningsfaktor till året före"),
        SECOND: _("Uppräkningsfaktor till året"),
        TAX_BASE: _("Beskattningsbar inkomst två år tillbaka, tkr"),
        RATE: _("Skattesats, kr per 100 kr"),
        PEOPLE: _("Invånare den 1 november året före"),
        REGULATION: _("Regleringspost, kr per invånare"),
    }


def number(text: str) -> str:
    """A number as people write it, exact. Raises `Invalid`."""
    tidy = "".join(text.split()).replace("\u2212", "-").replace(",", ".")
    try:
        return str(Fraction(tidy))
    except (ValueError, ZeroDivisionError):
        raise Invalid(_("”%s” är inte ett tal. Skriv till exempel 1,034.") % text) from None


def shown(row: str, value: str) -> str:
    """A stated number, for a page."""
    digits = 3 if row in {FIRST, SECOND} else 2
    return decimal(Fraction(value), digits)


def basis_findings(chosen: AssumptionSet) -> Iterator[Finding]:
    """What differs from the state's parameters, or from the forecast's own lines."""
    basis: Mapping[str, Mapping[str, str]] = chosen.values.get(BASIS, {})
    today = clock.today()
    for year in sorted({year for row in basis.values() for year in row}):
        stated = {row: Fraction(values[year]) for row, values in basis.items() if year in values}
        yield from _factors(chosen, int(year), stated, today)
        yield from _regulation(chosen, int(year), stated, today)
        yield from _tax(chosen, int(year), stated)


def _fixed(name: str, year: int, today: date) -> Stated | None:
    """What is fixed for a year, where that was published no later than this year."""
    found = parameter(name).stated(year)
    if found is None:
        return None
    published = re.search(r"SFS (\d{4})", found.reference)
    return found if int(published[1] if published else year) <= today.year else None


def _factors(chosen: AssumptionSet, year: int, stated: Mapping[str, Fraction], today: date) -> Iterator[Finding]:
    fixed = _fixed("uppraknafaktorer", year, today)
    if fixed is None or not isinstance(fixed.value, tuple):
        return
    for row, value in zip((FIRST, SECOND), fixed.value, strict=True):
        if row in stated and stated[row] != value:
            said, known = decimal(stated[row], 3), decimal(value, 3)
            yield Finding(
                "factor_differs",
                Severity.WARNING,
                (),
                f"{chosen.name} räknar {year} med uppräkningsfaktorn {said}; fastställd är {known} "
                f"({fixed.reference}). Lägg in en prognos med den fastställda faktorn.",
                f"{chosen.name} reckons {year} with the uplift factor {said}; {known} is fixed ({fixed.reference}). "
                "Add a forecast with the fixed factor.",
            )


def _regulation(chosen: AssumptionSet, year: int, stated: Mapping[str, Fraction], today: date) -> Iterator[Finding]:
    fixed = _fixed("regleringspost", year, today)
    said = stated.get(REGULATION)
    if said is not None and fixed is not None and fixed.value != said and isinstance(fixed.value, Fraction):
        yield Finding(
            "regulation_differs",
            Severity.WARNING,
            (),
            f"{chosen.name} räknar {year} med regleringsposten {decimal(said)} kr per invånare; utfallet är "
            f"{decimal(fixed.value)} ({fixed.reference}). Lägg in en prognos med utfallet.",
            f"{chosen.name} reckons {year} with a regulation item of {decimal(said)} kr per inhabitant; the outcome is "
            f"{decimal(fixed.value)} ({fixed.reference}). Add a forecast with it.",
        )
    if said is not None and PEOPLE in stated:
        whole = Ore(1).share(said * stated[PEOPLE] * 100)
        yield from _line(chosen, "regulation_item", year, whole, ("regleringsposten", "the regulation item"))


def _tax(chosen: AssumptionSet, year: int, stated: Mapping[str, Fraction]) -> Iterator[Finding]:
    if not {FIRST, SECOND, TAX_BASE, RATE} <= stated.keys():
        return
    base_kr = stated[TAX_BASE] * 1000
    tax_kr = preliminary_tax(base_kr, (stated[FIRST], stated[SECOND]), stated[RATE])
    yield from _line(
        chosen, "municipal_tax", year, Ore(1).share(tax_kr * 100), ("kommunalskatten", "the municipal tax")
    )


def _line(chosen: AssumptionSet, line: str, year: int, reckoned: Ore, words: tuple[str, str]) -> Iterator[Finding]:
    known = chosen.values.get(line, {}).get(str(year))
    if known is None or abs(int(reckoned) - known) <= _TOLERANCE_TKR * 100_000:
        return
    said, found = format_amount(Ore(known)), format_amount(reckoned)
    yield Finding(
        "forecast_line_differs",
        Severity.WARNING,
        (),
        f"{chosen.name} har {said} tkr på {words[0]} {year}; av det som prognosen vilar på blir det {found}. "
        "Rätta raden eller underlaget i en ny prognos.",
        f"{chosen.name} has {said} SEK thousand as {words[1]} {year}; what it rests on gives {found}. "
        "Mend the line or the basis in a new forecast.",
    )
