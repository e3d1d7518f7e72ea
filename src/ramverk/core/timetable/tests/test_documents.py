"""Invented documents in every form; each file holds the text, then the rows, then the findings it must have."""

from pathlib import Path

import pytest

from ramverk.core.findings import Severity
from ramverk.core.timetable.model import Activity, SourceDocument, SourceLine, Timetable
from ramverk.core.timetable.reader import parse_timetable

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.txt"))


def read_text(text: str, year: int | None = None) -> Timetable:
    lines = tuple(SourceLine(number, line) for number, line in enumerate(text.split("\n"), 1))
    return parse_timetable(SourceDocument(lines, "txt"), year)


def load(path: Path) -> tuple[str, int | None, list[str], list[str]]:
    text, rows, findings = path.read_text(encoding="utf-8").split("\n=== ")
    first, *rest = rows.split("\n")
    year = int(first.removeprefix("år ")) if first.startswith("år ") else None
    return text, year, [row for row in rest if row], findings.split()


def written(row: Activity, expected: str) -> str:
    """The row in the notation of the files; what the file leaves open is left open."""
    when = (
        str(row.start or "-") + (f"..{row.end}" if row.end != row.start else "") + (f" {row.time}" if row.time else "")
    )
    kind = "-" if "| - |" in expected else row.kind.value
    return f"{when} | {kind} | {'; '.join(row.participants) or '-'}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_it_reads_every_row_of_the_document(path):
    text, year, expected, _ = load(path)
    rows = read_text(text, year).activities
    padded = [*expected, *[""] * (len(rows) - len(expected))]
    assert [written(row, line) for row, line in zip(rows, padded, strict=False)] == expected


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_it_says_what_it_had_to_mend_or_could_not_know(path):
    text, year, _, expected = load(path)
    codes = {finding.code for finding in read_text(text, year).findings}
    assert set(expected) <= codes


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_it_raises_no_alarm_that_the_document_gives_no_reason_for(path):
    text, year, _, expected = load(path)
    alarms = {finding.code for finding in read_text(text, year).findings if finding.severity is not Severity.INFO}
    assert alarms <= {*expected, "missing_participants", "encoding_lost"}
