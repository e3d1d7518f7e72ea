"""The contract's JSON: valid against the schema, and nothing lost on the way back."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramverk.core.findings import Finding, Severity
from ramverk.core.timetable.model import (
    Activity,
    Alternative,
    DateStatus,
    DocumentType,
    Kind,
    Origin,
    Part,
    Phase,
    Precision,
    Relative,
    SourceLine,
    Span,
    Timetable,
    WeekdayConflict,
)
from ramverk.core.timetable.reader import parse_timetable
from ramverk.formats.timetable_documents import read_document
from ramverk.formats.timetable_json import parse_timetable_json, write_timetable

ROOT = Path(__file__).parents[4]
SCHEMA = json.loads((ROOT / "tests/data/timetable.schema.json").read_text())
CONTRACT = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)
"""Made once: the schema itself is not judged anew with every example."""
SAMPLES = sorted((ROOT / "tests/data/timetables").glob("*.txt"))

names = st.text(min_size=1, max_size=12)
maybe_name = st.none() | names
name_lists = st.lists(names, max_size=3).map(tuple)
days = st.dates(date(2010, 1, 1), date(2040, 12, 31))
maybe_day = st.none() | days
clocks = st.none() | st.sampled_from(["09:00", "09:00-16:00"])
spans = st.none() | st.builds(Span, st.integers(1, 99), st.integers(0, 9), st.integers(9, 99))
parts = st.lists(st.builds(Part, name_lists, names, st.sampled_from(Kind)), min_size=2, max_size=3).map(tuple)
flags = st.booleans()

activities = st.builds(
    Activity,
    id=st.integers(1, 99).map(lambda number: f"R{number:02}"),
    raw_date=st.text(max_size=12),
    start=maybe_day,
    end=maybe_day,
    precision=st.sampled_from(Precision),
    kind=st.sampled_from(Kind),
    activity=names,
    text=st.text(max_size=30),
    time=clocks,
    participants=name_lists,
    alternatives=st.lists(
        st.builds(Alternative, names, maybe_day, maybe_day, clocks, st.sampled_from(DateStatus)), max_size=2
    ).map(tuple),
    confidence=st.floats(0, 1),
    recipients=name_lists,
    participants_inferred=name_lists,
    optional_participants=name_lists,
    mentioned=name_lists,
    persons=name_lists,
    forum=maybe_name,
    place=maybe_name,
    parts=st.just(()) | parts,
    relative=st.none()
    | st.builds(Relative, maybe_name, maybe_name, maybe_name, st.none() | st.integers(), st.none() | flags),
    refers_to=st.lists(maybe_day, max_size=2).map(tuple),
    date_rule=st.none() | st.just("last_alternative"),
    week=st.none() | st.integers(1, 53),
    weekday_override=maybe_name,
    weekday_conflict=st.none() | st.builds(WeekdayConflict, names, names, st.lists(maybe_day, max_size=2).map(tuple)),
    extent=st.none() | st.sampled_from(["full_day", "half_day"]),
    duration_days=st.none() | st.integers(0, 9),
    codes=name_lists,
    repaired=maybe_name,
    note=maybe_name,
    origins=st.lists(st.builds(Origin, names, spans, names, st.floats(0, 1)), max_size=2).map(tuple),
    cells=name_lists,
    **dict.fromkeys(
        ["year_inferred", "date_inherited", "out_of_order", "uncertain", "day_unknown", "approximate", "conditional",
         "optional", "reserve", "deadline", "union", "external", "truncated", "done", "unusual_day"], flags
    ),
)  # fmt: skip
codes = st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True)
findings = st.builds(Finding, codes, st.sampled_from(Severity), name_lists, names, names, maybe_name, flags)
lines = st.builds(
    SourceLine, st.integers(1, 99), names, st.none() | name_lists, st.sampled_from(["", "heading"]),
    st.lists(st.tuples(st.integers(0, 9), st.integers(9, 20)), max_size=2).map(tuple), st.integers(1, 3),
)  # fmt: skip
phases = st.builds(Phase, st.integers(1, 9).map(lambda number: f"P{number}"), names, names, maybe_day, maybe_day)


def some(strategy, most=3):
    return st.lists(strategy, max_size=most).map(tuple)


timetables = st.builds(
    Timetable, title=maybe_name, municipality=maybe_name, calendar_years=some(st.integers(2010, 2040)),
    budget_year=st.none() | st.integers(2010, 2040), plan_years=some(st.integers(2010, 2040)),
    assumed_start_year=st.none() | st.integers(2010, 2040), activities=some(activities), phases=some(phases),
    findings=some(findings), document_type=st.sampled_from(DocumentType), election_year=flags, notes=some(names),
    header=some(names), unread=some(lines),
)  # fmt: skip


def everything(timetable):
    """Also the fields that take no part in comparison."""
    rows = [(row, row.origins, row.cells) for row in timetable.activities]
    return timetable, rows, timetable.header, timetable.unread


@given(timetables)
@settings(max_examples=150, deadline=None)
def test_writing_and_parsing_gives_the_same_timetable(timetable):
    written = json.loads(json.dumps(write_timetable(timetable)))
    CONTRACT.validate(written)
    assert everything(parse_timetable_json(written)) == everything(timetable)


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_every_sample_satisfies_the_contract(path):
    timetable = parse_timetable(read_document(path.read_bytes(), path.name), 2018)
    written = write_timetable(timetable)
    jsonschema.validate(json.loads(json.dumps(written)), SCHEMA)
    assert everything(parse_timetable_json(written)) == everything(timetable)


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_transcriptions_can_be_read_too(path):
    expected = json.loads(path.with_suffix(".expected.json").read_text())
    assert len(parse_timetable_json(expected).activities) == len(expected["activities"])
