"""Balance sheets are read by the names people use; what is unknown is named, and sums are never taken for lines."""

import io
from contextlib import suppress

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.money import Ore
from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.position_sheets.reading import read_position

LINES = {"kassa och bank": "cash", "cash": "cash", "lån": "loans"}
CSV = """Balansräkning;;
Rad (tkr);Bokslut 2016;Bokslut 2017
Kassa och  bank;70 000;131 500,5
Lån;;760 000
Summa tillgångar;;891 500
"""


def test_the_column_of_the_year_is_read_by_the_names_of_the_lines():
    read = read_position(CSV.encode(), "balans.csv", LINES, {2017})
    assert read.values == {"cash": {2017: Ore(13_150_050_000)}, "loans": {2017: Ore(76_000_000_000)}}
    assert read.faults == []


def test_several_years_come_from_a_workbook_and_empty_cells_say_nothing():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Plan")
    for at, row in enumerate([["Plan i mnkr"], ["Rad", 2019, 2020], ["Lån", 12.5, None]]):
        sheet.write_row(at, 0, row)
    book.close()
    assert read_position(out.getvalue(), "plan.xlsx", LINES, {2019, 2020}).values == {
        "loans": {2019: Ore(1_250_000_000)}
    }


def test_what_cannot_be_read_is_named_row_by_row():
    text = "rad (kr);2017\nGuld;1\nLån;1e9\nLån;2\nCash;3\nCash;4\n"
    read = read_position(text.encode(), "x.csv", LINES, {2017})
    assert [fault.place for fault in read.faults] == ["rad 2", "rad 3", "rad 4", "rad 6"]
    assert "Guld" in read.faults[0].swedish
    assert "två gånger" in read.faults[2].swedish


def test_a_formula_is_not_trusted_but_may_stand_in_a_sum():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Plan")
    for at, row in enumerate([["Rad (tkr)", 2019], ["Lån", "=1+1"], ["Summa", "=B2"]]):
        sheet.write_row(at, 0, row)
    book.close()
    read = read_position(out.getvalue(), "plan.xlsx", LINES, {2019})
    assert [(fault.place, "klistra in beloppet som värde" in fault.swedish) for fault in read.faults] == [
        ("Plan, rad 2", True)
    ]
    assert read.values == {}


@pytest.mark.parametrize(
    ("text", "sentence"), [("rad;belopp\nLån;1\n", "rubrikrad med något av åren 2017"), ("rad;2017\nLån;1\n", "enhet")]
)
def test_a_file_without_year_or_unit_says_what_to_write(text, sentence):
    with pytest.raises(UnreadableSheets) as refusal:
        read_position(text.encode(), "x.csv", LINES, {2017})
    assert sentence in refusal.value.sentence_sv


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with suppress(UnreadableSheets):
        assert read_position(data, "x", LINES, {2017}) is not None
