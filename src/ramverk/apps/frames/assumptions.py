"""What a set of assumptions holds, by kind: read from a form, checked, and used by the rules that generate changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from ramverk.apps.frames.models import AssumptionKind, AssumptionSet, PriceClass
from ramverk.apps.frames.statement_values import financing, opening_balance
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.money import NotAnAmount, Ore, Unit, format_amount, parse_amount
from ramverk.core.statements.result_budget import FINANCE_LINES, Group

INDEXED = (PriceClass.PREMISES, PriceClass.CONTRACTS, PriceClass.OTHER, PriceClass.FEES)
"""The price classes that have an index of their own; pay is revised, capital cost and grants follow other rules."""
FORECAST_LINES = tuple(line for line in FINANCE_LINES.values() if line.group in {Group.TAX, Group.GRANTS})


@dataclass(frozen=True, slots=True)
class PayRevision:
    """One year's raise in per cent from a month."""

    year: int
    raise_pct: Fraction
    month: int


def percent(text: str) -> Fraction:
    """A percentage as people write it: "2,1". Raises `Invalid`."""
    tidy = text.strip().replace("\u2212", "-").replace(",", ".").rstrip("%").strip()
    try:
        value = Fraction(tidy)
    except (ValueError, ZeroDivisionError):
        raise Invalid(_("”%s” är inte en procentsats. Skriv till exempel 2,1.") % text) from None
    if not -50 <= value <= 50:
        raise Invalid(_("%s procent är orimligt. Skriv till exempel 2,1.") % text)
    return value


def price_index(values: Mapping[str, Any]) -> dict[tuple[str, int], Fraction]:
    """Per cent by price class and year."""
    return {
        (price_class, int(year)): Fraction(pct) for price_class, years in values.items() for year, pct in years.items()
    }


def pay_revisions(values: Mapping[str, Any]) -> tuple[PayRevision, ...]:
    """The revisions in order of years."""
    rows = (PayRevision(int(year), Fraction(row["pct"]), int(row["month"])) for year, row in values.items())
    return tuple(sorted(rows, key=lambda row: row.year))


def forecast_lines(values: Mapping[str, Any]) -> dict[str, dict[int, Ore]]:
    """Öre by finance line and year."""
    return {line: {int(year): Ore(amount) for year, amount in years.items()} for line, years in values.items()}


def checked_values(kind: str, values: Mapping[str, Any], years: list[int]) -> dict[str, Any]:
    """The values in the shape they are kept in, or `Invalid` with what is wrong.

    `values` come as texts: {"premises": {"2019": "1,9"}}, {"2019": {"pct": "2,5", "month": "4"}} or, in tkr,
    {"municipal_tax": {"2019": "1 748 000"}}.
    """
    reader = {
        AssumptionKind.PRICE_INDEX: _price_index,
        AssumptionKind.PAY: _pay,
        AssumptionKind.FORECAST: _forecast,
        AssumptionKind.OPENING_BALANCE: opening_balance,
        AssumptionKind.FINANCING: financing,
    }[AssumptionKind(kind)]
    kept = reader(values, {str(year) for year in years})
    if not kept:
        raise Invalid(_("Fyll i minst ett värde."))
    return kept


def _price_index(values: Mapping[str, Any], years: set[str]) -> dict[str, Any]:
    kept: dict[str, dict[str, str]] = {}
    for price_class, by_year in values.items():
        if price_class not in set(INDEXED):
            raise Invalid(_("Kostnadsslaget %s har inget prisindex.") % price_class)
        for year, text in by_year.items():
            if str(text).strip() and year in years:
                kept.setdefault(price_class, {})[year] = str(percent(str(text)))
    return kept


def _pay(values: Mapping[str, Any], years: set[str]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for year, row in values.items():
        if year not in years or not str(row.get("pct", "")).strip():
            continue
        month = str(row.get("month", "")).strip()
        if not month.isdigit() or not 1 <= int(month) <= 12:
            raise Invalid(_("Skriv från vilken månad lönerna höjs %s, 1 till 12.") % year)
        kept[year] = {"pct": str(percent(str(row["pct"]))), "month": int(month)}
    return kept


def _forecast(values: Mapping[str, Any], years: set[str]) -> dict[str, Any]:
    kept: dict[str, dict[str, int]] = {}
    known = {line.code for line in FORECAST_LINES}
    for line, by_year in values.items():
        if line not in known:
            raise Invalid(_("Raden %s hör inte till skatteprognosen.") % line)
        for year, text in by_year.items():
            try:
                amount = parse_amount(str(text), Unit.TKR) if year in years else None
            except NotAnAmount as error:
                raise Invalid(error.sentence_sv) from None
            if amount is not None:
                kept.setdefault(line, {})[year] = int(amount)
    return kept


def describe(assumptions: AssumptionSet) -> list[tuple[str, list[tuple[int, str]]]]:
    """The set as rows of words and (year, value), for a page."""
    if assumptions.kind == AssumptionKind.FORECAST:
        lines = forecast_lines(assumptions.values)
        return [
            (FINANCE_LINES[line].swedish, [(year, format_amount(amount)) for year, amount in sorted(years.items())])
            for line, years in lines.items()
        ]
    if assumptions.kind == AssumptionKind.PAY:
        rows = pay_revisions(assumptions.values)
        return [
            (_("Lönehöjning"), [(row.year, f"{decimal(row.raise_pct)} %") for row in rows]),
            (_("Från månad"), [(row.year, str(row.month)) for row in rows]),
        ]
    return [
        (
            str(PriceClass(price_class).label),
            [(int(year), f"{decimal(Fraction(pct))} %") for year, pct in sorted(years.items())],
        )
        for price_class, years in assumptions.values.items()
    ]


def decimal(value: Fraction, digits: int = 2) -> str:
    """A percentage with a decimal comma and a true minus; zeros at the end are left out."""
    return f"{float(value):.{digits}f}".rstrip("0").rstrip(".").replace(".", ",").replace("-", "\u2212")
