"""What areas above ask: what the outcomes of the indicator that measures a goal are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ramverk.apps.keyfigures.models import Indicator
from ramverk.apps.keyfigures.queries.known import Known, known, own_area
from ramverk.apps.keyfigures.shown import figure, unit_of
from ramverk.apps.keyfigures.telling import why_empty


@dataclass(frozen=True, slots=True)
class Outcome:
    """One's own figure of a year. `value` is None where there is none, and `why` then says why: it is never zero."""

    year: int
    value: float | None
    text: str
    """The figure with its unit, as people read it."""
    why: str
    is_preliminary: bool
    source: str
    since: datetime | None
    """When the vintage came."""


def outcomes(indicator: Indicator, gender: str = "T") -> dict[int, Outcome]:
    """One's own figures of every year of which something is known."""
    of = known([indicator])[0]
    own = own_area().code
    return {year: _outcome(of, own, year, gender) for year in of.block.years if own in of.block.areas}


def outcome(indicator: Indicator, year: int, gender: str = "T") -> Outcome:
    """One's own figure of a year."""
    return _outcome(known([indicator])[0], own_area().code, year, gender)


def last_outcome(indicator: Indicator, gender: str = "T") -> Outcome | None:
    """The last year's figure that has a value."""
    of = known([indicator])[0]
    own = own_area().code
    year = of.block.last_year(own, gender)
    return None if year is None else _outcome(of, own, year, gender)


def outcomes_of(indicators: list[Indicator]) -> Mapping[int, dict[int, float | None]]:
    """One's own values by indicator (its key) and year; one query for all."""
    own = own_area().code
    return {of.indicator.pk: of.block.series(own) for of in known(indicators)}


def _outcome(of: Known, own: str, year: int, gender: str) -> Outcome:
    cell = of.block.cell(own, year, gender)
    unit = unit_of(of.indicator)
    text = figure(cell.value, of.indicator)
    return Outcome(
        year=year, value=cell.value, text=f"{text} {unit}".strip() if text else "",
        why=why_empty(cell.mark, cell.status), is_preliminary=of.is_preliminary(year),
        source=of.indicator.source or f"Kolada, {of.indicator.code}",
        since=of.vintage.at if of.vintage else None,
    )  # fmt: skip
