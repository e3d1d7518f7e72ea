"""A document's blocks as parts of a page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format
from markupsafe import Markup

from ramverk.apps.publishing.showing import shown_blocks
from ramverk.core.documents.model import Document, Run
from ramverk.core.money import Ore, Unit, format_amount
from ramverk.formats.documents import web

register = template.Library()


@register.inclusion_tag("publishing/_blocks.html")
def document_blocks(document: Document) -> dict[str, Any]:
    """Every block of the document, its chapters as headings of the second level."""
    return {"blocks": shown_blocks(document)}


@register.filter
def set_off(pieces: Iterable[Run]) -> Markup:
    """Words with what is strong or emphatic marked up."""
    return web.set_off(pieces)


@register.filter
def mnkr(ore: int | None) -> str:
    """Öre in millions of kronor with one decimal: "12,3"."""
    return format_amount(None if ore is None else Ore(ore), Unit.MNKR)


@register.filter
def signed_kr(ore: int | None) -> str:
    """Öre in whole kronor with a plus before what is above zero."""
    return format_amount(None if ore is None else Ore(ore), Unit.KR, sign=True)


@register.filter
def months(start: date, end: date | None) -> str:
    """A month or a stretch of months, the year said once where it is the same: "augusti–september 2018"."""
    if end is None or (start.year, start.month) == (end.year, end.month):
        return date_format(start, "F Y")
    return f"{date_format(start, 'F' if start.year == end.year else 'F Y')}–{date_format(end, 'F Y')}"
