"""Cases of taxes and equalisation."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ramverk.core.revenue.equalisation import EqualisationYear, Grants, income_equalisation, own_tax_capacity
from ramverk.core.revenue.tax import final_settlement_per_inhabitant, preliminary_tax, property_charge
from ramverk.formats.cases.files import Case, CaseRelation, number, tolerance_of

__all__ = ["check_equalisation", "check_tax"]

_ONE_KR = Fraction(1)
_TWO_KR = Fraction(2)
_PARTS = ("cost_equalisation", "structural_grant", "introduction_grant", "regulation_item")


def _need(content: Mapping[str, Any], key: str) -> Fraction:
    found = number(content.get(key))
    if found is None:
        raise KeyError(key)
    return found


def check_tax(case: Case) -> Iterator[CaseRelation]:
    """Preliminary tax, final settlement and property charge; each may stand once or as a list."""
    tolerance = tolerance_of(case.content, default=_ONE_KR)
    for key, parts in (
        ("preliminary_tax", _preliminary),
        ("final_settlement", _settlement),
        ("property_charge", _property_charge),
    ):
        for path, content in _each(case.content.get(key), f"/{key}"):
            for name, (computed, unit) in parts(content).items():
                expected = number(content.get(name))
                yield CaseRelation(case.name, f"{path}/{name}", computed, expected, unit, tolerance)


def _each(value: Any, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        yield path, value
    elif isinstance(value, list):
        for at, content in enumerate(value):
            yield f"{path}/{at}", content


_Answers = dict[str, tuple[Fraction, str]]


def _preliminary(content: Mapping[str, Any]) -> _Answers:
    factors = [factor for value in content["uplift_factors"] if (factor := number(value)) is not None]
    tax = preliminary_tax(_need(content, "tax_base_kr"), factors, _need(content, "tax_rate_kr_per_100"))
    return {"expected_kr": (tax, "kr")}


def _settlement(content: Mapping[str, Any]) -> _Answers:
    each = final_settlement_per_inhabitant(
        _need(content, "national_final_tax_kr"),
        _need(content, "national_preliminary_tax_kr"),
        _need(content, "national_inhabitants_1_nov"),
    )
    own = each * _need(content, "own_inhabitants_1_nov")
    return {"expected_kr_per_inhabitant": (each, "kr_per_inhabitant"), "expected_own_kr": (own, "kr")}


def _property_charge(content: Mapping[str, Any]) -> _Answers:
    charge = property_charge(
        _need(content, "previous_year_amount_kr"),
        _need(content, "charges_latest_decision_kr"),
        _need(content, "charges_second_latest_decision_kr"),
    )
    return {"expected_kr": (charge, "kr")}


# --- equalisation ----------------------------------------------------------------------------------------------------


def check_equalisation(case: Case, others: Sequence[Case]) -> Iterator[CaseRelation]:
    """Every municipality of a table, with the parameters that stand in the other files of the folder."""
    if not case.is_table or not case.content["rows"] or "tax_base_kr" not in case.content["rows"][0]:
        return
    for at, row in enumerate(case.content["rows"]):
        parameters = _parameters(row, others)
        if parameters is None:
            why = "Parametrar för raden saknas i mappen: uppräkningsfaktorer, medelskattekraft och länsvis skattesats."
            yield CaseRelation(case.name, f"/{at}", None, None, "", Fraction(0), why)
            continue
        yield from _municipality(case.name, at, row, parameters)


def _municipality(name: str, at: int, row: Mapping[str, Any], parameters: EqualisationYear) -> Iterator[CaseRelation]:
    inhabitants = _need(row, "inhabitants_implied" if "inhabitants_implied" in row else "inhabitants")
    own = own_tax_capacity(_need(row, "tax_base_kr"), parameters.uplift_factors, inhabitants)
    parts = {part: number(row.get(f"{part}_kr_per_inhabitant")) or Fraction(0) for part in _PARTS}
    grants = Grants(income_equalisation(parameters, own), **parts)
    # The inhabitants are implied and the average is solved for, which leaves up to two kronor per inhabitant.
    answers = {
        "income_equalisation_kr_per_inhabitant": (grants.income_equalisation, "kr_per_inhabitant", _TWO_KR),
        "total_kr_per_inhabitant": (grants.per_inhabitant(), "kr_per_inhabitant", _TWO_KR),
        "total_tkr": (
            grants.total_kr(inhabitants) / 1000,
            "tkr",
            (_TWO_KR * inhabitants + abs(grants.per_inhabitant()) / 2) / 1000 + 1,
        ),
    }
    for key, (computed, unit, tolerance) in answers.items():
        if key in row:
            yield CaseRelation(name, f"/{at}/{key}", computed, number(row[key]), unit, tolerance)


def _parameters(row: Mapping[str, Any], others: Sequence[Case]) -> EqualisationYear | None:
    year = number(row.get("equalisation_year"))
    for content in _parameter_rows(others):
        own = number(content.get("equalisation_year"))
        if year is not None and own is not None and own != year:
            continue
        if row.get("county") and content.get("county") and row["county"] != content["county"]:
            continue
        return _equalisation_year(content)
    return None


def _parameter_rows(others: Sequence[Case]) -> Iterator[Mapping[str, Any]]:
    for other in others:
        rows = other.content["rows"] if other.is_table else [other.content]
        yield from (row for row in rows if number(row.get("average_tax_capacity_kr_per_inhabitant")) is not None)


def _equalisation_year(content: Mapping[str, Any]) -> EqualisationYear:
    fee = number(content.get("county_rate_fee_percent"))
    return EqualisationYear(
        year=int(number(content.get("equalisation_year")) or 0),
        uplift_factors=_factors(content),
        average_tax_capacity_kr=_need(content, "average_tax_capacity_kr_per_inhabitant"),
        grant_rate=_need(content, "county_rate_grant_percent") / 100,
        guarantee=number(content.get("guarantee_level")) or Fraction(115, 100),
        fee_rate=None if fee is None else fee / 100,
    )


def _factors(content: Mapping[str, Any]) -> tuple[Fraction, ...]:
    """As a table has them ("uplift_factor_year_minus_1", "uplift_factor_year"), or as an object or a list."""
    stated = content.get("uplift_factors")
    if isinstance(stated, Mapping):
        values: Sequence[Any] = list(stated.values())
    elif isinstance(stated, list):
        values = stated
    else:
        values = [content[key] for key in sorted(content) if key.startswith("uplift_factor")]
    return tuple(factor for value in values if (factor := number(value)) is not None)
