"""A pasted block, a file with a title above its headings, and cells as a spreadsheet stores them."""

import io

import openpyxl
import pytest

from ramverk.formats.assumption_sheets import read_table
from ramverk.formats.organisation_sheets import UnreadableSheets

HEADS = {"age": ("åldersgrupp", "ålder")}


def test_a_block_pasted_from_a_spreadsheet_is_read():
    rows = read_table("Ålder\t31 dec 2017\t2018\n1–5\t2 104\t2 130\n\t\t\n6\t418\t\n".encode(), "urklipp", HEADS)
    assert [(row.place, dict(row.cells)) for row in rows] == [
        ("rad 2", {"age": "1–5", "2017": "2 104", "2018": "2 130"}),
        ("rad 4", {"age": "6", "2017": "418", "2018": ""}),
    ]


def test_a_workbook_with_a_title_above_is_read_and_numbers_are_written_as_people_do():
    book = openpyxl.Workbook()
    for row in (["Prognos"], [], ["", 2018, 2019.0, "Not"], ["PO", 38.33, 39, "x"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    rows = read_table(out.getvalue(), "po.xlsx", {}, "what")
    assert [dict(row.cells) for row in rows] == [{"what": "PO", "2018": "38,33", "2019": "39"}]


def test_sums_are_passed_over_and_a_formula_among_the_rows_is_not_trusted():
    book = openpyxl.Workbook()
    for row in (["Ålder", 2018], ["1–5", 2104], ["Totalt", "=SUM(B2:B2)"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    assert [row.cells["age"] for row in read_table(out.getvalue(), "folk.xlsx", HEADS)] == ["1–5"]
    book.active["B2"] = "=2100+4"
    book.save(out := io.BytesIO())
    with pytest.raises(UnreadableSheets, match=r"formler eller sammanfogade celler \(rad 2\)"):
        read_table(out.getvalue(), "folk.xlsx", HEADS)


def test_a_table_without_years_is_refused():
    with pytest.raises(UnreadableSheets, match="rubrikrad"):
        read_table(b"a;b\n1;2\n", "fel.csv", HEADS)
