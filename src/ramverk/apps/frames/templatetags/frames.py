"""`{% load frames %}`: a change as its page shows it."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import template

from ramverk.apps.frames import directive
from ramverk.apps.frames.fates import Fate, fates_of
from ramverk.apps.frames.models import Change, Edition, PassingItem
from ramverk.apps.frames.passing import wanted
from ramverk.apps.frames.policy import may_experiment
from ramverk.apps.frames.queries import figures
from ramverk.apps.organisation.actor import acting
from ramverk.core.editions.causes import Cause
from ramverk.core.money import Ore, Unit, format_count, format_exact

register = template.Library()


@register.filter
def shown_amount(row: Change, year: int) -> int | None:
    """Öre in a year, a frame's with plus for larger; None where the row says nothing about the year."""
    amount = row.amounts.get(str(year))
    if amount is None:
        return None
    return -int(amount) if row.post_kind == "frame" else int(amount)


@register.filter
def fate_in(edition: Edition, fates: Mapping[int, Fate]) -> Fate | None:
    """What became of a frozen edition that a decision passed by; None for any other."""
    return fates.get(edition.pk)


@register.simple_tag
def fate_of(edition: Edition) -> Fate | None:
    """The same of one edition by itself."""
    return fates_of([edition]).get(edition.pk)


@register.filter
def cause_name(code: str) -> str:
    """What a cause is called."""
    return figures.cause_name(Cause(code))


@register.filter
def day_in_words(iso: str | None) -> str:
    """A day of a frozen directive: "11 april 2018"."""
    return directive.day_in_words(iso)


@register.filter
def line_name(code: str) -> str:
    """What a finance line is called."""
    return figures.line_name(code)


@register.filter
def wanted_amounts(item: PassingItem, years: list[int]) -> list[int]:
    """What a passing item should be each year, öre of net cost."""
    return list(wanted(item, years).values())


@register.filter
def exact_tkr(amount: int) -> str:
    """Öre as tkr with all its decimals."""
    return format_exact(Ore(amount), Unit.TKR)


@register.filter
def exact_kr(amount: int) -> str:
    """Öre as kronor with two decimals, so that a column of them stands under one another."""
    whole, _comma, decimals = format_exact(Ore(amount), Unit.KR).partition(",")
    return f"{whole},{decimals:0<2}"


@register.filter
def people(count: Fraction) -> str:
    """A number of people; averages of two year-ends may end in a half."""
    half = ",5" if count.denominator == _HALF else ""
    return format_count(int(count), Unit.KR) + half


_HALF = 2


@register.filter
def link_words(code: str, links: Mapping[str, str] | str) -> str:
    """What a row is linked to, in words; nothing where that is gone."""
    return links.get(code, "") if isinstance(links, Mapping) else ""


@register.filter
def under(mapping: Mapping[Any, Any] | str, key: Any) -> Any:
    """The value under a key; nothing where there is none, or no mapping."""
    return mapping.get(key) if isinstance(mapping, Mapping) else None


@register.simple_tag(takes_context=True)
def experiments(context: dict[str, Any]) -> bool:
    """Whether the reader may open the lab."""
    return bool(may_experiment(acting(context["request"])))
