"""Cases of pay, capital cost, statements, balance and reserve."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from ramverk.core.investments.capital_cost import Component, capital_cost
from ramverk.core.pay import pay_revision
from ramverk.core.statements.balance_test import balance_test
from ramverk.core.statements.result_reserve import reserve_room
from ramverk.core.statements.tables import RollRelation, Statement, SumRelation, check_relations
from ramverk.formats.cases.files import Case, CaseRelation, number, tolerance_of

__all__ = ["check_balance", "check_capital_cost", "check_pay", "check_reserve", "check_statement"]

_FINE = Fraction(5, 10_000)
_ONE_DECIMAL = Fraction(5, 100)


def _need(content: Mapping[str, Any], *keys: str) -> Fraction:
    for key in keys:
        if (found := number(content.get(key))) is not None:
            return found
    raise KeyError(keys[0])


def check_pay(case: Case) -> Iterator[CaseRelation]:
    """Each revision in its own year and the year after."""
    tolerance = tolerance_of(case.content, default=_FINE)
    for at, revision in enumerate(case.content["revisions"]):
        effect = pay_revision(
            _need(revision, "paybill_annual_mnkr"),
            _need(revision, "raise_percent"),
            int(_need(revision, "effective_month")),
        )
        answers = {
            "expected_effect_revision_year_mnkr": effect.revision_year,
            "expected_full_year_effect_next_year_mnkr": effect.full_year_effect,
        }
        if "expected_total_mnkr" in revision:
            answers["expected_total_mnkr"] = effect.revision_year + effect.full_year_effect
        for key, computed in answers.items():
            path = f"/revisions/{at}/{key}"
            yield CaseRelation(case.name, path, computed, number(revision.get(key)), "mnkr", tolerance)


def check_capital_cost(case: Case) -> Iterator[CaseRelation]:
    """Every year of the components' lives, in both forms in which an answer may stand."""
    content = case.content
    tolerance = tolerance_of(content, default=_ONE_DECIMAL)
    unit = str(content.get("units", "tkr"))
    years = capital_cost(_components(content), _need(content, "internal_interest_percent"))
    expected = content.get("expected") or []
    published = content.get("published_capital_cost_tkr") or []
    for at, year in enumerate(years):
        answers: dict[str, Fraction | int] = {
            "year": year.year,
            "depreciation_tkr": year.depreciation,
            "internal_interest_tkr": year.internal_interest,
            "capital_cost_tkr": year.capital_cost,
            "closing_book_value_tkr": year.closing_book_value,
        }
        stated = expected[at] if at < len(expected) else {}
        for key, computed in answers.items():
            within = Fraction(0) if key == "year" else tolerance
            yield CaseRelation(case.name, f"/expected/{at}/{key}", computed, number(stated.get(key)), unit, within)
        printed = number(published[at]) if at < len(published) else None
        path = f"/published_capital_cost_tkr/{at}"
        yield CaseRelation(case.name, path, year.capital_cost, printed, unit, tolerance)


def _components(content: Mapping[str, Any]) -> list[Component]:
    whole_year = bool(content.get("first_year_full"))
    general = content.get("activated_at_end_of") or {}
    components = []
    for part in content["components"]:
        start = part.get("activated_at_end_of") or general
        components.append(
            Component(
                _need(part, "acquisition_value_tkr"),
                _need(part, "useful_life_years"),
                int(number(start.get("year")) or 1),
                int(number(start.get("month")) or 12),
                is_first_year_full=bool(part.get("first_year_full", whole_year)),
            )
        )
    return components


def check_balance(case: Case) -> Iterator[CaseRelation]:
    """Result after adjustments, and the balance requirement result that follows from the printed one."""
    content = case.content
    unit = str(content.get("units", "mnkr"))
    tolerance = tolerance_of(content, default=_ONE_DECIMAL)
    for at, year in enumerate(content["years"]):
        adjustments = [_need(row, "amount") for row in year.get("balance_adjustments", [])]
        movements = [_need(row, "amount") for row in year.get("reserve_and_other_movements", [])]
        after = balance_test(_need(year, "result_for_the_year"), adjustments, []).after_adjustments
        printed = number(year.get("published_result_after_balance_adjustments"))
        path = f"/years/{at}/published_result_after_balance_adjustments"
        yield CaseRelation(case.name, path, after, printed, unit, tolerance)
        rest = balance_test(after if printed is None else printed, [], movements).balance_requirement_result
        stated = number(year.get("published_balance_requirement_result"))
        path = f"/years/{at}/published_balance_requirement_result"
        yield CaseRelation(case.name, path, rest, stated, unit, tolerance)
        for key, passed in _intermediate(year, len(movements)).items():
            value = balance_test(after if printed is None else printed, [], movements[:passed])
            path = f"/years/{at}/{key}"
            computed = value.balance_requirement_result
            yield CaseRelation(case.name, path, computed, number(year[key]), unit, tolerance)


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def _intermediate(year: Mapping[str, Any], movements: int) -> dict[str, int]:
    """Sums printed between the movements, and how many movements each comes after."""
    keys = [key for key in year if key.startswith("published_intermediate")]
    told = {key: place for key in keys for place, word in enumerate(_ORDINALS[:movements], 1) if f"_{word}_" in key}
    return {key: told.get(key, place) for place, key in enumerate(keys, 1)}


