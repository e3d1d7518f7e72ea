"""Whether a document can be read by everybody: what a screen reader, a printer or a small screen needs."""

from collections.abc import Iterator
from itertools import pairwise

from ramverk.core.documents.cleaning import hidden_in
from ramverk.core.documents.model import Chart, Document, Picture, Table, headings, tables
from ramverk.core.findings import Finding, Severity

__all__ = ["check_document"]


def check_document(document: Document) -> list[Finding]:
    """Everything that keeps somebody out, in reading order. Findings that block must be mended before publishing."""
    return [
        *_identity(document),
        *_headings(document),
        *(finding for table in tables(document) for finding in _table(table)),
        *(finding for block in document.blocks if isinstance(block, Chart) for finding in _chart(block)),
        *(finding for block in document.blocks if isinstance(block, Picture) for finding in _picture(block)),
        *_missing(document),
        *_hidden(document),
    ]


def _identity(document: Document) -> Iterator[Finding]:
    if not document.title.strip():
        yield _finding("document.untitled", "Dokumentet saknar titel.", "The document has no title.")
    if not document.language:
        yield _finding(
            "document.no_language",
            "Dokumentet säger inte vilket språk det är på. Välj språk.",
            "The document does not say which language it is in. Choose one.",
        )


def _headings(document: Document) -> Iterator[Finding]:
    found = list(headings(document))
    if found and found[0].level != 1:
        yield _finding(
            "document.heading_skipped",
            f"Den första rubriken, ”{found[0].text}”, måste vara på nivå 1.",
            f"The first heading, “{found[0].text}”, must be at level 1.",
        )
    for above, below in pairwise(found):
        if below.level > above.level + 1:
            yield _finding(
                "document.heading_skipped",
                f"Rubriken ”{below.text}” är på nivå {below.level} under en på nivå {above.level}. Ta nivåerna i tur "
                "och ordning.",
                f"The heading “{below.text}” is at level {below.level} under one at level {above.level}. Take the "
                "levels in turn.",
            )
    for heading in found:
        if not heading.text.strip():
            yield _finding("document.heading_empty", "En rubrik är tom.", "A heading is empty.")


def _table(table: Table) -> Iterator[Finding]:
    if not table.caption.strip():
        yield _finding(
            "document.table_without_caption",
            f"Tabellen {table.key} saknar rubrik. Skriv vad den visar, i vilken enhet.",
            f"The table {table.key} has no caption. Say what it shows, in which unit.",
        )
    if not all(column.head.strip() for column in table.columns):
        yield _finding(
            "document.column_without_head",
            f"En kolumn i tabellen ”{table.caption}” saknar rubrik.",
            f"A column of the table “{table.caption}” has no head.",
        )
    for number, row in enumerate(table.rows, 1):
        if len(row.cells) != len(table.columns):
            yield _finding(
                "document.ragged_row",
                f"Rad {number} i tabellen ”{table.caption}” har {len(row.cells)} celler men tabellen "
                f"{len(table.columns)} kolumner.",
                f"Row {number} of the table “{table.caption}” has {len(row.cells)} cells but the table "
                f"{len(table.columns)} columns.",
            )


def _chart(chart: Chart) -> Iterator[Finding]:
    if not chart.description.strip():
        yield _finding(
            "document.chart_without_words",
            f"Diagrammet ”{chart.title}” saknar alternativ text. Beskriv vad det visar.",
            f"The chart “{chart.title}” has no alternative text. Describe what it shows.",
        )
    if chart.table is None:
        yield _finding(
            "document.chart_without_table",
            f"Diagrammet ”{chart.title}” saknar tabell med samma siffror.",
            f"The chart “{chart.title}” has no table with the same figures.",
        )


def _picture(picture: Picture) -> Iterator[Finding]:
    name = picture.caption or picture.key
    if not picture.description.strip():
        yield _finding(
            "document.picture_without_words",
            f"Bilden ”{name}” saknar alternativ text. Beskriv vad den visar för den som inte ser den.",
            f"The picture “{name}” has no alternative text. Describe what it shows for those who do not see it.",
        )


def _missing(document: Document) -> Iterator[Finding]:
    """Figures that are not there are said, table by table; they are printed as a dash and never as zero."""
    for table in tables(document):
        empty = [
            f"{row.cells[0].text}, {column.head}"
            for row in table.rows
            for column, cell in zip(table.columns[1:], row.cells[1:], strict=False)
            if column.is_figures and not cell.text.strip()
        ]
        if empty:
            more = f" och {len(empty) - 3} till" if len(empty) > 3 else ""
            more_en = f" and {len(empty) - 3} more" if len(empty) > 3 else ""
            places = "; ".join(empty[:3])
            yield Finding(
                "document.figure_missing",
                Severity.WARNING,
                message=f"Tabellen ”{table.caption}” saknar tal: {places}{more}. Där står ett streck i dokumentet.",
                message_en=f"The table “{table.caption}” lacks figures: {places}{more_en}. A dash is printed there.",
            )


def _hidden(document: Document) -> Iterator[Finding]:
    """Hidden signs are said, and left out; words of a language written from right to left are as they should be."""
    for found in hidden_in(document):
        start = " ".join(found.text.split())[:60]
        signs = "1 dolt tecken" if found.count == 1 else f"{found.count} dolda tecken"
        signs_en = "1 hidden sign" if found.count == 1 else f"{found.count} hidden signs"
        yield Finding(
            "document.hidden_signs",
            Severity.WARNING,
            message=f"Texten ”{start}” innehåller {signs}, som styr riktning eller kommer från ett annat program. "
            "Sådant tas bort i dokumentet; orden står kvar. Läs att texten ser rätt ut.",
            message_en=f"The text “{start}” holds {signs_en}, for direction or from another program. "
            "Such signs are left out of the document; the words stay. See that the text looks right.",
        )


def _finding(code: str, message: str, message_en: str) -> Finding:
    return Finding(code, Severity.ERROR, message=message, message_en=message_en, blocks=True)
