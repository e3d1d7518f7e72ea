"""A pasted block, a file with a title above its headings, and cells as a spreadsheet stores them."""

import io

import openpyxl
import pytest

from ramverk.core.money import Unit
from ramverk.formats.assumption_sheets import read_table, unit_of
from ramverk.formats.organisation_sheets import UnreadableSheets

HEADS = {"age": ("åldersgrupp", "ålder")}


def test_a_block_pasted_from_a_spreadsheet_is_read():
    rows = read_table("Ålder\t31 dec 2017\t2018\n1–5\t2 104\t2 130\n\t\t\n6\t418\t\n".encode(), "urklipp", HEADS).rows
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
    rows = read_table(out.getvalue(), "po.xlsx", {}, "what").rows
    assert [dict(row.cells) for row in rows] == [{"what": "PO", "2018": "38,33", "2019": "39"}]


def test_sums_are_passed_over_and_a_formula_among_the_rows_is_not_trusted():
    book = openpyxl.Workbook()
    for row in (["Ålder", 2018], ["1–5", 2104], ["Totalt", "=SUM(B2:B2)"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    assert [row.cells["age"] for row in read_table(out.getvalue(), "folk.xlsx", HEADS).rows] == ["1–5"]
    book.active["B2"] = "=2100+4"
    book.save(out := io.BytesIO())
    with pytest.raises(UnreadableSheets, match=r"formler eller sammanfogade celler \(rad 2\)"):
        read_table(out.getvalue(), "folk.xlsx", HEADS)


def test_a_table_without_years_is_refused():
    with pytest.raises(UnreadableSheets, match="rubrikrad"):
        read_table(b"a;b\n1;2\n", "fel.csv", HEADS)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("mkr\t2019\t2020\nSkatt\t1 579,5\t1\n", Unit.MNKR),
        ("Skatteprognos mars 2018, mnkr\n\t2019\t2020\nSkatt\t1 579,5\t1\n", Unit.MNKR),
        ("Prognos i mkr\nBelopp (tkr)\t2019\t2020\nSkatt\t1\t1\n", Unit.TKR),
        ("\t2019 kr\t2020 kr\nSkatt\t1\t1\n", Unit.KR),
        ("\t2019\t2020\nSkatt\t1\t1\n", None),
    ],
)
def test_the_unit_is_what_the_headings_say_else_the_title(text, unit):
    table = read_table(text.encode(), "urklipp", {}, "what")
    assert unit_of(table) == unit
    assert table.years == ("2019", "2020")


def test_two_units_in_one_place_are_asked_about():
    with pytest.raises(UnreadableSheets, match="flera enheter"):
        unit_of(read_table(b"mnkr\t2019\t2020 kr\nSkatt\t1\t1\n", "urklipp", {}, "what"))
