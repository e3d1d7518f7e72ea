"""National parameters by year out of YAML: what the state or the national association has fixed, with its reference.

A year that is known to exist but has not been read has the value `null`; asking for it is an error that says so, and so
is asking for a year the file does not have. Amounts are exact fractions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any, TypeAlias

import yaml

from ramverk.core.revenue.equalisation import EqualisationYear
from ramverk.rules.loader import RuleError

__all__ = ["Parameter", "Stated", "equalisation_year", "load_parameters", "parameter"]

UNITS = ("factor_pair", "kr_per_inhabitant", "percent", "percent_by_county")
"""A pair of factors, kronor per inhabitant, per cent, or per cent by county."""
_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Value: TypeAlias = Fraction | tuple[Fraction, ...] | Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Stated:
    """What holds for one year, and where it is said; None where the year is known but has not been read."""

    value: Value | None
    reference: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter with all its years, ascending. `reference` is None where it is a recommendation."""

    id: str
    unit: str
    text_sv: str
    text_en: str
    reference: str | None
    source: str
    notes: str
    read_on: date
    years: Mapping[int, Stated]

    def stated(self, year: int) -> Stated | None:
        """What is known about a year; None where it is not in the file or not read."""
        found = self.years.get(year)
        return found if found is not None and found.value is not None else None

    def of(self, year: int) -> Value:
        """The value of a year; RuleError names the years that are known."""
        found = self.stated(year)
        if found is None or found.value is None:
            known = ", ".join(str(known) for known, one in self.years.items() if one.value is not None)
            why = "är inte läst" if year in self.years else "finns inte"
            raise RuleError(f"Parametern {self.id} för {year} {why}. Kända år: {known}.")
        return found.value


def parse_parameter(content: Mapping[str, Any]) -> Parameter:
    """A parameter from the content of its file. KeyError names a missing field, ValueError an unknown unit."""
    unit = content["unit"]
    if unit not in UNITS:
        raise ValueError(f"{content['id']}: unknown unit {unit}")
    years = {
        int(year): Stated(_value(unit, row["value"]), row["reference"] or "")
        for year, row in sorted(content["values"].items())
    }
    return Parameter(
        id=content["id"],
        unit=unit,
        text_sv=content["text"]["sv"],
        text_en=content["text"]["en"],
        reference=content["reference"],
        source=content["source"],
        notes=content.get("notes", ""),
        read_on=content["read_on"],
        years=years,
    )


def _value(unit: str, written: Any) -> Value | None:
    """Numbers are written as texts, so that they are exact; a number that YAML has made a float is refused."""
    if written is None:
        return None
    if unit == "factor_pair":
        first, second = written
        return (_exact(first), _exact(second))
    if unit == "percent_by_county":
        return {county: _exact(text) for county, text in written.items()}
    return _exact(written)


def _exact(written: Any) -> Fraction:
    if not isinstance(written, str):
        raise TypeError(f"write {written!r} as a text, so that it is exact")
    return Fraction(written)


@cache
def load_parameters() -> Mapping[str, Parameter]:
    """All parameters by id."""
    folder = resources.files("ramverk.rules") / "parametrar"
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".yaml")), key=lambda one: one.name)
    found = [parse_parameter(yaml.load(one.read_text("utf-8"), Loader=_SAFE)) for one in files]  # noqa: S506 -- safe
    return {one.id: one for one in found}


def parameter(name: str) -> Parameter:
    """One parameter by the last part of its id; RuleError names those there are."""
    found = load_parameters().get(f"parametrar/{name}")
    if found is None:
        raise RuleError(f"Parametern {name} finns inte. Det finns: {', '.join(sorted(load_parameters()))}.")
    return found


def equalisation_year(year: int, county: str) -> EqualisationYear:
    """The year's parameters of income equalisation for a municipality of a county, as the core reckons with them.

    RuleError names what is not known. The rate of fees is not known for any year; the core then takes that of grants.
    """
    factors, rates = parameter("uppraknafaktorer").of(year), parameter("lansvisa_skattesatser").of(year)
    capacity, guarantee = parameter("medelskattekraft").of(year), parameter("garantiniva").of(year)
    if not isinstance(rates, Mapping) or county not in rates:
        raise RuleError(f"Länet {county} har ingen skattesats {year}.")
    if not isinstance(factors, tuple) or not isinstance(capacity, Fraction) or not isinstance(guarantee, Fraction):
        raise RuleError(f"Parametrarna för {year} har fel slag.")
    return EqualisationYear(year, factors, capacity, rates[county] / 100, guarantee / 100)
