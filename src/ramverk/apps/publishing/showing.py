"""A document's blocks as templates take them: what kind each is, and where it can be linked to."""

from collections.abc import Iterable
from dataclasses import dataclass

from ramverk.core.documents.model import Block, Cell, Chart, Column, Document, Heading, Picture, Table
from ramverk.formats.documents.web import anchor_of, inside


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row whose cells know their columns, so that a narrow screen can say what each is."""

    pairs: tuple[tuple[Cell, Column], ...]
    is_sum: bool
    level: int


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as a template shows it."""

    caption: str
    columns: tuple[Column, ...]
    labelled: tuple[ShownRow, ...]
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A drawing with its words and its table."""

    title: str
    description: str
    svg: str
    source: str
    table: ShownTable | None


def shown_table(table: Table) -> ShownTable:
    """The table with every cell beside its column."""
    rows = tuple(
        ShownRow(tuple(zip(row.cells, table.columns, strict=True)), row.is_sum, row.level) for row in table.rows
    )
    return ShownTable(table.caption, table.columns, rows, table.note, table.source)


def shown_chart(chart: Chart) -> ShownChart:
    """The drawing for a screen. We made it, and the writer escaped its words, so it may stand in a page as it is."""
    table = shown_table(chart.table) if chart.table is not None else None
    return ShownChart(chart.title, chart.description, chart.screen, chart.source, table)


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture that lies in the page itself."""

    address: str
    description: str
    caption: str


def shown_blocks(document: Document) -> list[tuple[object, str, str]]:
    """Block, kind, anchor."""
    return shown(document.blocks)


def shown(blocks: Iterable[Block]) -> list[tuple[object, str, str]]:
    """Block, kind, anchor, for blocks of a whole document or of a part."""
    found: list[tuple[object, str, str]] = []
    headings = 0
    for block in blocks:
        if isinstance(block, Heading):
            found.append((block, "Heading", anchor_of(headings, block)))
            headings += 1
        elif isinstance(block, Table):
            found.append((shown_table(block), "Table", ""))
        elif isinstance(block, Chart):
            found.append((shown_chart(block), "Chart", ""))
        elif isinstance(block, Picture):
            picture = ShownPicture(inside(block.content, block.media_type), block.description, block.caption)
            found.append((picture, "Picture", ""))
        else:
            found.append((block, type(block).__name__, ""))
    return found
