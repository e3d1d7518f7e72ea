"""`{% load investments %}`: frozen sheets as rows, and lookups that templates lack."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

from ramverk.apps.investments.models import SheetTouch
from ramverk.apps.investments.showing import Shown, shown
from ramverk.core.investments.sheets import sheet_from_json
from ramverk.core.money import Ore, Unit, format_amount

register = template.Library()


@register.filter
def under(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value under a key, nothing where there is none."""
    return mapping.get(key)


@register.filter
def mnkr(ore: int | None) -> str:
    """Öre in million kronor with one decimal, for the wall."""
    return format_amount(None if ore is None else Ore(ore), Unit.MNKR)


@register.filter
def touch_label(touch: str) -> str:
    """What a revision asked of a sheet, in words."""
    return str(dict(SheetTouch.choices).get(touch, touch))


@register.filter
def sheet_rows(content: Mapping[str, Any]) -> list[Shown]:
    """The projects of a frozen submission, net by year."""
    years: Sequence[int] = content.get("years", ())
    sheets = [sheet_from_json(one) for one in content.get("projects", ())]
    return shown(sheets, years[:3], years)


@register.filter
def first_three(content: Mapping[str, Any]) -> Sequence[int]:
    """The budget year and the plan years of a frozen submission."""
    years: Sequence[int] = content.get("years", ())
    return years[:3]


@register.filter
def net_sum(rows: Sequence[Shown], place: int) -> int:
    """The sum of one year over the rows."""
    return sum(row.amounts[place] for row in rows)


@register.filter
def whole_sum(rows: Sequence[Shown]) -> int:
    """The sum of all years over the rows."""
    return sum(row.total for row in rows)
