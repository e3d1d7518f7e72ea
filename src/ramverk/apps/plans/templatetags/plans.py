"""`{% load plans %}`: section text as a document, amounts of a year."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from ramverk.apps.plans.rendering import html_of
from ramverk.core.money import Ore, Unit, format_exact
from ramverk.core.split import whole_kronor

register = template.Library()


@register.filter
def as_document(text: str) -> SafeString:
    """Section text as it is read."""
    return html_of(text)


@register.filter
def in_year(amounts: Mapping[str, int], year: int) -> int | None:
    """The amount of a year, None where there is none."""
    return amounts.get(str(year))


@register.filter
def of_section(counts: Mapping[int, int], pk: int) -> int:
    """How many there are of a section."""
    return counts.get(pk, 0)


@register.filter
def exact_tkr(ore: int | None) -> str:
    """Öre in thousand kronor to the krona: "1 234,567"."""
    return "" if ore is None else format_exact(Ore(whole_kronor(Ore(ore)) * 100), Unit.TKR)


@register.filter
def is_over(left: int) -> bool:
    """Whether the parts are more than the frame by what `exact_tkr` would show: öre that round to 0 are no excess."""
    return whole_kronor(Ore(left)) < 0


@register.filter
def signed_exact_tkr(ore: int) -> str:
    """The same with a plus before what is above zero."""
    return ("+" if ore > 0 else "") + exact_tkr(ore)
