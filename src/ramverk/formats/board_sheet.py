"""One board's own sheet as a Word document: its frame, the way there cause by cause, and what it is asked to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from ramverk.core.money import Ore, format_amount
from ramverk.formats.word_bytes import word_bytes

__all__ = ["BoardSheet", "CauseRows", "write_board_sheet"]

Docx: TypeAlias = Any
Amounts = Sequence[int]


@dataclass(frozen=True, slots=True)
class CauseRows:
    """One cause: what it sums to each year, and the changes behind it with their sources."""

    cause: str
    amounts: Amounts
    changes: Sequence[tuple[str, str, Amounts]]


@dataclass(frozen=True, slots=True)
class BoardSheet:
    """What the document says. Amounts are öre, net cost positive: plus makes the frame larger."""

    title: str
    board: str
    years: Sequence[int]
    opening: int
    causes: Sequence[CauseRows]
    frame: Amounts
    source: str
    checksum: str
    created: datetime
    earmarked: Sequence[tuple[str, Amounts]] = field(default_factory=tuple)
    assignments: Sequence[tuple[str, str | None]] = field(default_factory=tuple)
    hand_in_by: str | None = None


def write_board_sheet(sheet: BoardSheet) -> bytes:
    """The document. Each table ties: opening frame and causes add up to the frame."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.language, properties.author = sheet.title, "sv-SE", ""
    properties.created = properties.modified = sheet.created.replace(tzinfo=None)
    document.add_heading(sheet.title, 0)
    if sheet.hand_in_by:
        document.add_paragraph(f"Nämndens förslag lämnas senast {sheet.hand_in_by} (kommunallagen 11 kap. 9 §).")
    document.add_heading("Från ingående ram till ram", 1)
    document.add_paragraph("Nettokostnad, tkr. Plus gör ramen större. Orsakerna visas mot ingående ram.")
    _table(
        document, ["Orsak", *map(str, sheet.years)],
        [
            ("Ingående ram", [sheet.opening] * len(sheet.years), False),
            *((rows.cause, rows.amounts, True) for rows in sheet.causes),
            ("Ram", sheet.frame, False),
        ],
    )  # fmt: skip
    if sheet.earmarked:
        document.add_heading("Varav öronmärkt", 1)
        document.add_paragraph("Ligger inom ramen och får inte användas till annat.")
        _table(document, ["Öronmärkt", *map(str, sheet.years)], [(*row, False) for row in sheet.earmarked])
    document.add_heading("Varje ändring", 1)
    if not sheet.causes:
        document.add_paragraph("Ramen är oförändrad.")
    for rows in sheet.causes:
        document.add_heading(rows.cause, 2)
        named = [(f"{text} ({source})" if source else text, amounts, True) for text, source, amounts in rows.changes]
        _table(document, ["Ändring", *map(str, sheet.years)], named)
    if sheet.assignments:
        document.add_heading("Uppdrag", 1)
        for text, day in sheet.assignments:
            document.add_paragraph(text + (f" Redovisas senast {day}." if day else ""), style="List Bullet")
    foot = f"Ur utgåvan ”{sheet.source}”." + (f" Kontrollsumma {sheet.checksum}." if sheet.checksum else " Utkast.")
    document.sections[0].footer.paragraphs[0].text = foot
    return word_bytes(document)


def _table(document: Docx, heads: Sequence[str], rows: Sequence[tuple[str, Amounts, bool]]) -> None:
    """Rows of words, amounts, and whether the amounts are changes, shown with their sign."""
    table = document.add_table(rows=1 + len(rows), cols=len(heads))
    table.style = "Light List"
    cells = table._cells  # noqa: SLF001 - read once; asking the table for each row is quadratic
    for cell, head in zip(cells, heads, strict=False):
        cell.text = head
    at = len(heads)
    for words, amounts, is_change in rows:
        cells[at].text = words
        for cell, amount in zip(cells[at + 1 : at + len(heads)], amounts, strict=True):
            cell.text = format_amount(Ore(amount), sign=is_change)
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        at += len(heads)
