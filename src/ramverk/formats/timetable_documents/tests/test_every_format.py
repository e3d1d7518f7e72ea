"""The reference timetable comes as Word, workbook, PDF, web page and more, and is always the same table."""

import pytest

from ramverk.core.timetable.reader import parse_timetable
from ramverk.formats.timetable_documents import read_document
from ramverk.formats.timetable_documents.tests import documents
from ramverk.formats.timetable_documents.tests.documents import SEED, seed_parts

MAKERS = {
    "html": documents.as_html,
    "md": documents.as_markdown,
    "docx": documents.as_docx,
    "xlsx": documents.as_xlsx,
    "csv": documents.as_csv,
    "pdf": documents.as_pdf,
}


def rows_of(timetable):
    return [(row.raw_date, row.start, row.end, row.time, row.participants) for row in timetable.activities]


@pytest.mark.parametrize("suffix", MAKERS)
def test_the_cells_are_those_of_the_document(suffix):
    title, table, phases = seed_parts()
    document = read_document(MAKERS[suffix](title, table, phases), f"tidplan.{suffix}")
    found = [tuple(cell.replace("\n", " ") for cell in line.cells) for line in document.lines if line.cells]
    assert found == [*map(tuple, table), *map(tuple, phases)]
    assert document.lines[0].text == title


@pytest.mark.parametrize("suffix", MAKERS)
def test_the_format_changes_neither_rows_nor_dates_nor_participants(suffix):
    as_text = parse_timetable(read_document(SEED.read_bytes(), "tidplan.txt"))
    document = read_document(MAKERS[suffix](*seed_parts()), f"tidplan.{suffix}")
    timetable = parse_timetable(document)
    assert len(timetable.activities) == 23
    assert rows_of(timetable) == rows_of(as_text)
    assert timetable.phases == as_text.phases
    assert timetable.title == as_text.title


def test_the_content_decides_and_not_the_file_name():
    data = documents.as_xlsx(*seed_parts())
    assert read_document(data, "tidplan.docx").format == "workbook"
    assert read_document(documents.as_html(*seed_parts()), "tidplan.txt").format == "html"
    assert read_document(SEED.read_bytes(), "tidplan.docx").format == "text"


def test_a_pdf_where_only_rows_are_ruled_has_the_same_cells():
    title, table, phases = seed_parts()
    document = read_document(documents.as_pdf(title, table, phases, ruled="rows"), "tidplan.pdf")
    found = [tuple(cell.replace("\n", " ") for cell in line.cells) for line in document.lines if line.cells]
    assert found[: len(table)] == [*map(tuple, table)]


def test_a_pdf_without_lines_keeps_its_columns_apart_and_its_rows_whole():
    document = read_document(documents.as_pdf(*seed_parts(), ruled="nothing"), "tidplan.pdf")
    texts = [line.text for line in document.lines]
    head = next(text for text in texts if text.startswith("Tid "))
    row = next(text for text in texts if text.startswith("7 februari"))
    assert head.index("Aktivitet") == row.index("Utskick")
    as_text = parse_timetable(read_document(SEED.read_bytes(), "tidplan.txt"))
    assert rows_of(parse_timetable(document)) == rows_of(as_text)


def test_running_text_in_a_pdf_is_not_cut_into_columns():
    prose = SEED.with_name("05_karlstad_arlig.txt").read_text().split("\n")
    written = [line.strip() for line in prose if line.strip() and not line.startswith("# ")]
    content = "".join(
        f"BT /F1 8 Tf 40 {560 - 14 * number} Td ({line.replace('(', '[').replace(')', ']')}) Tj ET\n"
        for number, line in enumerate(written)
    )
    document = read_document(documents.pdf_of([content]), "tidplan.pdf")
    assert next(line.text.strip() for line in document.lines if line.text.strip()) == written[0]
    assert not any("   " in line.text.strip() for line in document.lines)


def test_a_line_through_a_date_in_a_pdf_strikes_it():
    content = "BT /F1 12 Tf 40 500 Td (22 maj 30 maj Majoriteten) Tj ET\n40 504 m 78 504 l S\n"
    line = read_document(documents.pdf_of([content]), "tidplan.pdf").lines[0]
    assert [line.text[start:end] for start, end in line.struck] == ["22 maj"]


def test_pdf_pages_are_numbered():
    page = "BT /F1 12 Tf 40 500 Td (Januari) Tj ET"
    document = read_document(documents.pdf_of([page, page]), "tidplan.pdf")
    assert {line.page for line in document.lines} == {1, 2}
