"""What is written is read back, whatever people are called."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ramverk.formats.organisation_sheets import (
    BodyRow,
    MandateRow,
    PersonRow,
    StandingRow,
    StandInRow,
    Tables,
    parse_organisation,
    write_csv,
    write_xlsx,
)
from ramverk.formats.organisation_sheets.cells import as_text, escape, unescape
from ramverk.formats.organisation_sheets.vocabulary import BODY_KINDS, ROLES

ALPHABET = "abcåäöÅÄÖé -'=+@;,\"/0159:–"
names = st.text(ALPHABET, min_size=1, max_size=24).map(as_text).filter(bool)
emails = st.integers(1, 9999).map(lambda number: f"person.{number}@exempelby.example")
days = st.dates(date(1971, 1, 1), date(2060, 12, 31))
periods = st.tuples(days, st.none() | days).map(lambda pair: (pair[0], max(pair[0], pair[1]) if pair[1] else None))
whole = st.integers(0, 300)


def build(row, **fields):
    @st.composite
    def one(draw):
        start, end = draw(periods)
        dates = {"valid_from": start, "valid_to": end} if row is not PersonRow else {}
        return row(**{name: draw(strategy) for name, strategy in fields.items()}, **dates)

    return one()


def rows(strategy, key):
    return st.lists(strategy, max_size=4, unique_by=lambda row: key(row).casefold()).map(tuple)


tables = st.builds(
    Tables,
    bodies=rows(
        build(
            BodyRow, kind=st.sampled_from(list(BODY_KINDS)), name=names, short_name=names, parent=names, email=emails
        ),
        lambda row: row.name,
    ),
    people=rows(
        build(PersonRow, name=names, email=emails, language=st.sampled_from(["sv", "en"])), lambda row: row.email
    ),
    standings=rows(
        build(StandingRow, name=names, governs=st.booleans(), seats=whole, seats_in_executive_board=whole),
        lambda row: row.name,
    ),
    mandates=rows(
        build(MandateRow, person=emails, body=names, role=st.sampled_from(list(ROLES)), party=names, order=whole),
        lambda row: row.person,
    ),
    stand_ins=rows(build(StandInRow, person=emails, stands_in_for=emails, body=names), lambda row: row.person),
)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_a_workbook_is_read_back_as_it_was_written(written):
    reading = parse_organisation(write_xlsx(written), "organisation.xlsx")
    assert reading.findings == ()
    assert reading.tables == written


@settings(max_examples=60, deadline=None)
@given(tables, st.sampled_from(["bodies", "people", "standings", "mandates", "stand_ins"]))
def test_a_csv_sheet_is_read_back_as_it_was_written(written, sheet):
    reading = parse_organisation(write_csv(written, sheet), "blad.csv")
    assert reading.findings == ()
    assert getattr(reading.tables, sheet) == getattr(written, sheet)


@given(st.text())
def test_no_escaped_text_can_be_taken_for_a_formula(text):
    assert not escape(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unescape(escape(text)) == text
