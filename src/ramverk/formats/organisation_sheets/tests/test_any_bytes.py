"""Whatever bytes come: a reading with findings, or one kind sentence. Never a traceback."""

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ramverk.formats.organisation_sheets import (
    BodyRow,
    MandateRow,
    Reading,
    Tables,
    UnreadableSheets,
    parse_organisation,
    write_csv,
    write_xlsx,
)

TABLES = Tables(
    bodies=(BodyRow("board", "Socialnämnden", "SN"),),
    mandates=(MandateRow("eva@exempelby.example", "SN", "member", valid_from=date(2018, 10, 15)),),
)
WORKBOOK = write_xlsx(TABLES)
SHEET = write_csv(TABLES, "mandates")


def read(data):
    """The reading, or the sentence: anything else that is raised fails the test."""
    try:
        answer = parse_organisation(data, "fil.xlsx")
    except UnreadableSheets as error:
        answer = error.sentence_sv
    assert isinstance(answer, Reading) or answer.endswith(".")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600))
@example(b"\xff\xfe")
@example(b"PK\x03\x04")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
@example(b'"Namn;E-post\n')
def test_any_bytes_are_answered(data):
    read(data)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=8), st.booleans())
def test_a_damaged_workbook_is_answered(place, junk, is_cut):
    read(WORKBOOK[:place] + junk + (b"" if is_cut else WORKBOOK[place + len(junk) :]))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SHEET) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_csv_file_is_answered(place, junk):
    read(SHEET[:place] + junk + SHEET[place + len(junk) :])
