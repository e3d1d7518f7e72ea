"""`{% load keyfigures %}`: figures with their decimals, and words for how they stand."""

from fractions import Fraction
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures import shown
from ramverk.apps.keyfigures.models import Indicator
from ramverk.apps.keyfigures.queries.comparing import Line
from ramverk.apps.keyfigures.queries.reference import PerHead
from ramverk.apps.keyfigures.telling import why_empty
from ramverk.core.keyfigures.blocks import Cell, Mark
from ramverk.core.keyfigures.comparison import Course
from ramverk.core.money import Ore, Unit, format_amount

register = template.Library()


@register.filter
def figure(value: float | None, indicator: Indicator) -> str:
    """A figure with the decimals of its indicator; nothing for none."""
    return shown.figure(value, indicator)


@register.filter
def signed_figure(value: float | None, indicator: Indicator) -> str:
    """A figure with a plus where it is above zero."""
    return shown.figure(value, indicator, sign=True)


@register.filter
def unit(indicator: Indicator) -> str:
    """The unit after a figure."""
    return shown.unit_of(indicator)


@register.filter
def frozen(value: float | None, figures: dict[str, Any]) -> str:
    """A figure of a signed edition, with the decimals its unit has."""
    return shown.figure(value, Indicator(title=figures["title"], counted_in=figures["counted_in"]))


@register.filter
def mnkr(amount: Ore) -> str:
    """An amount in million kronor."""
    return format_amount(amount, Unit.MNKR)


@register.filter
def kr(amount: Ore) -> str:
    """An amount in kronor and öre."""
    return shown.number(int(amount) / 100, 2)


@register.filter
def percent(value: Fraction) -> str:
    """An exact per cent with as many decimals as it has, at most two."""
    return shown.number(float(value), 1 if (value * 10).denominator == 1 else 2)


@register.simple_tag
def per_head(amount: PerHead, *, sign: bool = False) -> SafeString:
    """An amount in million kronor, and under it what it is per inhabitant."""
    whole = format_amount(amount.amount, Unit.MNKR, sign=sign)
    if amount.each is None:
        return format_html("{}", whole)
    each = _("%(amount)s kr/inv") % {"amount": format_amount(amount.each, Unit.KR, sign=sign)}
    return format_html('{}<span class="each">{}</span>', whole, each)


@register.simple_tag
def why(cell: Cell) -> str:
    """Why a cell has no value; nothing where there is one, or nothing has been said."""
    return "" if cell.mark is Mark.UNKNOWN else why_empty(cell.mark, cell.status)


@register.simple_tag
def gap_in_words(gap: Ore | None) -> str:
    """What it would take to be at the group's middle, in million kronor."""
    if gap is None:
        return ""
    amount = format_amount(Ore(abs(int(gap))), Unit.MNKR)
    if int(gap) < 0:
        return _("%(amount)s mnkr mindre") % {"amount": amount}
    return _("%(amount)s mnkr mer") % {"amount": amount} if int(gap) else _("ingen skillnad")


@register.simple_tag
def course(line: Line) -> SafeString | str:
    """The way a series goes: an arrow with its word, and whether that is the wished way."""
    if line.course is None:
        return ""
    arrow, word = {
        Course.UP: ("↗", _("stiger")),
        Course.DOWN: ("↘", _("sjunker")),
        Course.LEVEL: ("→", _("oförändrad")),
    }[line.course.course]
    good = line.course_is_good
    kind = {True: "good", False: "bad", None: ""}[good]
    judged = {True: _("åt önskat håll"), False: _("åt fel håll"), None: ""}[good]
    return format_html(
        '<span class="course {}"><span aria-hidden="true">{}</span> {}{}</span>',
        kind, arrow, word, format_html('<span class="unseen">, {}</span>', judged) if judged else "",
    )  # fmt: skip
