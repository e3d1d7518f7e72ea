"""How much room the parts of a document take on paper, near enough to say what stands together on a page."""

import re
from collections.abc import Iterator

from ramverk.core.documents.model import Block, Chart, Document, Heading, ListBlock, Paragraph, Picture, Table

__all__ = ["chapters_on_new_pages", "column_widths", "table_height", "with_whole_numbers"]

_TEXT_WIDTH, _PAGE = 459.0, 232.0
"""Points across, and millimetres down that a page's text may fill before it is called full."""
_SIGN, _EDGES = 4.9, 9.0
"""About what a sign of a table takes, and a cell's edges, in points."""
_NARROWEST, _WIDEST_SHARE = 46.0, 0.62
_FEWEST, _MOST, _AIR = 7, 60, 9
"""Signs of a column of words: below and above it its width says nothing of what it needs; and the air beside it."""

_THIN = re.compile(r"(?<=\d)\u2009(?=\d)")


def with_whole_numbers(text: str) -> str:
    """The text with the space between thousands that no line is broken at, as it must be on paper."""
    return _THIN.sub("\u202f", text)


def column_widths(table: Table) -> list[float]:
    """Points for columns of figures, alike where they can be so that years stand in step; shares for columns of words.

    A figure below zero is a share. Given widths also spare the engine the measuring of every cell.
    """
    longest = [
        max(len(line) for text in (column.head, *(row.cells[at].text for row in table.rows)) for line in _lines(text))
        for at, column in enumerate(table.columns)
    ]
    wanted = [signs * _SIGN + _EDGES for signs, column in zip(longest, table.columns, strict=True) if column.is_figures]
    widest = max([_NARROWEST, *wanted])
    room = _TEXT_WIDTH * (_WIDEST_SHARE if len(wanted) < len(table.columns) else 1)
    if widest * len(wanted) <= room:
        wanted = [widest] * len(wanted)
    elif sum(wanted) > room:
        wanted = [width * room / sum(wanted) for width in wanted]
    figures = iter(wanted)
    return [
        next(figures) if column.is_figures else -float(min(max(signs, _FEWEST), _MOST) + _AIR)
        for signs, column in zip(longest, table.columns, strict=True)
    ]


def _lines(text: str) -> list[str]:
    return text.split("\n")


def table_height(table: Table) -> float:
    """Millimetres with its caption and notes."""
    widths = column_widths(table)
    shares = -sum(width for width in widths if width < 0) or 1.0
    rest = _TEXT_WIDTH - sum(width for width in widths if width > 0)
    signs = [max(int(((width if width > 0 else rest * -width / shares) - _EDGES) / _SIGN), 1) for width in widths]
    lines = sum(
        max(
            sum(-(-max(len(line), 1) // room) for line in _lines(cell.text))
            for cell, room in zip(row.cells, signs, strict=True)
        )
        for row in table.rows
    )
    return 22 + lines * 4.3 + len(table.rows) * 1.4


def chapters_on_new_pages(document: Document) -> Iterator[Heading]:
    """The chapters that begin a page: all, but for those that with the chapters before them still fit on one."""
    filled = _PAGE
    for heading, blocks in _chapters(document):
        height = 16 + sum(_height(block) for block in blocks)
        if filled + height > _PAGE:
            yield heading
            filled = 0.0
        filled += height


def _chapters(document: Document) -> Iterator[tuple[Heading, list[Block]]]:
    found: list[tuple[Heading, list[Block]]] = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            found.append((block, []))
        elif found:
            found[-1][1].append(block)
    yield from found


def _height(block: Block) -> float:
    if isinstance(block, Heading):
        return 11
    if isinstance(block, Paragraph):
        return 2.2 + 4.9 * sum(1 + len(line) // 82 for line in _lines(block.text))
    if isinstance(block, ListBlock):
        return 2 + sum(4.9 * (1 + len(item) // 78) for item in block.items)
    if isinstance(block, Table):
        return table_height(block)
    if isinstance(block, Chart):
        return 90 + (table_height(block.table) if block.table is not None else 0)
    return 110 if isinstance(block, Picture) else 0