def check_reserve(case: Case) -> Iterator[CaseRelation]:
    """Threshold, room and the most that may be set aside."""
    tolerance = tolerance_of(case.content, default=_FINE)
    for at, row in enumerate(case.content["cases"]):
        room = reserve_room(
            _need(row, "taxes_and_general_grants_mnkr"),
            _need(row, "result_mnkr"),
            _need(row, "result_after_balance_adjustments_mnkr"),
            _need(row, "reserve_before_mnkr"),
            _need(row, "equity_incl_pension_liability_mnkr"),
        )
        answers = {
            "expected_threshold_percent": room.threshold_share * 100,
            "expected_threshold_mnkr": room.threshold,
            "expected_room_under_cap_mnkr": room.room_under_cap,
            "expected_max_reservation_mnkr": room.most,
        }
        for key, computed in answers.items():
            unit = "percent" if key.endswith("percent") else "mnkr"
            yield CaseRelation(case.name, f"/cases/{at}/{key}", computed, number(row.get(key)), unit, tolerance)


def check_statement(case: Case) -> Iterator[CaseRelation]:
    """Every relation of a statement in every column; printed totals stand beside the computed ones."""
    content = case.content
    unit = str(content.get("units", "mnkr"))
    statement = _statement(content)
    for at, relation in enumerate(content.get("relations", [])):
        known = _relation(relation, statement, content)
        if known is None:
            why = f"Relationen är av ett okänt slag: {relation.get('type')}."
            yield CaseRelation(case.name, f"/relations/{at}", None, None, unit, Fraction(0), why)
            continue
        for tied in check_relations(statement, [known]):
            path = f"/relations/{at}/{tied.column}"
            yield CaseRelation(case.name, path, tied.computed, tied.printed, unit, tied.tolerance)
    yield from _period_totals(case, statement, unit)


def _statement(content: Mapping[str, Any]) -> Statement:
    """Blank cells are read as 0, as the cases have it."""
    columns = tuple(str(column["id"]) for column in content["columns"])
    lines = {
        str(line["code"]): {
            column: number(value) or Fraction(0)
            for column, value in zip(columns, [*line["values"], *[None] * len(columns)], strict=False)
        }
        for line in content["lines"]
    }
    return Statement(str(content.get("statement", "")), columns, lines)


def _relation(
    relation: Mapping[str, Any], statement: Statement, content: Mapping[str, Any]
) -> SumRelation | RollRelation | None:
    decimals = int(number(content.get("decimals")) or 0)
    tolerance = number(relation.get("tolerance"))
    within = tolerance if tolerance is not None else Fraction(1, 2 * 10**decimals)
    if relation.get("type") == "sum":
        terms = relation["terms"]
        signed = terms.items() if isinstance(terms, Mapping) else dict.fromkeys(terms, 1).items()
        named = {term: int(number(sign) or 0) for term, sign in signed}
        asked = relation.get("columns", "all")
        columns = statement.columns if asked == "all" else tuple(asked)
        return SumRelation(str(relation.get("id", "")), relation["total"], named, within, columns)
    if relation.get("type") == "roll":
        added = [(row["line"], row["column"], int(number(row.get("sign", 1)) or 1)) for row in relation.get("add", [])]
        return RollRelation(
            str(relation.get("id", "")), relation["line"], relation["from_column"], relation["to_column"], added, within
        )
    return None


def _period_totals(case: Case, statement: Statement, unit: str) -> Iterator[CaseRelation]:
    """A period's total is the sum of its years, to the last digit."""
    totals = case.content.get("period_totals")
    if not isinstance(totals, Mapping):
        return
    for line, stated in totals.items():
        if line in statement.lines:
            computed = sum((statement.value(line, column) for column in totals["columns"]), Fraction(0))
            path = f"/period_totals/{line}"
            yield CaseRelation(case.name, path, computed, number(stated), unit, Fraction(0))
