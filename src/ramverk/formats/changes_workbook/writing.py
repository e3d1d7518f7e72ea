"""Changes to a workbook: keys and versions in hidden columns, choices in lists, what it is on a sheet of its own."""

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from ramverk.formats.changes_workbook.rows import ABOUT, HEADS, SHEET, TEMPLATE, ChangeRow

_BLANK = 200
_GUIDE = (
    "Ändra, lägg till rader sist, eller skriv ja under Ta bort. Kolumnerna Nyckel och Version ska stå orörda.",
    (
        "Belopp i tusen kronor mot ingående budget: det som varar skrivs alla år. På en nämnd gör plus ramen större; "
        "på en rad i finansförvaltningen är plus intäkt."
    ),
    (
        "Skriv värden, inte formler, och sammanfoga inga celler. Läs in filen på utgåvans sida; inget sparas förrän du "
        "har sett vad som ändras."
    ),
)


def write_changes(
    edition: str,
    name: str,
    created: datetime,
    years: Sequence[int],
    rows: Sequence[ChangeRow],
    places: Sequence[str],
    causes: Sequence[str],
) -> bytes:
    """The workbook of an edition (`edition` is its id). `places` and `causes` are what the cells offer."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": name, "created": created.replace(tzinfo=None)})
    page, about = book.add_worksheet(SHEET), book.add_worksheet(ABOUT)
    _about(about, edition, name, places, causes)
    bold = book.add_format({"bold": True, "bottom": 1})
    money = book.add_format({"num_format": "#,##0.###"})
    heads = [*HEADS[:6], *(str(year) for year in years), *HEADS[6:]]
    for column, head in enumerate(heads):
        page.write_string(0, column, head, bold)
    page.set_column(0, 1, 10, None, {"hidden": True})
    page.set_column(2, 4, 22)
    page.set_column(5, 5, 46)
    page.set_column(6, 5 + len(years), 12, money)
    page.set_column(6 + len(years), len(heads) - 1, 18)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(_cells(row, years)):
            if isinstance(value, float):
                page.write_number(number, column, value, money)
            elif value:
                page.write_string(number, column, value)
    last = len(rows) + _BLANK
    for column, letter, count in ((2, "B", len(places)), (4, "C", len(causes))):
        source = f"={ABOUT}!${letter}$11:${letter}${10 + count}"
        page.data_validation(1, column, last, column, {"validate": "list", "source": source, "error_type": "warning"})
    _show_whole_amounts(book, page, last, 5 + len(years))
    page.freeze_panes(1, 3)
    book.close()
    return buffer.getvalue()


def _show_whole_amounts(
    book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet, last_row: int, last_column: int
) -> None:
    """Amounts without decimals, which the columns' own format would show with a comma and nothing after it."""
    whole = book.add_format({"num_format": "#,##0"})
    integral = {"type": "formula", "criteria": "=AND(ISNUMBER(G2),G2=ROUND(G2,0))", "format": whole}
    page.conditional_format(1, 6, last_row, last_column, integral)


def _about(
    page: xlsxwriter.worksheet.Worksheet, edition: str, name: str, places: Sequence[str], causes: Sequence[str]
) -> None:
    for number, (what, value) in enumerate((("Mall", TEMPLATE), ("Utgåva", edition), ("Namn", name))):
        page.write_string(number, 0, what)
        page.write_string(number, 1, value)
    for number, line in enumerate(_GUIDE, 4):
        page.write_string(number, 0, line)
    page.write_string(9, 1, "Avser")
    page.write_string(9, 2, "Orsaker")
    for number, place in enumerate(places, 10):
        page.write_string(number, 1, place)
    for number, cause in enumerate(causes, 10):
        page.write_string(number, 2, cause)
    page.set_column(0, 2, 34)


def _cells(row: ChangeRow, years: Sequence[int]) -> list[str | float | None]:
    amounts = [int(row.amounts[year]) / 100_000 if year in row.amounts else None for year in years]
    one_off = "ja" if row.is_one_off else ""
    return [
        row.key, str(row.version), row.where, row.operation, row.cause, row.text, *amounts, one_off, row.source,
        row.internal_text, "",
    ]  # fmt: skip
