"""What a set of assumptions holds, by kind: read from a form, checked, and used by the rules that generate changes."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from ramverk.apps.frames.forecast_basis import BASIS, ROWS, number, row_labels, shown
from ramverk.apps.frames.levels import checked_interest, checked_on_cost, describe_interest, describe_on_cost
from ramverk.apps.frames.models import AssumptionKind, AssumptionSet, PriceClass
from ramverk.apps.frames.numbers import decimal, percent
from ramverk.apps.frames.people import (
    checked_population,
    checked_price_list,
    describe_population,
    describe_price_list,
)
from ramverk.apps.frames.statement_values import describe_statement, financing, opening_balance
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.money import NotAnAmount, Ore, Unit, format_amount, parse_amount
from ramverk.core.pay import Revision
from ramverk.core.statements.result_budget import FINANCE_LINES, Group

__all__ = [
    "FORECAST_LINES",
    "INDEXED",
    "TOGETHER",
    "Described",
    "all_prices",
    "checked_values",
    "decimal",
    "describe",
    "forecast_lines",
    "pay_revisions",
    "percent",
    "price_index",
]
INDEXED = (PriceClass.PREMISES, PriceClass.CONTRACTS, PriceClass.OTHER, PriceClass.FEES)
"""The price classes that have an index of their own; pay is revised, capital cost and grants follow other rules."""
TOGETHER = "together"
"""The row of pay and prices together (PKV): it moves no frame, but brings earlier cost to later prices."""
YEARS_BACK = 2
"""It also stands for so many years before the first: the last accounts are two years older than the budget."""
FORECAST_LINES = tuple(line for line in FINANCE_LINES.values() if line.group in {Group.TAX, Group.GRANTS})


def price_index(values: Mapping[str, Any]) -> dict[tuple[str, int], Fraction]:
    """Per cent by price class and year."""
    return {
        (price_class, int(year)): Fraction(pct) for price_class, years in values.items() for year, pct in years.items()
    }


def all_prices(values: Mapping[str, Any]) -> dict[int, Fraction]:
    """Per cent by year, of pay and prices together."""
    return {int(year): Fraction(pct) for year, pct in values.get(TOGETHER, {}).items()}


def pay_revisions(values: Mapping[str, Any]) -> tuple[Revision, ...]:
    """The revisions in order of years."""
    rows = (Revision(int(year), Fraction(row["pct"]), int(row["month"])) for year, row in values.items())
    return tuple(sorted(rows, key=lambda row: row.year))


def forecast_lines(values: Mapping[str, Any]) -> dict[str, dict[int, Ore]]:
    """Öre by finance line and year."""
    lines = {line: years for line, years in values.items() if line != BASIS}
    return {line: {int(year): Ore(amount) for year, amount in years.items()} for line, years in lines.items()}


def checked_values(kind: str, values: Mapping[str, Any], years: list[int]) -> dict[str, Any]:
    """The values in the shape they are kept in, or `Invalid` with what is wrong.

    `values` come as texts: {"premises": {"2019": "1,9"}}, {"2019": {"pct": "2,5", "month": "4"}} or, in tkr,
    {"municipal_tax": {"2019": "1 748 000"}}; what the other kinds hold is said in `levels` and `people`.
    """
    kept = _READERS[AssumptionKind(kind)](values, years)
    if not kept:
        raise Invalid(_("Fyll i minst ett värde."))
    return kept


def _price_index(values: Mapping[str, Any], years: list[int]) -> dict[str, Any]:
    kept: dict[str, dict[str, str]] = {}
    for price_class, by_year in values.items():
        if price_class not in {*INDEXED, TOGETHER}:
            raise Invalid(_("Kostnadsslaget %s har inget prisindex.") % price_class)
        wanted = index_years(years) if price_class == TOGETHER else years
        for year, text in by_year.items():
            if str(text).strip() and int(year) in wanted:
                kept.setdefault(price_class, {})[year] = str(percent(str(text)))
    return kept


def index_years(years: Sequence[int]) -> tuple[int, ...]:
    """The years that pay and prices together are told of."""
    return (*range(years[0] - YEARS_BACK, years[0]), *years)


def together_label() -> str:
    """What the row of pay and prices together is called."""
    return _("lön och priser sammanvägt (PKV)")


def _pay(values: Mapping[str, Any], years: list[int]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for year, row in values.items():
        if int(year) not in years or not str(row.get("pct", "")).strip():
            continue
        month = str(row.get("month", "")).strip()
        if not month.isdigit() or not 1 <= int(month) <= 12:
            raise Invalid(_("Skriv från vilken månad lönerna höjs %s, 1 till 12.") % year)
        kept[year] = {"pct": str(percent(str(row["pct"]))), "month": int(month)}
    return kept


def _forecast(values: Mapping[str, Any], years: list[int]) -> dict[str, Any]:
    kept: dict[str, dict[str, Any]] = {}
    known = {line.code for line in FORECAST_LINES}
    for line, by_year in values.items():
        if line in ROWS:
            stated = {year: number(str(text)) for year, text in by_year.items() if str(text).strip()}
            if stated:
                kept.setdefault(BASIS, {})[line] = stated
            continue
        if line not in known:
            raise Invalid(_("Raden %s hör inte till skatteprognosen.") % line)
        for year, text in by_year.items():
            try:
                amount = parse_amount(str(text), Unit.TKR) if int(year) in years else None
            except NotAnAmount as error:
                raise Invalid(error.sentence_sv) from None
            if amount is not None:
                kept.setdefault(line, {})[year] = int(amount)
    return kept


_READERS: Mapping[AssumptionKind, Callable[[Mapping[str, Any], list[int]], dict[str, Any]]] = {
    AssumptionKind.PRICE_INDEX: _price_index,
    AssumptionKind.PAY: _pay,
    AssumptionKind.FORECAST: _forecast,
    AssumptionKind.ON_COST: checked_on_cost,
    AssumptionKind.INTERNAL_INTEREST: checked_interest,
    AssumptionKind.POPULATION: checked_population,
    AssumptionKind.PRICE_LIST: checked_price_list,
    AssumptionKind.OPENING_BALANCE: lambda values, years: opening_balance(values, set(map(str, years))),
    AssumptionKind.FINANCING: lambda values, years: financing(values, set(map(str, years))),
}
Described = list[tuple[str, list[tuple[str, str]]]]
"""Rows of words, each with its columns and what stands in them."""


def describe(assumptions: AssumptionSet) -> Described:
    """The set as rows of words and (column, value), for a page."""
    return _DESCRIBERS[AssumptionKind(assumptions.kind)](assumptions.values)


def _describe_forecast(values: Mapping[str, Any]) -> Described:
    labels = row_labels()
    basis = [
        (labels[row], [(year, shown(row, text)) for year, text in sorted(years.items())])
        for row, years in values.get(BASIS, {}).items()
    ]
    return basis + [
        (FINANCE_LINES[line].swedish, [(str(year), format_amount(amount)) for year, amount in sorted(years.items())])
        for line, years in forecast_lines(values).items()
    ]


def _describe_pay(values: Mapping[str, Any]) -> Described:
    rows = pay_revisions(values)
    return [
        (_("Lönehöjning"), [(str(row.year), f"{decimal(row.raise_pct)} %") for row in rows]),
        (_("Från månad"), [(str(row.year), str(row.month)) for row in rows]),
    ]


def _describe_prices(values: Mapping[str, Any]) -> Described:
    return [
        (
            together_label() if price_class == TOGETHER else str(PriceClass(price_class).label),
            [(y, f"{decimal(Fraction(pct))} %") for y, pct in sorted(years.items())],
        )
        for price_class, years in values.items()
    ]


_DESCRIBERS = {
    AssumptionKind.PRICE_INDEX: _describe_prices,
    AssumptionKind.PAY: _describe_pay,
    AssumptionKind.FORECAST: _describe_forecast,
    AssumptionKind.ON_COST: describe_on_cost,
    AssumptionKind.INTERNAL_INTEREST: describe_interest,
    AssumptionKind.POPULATION: describe_population,
    AssumptionKind.PRICE_LIST: describe_price_list,
    AssumptionKind.OPENING_BALANCE: describe_statement,
    AssumptionKind.FINANCING: describe_statement,
}
