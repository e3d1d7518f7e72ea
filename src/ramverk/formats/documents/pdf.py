"""A document as PDF by Typst: tagged, PDF/UA-1 and PDF/A-3a in one file.

The engine refuses what not everybody could read.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files

import typst

from ramverk.core.documents.content import to_json
from ramverk.core.documents.model import Chart, Document, headings

__all__ = ["STANDARDS", "DocumentRefused", "draw_png", "write_pdf"]

_compile: Callable[..., bytes] = typst.compile
"""Its types know no folder given as a mapping, which it takes."""
STANDARDS = ["ua-1", "a-3a"]
_CONTENTS_FROM = 6
"""A document of fewer headings needs no list of contents."""


class DocumentRefused(ValueError):  # noqa: N818 - a refusal with its sentence
    """The engine says that the document cannot be made readable for everybody; the message says where."""


def write_pdf(document: Document, logo: bytes | None = None) -> bytes:
    """The PDF. Raises `DocumentRefused` where the standard is not met (no alternative text, a skipped heading)."""
    content = to_json(document)
    content["contents"] = sum(1 for _ in headings(document)) >= _CONTENTS_FROM
    content["logo"] = logo is not None
    parts = {"main.typ": _look(), "document.json": json.dumps(content, ensure_ascii=False).encode()}
    if logo is not None:
        parts["logo"] = logo
    for block in document.blocks:
        if isinstance(block, Chart):
            parts[f"{block.key}.svg"] = block.svg.encode()
    stamp = datetime.fromisoformat(document.dated).replace(tzinfo=UTC)
    try:
        return bytes(_compile(parts, format="pdf", pdf_standards=STANDARDS, timestamp=stamp, ignore_system_fonts=True))
    except typst.TypstError as refused:
        raise DocumentRefused(str(refused)) from refused


def draw_png(svg: str, width_mm: int = 160, ppi: int = 200) -> bytes:
    """A drawing as a picture, for programs that take no SVG."""
    source = (
        f'#set page(width: {width_mm}mm, height: auto, margin: 0mm, fill: none)\n#image("drawing.svg", width: 100%)'
    )
    parts = {"main.typ": source.encode(), "drawing.svg": svg.encode()}
    return bytes(_compile(parts, format="png", ppi=ppi, ignore_system_fonts=True))


@lru_cache(maxsize=1)
def _look() -> bytes:
    return files("ramverk.formats.documents").joinpath("document.typ").read_bytes()
