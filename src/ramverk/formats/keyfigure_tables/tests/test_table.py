"""Tables of key figures: what is read, and that every fault is named with its place."""

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ramverk.formats.keyfigure_tables import parse_figure, read_table

HEAD = "nyckeltal;område;år;kön;värde;antal\n"


def test_a_table_is_read_row_by_row():
    rows, faults = read_table((HEAD + "E1;9999;2017;Kvinnor;1 234,5;20\nE1;;2016;;..;\n").encode(), "egna.csv")
    assert not faults
    assert [(row.indicator, row.area, row.year, row.gender, row.value, row.people) for row in rows] == [
        ("E1", "9999", 2017, "K", 1234.5, 20),
        ("E1", "", 2016, "T", None, None),
    ]
    assert rows[1].place.endswith("rad 3")


def test_all_faults_of_a_row_are_told_at_once():
    _rows, faults = read_table((HEAD + ";9999;17;X;1 2O0;många\n").encode(), "egna.csv")
    (fault,) = faults
    for words in ("id saknas", "inget år", "T, K eller M", "inget tal", "inget antal"):
        assert words in fault.message
    assert "rad 2" in fault.place


@pytest.mark.parametrize(
    "data", [b"", b"a;b\n1;2\n", "nyckeltal;år\nE1;2017\n".encode(), HEAD.encode(), b"PK\x03\x04x"]
)
def test_a_file_without_rows_or_columns_says_what_is_lacking(data):
    rows, faults = read_table(data, "egna.csv")
    assert not rows
    assert faults[0].message


def test_a_workbook_keeps_leading_zeros_where_the_sheet_lost_them():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Utfall")
        sheet.write_row(0, 0, ["Nyckeltal", "Kommunkod", "År", "Värde"])
        sheet.write_row(1, 0, ["N15001", 180, 2017, 31.25])
        sheet.write_row(2, 0, ["N15001", 180, 2016])
        sheet.write_formula(2, 3, "=1+1")
    rows, faults = read_table(target.getvalue(), "egna.xlsx")
    assert (rows[0].area, rows[0].value) == ("0180", 31.25)
    assert "formel" in faults[0].message


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_a_figure_as_swedes_write_it_is_read_back(number, decimals):
    value = number / 10**decimals
    text = f"{value:,.{decimals}f}".replace(",", "\u00a0").replace(".", ",").replace("-", "\u2212")
    assert parse_figure(text) == float(f"{value:.{decimals}f}")


@given(st.text(max_size=12))
def test_any_text_is_a_figure_missing_or_refused(text):
    try:
        value = parse_figure(text)
    except ValueError:
        return
    assert value is None or value == value  # never not-a-number
