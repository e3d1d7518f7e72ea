"""What holds for every text, however odd: the reader never raises, never invents, and points into the source."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ramverk.core.timetable.model import SourceDocument, SourceLine
from ramverk.core.timetable.reader import parse_timetable

WORDS = [
    "januari", "22 januari 2018", "mars", "Maj", "31 april", "29 februari", "kl 09.00-16.00", "v. 17", "vecka 53",
    "Aug-Sep", "18/1 – 6/2", "2024-13-01", "6 februari (ev. info KS 15/1)", "22 maj 30 maj", "i slutet av mars",
    "Därefter", "senast", "KS", "Kommunfullmäktige", "Nämnderna", "Ekonomiavd.", "Inbjudna:", "Beslut om budget",
    "lämnar förslag", "Tid", "Deltagare", "Aktivitet", "Datum", "Budget 2019-2021", "2018", "•", "-", "1.", "|",
    "\t", "  ", "\n", "\n\n", ".", ",", "(", ")", "?", "xx", "[namn]", "Ã¶", "\ufffd", "fÃ¶rslag", "l8",
    "13.3.2024", "99/99", "0/0", "prel.", "reservdag", "SN = Socialnämnden", "…",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=60).map("".join),
)
YEARS = st.one_of(st.none(), st.integers(2010, 2030))


def document(text: str) -> SourceDocument:
    return SourceDocument(tuple(SourceLine(number, line) for number, line in enumerate(text.split("\n"), 1)), "txt")


@given(TEXTS, YEARS)
@settings(max_examples=300, deadline=None)
def test_it_never_raises_and_every_row_is_sound(text, year):
    timetable = parse_timetable(document(text), year)
    assert [row.id for row in timetable.activities] == [f"R{n:02d}" for n in range(1, len(timetable.activities) + 1)]
    for row in timetable.activities:
        assert row.start is None or isinstance(row.start, date)
        assert row.start is None or row.end is None or row.start <= row.end
        assert 0 <= row.confidence <= 1


@given(TEXTS, YEARS)
@settings(max_examples=200, deadline=None)
def test_it_points_only_at_characters_that_exist(text, year):
    lines = text.split("\n")
    for row in parse_timetable(document(text), year).activities:
        for origin in row.origins:
            if origin.span is not None:
                assert 0 <= origin.span.start <= origin.span.end <= len(lines[origin.span.line - 1])


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_it_gives_no_row_a_date_where_nobody_states_a_year(text):
    digits = "".join(sign if sign.isdigit() else " " for sign in text)
    if any(len(number) >= 4 for number in digits.split()) or "-" in text or "/" in text or "." in text or "_" in text:
        return
    assert all(row.start is None for row in parse_timetable(document(text)).activities)


@given(
    st.lists(
        st.sampled_from(["13 mars", "Maj", "20 juni", "v. 17", "December", "29 november", "i slutet av mars"]),
        min_size=1,
        max_size=12,
    ),
    YEARS,
)
@settings(max_examples=100, deadline=None)
def test_its_years_stay_within_the_years_that_the_rows_can_span(dates, year):
    table = "Tid\tDeltagare\tAktivitet\n" + "\n".join(f"{when}\tKS\tBeslut om budget" for when in dates)
    for row in parse_timetable(document(table), year).activities:
        if row.start is not None and year is not None:
            assert year - 1 <= row.start.year <= year + len(dates)


@given(TEXTS, YEARS)
@settings(max_examples=100, deadline=None)
def test_every_finding_names_rows_that_exist_and_says_something(text, year):
    timetable = parse_timetable(document(text), year)
    known = {row.id for row in timetable.activities}
    for finding in timetable.findings:
        assert set(finding.rows) <= known
        assert finding.message
        assert finding.message_en
        assert "$" not in finding.message.replace("”$", "") or "$" in text
