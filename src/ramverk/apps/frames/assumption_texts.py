"""A kept set of assumptions as the texts its form is filled with: `assumptions.checked_values` backwards.

What is taken over is looked at and changed where it is new, so every text keeps all its decimals.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from ramverk.apps.frames.assumptions import forecast_lines
from ramverk.apps.frames.forecast_basis import BASIS
from ramverk.apps.frames.levels import RATE, book_values
from ramverk.apps.frames.models import AssumptionKind, AssumptionSet, Operation
from ramverk.apps.frames.numbers import decimal
from ramverk.apps.frames.people import from_youngest
from ramverk.apps.organisation.models import Body
from ramverk.core.money import Ore, Unit, format_count, format_exact

Rows = list[tuple[str, dict[str, str]]]
"""Rows by their code (for rows written by hand, their number), each with texts by column."""
_DIGITS = 6


def cells_of(kept: AssumptionSet) -> dict[str, str]:
    """Text by cell, named as `AssumptionForm` names them: "municipal_tax:2019"."""
    rows = _WRITERS[AssumptionKind(kept.kind)](kept.values)
    return {f"{row}:{column}": text for row, texts in rows for column, text in texts.items()}


def rows_of(kept: AssumptionSet) -> int:
    """How many rows it has."""
    return len(_WRITERS[AssumptionKind(kept.kind)](kept.values))


def _number(value: str) -> str:
    return decimal(Fraction(value), _DIGITS)


def _numbers(by_year: Mapping[str, str]) -> dict[str, str]:
    return {year: _number(value) for year, value in by_year.items()}


def _amounts(by_year: Mapping[int, Ore]) -> dict[str, str]:
    return {str(year): format_exact(amount, Unit.TKR) for year, amount in by_year.items()}


def _forecast(values: Mapping[str, Any]) -> Rows:
    lines = [(line, _amounts(by_year)) for line, by_year in forecast_lines(values).items()]
    return lines + [(row, _numbers(by_year)) for row, by_year in values.get(BASIS, {}).items()]


def _price_index(values: Mapping[str, Any]) -> Rows:
    return [(price_class, _numbers(by_year)) for price_class, by_year in values.items()]


def _pay(values: Mapping[str, Any]) -> Rows:
    return [
        ("pct", {year: _number(row["pct"]) for year, row in values.items()}),
        ("month", {year: str(row["month"]) for year, row in values.items()}),
    ]


def _on_cost(values: Mapping[str, Any]) -> Rows:
    return [(RATE, _numbers(values[RATE]))]


def _interest(values: Mapping[str, Any]) -> Rows:
    books = [(str(body), _amounts(by_year)) for body, by_year in book_values(values).items()]
    return [(RATE, _numbers(values[RATE])), *books]


def _population(values: Mapping[str, Any]) -> Rows:
    return _numbered(
        {"age": age} | {year: format_count(number, Unit.KR) for year, number in values[age].items()}
        for age in from_youngest(values)
    )


def _price_list(values: Mapping[str, Any]) -> Rows:
    boards = {body.pk: body.short_name or body.name for body in Body.objects.all()}
    codes = dict(Operation.objects.values_list("pk", "code"))
    return _numbered(
        {
            "board": boards.get(row["body"], ""), "operation": codes.get(row["operation"], ""), "age": row["age"],
            "price": format_exact(Ore(row["price"]), Unit.TKR), **_numbers(row["shares"]),
        }
        for row in values["rows"]
    )  # fmt: skip


def _numbered(rows: Iterable[dict[str, str]]) -> Rows:
    return [(str(at), texts) for at, texts in enumerate(rows)]


_WRITERS: Mapping[AssumptionKind, Callable[[Mapping[str, Any]], Rows]] = {
    AssumptionKind.FORECAST: _forecast,
    AssumptionKind.PRICE_INDEX: _price_index,
    AssumptionKind.PAY: _pay,
    AssumptionKind.ON_COST: _on_cost,
    AssumptionKind.INTERNAL_INTEREST: _interest,
    AssumptionKind.POPULATION: _population,
    AssumptionKind.PRICE_LIST: _price_list,
}
