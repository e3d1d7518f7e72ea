"""What the balance and cash-flow budgets rest on: the opening balance of the accounts, and flows planned by year."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.frames.investment_totals import InvestmentTotal
from ramverk.apps.frames.models import AssumptionKind
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.money import Amounts, NotAnAmount, Ore, Unit, format_amount, parse_amount
from ramverk.core.statements.balance_lines import BALANCE_LINES, FLOWS

STATEMENT_KINDS = (AssumptionKind.OPENING_BALANCE, AssumptionKind.FINANCING)
"""The kinds that make no rows in the ledger; they have pages of their own."""

DEFICIT = "unrestored_deficit"
"""In an opening balance, beside its lines: what is left to restore of each of the three last years' deficits."""


def opening_year(years: Iterable[int]) -> int:
    """The accounts that a round's balance begins with: two years before the budget year."""
    return min(years) - 2


def flow_years(years: Iterable[int]) -> tuple[int, ...]:
    """The years that flows are planned for: the current one, then the round's own."""
    known = sorted(years)
    return (known[0] - 1, *known)


def deficit_years(years: Iterable[int]) -> tuple[int, ...]:
    """The years whose deficits may be left to restore when the balance opens: the accounts' year and the two before."""
    last = opening_year(years)
    return (last - 2, last - 1, last)


def opening_balance(values: Mapping[str, Any], years: Iterable[str]) -> dict[str, dict[str, int]]:
    """Öre by line for the opening year, from texts in tkr: {"cash": {"2017": "77 400"}}. Raises `Invalid`."""
    known = [int(year) for year in years]
    lines = {line: by_year for line, by_year in values.items() if line != DEFICIT}
    kept = _amounts(lines, {str(opening_year(known))}, BALANCE_LINES)
    kept |= _amounts({DEFICIT: values.get(DEFICIT, {})}, set(map(str, deficit_years(known))), {DEFICIT})
    if any(amount < 0 for amount in kept.get(DEFICIT, {}).values()):
        raise Invalid(_("Underskott att återställa skrivs med plus."))
    return kept


def financing(values: Mapping[str, Any], years: Iterable[str]) -> dict[str, dict[str, int]]:
    """Öre by flow and year, from texts in tkr: {"new_loans": {"2019": "40 000"}}. Raises `Invalid`."""
    kept = _amounts(values, set(map(str, flow_years(map(int, years)))), FLOWS)
    for code, by_year in kept.items():
        if not FLOWS[code].may_be_negative and any(amount < 0 for amount in by_year.values()):
            raise Invalid(_("%s skrivs med plus.") % FLOWS[code].swedish)
    return kept


def _amounts(values: Mapping[str, Any], years: set[str], known: Container[str]) -> dict[str, dict[str, int]]:
    kept: dict[str, dict[str, int]] = {}
    for line, by_year in values.items():
        if line not in known:
            raise Invalid(_("Raden %s finns inte i balans- och kassaflödesbudgeten.") % line)
        for year, text in by_year.items():
            try:
                amount = parse_amount(str(text), Unit.TKR) if year in years else None
            except NotAnAmount as error:
                raise Invalid(error.sentence_sv) from None
            if amount is not None:
                kept.setdefault(line, {})[year] = int(amount)
    return kept


def invested_flows(total: InvestmentTotal) -> dict[str, Ore]:
    """What the area of investments says of a year, as flows."""
    flows = {
        "tangible_investment": total.tangible,
        "intangible_investment": total.intangible,
        "contributions": total.contributions,
    }
    return flows if total.depreciation is None else flows | {"depreciation": total.depreciation}


def describe_statement(values: Mapping[str, Mapping[str, int]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """A kept set as rows of words and (year, tkr), for a page."""
    return [
        (_name(line), [(year, format_amount(Ore(amount))) for year, amount in sorted(by_year.items())])
        for line, by_year in values.items()
    ]


def _name(line: str) -> str:
    if line == DEFICIT:
        return _("Underskott att återställa")
    known = BALANCE_LINES.get(line) or FLOWS.get(line)
    if known is None:
        return line
    return known.english if get_language() == "en" else known.swedish


def by_line(values: Mapping[str, Mapping[str, int]]) -> dict[str, Amounts]:
    """A kept set as the core takes it: öre by line and year."""
    return {line: {int(year): Ore(amount) for year, amount in by_year.items()} for line, by_year in values.items()}
