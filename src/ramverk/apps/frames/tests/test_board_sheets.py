"""Each board's own sheet: what it says, that it ties, and that it goes to that board."""

import io

import openpyxl
from docx import Document

from ramverk.apps.frames.actions.decide_edition import decide_edition
from ramverk.apps.frames.actions.dispatch_frames import dispatch_frames
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.write_directive import Assignment, write_directive
from ramverk.apps.frames.board_sheets import board_files
from ramverk.apps.frames.tests.test_ledger import beslutet, row  # noqa: F401 - a fixture
from ramverk.core.money import THIN_SPACE


def words_of(data):
    document = Document(io.BytesIO(data))
    cells = [
        [cell.text.replace(THIN_SPACE, " ") for cell in line.cells] for table in document.tables for line in table.rows
    ]
    return [one.text for one in document.paragraphs], cells


def test_a_boards_sheet_has_its_way_its_earmarks_and_its_assignments(finans, utkastet, kommunen):
    edits = [
        RowEdit(row(kommunen["BUN"], -2_000, is_earmarked=True)),
        RowEdit(row(kommunen["SN"], -500, text="Vikarier")),
    ]
    save_changes(finans, utkastet, edits)
    given = [
        Assignment("Redovisa lokalerna"),
        Assignment("Kostnad per elev", kommunen["BUN"]),
        Assignment("Platser", kommunen["SN"]),
    ]
    write_directive(finans, utkastet, 0, [], given, None)
    files = {own.body.short_name: dict(own.files) for own in board_files(utkastet)}
    assert set(files) == {"BUN", "SN"}
    paragraphs, cells = words_of(files["BUN"]["Ram 2019 BUN.docx"])
    assert ["Ingående ram", "940 000", "940 000", "940 000"] in cells
    assert ["Prioritering", "+2 000", "+2 000", "+2 000"] in cells
    assert ["Läxhjälp (Eva Ekström)", "+2 000", "+2 000", "+2 000"] in cells
    assert ["Ram", "942 000", "942 000", "942 000"] in cells
    assert ["Läxhjälp", "2 000", "2 000", "2 000"] in cells
    assert "Kostnad per elev" in paragraphs
    assert "Redovisa lokalerna" in paragraphs
    assert "Platser" not in paragraphs
    book = openpyxl.load_workbook(io.BytesIO(files["BUN"]["Ram 2019 BUN.xlsx"]))
    assert book.sheetnames == ["Ramar", "Ändringar", "BUN"]
    assert "Vikarier" not in {cell.value for cells in book["Ändringar"].iter_rows() for cell in cells}


def test_the_dispatch_has_the_whole_table_for_all_and_a_sheet_for_each_board(finans, utkastet, beslutet, kommunen):  # noqa: F811
    dispatch = dispatch_frames(finans, decide_edition(finans, utkastet, beslutet))
    assert [one.name for one in dispatch.drafts.filter(addressed_to=None)] == ["Ramar Utkast till ramdirektiv.xlsx"]
    assert [one.name for one in dispatch.drafts.filter(addressed_to=kommunen["BUN"])] == [
        "Ram 2019 BUN.docx",
        "Ram 2019 BUN.xlsx",
    ]
