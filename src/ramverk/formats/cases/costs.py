"""Cases of pay, capital cost, statements, balance and reserve."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from ramverk.core.investments.capital_cost import Component, capital_cost
from ramverk.core.pay import pay_revision
from ramverk.core.statements.balance_test import balance_test
from ramverk.core.statements.result_reserve import reserve_room
from ramverk.core.statements.tables import RollRelation, Statement, SumRelation, check_relations
from ramverk.formats.cases.files import Case, CaseRelation, each_on_its_own, need, number, rows_of, tolerance_of

__all__ = ["check_balance", "check_capital_cost", "check_pay", "check_reserve", "check_statement"]

_FINE = Fraction(5, 10_000)
_ONE_DECIMAL = Fraction(5, 100)


def check_pay(case: Case) -> Iterator[CaseRelation]:
    """Each revision in its own year and the year after."""
    for at, revision in enumerate(rows_of(case.content, "revisions")):
        yield from each_on_its_own(case, f"/revisions/{at}", partial(_revision, case, at, revision))


def _revision(case: Case, at: int, revision: Mapping[str, Any]) -> Iterator[CaseRelation]:
    tolerance = tolerance_of(case.content, default=_FINE)
    effect = pay_revision(
        need(revision, "paybill_annual_mnkr"),
        need(revision, "raise_percent"),
        _month(need(revision, "effective_month")),
    )
    answers = {
        "expected_effect_revision_year_mnkr": effect.revision_year,
        "expected_full_year_effect_next_year_mnkr": effect.full_year_effect,
        "expected_total_mnkr": effect.revision_year + effect.full_year_effect,
    }
    for key, computed in answers.items():
        path = f"/revisions/{at}/{key}"
        yield CaseRelation(case.name, path, computed, number(revision.get(key)), "mnkr", tolerance)


def _month(stated: Fraction) -> int:
    """A month as a whole number; ValueError says which it was."""
    if stated.denominator != 1 or not 1 <= stated <= 12:
        raise ValueError(f"månaden ska vara 1-12, inte {float(stated):g}")
    return int(stated)


def check_capital_cost(case: Case) -> Iterator[CaseRelation]:
    """Every year of the components' lives, in both forms in which an answer may stand."""
    content = case.content
    tolerance = tolerance_of(content, default=_ONE_DECIMAL)
    unit = str(content.get("units", "tkr"))
    years = capital_cost(_components(content), need(content, "internal_interest_percent"))
    expected = rows_of(content, "expected")
    published = rows_of(content, "published_capital_cost_tkr")
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
                need(part, "acquisition_value_tkr"),
                _life(part),
                *_activation(start, is_whole_year=whole_year),
                is_first_year_full=bool(part.get("first_year_full", whole_year)),
            )
        )
    return components


def _life(part: Mapping[str, Any]) -> Fraction:
    life = need(part, "useful_life_years")
    if life <= 0:
        raise ValueError("en komponents livslängd ska vara större än 0 år")
    return life


def _activation(start: Mapping[str, Any], *, is_whole_year: bool) -> tuple[int, int]:
    """Year and month; a sheet whose first year is a whole one need not say when, its years are then counted from 1."""
    if is_whole_year and not start:
        return 1, 12
    return int(need(start, "year")), _month(need(start, "month"))


def check_balance(case: Case) -> Iterator[CaseRelation]:
    """Result after adjustments, and the balance requirement result that follows from the printed one."""
    for at, year in enumerate(case.content["years"]):
        yield from each_on_its_own(case, f"/years/{at}", partial(_balance_year, case, at, year))


