"""Assumptions that are levels, not changes: the on-cost on pay, and the internal interest on what stands in the books.

What they move is the difference to the level of the opening budget. A year without a value keeps that of the year
before.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from ramverk.apps.frames.numbers import decimal, rate, tkr
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.money import Ore, format_amount

RATE = "rate"
"""The row of the internal interest itself; every other row is what a body has in its books."""


def levels(values: Mapping[str, str], years: Sequence[int]) -> dict[int, Fraction]:
    """The level of the opening budget and of each year."""
    found: dict[int, Fraction] = {}
    for year in (years[0] - 1, *years):
        known = values.get(str(year))
        found[year] = Fraction(known) if known is not None else found[year - 1]
    return found


def book_values(values: Mapping[str, Any]) -> dict[int, dict[int, Ore]]:
    """Öre by body and year: what stands in the books when the year opens."""
    return {
        int(body): {int(year): Ore(amount) for year, amount in by_year.items()}
        for body, by_year in values["book_value"].items()
    }


def checked_on_cost(values: Mapping[str, Any], years: list[int]) -> dict[str, Any]:
    """{RATE: {"2018": "38,33", "2019": "39,17"}}: per cent of pay; the first is what the opening budget holds."""
    rates = _checked_levels(values.get(RATE, {}), years)
    return {RATE: rates} if rates else {}


def _checked_levels(values: Mapping[str, Any], years: list[int]) -> dict[str, str]:
    opening = years[0] - 1
    kept = {
        str(year): str(rate(text)) for year in (opening, *years) if (text := str(values.get(str(year), "")).strip())
    }
    if kept and str(opening) not in kept:
        raise Invalid(_("Skriv också procentsatsen %s, som den ingående budgeten är räknad med.") % opening)
    if len(kept) == 1:
        words = {"first": years[0], "last": years[-1]}
        raise Invalid(_("Skriv procentsatsen för minst ett av åren %(first)s–%(last)s.") % words)
    return kept


def checked_interest(values: Mapping[str, Any], years: list[int]) -> dict[str, Any]:
    """{RATE: {"2018": "1,75", …}, "<body's key>": {"2019": "820 000", …}}: per cent, and book values in tkr."""
    rates = _checked_levels(values.get(RATE, {}), years)
    books: dict[str, dict[str, int]] = {}
    for body, by_year in values.items():
        amounts = {year: tkr(str(by_year.get(str(year), ""))) for year in years} if body != RATE else {}
        if all(amount is None for amount in amounts.values()):
            continue
        name = _name(body)
        if any(amount is None or amount < 0 for amount in amounts.values()):
            raise Invalid(_("Skriv bokfört värde för alla år för %s; noll där inget finns.") % name)
        books[str(body)] = {str(year): int(amount) for year, amount in amounts.items() if amount is not None}
    if rates and not books:
        raise Invalid(_("Skriv bokfört värde för minst en nämnd; räntan räknas på det."))
    return {RATE: rates, "book_value": books} if rates else {}


def _name(body: str) -> str:
    found = Body.objects.filter(pk=int(body)).first() if str(body).isdecimal() else None
    if found is None:
        raise Invalid(_("Nämnden ”%s” finns inte.") % body)
    return found.short_name or found.name


def describe_on_cost(values: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rates, for a page."""
    return [(_("PO-pålägg på lön"), _rates(values))]


def _rates(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(year, f"{decimal(Fraction(pct))} %") for year, pct in sorted(values[RATE].items())]


def describe_interest(values: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rate and the book values, for a page."""
    names = dict(Body.objects.filter(pk__in=values["book_value"]).values_list("pk", "name"))
    books = [
        (
            _("Bokfört värde, %s") % names.get(body, body),
            [(str(year), format_amount(amount)) for year, amount in sorted(by_year.items())],
        )
        for body, by_year in book_values(values).items()
    ]
    return [(_("Internränta"), _rates(values)), *books]
