"""People by age from a table of Statistics Sweden, for those who plan by them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ramverk.apps.keyfigures.models import Indicator, ScbTable
from ramverk.apps.keyfigures.policy import SCB_TABLES
from ramverk.apps.keyfigures.queries.known import known, own_area
from ramverk.apps.organisation.actor import Actor
from ramverk.core.keyfigures.ages import Span, span_of


@dataclass(frozen=True, slots=True)
class People:
    """People of a span of ages at the end of each year, in one's own municipality."""

    span: Span
    by_year: Mapping[int, int]
    is_added: bool = False
    """Whether it was added up of shorter spans."""


def tables_by_age(actor: Actor) -> list[ScbTable]:
    """The chosen tables that tell of people by age."""
    rows = SCB_TABLES.filter(ScbTable.objects.exclude(series={}), actor)
    return [row for row in rows if len(_spans(row)) > 1]


def people_by_age(table: ScbTable, groups: Sequence[str]) -> list[People]:
    """The groups' people: as the table tells them, else added up of the shorter spans that make a group up exactly.

    A group that cannot be made up is left out. With no groups, the table's own spans.
    """
    told = _spans(table)
    if not groups:
        return [People(span, told[span]) for span in sorted(told)]
    found = []
    for span in (span_of(group) for group in groups):
        if span is None:
            continue
        if span in told:
            found.append(People(span, told[span]))
            continue
        parts = span.made_of(told)
        if parts:
            years = set.intersection(*(set(told[part]) for part in parts))
            sums = {year: sum(told[part][year] for part in parts) for year in sorted(years)}
            found.append(People(span, sums, is_added=True))
    return found


def _spans(table: ScbTable) -> dict[Span, dict[int, int]]:
    """By span, one's own people at the end of each year. A year that is not over tells no year's end."""
    by_code = {row.code: row for row in Indicator.objects.filter(code__in=table.series.values()).exclude(current=None)}
    found: dict[Span, dict[int, int]] = {}
    own = own_area().code
    for of in known(by_code.values()):
        span = _age_in(of.indicator.title)
        if span is None or span in found:
            continue
        values = of.block.series(own)
        found[span] = {
            year: round(value) for year, value in values.items() if value is not None and not of.is_preliminary(year)
        }
    return found


def _age_in(title: str) -> Span | None:
    """The ages that a title names: "Folkmängd, 10-19 år"."""
    ages = [part.strip() for part in title.split(",")]
    return next((span for part in reversed(ages) if re.search(r"\d+\+?\s*år$", part) and (span := span_of(part))), None)
