"""A frame directive as a Word document: sections, the frames in a table, assignments board by board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from ramverk.core.money import Ore, format_amount
from ramverk.formats.word_bytes import word_bytes

Docx: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class DirectiveText:
    """What the document says. Frames are öre, net cost positive; days are ISO dates."""

    title: str
    years: Sequence[int]
    hand_in_by: str | None
    sections: Sequence[tuple[str, str]]
    assignments: Sequence[tuple[str, str, str | None]]
    """Board, or empty for all of them; the assignment; when it is reported."""
    frames: Sequence[tuple[str, int, Sequence[int]]]
    source: str
    checksum: str
    created: datetime


def write_directive(text: DirectiveText) -> bytes:
    """The document."""
    document = Document()
    document.core_properties.title = text.title
    properties = document.core_properties
    properties.language, properties.author = "sv-SE", ""
    properties.created = properties.modified = text.created.replace(tzinfo=None)
    document.add_heading(text.title, 0)
    if text.hand_in_by:
        document.add_paragraph(f"Nämndernas förslag lämnas senast {text.hand_in_by} (kommunallagen 11 kap. 9 §).")
    for heading, words in text.sections:
        document.add_heading(heading, 1)
        for paragraph in words.splitlines():
            if paragraph.strip():
                document.add_paragraph(paragraph.strip())
    document.add_heading("Preliminära ramar", 1)
    document.add_paragraph("Nettokostnad, tkr.")
    _frames(document, text)
    document.add_heading("Uppdrag", 1)
    if not text.assignments:
        document.add_paragraph("Inga uppdrag.")
    for board, words, day in text.assignments:
        who = board or "Alla nämnder"
        document.add_paragraph(f"{who}: {words}" + (f" Redovisas senast {day}." if day else ""), style="List Bullet")
    foot = f"Ur utgåvan ”{text.source}”." + (f" Kontrollsumma {text.checksum}." if text.checksum else " Utkast.")
    document.sections[0].footer.paragraphs[0].text = foot
    return word_bytes(document)


def _frames(document: Docx, text: DirectiveText) -> None:
    heads = ["Nämnd", "Ingående", *map(str, text.years)]
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Light List"
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    for name, opening, amounts in text.frames:
        cells = table.add_row().cells
        cells[0].text = name
        for cell, amount in zip(cells[1:], [opening, *amounts], strict=True):
            cell.text = format_amount(Ore(amount))
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
