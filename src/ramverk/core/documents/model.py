"""What a document is made of, before anybody has decided what it looks like.

A document is a flat list of blocks in reading order: headings, paragraphs, lists, tables, charts and pictures. Every
table has a caption and header cells, and every chart a description in words and a table with the same figures, since
somebody will hear it and not see it. Amounts keep their öre beside the printed text, so that a workbook gets numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Block",
    "Cell",
    "Chart",
    "Column",
    "Document",
    "Heading",
    "ListBlock",
    "Paragraph",
    "Picture",
    "Row",
    "Run",
    "Style",
    "Table",
    "headings",
    "tables",
]


class Style(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    LEAD = "lead"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is a chapter, and no level may be skipped on the way down."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of running text that is set off as one: strong (bold), emphatic (italics), both or neither."""

    text: str
    is_strong: bool = False
    is_emphatic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `runs` is the same text in pieces where some of it is set off, and empty where none is."""

    text: str
    style: Style = Style.BODY
    runs: tuple[Run, ...] = ()

    @property
    def pieces(self) -> tuple[Run, ...]:
        """The text in pieces, one where nothing is set off."""
        return self.runs or (Run(self.text),)


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Points, numbered where their order counts (clauses to decide). `runs` as a paragraph's, for each point."""

    items: tuple[str, ...]
    is_numbered: bool = False
    runs: tuple[tuple[Run, ...], ...] = ()

    @property
    def pieces(self) -> tuple[tuple[Run, ...], ...]:
        """Each point in pieces."""
        return self.runs or tuple((Run(item),) for item in self.items)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, and whether it holds figures."""

    head: str
    is_figures: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What is printed, and the öre it stands for where it is an amount. `runs` as a paragraph's."""

    text: str
    ore: int | None = None
    runs: tuple[Run, ...] = ()

    @property
    def pieces(self) -> tuple[Run, ...]:
        """The text in pieces, one where nothing is set off."""
        return self.runs or (Run(self.text),)


@dataclass(frozen=True, slots=True)
class Row:
    """One row; the first cell is its head. `level` 1 is set in under the row above, a sum is set off from the rest."""

    cells: tuple[Cell, ...]
    is_sum: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption, heads and source; every row has as many cells as there are columns."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing (SVG) for paper and one for a screen, what they show in words, and the table with the figures.

    The one for paper is whole in itself; the one for a screen takes its colours from the page.
    """

    key: str
    title: str
    description: str
    svg: str
    table: Table | None = None
    source: str = ""
    screen: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (PNG or JPEG), what it shows in words for those who do not see it, and a line under it."""

    key: str
    content: bytes
    media_type: str
    description: str
    caption: str = ""


Block = Heading | Paragraph | ListBlock | Table | Chart | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `edition` and `checksum` say where its figures come from; they stand on every page."""

    kind: str
    title: str
    publisher: str
    dated: str
    """ISO date."""
    blocks: tuple[Block, ...]
    subtitle: str = ""
    edition: str = ""
    checksum: str = ""
    language: str = "sv"
    rounding: str = ""
    """How amounts are rounded, in words; printed once in the document."""
    accent: str = "#1f4e63"
    facts: tuple[tuple[str, str], ...] = ()
    """What stands under the title: label and words (board, day, register number)."""
    status: str = ""
    """ "Utkast" while it may change; it stands on every page."""
    has_front: bool = True
    """A front page and a list of contents; a letter or a sheet of a few pages begins at once."""

    @property
    def footing(self) -> str:
        """The line at the foot of every page."""
        word = "checksum" if self.language == "en" else "kontrollsumma"
        mark = f"{word} {self.checksum[:12]}" if self.checksum else ""
        as_of = "" if self.edition or self.checksum else self.dated  # what is not frozen is told by its day
        return " · ".join(part for part in (self.publisher, self.edition, as_of, self.status, mark) if part)


def headings(document: Document) -> Iterator[Heading]:
    """The headings in order."""
    return (block for block in document.blocks if isinstance(block, Heading))


def tables(document: Document) -> Sequence[Table]:
    """Every table, those of charts included, each key once."""
    found: dict[str, Table] = {}
    for block in document.blocks:
        table = block.table if isinstance(block, Chart) else block if isinstance(block, Table) else None
        if table is not None:
            found.setdefault(table.key, table)
    return list(found.values())
