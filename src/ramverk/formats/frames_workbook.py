"""An edition's frames as a workbook: frames, every change behind them, the result, and a sheet for each board.

Amounts are tkr with all their decimals; each sheet says on its first row which edition it shows.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

from ramverk.formats.workbook_pages import set_for_paper

TEMPLATE = "frames/1"


@dataclass(frozen=True, slots=True)
class StatementSheet:
    """One of the statements: its years and its lines, öre."""

    name: str
    years: tuple[int, ...]
    rows: Sequence[tuple[str, Sequence[int]]]


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
    short_names: Mapping[str, str]
    """What a board's own sheet is called."""
    changes: Sequence[tuple[str, str, str, str, Sequence[int]]]
    """Board, cause, text, source, and what it does to each year."""
    result: Sequence[tuple[str, Sequence[int]]]
    """Empty in a board's own workbook, which then has no sheet of it."""
    statements: Sequence[StatementSheet] = ()


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
    if book.result:
        _sheet(
            file, book, "Resultatbudget", ["Rad", *years], [[label, *amounts] for label, amounts in book.result],
            "tkr; intäkt plus, kostnad minus",
        )  # fmt: skip
    taken = {"ramar", "ändringar", "resultatbudget"}
    for one in book.statements:
        rows: list[list[str | int]] = [[label, *amounts] for label, amounts in one.rows]
        _sheet(file, book, _title(one.name, taken), ["Rad", *map(str, one.years)], rows, "tkr")
    for board, opening, _amounts in book.frames:
        own: list[list[str | int]] = [[*change[1:4], *change[4]] for change in book.changes if change[0] == board]
        first: list[str | int] = ["Ingående ram", "", "", *(opening for _year in years)]
        _sheet(
            file, book, _title(book.short_names.get(board, board), taken), ["Orsak", "Text", "Källa", *years],
            [first, *own], f"{board}; nettokostnad, tkr", total=True, first_amount=3,
        )  # fmt: skip
    file.close()
    return buffer.getvalue()


def _title(name: str, taken: set[str]) -> str:
    """A name that a sheet may have and no other has."""
    bare = re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:28] or "Nämnd"
    title, number = bare, 1
    while title.casefold() in taken:
        number += 1
        title = f"{bare} {number}"
    taken.add(title.casefold())
    return title


_WIDTHS = {"Nämnd": 38, "Rad": 44, "Orsak": 24, "Text": 60, "Källa": 40}
_FIGURES = 14
"""Signs across: columns of words by their heads, and every column of figures."""


def _sheet(
    file: xlsxwriter.Workbook,
    book: FramesBook,
    name: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str | int]],
    unit: str,
    *,
    total: bool = False,
    first_amount: int = 1,
) -> None:
    page = file.add_worksheet(name)
    head = {"bold": True, "bottom": 1, "text_wrap": True}
    words, figures = file.add_format(head), file.add_format(head | {"align": "right"})
    money = file.add_format({"num_format": "#,##0"})
    summed = file.add_format({"num_format": "#,##0", "bold": True, "top": 1})
    page.write_string(0, 0, f"{book.edition} ({unit})", file.add_format({"bold": True}))
    page.write_string(1, 0, f"Kontrollsumma {book.checksum}" if book.checksum else "Utkast, inte fryst")
    for column, label in enumerate(heads):
        page.write_string(3, column, label, words if label in _WIDTHS else figures)
    for column, label in enumerate(heads):
        page.set_column(column, column, _WIDTHS.get(label, _FIGURES))
    for line, row in enumerate(rows, 4):
        for column, value in enumerate(row):
            if isinstance(value, int):
                page.write_number(line, column, value / 100_000, money)
            else:
                page.write_string(line, column, value)
    if total and rows:
        page.write_string(4 + len(rows), 0, "Summa", summed)
        for column in range(first_amount, len(heads)):
            page.write_number(4 + len(rows), column, sum(int(row[column]) for row in rows) / 100_000, summed)
    page.freeze_panes(4, 1)
    set_for_paper(page, f"{book.edition} ({unit})", (0, 3))
