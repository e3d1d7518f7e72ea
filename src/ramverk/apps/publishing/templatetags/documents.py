"""The line that says in which forms the thing on a page can be had."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import get_language

from ramverk.formats.documents.forms import FORMS

register = template.Library()


@register.inclusion_tag("publishing/_get_as.html")
def get_as(kind: str, pk: Any) -> dict[str, Any]:
    """PDF, Word, web page or workbook. `pk` is the thing's number, or the uid of a draft in a sealed room."""
    name, key = ("draft_motion", "uid") if kind == "motionsutkast" else ("fetch", "pk")
    more = {} if kind == "motionsutkast" else {"kind": kind}
    english = get_language() == "en"
    links = [
        (
            form.name_en if english else form.name,
            reverse(f"publishing:{name}", kwargs={key: pk, "ending": form.ending, **more}),
        )
        for form in FORMS.values()
    ]
    return {"links": links}
