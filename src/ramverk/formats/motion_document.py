"""A budget proposal as a Word document: a motion with its reasons and numbered clauses that are answered yes or no."""

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
class MotionText:
    """What the motion says. Amounts are öre; frames are net cost, and stand beside what they are compared with."""

    title: str
    parties: Sequence[str]
    sections: Sequence[tuple[str, str]]
    clauses: Sequence[str]
    year: int
    base: str
    frames: Sequence[tuple[str, int, int]]
    """Board, in the base, in the proposal."""
    result: tuple[int, int]
    checksum: str
    created: datetime
    invested: Sequence[tuple[int, int, int]] = ()
    """Year, net investment in the base and in the proposal."""
    projects: Sequence[tuple[str, str]] = ()
    """Project, and what is done with it."""


def write_motion(text: MotionText) -> bytes:
    """The document."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.language, properties.author = text.title, "sv-SE", ", ".join(text.parties)
    properties.created = properties.modified = text.created.replace(tzinfo=None)
    document.add_heading(text.title, 0)
    document.add_paragraph(", ".join(text.parties))
    for heading, words in text.sections:
        document.add_heading(heading or "Motivering", 1)
        for paragraph in words.splitlines():
            if paragraph.strip():
                document.add_paragraph(paragraph.strip())
    document.add_heading("Ramar och resultat", 1)
    document.add_paragraph(f"{text.year}, tkr; ramar som nettokostnad. Jämfört med {text.base}.")
    _table(document, text)
    _investments(document, text)
    document.add_heading("Förslag till beslut", 1)
    document.add_paragraph("Vi föreslår kommunfullmäktige besluta")
    for clause in text.clauses:
        document.add_paragraph(clause, style="List Number")
    foot = f"Kontrollsumma {text.checksum}." if text.checksum else "Utkast."
    document.sections[0].footer.paragraphs[0].text = foot
    return word_bytes(document)


def _investments(document: Docx, text: MotionText) -> None:
    if not text.invested:
        return
    document.add_heading("Investeringar", 1)
    document.add_paragraph(f"Nettoinvesteringar, tkr. Jämfört med {text.base}.")
    _rows(document, ("År", text.base, "Förslaget", "Skillnad"), [(str(year), *sums) for year, *sums in text.invested])
    for name, words in text.projects:
        document.add_paragraph(f"{name}: {words}", style="List Bullet")


def _table(document: Docx, text: MotionText) -> None:
    head = ("Nämnd", text.base, "Förslaget", "Skillnad")
    _rows(document, head, [*text.frames, ("Årets resultat", *text.result)])


def _rows(document: Docx, head: Sequence[str], rows: Sequence[Any]) -> None:
    table = document.add_table(rows=1, cols=4)
    table.style = "Light List"
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        cell.text = words
    for name, before, after in rows:
        cells = table.add_row().cells
        cells[0].text = name
        shown = (format_amount(Ore(before)), format_amount(Ore(after)), format_amount(Ore(after - before), sign=True))
        for cell, words in zip(cells[1:], shown, strict=True):
            cell.text = words
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
