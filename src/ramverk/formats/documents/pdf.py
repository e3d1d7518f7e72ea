"""A document as PDF by Typst: tagged, PDF/UA-1 and PDF/A-3a in one file.

The engine refuses what not everybody could read.
"""

import base64
import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any

import typst
from PIL import Image

from ramverk.core.documents.brand import PLAIN, Brand
from ramverk.core.documents.content import to_json, to_pieces
from ramverk.core.documents.model import Cell, Chart, Document, Heading, Picture, Table, headings
from ramverk.formats.documents.measures import (
    chapters_on_new_pages,
    column_widths,
    table_height,
    with_whole_numbers,
)
from ramverk.formats.documents.row_heads import with_row_heads

__all__ = ["STANDARDS", "DocumentRefused", "draw_png", "write_pdf"]

_compile: Callable[..., bytes] = typst.compile
"""Its types know no folder given as a mapping, which it takes."""
STANDARDS = ["ua-1", "a-3a"]
_CONTENTS_FROM = 6
"""A document of fewer headings needs no list of contents."""
_UNDRAWN = re.compile(r"the text `?[\"“](.+?)[\"”]`? could not be displayed", re.DOTALL)


class DocumentRefused(ValueError):
    """The engine says that the document cannot be made readable for everybody; the message says where."""


def write_pdf(document: Document, brand: Brand = PLAIN) -> bytes:
    """The PDF. Raises `DocumentRefused` where the standard is not met (no alternative text, a skipped heading)."""
    content = to_json(document)
    content["contents"] = document.has_front and sum(1 for _ in headings(document)) >= _CONTENTS_FROM
    content["brand"] = {
        "logo": "logo.svg" if brand.logo is not None else None,
        "name": brand.logo_name or document.publisher,
        "sender": brand.sender.splitlines(),
        "band": brand.has_band,
    }
    parts = {"main.typ": _look()}
    if brand.logo is not None:
        parts["logo.svg"] = _as_svg(brand.logo, brand.logo_type)
    breaking = {id(block) for block in chapters_on_new_pages(document)}
    for block, written in zip(document.blocks, content["blocks"], strict=True):
        if isinstance(block, Chart):
            parts[f"{block.key}.svg"] = block.svg.encode()
            written["share"] = _share(block.svg)
            del written["svg"], written["screen"]
        elif isinstance(block, Picture):
            written["file"] = f"{block.key}.svg"
            parts[written["file"]] = _as_svg(block.content, block.media_type)
            written["share"] = _share(parts[written["file"]].decode())
            del written["content"]
        elif isinstance(block, Heading):
            written["breaks"] = id(block) in breaking
        table = block if isinstance(block, Table) else block.table if isinstance(block, Chart) else None
        if table is not None:
            (written if table is block else written["table"]).update(_set(table))
    parts["document.json"] = with_whole_numbers(json.dumps(content, ensure_ascii=False)).encode()
    stamp = datetime.fromisoformat(document.dated).replace(tzinfo=UTC)
    try:
        made = _compile(parts, format="pdf", pdf_standards=STANDARDS, timestamp=stamp, ignore_system_fonts=True)
    except typst.TypstError as refused:
        raise DocumentRefused(_sentence(str(refused))) from refused
    return with_row_heads(bytes(made))


def _set(table: Table) -> dict[str, Any]:
    """A table's rows as bare words, with where its sums and set-in rows are: the engine keeps every value it reads."""
    return {
        "rows": [
            [
                "\u2013" if column.is_figures and not cell.text.strip() else _said(cell)
                for column, cell in zip(table.columns, row.cells, strict=True)
            ]
            for row in table.rows
        ],
        "sums": [at for at, row in enumerate(table.rows, 1) if row.is_sum],
        "levels": {str(at): row.level for at, row in enumerate(table.rows) if row.level and not row.is_sum},
        "marked": any(cell.runs for row in table.rows for cell in row.cells),
        "widths": column_widths(table),
        "whole": table_height(table) < _WHOLE,
    }


_WHOLE = 170
"""Millimetres; a table no higher than this stands on one page, so that no sum is parted from what it is the sum of."""


def _said(cell: Cell) -> Any:
    return to_pieces(cell.runs) if cell.runs else cell.text


def _as_svg(content: bytes, media_type: str) -> bytes:
    """A picture inside a drawing: the engine takes the files of a document as text alone."""
    if media_type == "image/svg+xml":
        return content
    with Image.open(io.BytesIO(content)) as picture:
        width, height = picture.size
    held = base64.b64encode(content).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:{media_type};base64,{held}"/></svg>'
    ).encode()


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
