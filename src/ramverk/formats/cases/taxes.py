"""Cases of taxes and equalisation."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from ramverk.core.revenue.equalisation import EqualisationYear, Grants, income_equalisation, own_tax_capacity
from ramverk.core.revenue.tax import final_settlement_per_inhabitant, preliminary_tax, property_charge
from ramverk.formats.cases.files import Case, CaseRelation, each_on_its_own, need, number, tolerance_of

__all__ = ["check_equalisation", "check_tax"]

_ONE_KR = Fraction(1)
_TWO_KR = Fraction(2)
_GUARANTEE = Fraction(115, 100)
_INCOME = "income_equalisation_kr_per_inhabitant"
_AVERAGE = "average_tax_capacity_kr_per_inhabitant"
_PARTS = ("cost_equalisation", "structural_grant", "introduction_grant", "regulation_item")


def check_tax(case: Case) -> Iterator[CaseRelation]:
    """Preliminary tax, final settlement and property charge; each may stand once or as a list."""
    for key, answers_of in (
        ("preliminary_tax", _preliminary),
        ("final_settlement", _settlement),
        ("property_charge", _property_charge),
    ):
        for path, content in _each(case.content.get(key), f"/{key}"):
            yield from each_on_its_own(case, path, partial(_tax, case, path, content, answers_of))


def _tax(
    case: Case, path: str, content: Mapping[str, Any], answers_of: Callable[[Mapping[str, Any]], "_Answers"]
) -> Iterator[CaseRelation]:
    tolerance = tolerance_of(case.content, default=_ONE_KR)
    for name, (computed, unit) in answers_of(content).items():
        yield CaseRelation(case.name, f"{path}/{name}", computed, number(content.get(name)), unit, tolerance)


def _each(value: Any, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        yield path, value
    elif isinstance(value, list):
        for at, content in enumerate(value):
            yield f"{path}/{at}", content


_Answers = dict[str, tuple[Fraction, str]]


def _preliminary(content: Mapping[str, Any]) -> _Answers:
    tax = preliminary_tax(need(content, "tax_base_kr"), _factors(content), need(content, "tax_rate_kr_per_100"))
    return {"expected_kr": (tax, "kr")}


def _settlement(content: Mapping[str, Any]) -> _Answers:
    each = final_settlement_per_inhabitant(
        need(content, "national_final_tax_kr"),
        need(content, "national_preliminary_tax_kr"),
        _inhabitants(content, "national_inhabitants_1_nov"),
    )
    own = each * need(content, "own_inhabitants_1_nov")
    return {"expected_kr_per_inhabitant": (each, "kr_per_inhabitant"), "expected_own_kr": (own, "kr")}


def _property_charge(content: Mapping[str, Any]) -> _Answers:
    charge = property_charge(
        need(content, "previous_year_amount_kr"),
        need(content, "charges_latest_decision_kr"),
        need(content, "charges_second_latest_decision_kr"),
    )
    return {"expected_kr": (charge, "kr")}


# --- equalisation ----------------------------------------------------------------------------------------------------


def check_equalisation(case: Case, others: Sequence[Case]) -> Iterator[CaseRelation]:
    """Every municipality of a table, with the parameters that stand in the other files of the folder."""
    if not case.is_table:
        return
    for at, row in enumerate(case.content["rows"]):
        if "tax_base_kr" in row:
            yield from each_on_its_own(case, f"/{at}", partial(_municipality, case.name, at, row, others))


def _municipality(name: str, at: int, row: Mapping[str, Any], others: Sequence[Case]) -> Iterator[CaseRelation]:
    stated = _parameters(row, others)
    if stated is None:
        why = "Parametrar för raden saknas i mappen: uppräkningsfaktorer, medelskattekraft och länsvis skattesats."
        yield CaseRelation(name, f"/{at}", None, None, "", Fraction(0), why)
        return
    parameters, within = _equalisation_year(stated), tolerance_of(stated, _INCOME, _TWO_KR)
    inhabitants = _inhabitants(row, next((key for key in row if key.startswith("inhabitants")), "inhabitants"))
    own = own_tax_capacity(need(row, "tax_base_kr"), parameters.uplift_factors, inhabitants)
    parts = {part: number(row.get(f"{part}_kr_per_inhabitant")) or Fraction(0) for part in _PARTS}
    grants = Grants(income_equalisation(parameters, own), **parts)
    # The inhabitants are implied and the average is solved for, which leaves a few kronor per inhabitant (`within`).
    answers = {
        _INCOME: (grants.income_equalisation, "kr_per_inhabitant", within),
        "total_kr_per_inhabitant": (grants.per_inhabitant(), "kr_per_inhabitant", within),
        "total_tkr": (
            grants.total_kr(inhabitants) / 1000,
            "tkr",
            (within * inhabitants + abs(grants.per_inhabitant()) / 2) / 1000 + 1,
        ),
    }
    for key, (computed, unit, tolerance) in answers.items():
        if key in row:
            yield CaseRelation(name, f"/{at}/{key}", computed, number(row[key]), unit, tolerance)


def _inhabitants(content: Mapping[str, Any], key: str) -> Fraction:
    found = need(content, key)
    if found <= 0:
        raise ValueError("beloppen räknas per invånare, och antalet invånare är inte större än 0")
    return found


def _parameters(row: Mapping[str, Any], others: Sequence[Case]) -> Mapping[str, Any] | None:
    """The parameters of the row's year and county, as far as the row and the parameters name them."""
    year, county = number(row.get("equalisation_year")), _county(row)
    for content in _parameter_rows(others):
        own_year, own_county = number(content.get("equalisation_year")), _county(content)
        if year is not None and own_year is not None and own_year != year:
            continue
        if county and own_county and own_county != county:
            continue
        return content
    return None


