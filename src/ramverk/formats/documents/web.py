"""A document as one accessible web page that needs nothing else: style and drawings lie in it."""

import base64
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, Template
from markupsafe import Markup

from ramverk.core.documents.brand import PLAIN, Brand
from ramverk.core.documents.model import Document, Heading, Run, headings

__all__ = ["anchor_of", "inside", "set_off", "write_html"]


def write_html(document: Document, brand: Brand = PLAIN) -> bytes:
    """The page, in the language the document says it is in."""
    contents = [
        (anchor_of(at, heading), heading) for at, heading in enumerate(headings(document)) if heading.level <= 2
    ]
    anchors = iter(anchor_of(at, heading) for at, heading in enumerate(headings(document)))
    page = _page().render(
        document=document, contents=contents, next_anchor=lambda: next(anchors), drawing=Markup, brand=brand,
        logo=inside(brand.logo, brand.logo_type) if brand.logo else "", inside=inside, set_off=set_off,
    )  # fmt: skip
    return page.encode()


def inside(content: bytes, media_type: str) -> str:
    """A picture as an address that holds it, so that the page needs no other file."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def set_off(pieces: Iterable[Run]) -> Markup:
    """Words with what is strong or emphatic marked up, and everything else escaped."""
    return Markup().join(_marked(run) for run in pieces)


def _marked(run: Run) -> Markup:
    words = Markup("<em>{}</em>").format(run.text) if run.is_emphatic else Markup.escape(run.text)
    return Markup("<strong>{}</strong>").format(words) if run.is_strong else words


def anchor_of(at: int, heading: Heading) -> str:
    """Where a heading can be linked to."""
    return heading.anchor or f"avsnitt-{at + 1}"


@lru_cache(maxsize=1)
def _page() -> Template:
    source = files("ramverk.formats.documents").joinpath("document.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)
