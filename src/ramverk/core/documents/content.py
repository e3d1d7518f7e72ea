"""A document as plain JSON and back, so that what was published is kept as it was and can be rendered anew."""

import base64
from collections.abc import Iterable, Mapping
from typing import Any

from ramverk.core.documents.model import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Row,
    Run,
    Style,
    Table,
)

__all__ = ["from_json", "to_json", "to_pieces"]


def to_json(document: Document) -> dict[str, Any]:
    """The whole document; `from_json` gives the same back."""
    return {
        "kind": document.kind,
        "title": document.title,
        "subtitle": document.subtitle,
        "publisher": document.publisher,
        "dated": document.dated,
        "edition": document.edition,
        "checksum": document.checksum,
        "language": document.language,
        "rounding": document.rounding,
        "accent": document.accent,
        "footing": document.footing,
        "facts": [list(fact) for fact in document.facts],
        "status": document.status,
        "front": document.has_front,
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"type": "heading", "level": block.level, "text": block.text, "anchor": block.anchor}
    if isinstance(block, Paragraph):
        return {"type": "paragraph", "text": block.text, "style": block.style.value} | _runs(block.runs)
    if isinstance(block, ListBlock):
        runs = {"runs": [to_pieces(item) for item in block.runs]} if block.runs else {}
        return {"type": "list", "items": list(block.items), "numbered": block.is_numbered} | runs
    if isinstance(block, Table):
        return {"type": "table", **_table(block)}
    if isinstance(block, Picture):
        return {
            "type": "picture",
            "key": block.key,
            "content": base64.b64encode(block.content).decode(),
            "media_type": block.media_type,
            "description": block.description,
            "caption": block.caption,
        }
    return {
        "type": "chart",
        "key": block.key,
        "title": block.title,
        "description": block.description,
        "svg": block.svg,
        "screen": block.screen,
        "source": block.source,
        "table": _table(block.table) if block.table is not None else None,
    }


def _runs(runs: tuple[Run, ...]) -> dict[str, Any]:
    """Nothing where no words are set off, so that what was frozen before has the checksum it had."""
    return {"runs": to_pieces(runs)} if runs else {}


def to_pieces(runs: Iterable[Run]) -> list[dict[str, Any]]:
    """Words in pieces, with what each is set off as."""
    return [{"text": run.text, "strong": run.is_strong, "emphatic": run.is_emphatic} for run in runs]


def _table(table: Table) -> dict[str, Any]:
    return {
        "key": table.key,
        "caption": table.caption,
        "columns": [{"head": column.head, "figures": column.is_figures} for column in table.columns],
        "rows": [
            {
                "cells": [{"text": cell.text, "ore": cell.ore} | _runs(cell.runs) for cell in row.cells],
                "sum": row.is_sum,
                "level": row.level,
            }
            for row in table.rows
        ],
        "note": table.note,
        "source": table.source,
    }


def from_json(content: Mapping[str, Any]) -> Document:
    """The document of `to_json`. Raises KeyError where a part is missing, ValueError for a block of no known type."""
    return Document(
        kind=content["kind"],
        title=content["title"],
        subtitle=content["subtitle"],
        publisher=content["publisher"],
        dated=content["dated"],
        edition=content["edition"],
        checksum=content["checksum"],
        language=content["language"],
        rounding=content["rounding"],
        accent=content["accent"],
        facts=tuple((label, words) for label, words in content.get("facts", ())),
        status=content.get("status", ""),
        has_front=content.get("front", True),
        blocks=tuple(_read_block(block) for block in content["blocks"]),
    )


def _read_block(block: Mapping[str, Any]) -> Block:
    match block["type"]:
        case "heading":
            return Heading(block["level"], block["text"], block["anchor"])
        case "paragraph":
            return Paragraph(block["text"], Style(block["style"]), _read_runs(block.get("runs", ())))
        case "list":
            runs = tuple(_read_runs(item) for item in block.get("runs", ()))
            return ListBlock(tuple(block["items"]), block["numbered"], runs)
        case "table":
            return _read_table(block)
        case "chart":
            table = _read_table(block["table"]) if block["table"] is not None else None
            words = (block["key"], block["title"], block["description"])
            return Chart(*words, block["svg"], table, block["source"], block["screen"])
        case "picture":
            content = base64.b64decode(block["content"])
            return Picture(block["key"], content, block["media_type"], block["description"], block["caption"])
        case other:
            raise ValueError(f"no block is called {other!r}")


def _read_runs(pieces: Iterable[Mapping[str, Any]]) -> tuple[Run, ...]:
    return tuple(Run(piece["text"], piece["strong"], piece["emphatic"]) for piece in pieces)


def _read_cell(cell: Mapping[str, Any]) -> Cell:
    return Cell(cell["text"], cell["ore"], _read_runs(cell.get("runs", ())))


def _read_table(table: Mapping[str, Any]) -> Table:
    return Table(
        key=table["key"],
        caption=table["caption"],
        columns=tuple(Column(column["head"], column["figures"]) for column in table["columns"]),
        rows=tuple(
            Row(tuple(_read_cell(cell) for cell in row["cells"]), row["sum"], row["level"]) for row in table["rows"]
        ),
        note=table["note"],
        source=table["source"],
    )