def _county(content: Mapping[str, Any]) -> str:
    """The county's two digits by its name ("Örebro", "Hallands län"), else by a municipality's code; empty if unknown.

    The name itself is the answer where it is none of the counties.
    """
    name = str(content.get("county") or "").strip()
    if name:
        return next((code for code, known in _COUNTIES.items() if _root(known) == _root(name)), name)
    code = str(content.get("code") or "").strip()
    return code[:2] if len(code) == _CODE_DIGITS and code[:2] in _COUNTIES else ""


def _root(county: str) -> str:
    return county.lower().removesuffix(" län").removesuffix("s")


_CODE_DIGITS = 4
_COUNTIES: Mapping[str, str] = {
    "01": "Stockholm", "03": "Uppsala", "04": "Södermanland", "05": "Östergötland", "06": "Jönköping",
    "07": "Kronoberg", "08": "Kalmar", "09": "Gotland", "10": "Blekinge", "12": "Skåne", "13": "Halland",
    "14": "Västra Götaland", "17": "Värmland", "18": "Örebro", "19": "Västmanland", "20": "Dalarna", "21": "Gävleborg",
    "22": "Västernorrland", "23": "Jämtland", "24": "Västerbotten", "25": "Norrbotten",
}  # fmt: skip
"""The first two digits of a municipality's code are its county's (SCB, regional codes)."""


def _parameter_rows(others: Sequence[Case]) -> Iterator[Mapping[str, Any]]:
    for other in others:
        rows = other.content["rows"] if other.is_table else [other.content]
        yield from (row for row in rows if row.get("county_rate_grant_percent") not in {None, ""})


def _average(content: Mapping[str, Any], factors: Sequence[Fraction]) -> Fraction:
    """The country's average tax capacity as stated, else its lifted tax base per inhabitant."""
    stated = number(content.get(_AVERAGE))
    if stated is not None:
        return stated
    key = next((key for key in content if key.startswith("national_inhabitants")), None)
    if key is None or number(content.get("national_tax_base_kr")) is None:
        raise KeyError(_AVERAGE)
    return own_tax_capacity(need(content, "national_tax_base_kr"), factors, _inhabitants(content, key))


def _equalisation_year(content: Mapping[str, Any]) -> EqualisationYear:
    fee, guarantee = number(content.get("county_rate_fee_percent")), number(content.get("guarantee_level"))
    factors = _factors(content)
    return EqualisationYear(
        year=int(number(content.get("equalisation_year")) or 0),
        uplift_factors=factors,
        average_tax_capacity_kr=_average(content, factors),
        grant_rate=need(content, "county_rate_grant_percent") / 100,
        guarantee=_GUARANTEE if guarantee is None else guarantee,
        fee_rate=None if fee is None else fee / 100,
    )


def _factors(content: Mapping[str, Any]) -> tuple[Fraction, ...]:
    """As a table has them ("uplift_factor_year_minus_1", "uplift_factor_year"), or as an object or a list.

    Raises KeyError where there are none: a tax base that is not lifted is another figure.
    """
    stated = content.get("uplift_factors")
    if isinstance(stated, Mapping):
        values: Sequence[Any] = list(stated.values())
    elif isinstance(stated, list):
        values = stated
    else:
        values = [content[key] for key in sorted(content) if key.startswith("uplift_factor")]
    factors = tuple(factor for value in values if (factor := number(value)) is not None)
    if not factors or len(factors) < len(values):
        raise KeyError("uplift_factors")
    return factors
