"""A workbook of changes goes out and comes back the same."""

import io
from datetime import UTC, datetime

import openpyxl
import pytest

from ramverk.core.money import Ore
from ramverk.formats.changes_workbook import ChangeRow, read_changes, write_changes
from ramverk.formats.organisation_sheets.errors import UnreadableSheets

ROWS = [
    ChangeRow("rad 2", "a1", 3, "BUN", "440 Grundskola", "Prioritering", "Läxhjälp", {2019: Ore(123_450_000)}),
    ChangeRow(
        "rad 3", "b2", 1, "Pensioner", "", "Rättelse", "=1+1", {2019: Ore(-1), 2020: Ore(0)}, True, "KS § 4", "x"
    ),
]


@pytest.fixture
def book():
    """The workbook, as bytes."""
    when = datetime(2018, 2, 1, tzinfo=UTC)
    return write_changes("uid-1", "Utkast", when, (2019, 2020), ROWS, ["BUN", "Pensioner"], ["Prioritering"])


def changed(book, **cells):
    """The workbook after somebody wrote in cells."""
    opened = openpyxl.load_workbook(io.BytesIO(book))
    for place, value in cells.items():
        opened["Ändringar"][place] = value
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def test_what_is_written_is_read_back(book):
    read = read_changes(book, "b.xlsx")
    assert (read.edition, read.rows, read.faults) == ("uid-1", ROWS, [])


def test_a_whole_amount_is_shown_without_a_comma_that_has_nothing_after_it(book):
    page = openpyxl.load_workbook(io.BytesIO(book))["Ändringar"]
    (shown,) = page.conditional_formatting
    (rule,) = shown.rules
    assert (str(shown.sqref).split(":")[0], rule.formula) == ("G2", ["AND(ISNUMBER(G2),G2=ROUND(G2,0))"])
    assert rule.dxf.numFmt.formatCode == "#,##0"
    assert page["G2"].number_format == "#,##0.###"  # what a half thousand is shown with


def test_the_same_changes_give_the_same_bytes(book):
    when = datetime(2018, 2, 1, tzinfo=UTC)
    assert write_changes("uid-1", "Utkast", when, (2019, 2020), ROWS, ["BUN", "Pensioner"], ["Prioritering"]) == book


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"G2": "=SUM(1,2)"}, "är en formel"),
        ({"G2": "1e9"}, "inte ett belopp"),
        ({"A3": "a1"}, "kopia av rad 2"),
    ],
)
def test_what_cannot_be_used_says_where_and_how_to_mend_it(book, cells, says):
    read = read_changes(changed(book, **cells), "b.xlsx")
    assert len(read.faults) == 1
    assert says in read.faults[0].swedish


def test_merged_cells_say_so(book):
    opened = openpyxl.load_workbook(io.BytesIO(book))
    opened["Ändringar"].merge_cells("F2:F3")
    out = io.BytesIO()
    opened.save(out)
    assert [(fault.place, "Dela dem" in fault.swedish) for fault in read_changes(out.getvalue(), "b.xlsx").faults] == [
        ("rad 2", True),
        ("rad 3", True),
    ]


def test_another_workbook_is_refused(book):
    with pytest.raises(UnreadableSheets, match="inte en arbetsbok med ändringar"):
        read_changes(b"a;b\n1;2\n", "b.csv")
    with pytest.raises(UnreadableSheets, match="Kolumnen Avser saknas"):
        read_changes(changed(book, C1="Annat"), "b.xlsx")
