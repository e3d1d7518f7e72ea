"""A document's blocks as parts of a page."""

from typing import Any

from django import template

from ramverk.apps.publishing.showing import shown_blocks
from ramverk.core.documents.model import Document

register = template.Library()


@register.inclusion_tag("publishing/_blocks.html")
def document_blocks(document: Document) -> dict[str, Any]:
    """Every block of the document, its chapters as headings of the second level."""
    return {"blocks": shown_blocks(document)}
