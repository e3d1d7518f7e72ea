"""The plan prints back in the form people know, and reading it again gives the same rows."""

import json
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from ramverk.core.timetable.reader import parse_timetable
from ramverk.formats.timetable_documents import read_document
from ramverk.formats.timetable_documents.tests.documents import SEED
from ramverk.formats.timetable_export import FORMATS, export_timetable, plan_events, print_plan

PLAN = (
    "Tidplan budget 2019\nTid\tDeltagare\tAktivitet\n6 februari 2018\tKS\tBeslut om ramar\n"
    "7 februari\tEkonomiavd.\tUtskick till nämnderna\n"
)
STAMP = datetime(2018, 3, 1, 8, 0, tzinfo=UTC)
DATA = SEED.parent
EXPECTED = {path.name.partition(".")[0]: json.loads(path.read_text()) for path in sorted(DATA.glob("*.expected.json"))}
RELATIVE = {"sedan", "därefter", "cirka två veckor senare"}


def read(name, year=None):
    document = read_document((DATA / f"{name}.txt").read_bytes(), name)
    return document, parse_timetable(document, year)


@pytest.fixture(scope="module")
def seed():
    return read("00_seed_2018")


def again(timetable, document, to, year=None):
    data = export_timetable(timetable, to, stamp=STAMP, document=document)
    return parse_timetable(read_document(data, f"plan.{to}"), year)


def rows_of(timetable):
    return [(row.raw_date, row.start, row.end, row.time, row.participants) for row in timetable.activities]


@pytest.mark.parametrize("to", FORMATS)
def test_the_reference_timetable_comes_back_whole(seed, to):
    document, timetable = seed
    back = again(timetable, document, to)
    assert len(back.activities) == 23
    assert rows_of(back) == rows_of(timetable)
    assert [row.kind for row in back.activities] == [row.kind for row in timetable.activities]
    assert (back.title, back.phases) == (timetable.title, timetable.phases)


def test_as_text_it_is_word_for_word_the_original(seed):
    document, timetable = seed
    text = export_timetable(timetable, "txt", stamp=STAMP, document=document).decode()
    assert [line for line in text.split("\n") if line] == [line for line in SEED.read_text().split("\n") if line]


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("case", EXPECTED)
def test_lists_prose_and_matrices_come_back_with_the_same_dates(case, to):
    year = EXPECTED[case]["assumed_start_year"]
    document, timetable = read(case, year)
    back = again(timetable, document, to, year)
    assert without_relative(back) == without_relative(timetable)


def without_relative(timetable):
    """A row "därefter" takes its window from the sentence before it, which a table does not show."""
    rows = [(row.raw_date, row.start, row.end, row.time) for row in timetable.activities]
    return [row for row in rows if row[0].lower() not in RELATIVE]


def test_superseded_dates_are_struck_through_in_word(seed):
    document, timetable = seed
    word = Document(BytesIO(export_timetable(timetable, "docx", stamp=STAMP, document=document)))
    runs = [run for row in word.tables[0].rows for run in row.cells[0].paragraphs[0].runs]
    struck = [run.text for run in runs if run.font.strike]
    assert struck == ["22 maj", "24 maj", "25 maj", "29 maj", "31 maj, kl 14.00"]


def test_superseded_dates_are_struck_through_in_the_workbook(seed):
    document, timetable = seed
    lines = read_document(export_timetable(timetable, "xlsx", stamp=STAMP, document=document), "plan.xlsx").lines
    struck = [line.text[start:end] for line in lines for start, end in line.struck]
    assert struck == ["22 maj", "24 maj", "25 maj", "29 maj", "31 maj, kl 14.00"]


def test_what_was_struck_in_the_source_stays_struck():
    table = "| Tid | Deltagare | Aktivitet |\n|---|---|---|\n| 6 februari 2018 | KS | ~~Beslut~~ Dialog om ramar |\n"
    document = read_document((table + "| 7 februari | KF | Beslut |\n").encode(), "plan.md")
    data = export_timetable(parse_timetable(document), "docx", stamp=STAMP, document=document)
    again_read = read_document(data, "plan.docx")
    assert [line.text[start:end] for line in again_read.lines for start, end in line.struck] == ["Beslut"]


def test_word_speaks_swedish_and_marks_the_head_row(seed):
    document, timetable = seed
    word = Document(BytesIO(export_timetable(timetable, "docx", stamp=STAMP, document=document)))
    assert 'w:val="sv-SE"' in word.styles.element.xml
    assert "w:tblHeader" in word.tables[0].rows[0]._tr.xml


def test_what_is_not_understood_stays_where_it_stood():
    world = PLAN.replace("Tid\t", "Version 2 av planen\nTid\t").replace("7 feb", "Se även intranätet\n7 feb")
    document = read_document(world.encode(), "plan.txt")
    text = export_timetable(parse_timetable(document), "txt", stamp=STAMP, document=document).decode()
    lines = [line for line in text.split("\n") if line]
    assert all(line in text for line in world.strip().split("\n"))
    assert lines[1] == "Version 2 av planen"


