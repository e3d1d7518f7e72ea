"""Assumptions about people: how many there will be of each age, and what a person of an age costs in an operation."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Operation
from ramverk.apps.frames.numbers import count, decimal, rate, tkr
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.money import Ore, Unit, format_count, format_exact
from ramverk.core.volume.allotment import year_end_average

AGE_GROUPS = ("1–5", "6", "7–15", "16–18", "19–64", "65–79", "80–")
"""The groups a new forecast begins with; any others may be written instead."""


@dataclass(frozen=True, slots=True)
class Price:
    """What one person of an age group costs an operation, and the share of the group that asks for it by year."""

    body: int
    operation: int
    age: str
    price: Ore
    shares: Mapping[int, Fraction]


def age_key(text: str) -> str:
    """An age group in one spelling: hyphens of every length are the same, blanks do not count."""
    tidy = "".join(text.split())
    for hyphen in "-\u2212\u2014":
        tidy = tidy.replace(hyphen, "–")
    return tidy.removesuffix("år")


def from_youngest(ages: Iterable[str]) -> list[str]:
    """The age groups by the age they begin with; a database may give them back in any order."""

    def begins(age: str) -> int:
        digits = re.match(r"\d+", age)
        return int(digits.group()) if digits else -1

    return sorted(ages, key=lambda age: (begins(age), age))


def averages(values: Mapping[str, Any]) -> dict[str, dict[int, Fraction]]:
    """The average population of each year by age group: the mean of its two year-ends."""
    found: dict[str, dict[int, Fraction]] = {}
    for age, counts in values.items():
        ends = {int(year): Fraction(number) for year, number in counts.items()}
        found[age] = {year: year_end_average(ends[year - 1], ends[year]) for year in ends if year - 1 in ends}
    return found


def prices(values: Mapping[str, Any]) -> Iterator[Price]:
    """The rows of a price list."""
    for row in values["rows"]:
        shares = {int(year): Fraction(pct) / 100 for year, pct in row["shares"].items()}
        yield Price(row["body"], row["operation"], row["age"], Ore(row["price"]), shares)


def year_ends(years: list[int]) -> list[int]:
    """The year-ends a forecast states: two before the budget year, for the average of the year before it."""
    return [years[0] - 2, years[0] - 1, *years]


def checked_population(values: Mapping[str, Any], years: list[int]) -> dict[str, Any]:
    """{"1–5": {"2017": "2 104", …}}: people at the end of each year, all of `year_ends`."""
    kept: dict[str, dict[str, int]] = {}
    for age, by_year in values.items():
        texts = {str(year): str(by_year.get(str(year), "")).strip() for year in year_ends(years)}
        if not any(texts.values()):
            continue
        if not age_key(age):
            raise Invalid(_("Skriv vilken åldersgrupp raden gäller, till exempel 1–5."))
        if age_key(age) in kept:
            raise Invalid(_("Åldersgruppen %s står på två rader.") % age)
        missing = [year for year, text in texts.items() if not text]
        if missing:
            words = {"age": age, "years": ", ".join(missing)}
            raise Invalid(_("Åldersgruppen %(age)s saknar antal vid slutet av %(years)s.") % words)
        kept[age_key(age)] = {year: count(text) for year, text in texts.items()}
    return kept


def checked_price_list(values: Mapping[str, Any], years: list[int]) -> dict[str, Any]:
    """{"rows": [{"board": "BUN", "operation": "407", "age": "1–5", "price": "107,4", "2018": "91,9", …}]}.

    The price is tkr per person and year, in the price level of the opening budget. A year's column is the share of the
    group that asks for the service, in per cent; empty is as the year before, and all of them where none is written.
    """
    bodies = {word.casefold(): body for body in Body.objects.all() for word in (body.short_name, body.name) if word}
    operations = {row.code: row for row in Operation.objects.all()}
    kept: list[dict[str, Any]] = []
    for number, row in enumerate(values.get("rows", ()), 1):
        texts = {name: str(text).strip() for name, text in row.items()}
        if not any(texts.values()):
            continue
        body, operation = bodies.get(texts.get("board", "").casefold()), operations.get(_code(texts))
        if body is None:
            raise Invalid(
                _("Rad %(n)s: nämnden ”%(name)s” finns inte.") % {"n": number, "name": texts.get("board", "")}
            )
        if operation is None:
            words = {"n": number, "name": texts.get("operation", "")}
            raise Invalid(_("Rad %(n)s: verksamheten ”%(name)s” finns inte.") % words)
        price, age = tkr(texts.get("price", "")), age_key(texts.get("age", ""))
        if not age or price is None:
            raise Invalid(_("Rad %s: skriv åldersgrupp och pris per person.") % number)
        shares = _shares(texts, number, years)
        kept.append({"body": body.pk, "operation": operation.pk, "age": age, "price": int(price), "shares": shares})
    if len({(row["body"], row["operation"], row["age"]) for row in kept}) < len(kept):
        raise Invalid(_("Samma verksamhet och åldersgrupp står på två rader."))
    return {"rows": kept} if kept else {}


def _code(texts: Mapping[str, str]) -> str:
    return texts.get("operation", "").partition(" ")[0]


def _shares(texts: Mapping[str, str], number: int, years: list[int]) -> dict[str, str]:
    opening = years[0] - 1
    shares = {str(year): str(rate(texts[str(year)])) for year in (opening, *years) if texts.get(str(year))}
    if shares and str(opening) not in shares:
        raise Invalid(_("Rad %(n)s: skriv också andelen %(year)s.") % {"n": number, "year": opening})
    return shares


def describe_population(values: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The numbers, for a page."""
    return [
        (_("%s år") % age, [(year, format_count(number, Unit.KR)) for year, number in sorted(values[age].items())])
        for age in from_youngest(values)
    ]


def describe_price_list(values: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The prices and shares, for a page."""
    names = {row.pk: str(row) for row in Operation.objects.all()}
    found = []
    for row in prices(values):
        label = f"{names.get(row.operation, row.operation)}, {_('%s år') % row.age}"
        price = (_("tkr per person"), format_exact(row.price, Unit.TKR))
        shares = [(str(year), f"{decimal(100 * share)} %") for year, share in sorted(row.shares.items())]
        found.append((label, [price, *shares]))
    return found
