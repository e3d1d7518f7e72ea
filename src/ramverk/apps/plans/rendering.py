"""Section text as it is read: headings, paragraphs, lists, tables and emphasis. Markup of any other kind is text."""

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_RULES = ("heading", "list", "table", "emphasis", "newline", "escape")
_reader = MarkdownIt("zero", {"html": False, "breaks": True}).enable(list(_RULES))
_DEEPER = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6"}


def html_of(text: str) -> SafeString:
    """The text as HTML. No links, no images, no markup of the writer's own: what is not known is escaped."""
    tokens = _reader.parse(text)
    for token in tokens:
        token.tag = _DEEPER.get(token.tag, token.tag)
        token.attrs = {name: value for name, value in token.attrs.items() if name == "start"}
    html: str = _reader.renderer.render(tokens, _reader.options, {})
    return mark_safe(html)  # noqa: S308 - the reader escapes what it does not know