def test_rows_that_are_not_understood_stay_rows():
    recipe = "Vad\tHur mycket\nMjöl\t3 dl\nSmör\t100 g\n"
    document = read_document(recipe.encode(), "recept.txt")
    text = export_timetable(parse_timetable(document), "txt", stamp=STAMP, document=document).decode()
    assert "Mjöl\t3 dl\nSmör\t100 g" in text


def test_the_version_stands_under_the_title(seed):
    document, timetable = seed
    plan = print_plan(timetable, version="Version 3, utgiven 2018-03-01", document=document)
    assert plan.before[0] == "Version 3, utgiven 2018-03-01"
    text = export_timetable(timetable, "txt", stamp=STAMP, version="Version 3, utgiven 2018-03-01").decode()
    assert rows_of(parse_timetable(read_document(text.encode(), ""))) == rows_of(timetable)


def test_no_cell_runs_as_a_formula():
    world = PLAN + '13 mars\tNämnderna\t=HYPERLINK("x")\n'
    timetable = parse_timetable(read_document(world.encode(), ""))
    assert ";\"'=HYPERLINK" in export_timetable(timetable, "csv", stamp=STAMP).decode("utf-8-sig")
    workbook = read_document(export_timetable(timetable, "xlsx", stamp=STAMP), "plan.xlsx")
    assert any("=HYPERLINK" in line.text for line in workbook.lines)


def test_it_names_the_formats_it_knows(seed):
    with pytest.raises(ValueError, match="txt, csv, xlsx, docx, ics"):
        export_timetable(seed[1], "pdf", stamp=STAMP)


def events_by_row(timetable):
    return {
        event.uid.partition("-")[0]: event
        for event in plan_events(timetable, stamp=STAMP, round_id="2019", host="x.se")
    }


def test_superseded_dates_are_no_events_and_identities_are_unique(seed):
    events = plan_events(seed[1], stamp=STAMP, round_id="2019", host="x.se")
    uids = [event.uid for event in events]
    assert len(set(uids)) == len(uids)
    assert date(2018, 5, 22) not in [event.start for event in events]
    assert events_by_row(seed[1])["r16"].start == date(2018, 5, 30)


def test_months_are_transparent_spans_and_never_meetings(seed):
    event = events_by_row(seed[1])["r14"]
    assert (event.start, event.end) == (date(2018, 5, 1), date(2018, 5, 31))
    assert event.transparent
    assert event.status == "TENTATIVE"


def test_an_occasion_in_brackets_is_a_tentative_event_of_its_own(seed):
    event = events_by_row(seed[1])["r06.ev1"]
    assert (event.start, event.status) == (date(2018, 1, 15), "TENTATIVE")
    assert events_by_row(seed[1])["r06"].start == date(2018, 2, 6)


def test_clock_times_come_from_the_plan_and_nowhere_else(seed):
    events = events_by_row(seed[1])
    assert events["r19"].start == datetime(2018, 6, 5, 9, 30)
    assert events["r19"].end is None
    assert events["r18"].end == datetime(2018, 6, 4, 12, 0)
    assert events["r13"].is_all_day


def test_submissions_ring_the_day_before(seed):
    assert events_by_row(seed[1])["r08"].alarm is not None
    assert events_by_row(seed[1])["r07"].alarm is None


def test_a_real_library_reads_the_calendar(seed):
    calendar = Calendar.from_ical(export_timetable(seed[1], "ics", stamp=STAMP))
    assert len(calendar.walk("VEVENT")) == 24
    assert all(event.get("DTSTAMP") and event.get("UID") for event in calendar.walk("VEVENT"))


def test_the_same_plan_gives_the_same_calendar(seed):
    assert export_timetable(seed[1], "ics", stamp=STAMP) == export_timetable(seed[1], "ics", stamp=STAMP)


WORDS = st.sampled_from(
    ["Beslut om ramar", "Utskick till nämnderna", "Inlämning; del 1", 'Dialog "öppen"', "=1+1", "MBL"]
)
BODIES = st.sampled_from(["KS", "Ekonomiavd.", "Samtliga nämnder", "Partierna", "Kommunfullmäktige"])
MONTHS = ("januari", "februari", "mars", "april", "maj", "juni")


@st.composite
def plans(draw):
    """Tables with rising dates, some moved, some with times, some only months."""
    rows = ["Tid\tDeltagare\tAktivitet"]
    for number, month in enumerate(MONTHS):
        for day in sorted(draw(st.sets(st.integers(1, 28), max_size=3))):
            written = f"{day} {month}" + (" 2018" if len(rows) == 1 else "")
            written += draw(st.sampled_from(["", "", ", kl 09.30", " kl 13.00-16.00"]))
            rows.append(f"{written}\t{draw(BODIES)}\t{draw(WORDS)}")
        if draw(st.booleans()) and number:
            rows.append(f"{month}\t{draw(BODIES)}\t{draw(WORDS)}")
    return "Tidplan budget 2019\n\n" + "\n".join(rows) + "\n"


@given(plans(), st.sampled_from(FORMATS))
@settings(max_examples=40, deadline=None)
def test_every_plan_comes_back_in_every_format(world, to):
    document = read_document(world.encode(), "plan.txt")
    timetable = parse_timetable(document, 2018)
    back = again(timetable, document, to, 2018)
    assert rows_of(back) == rows_of(timetable)
    assert [row.text for row in back.activities] == [row.text for row in timetable.activities]