def _balance_year(case: Case, at: int, year: Mapping[str, Any]) -> Iterator[CaseRelation]:
    unit = str(case.content.get("units", "mnkr"))
    tolerance = tolerance_of(case.content, default=_ONE_DECIMAL)

    def relation(key: str, computed: Fraction) -> CaseRelation:
        return CaseRelation(case.name, f"/years/{at}/{key}", computed, number(year.get(key)), unit, tolerance)

    adjustments = [need(row, "amount") for row in rows_of(year, "balance_adjustments")]
    movements = [need(row, "amount") for row in rows_of(year, "reserve_and_other_movements")]
    after = balance_test(need(year, "result_for_the_year"), adjustments, []).after_adjustments
    yield relation("published_result_after_balance_adjustments", after)
    printed = number(year.get("published_result_after_balance_adjustments"))
    start = after if printed is None else printed
    rest = balance_test(start, [], movements).balance_requirement_result
    yield relation("published_balance_requirement_result", rest)
    for key, passed in _intermediate(year, len(movements)).items():
        yield relation(key, balance_test(start, [], movements[:passed]).balance_requirement_result)


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def _intermediate(year: Mapping[str, Any], movements: int) -> dict[str, int]:
    """Sums printed between the movements, and how many movements each comes after."""
    keys = [key for key in year if key.startswith("published_intermediate")]
    told = {key: place for key in keys for place, word in enumerate(_ORDINALS[:movements], 1) if f"_{word}_" in key}
    return {key: told.get(key, place) for place, key in enumerate(keys, 1)}


def check_reserve(case: Case) -> Iterator[CaseRelation]:
    """Threshold, room and the most that may be set aside."""
    for at, row in enumerate(rows_of(case.content, "cases")):
        yield from each_on_its_own(case, f"/cases/{at}", partial(_reserve, case, at, row))


def _reserve(case: Case, at: int, row: Mapping[str, Any]) -> Iterator[CaseRelation]:
    tolerance = tolerance_of(case.content, default=_FINE)
    room = reserve_room(
        need(row, "taxes_and_general_grants_mnkr"),
        need(row, "result_mnkr"),
        need(row, "result_after_balance_adjustments_mnkr"),
        need(row, "reserve_before_mnkr"),
        need(row, "equity_incl_pension_liability_mnkr"),
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
    for at, relation in enumerate(rows_of(content, "relations")):
        work_out = partial(_tied, case, at, relation, statement, unit)
        yield from each_on_its_own(case, f"/relations/{at}", work_out)
    yield from each_on_its_own(case, "/period_totals", lambda: _period_totals(case, statement, unit))


def _tied(case: Case, at: int, relation: Mapping[str, Any], statement: Statement, unit: str) -> Iterator[CaseRelation]:
    known = _relation(relation, statement, case.content)
    if known is None:
        why = f"Relationen är av ett okänt slag: {relation.get('type')}."
        yield CaseRelation(case.name, f"/relations/{at}", None, None, unit, Fraction(0), why)
        return
    for tied in check_relations(statement, [known]):
        path = f"/relations/{at}/{tied.column}"
        yield CaseRelation(case.name, path, tied.computed, tied.printed, unit, tied.tolerance)


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
        columns = _columns(relation.get("columns"), statement)
        return SumRelation(str(relation.get("id", "")), relation["total"], _terms(relation["terms"]), within, columns)
    if relation.get("type") == "roll":
        added = [(row["line"], row["column"], _sign(row.get("sign"))) for row in rows_of(relation, "add")]
        return RollRelation(
            str(relation.get("id", "")), relation["line"], relation["from_column"], relation["to_column"], added, within
        )
    return None


def _terms(stated: Any) -> Mapping[str, int]:
    """Signs by line: an object of signs, or a list of lines, each a code or an object that names its line and sign."""
    if isinstance(stated, Mapping):
        return {term: _sign(sign) for term, sign in stated.items()}
    return dict((term, 1) if isinstance(term, str) else (term["line"], _sign(term.get("sign"))) for term in stated)


def _sign(stated: Any) -> int:
    """1 where none is stated. Raises ValueError for what is no whole number."""
    sign = number(stated)
    if sign is not None and sign.denominator != 1:
        raise ValueError(f"tecknet ska vara 1 eller -1, inte {float(sign):g}")
    return 1 if sign is None else int(sign)


def _columns(stated: Any, statement: Statement) -> tuple[str, ...]:
    if stated is None or stated == "all":
        return statement.columns
    return (stated,) if isinstance(stated, str) else tuple(stated)


def _period_totals(case: Case, statement: Statement, unit: str) -> Iterator[CaseRelation]:
    """A period's total is the sum of its years, to the last digit."""
    totals = case.content.get("period_totals")
    if not isinstance(totals, Mapping):
        return
    for line, stated in totals.items():
        if line in statement.lines:
            columns = _columns(totals.get("columns"), statement)
            computed = sum((statement.value(line, column) for column in columns), Fraction(0))
            path = f"/period_totals/{line}"
            yield CaseRelation(case.name, path, computed, number(stated), unit, Fraction(0))
