"""Whatever bytes come: an answer or a sentence, never anything else."""

import io
from contextlib import suppress

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from ramverk.formats.budget_sheets import read_budget
from ramverk.formats.changes_workbook import read_changes
from ramverk.formats.organisation_sheets.errors import UnreadableSheets

CELL = st.one_of(
    st.none(), st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text("0123456789 ,.-()eE=+abcåäö\u2212\u00a0", max_size=12), st.booleans(), st.dates(),
)  # fmt: skip
ROWS = st.lists(st.lists(CELL, min_size=5, max_size=5), max_size=6)


def book(title: str, head: list[str], rows: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    page.title = title
    page.append(head)
    for row in rows:
        page.append(row)
    about = made.create_sheet("Om")
    about.append(["Mall", "changes/1"])
    about.append(["Utgåva", "uid"])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@given(st.binary(max_size=400))
def test_bytes_that_are_no_file_get_a_sentence(data):
    for read in (read_budget, read_changes):
        with suppress(UnreadableSheets):
            read(data, "fil.xlsx")


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_whatever_stands_in_the_cells_becomes_rows_or_faults(rows):
    head = ["nämnd", "verksamhet", "benämning", "kostnadsslag", "belopp (tkr)"]
    sheet = read_budget(book("Blad", head, rows), "budget.xlsx")
    assert all(fault.swedish for fault in sheet.faults)
    assert len({row.place for row in sheet.rows}) == len(sheet.rows)
    head = ["Nyckel", "Version", "Avser", "Verksamhet", "Orsak", "Text", "2019", "2020"]
    wide = [[*row, *row[:3]] for row in rows]
    file = read_changes(book("Ändringar", head, wide), "andringar.xlsx")
    assert all(fault.swedish for fault in file.faults)
