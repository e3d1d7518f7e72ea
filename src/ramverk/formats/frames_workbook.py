"""An edition's frames as a workbook: a sheet of frames, a sheet of every change behind them, a sheet of the result.

Amounts are tkr with all their decimals; each sheet says on its first row which edition it shows.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

TEMPLATE = "frames/1"


@dataclass(frozen=True, slots=True)
class FramesBook:
    """What the workbook holds. Amounts are öre: frames and changes as net cost, the result as it counts."""

    edition: str
    checksum: str
    uid: str
    created: datetime
    years: tuple[int, ...]
    frames: Sequence[tuple[str, int, Sequence[int]]]
    """Board, opening frame, the frame of each year."""
    changes: Sequence[tuple[str, str, str, str, Sequence[int]]]
    """Board, cause, text, source, and what it does to each year."""
    result: Sequence[tuple[str, Sequence[int]]]


def write_frames(book: FramesBook) -> bytes:
    """The workbook. The same edition gives the same bytes."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    file = xlsxwriter.Workbook(buffer, options)
    file.set_properties({"title": book.edition, "created": book.created.replace(tzinfo=None)})
    file.set_custom_property("ramverk_template", TEMPLATE)
    file.set_custom_property("ramverk_edition", book.uid)
    years = [str(year) for year in book.years]
    _sheet(
        file, book, "Ramar", ["Nämnd", "Ingående ram", *years],
        [[board, opening, *amounts] for board, opening, amounts in book.frames], "nettokostnad, tkr", total=True,
    )  # fmt: skip
    _sheet(
        file, book, "Ändringar", ["Nämnd", "Orsak", "Text", "Källa", *years],
        [[board, cause, text, source, *amounts] for board, cause, text, source, amounts in book.changes],
        "mot ingående ram, tkr; plus gör ramen större",
    )  # fmt: skip
    _sheet(
        file, book, "Resultatbudget", ["Rad", *years], [[label, *amounts] for label, amounts in book.result],
        "tkr; intäkt plus, kostnad minus",
    )  # fmt: skip
    file.close()
    return buffer.getvalue()


def _sheet(
    file: xlsxwriter.Workbook,
    book: FramesBook,
    name: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str | int]],
    unit: str,
    *,
    total: bool = False,
) -> None:
    page = file.add_worksheet(name)
    bold = file.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    money = file.add_format({"num_format": "#,##0"})
    summed = file.add_format({"num_format": "#,##0", "bold": True, "top": 1})
    page.write_string(0, 0, f"{book.edition} ({unit})", file.add_format({"bold": True}))
    page.write_string(1, 0, f"Kontrollsumma {book.checksum}" if book.checksum else "Utkast, inte fryst")
    for column, head in enumerate(heads):
        page.write_string(3, column, head, bold)
    widths = {0: 34, 1: 18, 2: 44, 3: 34}
    for column in range(len(heads)):
        page.set_column(column, column, widths[column] if heads[column] in {"Nämnd", "Rad", "Text", "Källa"} else 16)
    for line, row in enumerate(rows, 4):
        for column, value in enumerate(row):
            if isinstance(value, int):
                page.write_number(line, column, value / 100_000, money)
            else:
                page.write_string(line, column, value)
    if total and rows:
        page.write_string(4 + len(rows), 0, "Summa", summed)
        for column in range(1, len(heads)):
            page.write_number(4 + len(rows), column, sum(int(row[column]) for row in rows) / 100_000, summed)
    page.freeze_panes(4, 1)
