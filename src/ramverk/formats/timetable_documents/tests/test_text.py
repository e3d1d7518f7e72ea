"""Text: character tables, remarks, separated values, Markdown."""

import pytest

from ramverk.formats.timetable_documents import read_document
from ramverk.formats.timetable_documents.encodings import decode

PLAN = "Tidplan för mål och budget\n\n13 mars\tSamtliga nämnder\tInlämning – förslag\nÅret börjar i Östersund\n"


def struck_texts(line):
    return [line.text[start:end] for start, end in line.struck]


@pytest.mark.parametrize(
    "table", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman"]
)
def test_every_character_table_gives_the_same_text(table):
    assert decode(PLAN.encode(table)) == PLAN


@pytest.mark.parametrize("table", ["latin-1", "cp437", "cp850"])
def test_tables_without_a_long_dash_too(table):
    plan = PLAN.replace("–", "-")
    assert decode(plan.encode(table)) == plan


def test_a_single_line_in_another_table_does_not_spoil_the_rest():
    data = "Nämnderna\nÅr\n".encode() + "Överlämnas\n".encode("cp1252")
    assert decode(data) == "Nämnderna\nÅr\nÖverlämnas\n"


def test_choosing_a_table_is_no_repair():
    assert read_document(PLAN.encode("cp1252"), "plan.txt").findings == ()


def test_letters_composed_of_two_signs_become_one():
    document = read_document("Na\u0308mnderna\n".encode(), "plan.txt")
    assert document.lines[0].text == "Nämnderna"


def test_remarks_are_left_out_and_line_numbers_stay_true():
    document = read_document(b"# source: a\nTidplan\n", "plan.txt")
    assert [(line.number, line.text) for line in document.lines if line.text] == [(2, "Tidplan")]


def test_tabs_in_text_are_left_to_the_core():
    line = read_document(PLAN.encode(), "plan.txt").lines[2]
    assert line.cells is None
    assert line.text == "13 mars\tSamtliga nämnder\tInlämning – förslag"


def test_cells_copied_from_a_spreadsheet_keep_their_line_breaks():
    document = read_document('Tid\tVem\n6 februari\t"KS\nNämnderna"\n'.encode(), "")
    assert document.lines[1].cells == ("6 februari", "KS\nNämnderna")
    assert document.lines[1].text == "6 februari\tKS Nämnderna"


def test_strokes_typed_into_text_are_strike_through():
    line = read_document("2\u03362\u0336 \u0336m\u0336a\u0336j\u0336 30 maj\n".encode(), "").lines[0]
    assert line.text == "22 maj 30 maj"
    assert struck_texts(line) == ["22 maj"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_separated_values_by_any_separator(delimiter):
    rows = ['"Tid"', '"Aktivitet"'], ['"2 februari, kl 10.00"', '"Utskick; två delar"'], ['"mars"', '"Beslut"']
    text = "\n".join(delimiter.join(row) for row in rows)
    document = read_document(text.encode(), "plan.csv")
    assert [line.cells for line in document.lines][1] == ("2 februari, kl 10.00", "Utskick; två delar")


def test_prose_with_commas_is_no_table():
    text = "I mars lämnar nämnderna, alla nio, sina förslag.\nI april, efter påsk, bereds de.\n"
    assert read_document(text.encode(), "plan.txt").format == "text"


def test_a_guard_against_formulas_is_no_text():
    document = read_document(b"Tid;Aktivitet\nmars;'=SUMMA(1)\n", "plan.csv")
    assert document.lines[1].cells == ("mars", "=SUMMA(1)")


MARKDOWN = """# source: https://example.se
# Tidplan

## Maj

| Tid | Deltagare | Aktivitet |
| --- | --- | --- |
| ~~22 maj~~ 30 maj | KS<br>Nämnderna | **Beslut** om [ramar](https://example.se) |

- Partierna: eget arbete
- MBL

3. Sammanställs
4. Beslutas
"""


def test_markdown_gives_cells_roles_and_strike_through():
    document = read_document(MARKDOWN.encode(), "plan.txt")
    lines = {line.text: line for line in document.lines}
    assert document.format == "markdown"
    assert lines["Tidplan"].role == "heading"
    assert lines["Maj"].role == "heading"
    row = next(line for line in document.lines if line.cells and "30" in line.text)
    assert row.cells == ("22 maj 30 maj", "KS\nNämnderna", "Beslut om ramar")
    assert struck_texts(row) == ["22 maj"]
    assert row.number == 8
    assert lines["• MBL"].role == "bullet"
    assert lines["4. Beslutas"].role == "numbered"
    assert not any("source" in text for text in lines)
