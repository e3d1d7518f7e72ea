"""Whatever bytes come: an answer or a sentence, never anything else."""

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ramverk.formats.budget_sheets import open_source, read_lines, survey
from ramverk.formats.budget_sheets.tests.books import HEAD, book, coded
from ramverk.formats.changes_workbook import read_changes
from ramverk.formats.organisation_sheets.errors import UnreadableSheets

CHANGES = ["Nyckel", "Version", "Avser", "Verksamhet", "Orsak", "Text", "2019", "2020"]
CELL = st.one_of(
    st.none(), st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text("0123456789 ,.-()eE=+abcåäö\u2212\u00a0", max_size=12), st.booleans(), st.dates(),
)  # fmt: skip
ROWS = st.lists(st.lists(CELL, min_size=5, max_size=5), max_size=6)


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_bytes_that_are_no_file_get_a_sentence(data):
    with suppress(UnreadableSheets):
        source = open_source(data, "fil.xlsx")
        found = survey(source)
        if "amount" in found.proposed.columns:
            read_lines(source, found.proposed)
    with suppress(UnreadableSheets):
        read_changes(data, "fil.xlsx")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS)
def test_whatever_stands_in_the_cells_becomes_rows_or_faults(rows):
    found = coded(book(rows, HEAD), "budget.xlsx")
    assert all(fault.swedish for fault in [*found.lines.faults, *found.faults])
    assert len({found.lines.place(at) for at in range(len(found.lines))}) == len(found.lines)
    assert len(found.lines) + found.lines.fault_count <= max(1, len(rows))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS)
def test_whatever_stands_in_a_changes_workbook_becomes_rows_or_faults(rows):
    file = read_changes(book([[*row, *row[:3]] for row in rows], CHANGES, title="Ändringar"), "andringar.xlsx")
    assert all(fault.swedish for fault in file.faults)
