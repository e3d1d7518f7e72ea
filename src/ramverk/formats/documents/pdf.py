"""A document as PDF by Typst: tagged, PDF/UA-1 and PDF/A-3a in one file.

The engine refuses what not everybody could read.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files

import typst

from ramverk.core.documents.brand import PLAIN, Brand
from ramverk.core.documents.content import to_json
from ramverk.core.documents.model import Chart, Document, Picture, headings

__all__ = ["STANDARDS", "DocumentRefused", "draw_png", "write_pdf"]

_compile: Callable[..., bytes] = typst.compile
"""Its types know no folder given as a mapping, which it takes."""
STANDARDS = ["ua-1", "a-3a"]
_CONTENTS_FROM = 6
"""A document of fewer headings needs no list of contents."""
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}
_UNDRAWN = re.compile(r"the text `?[\"“](.+?)[\"”]`? could not be displayed", re.DOTALL)


class DocumentRefused(ValueError):  # noqa: N818 - a refusal with its sentence
    """The engine says that the document cannot be made readable for everybody; the message says where."""


def write_pdf(document: Document, brand: Brand = PLAIN) -> bytes:
    """The PDF. Raises `DocumentRefused` where the standard is not met (no alternative text, a skipped heading)."""
    content = to_json(document)
    content["contents"] = document.has_front and sum(1 for _ in headings(document)) >= _CONTENTS_FROM
    content["brand"] = {
        "logo": f"logo.{_ENDINGS[brand.logo_type]}" if brand.logo is not None else None,
        "name": brand.logo_name or document.publisher,
        "sender": brand.sender.splitlines(),
        "band": brand.has_band,
    }
    parts = {"main.typ": _look()}
    if brand.logo is not None:
        parts[content["brand"]["logo"]] = brand.logo
    for block, written in zip(document.blocks, content["blocks"], strict=True):
        if isinstance(block, Chart):
            parts[f"{block.key}.svg"] = block.svg.encode()
            written["share"] = _share(block.svg)
            del written["svg"], written["screen"]
        elif isinstance(block, Picture):
            written["file"] = f"{block.key}.{_ENDINGS[block.media_type]}"
            parts[written["file"]] = block.content
            del written["content"]
    parts["document.json"] = json.dumps(content, ensure_ascii=False).encode()
    stamp = datetime.fromisoformat(document.dated).replace(tzinfo=UTC)
    try:
        return bytes(_compile(parts, format="pdf", pdf_standards=STANDARDS, timestamp=stamp, ignore_system_fonts=True))
    except typst.TypstError as refused:
        raise DocumentRefused(_sentence(str(refused))) from refused


_SVG_WIDTH = re.compile(r'<svg[^>]*? width="([\d.]+)')
_FULL_WIDTH = 612
"""What a drawing measures that fills the width of the text, in its own units (an inch has 96)."""


def _share(svg: str) -> float:
    """How much of the text's width a drawing takes, so that a small one is not blown up."""
    found = _SVG_WIDTH.search(svg)
    return min(100.0, float(found[1]) / _FULL_WIDTH * 100) if found else 100.0


def _sentence(words: str) -> str:
    if found := _UNDRAWN.search(words):
        return (
            f"Tecknen ”{found[1]}” finns inte i PDF-filens teckensnitt. Skriv dem på annat sätt, eller hämta "
            "dokumentet som Word eller webbsida."
        )
    return f"PDF-filen kan inte göras läsbar för alla: {words}"


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
