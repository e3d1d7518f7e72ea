"""Word and workbooks as people write them: merged cells, lists, tracked changes, date cells, struck dates."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter
from docx import Document
from docx.oxml import parse_xml

from ramverk.formats.timetable_documents import read_document
from ramverk.formats.timetable_documents.errors import TooLargeDocument
from ramverk.formats.timetable_documents.tests.documents import saved

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def struck_texts(line):
    return [line.text[start:end] for start, end in line.struck]


def read_word(fill):
    document = Document()
    fill(document)
    return read_document(saved(document), "plan.docx").lines


def read_sheet(fill, name="plan.xlsx"):
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    fill(book)
    book.close()
    return read_document(out.getvalue(), name).lines


def test_word_headings_and_lists():
    def fill(document):
        document.add_heading("Maj", 2)
        document.add_paragraph("Beslut", style="List Bullet")
        document.add_paragraph("Utskick", style="List Number")
        document.add_paragraph("Beredning", style="List Number")

    assert [(line.text, line.role) for line in read_word(fill)] == [
        ("Maj", "heading"),
        ("• Beslut", "bullet"),
        ("1. Utskick", "numbered"),
        ("2. Beredning", "numbered"),
    ]


def test_word_cells_merged_downwards_and_across():
    def fill(document):
        table = document.add_table(rows=3, cols=3)
        table.cell(0, 0).merge(table.cell(0, 2)).text = "2018"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "6 februari"
        table.cell(1, 1).text, table.cell(2, 1).text = "KS", "KF"

    lines = read_word(fill)
    assert (lines[0].text, lines[0].cells) == ("2018", None)
    assert [line.cells for line in lines[1:]] == [("6 februari", "KS", ""), ("6 februari", "KF", "")]


def test_word_strike_through_and_tracked_changes():
    def fill(document):
        paragraph = document.add_paragraph()
        paragraph.add_run("22 maj").font.strike = True
        paragraph.add_run(" 30 maj ")
        paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>kl 9</w:delText></w:r></w:del>"))
        paragraph._p.append(parse_xml(f'<w:ins {W}><w:r><w:t xml:space="preserve"> kl 10</w:t></w:r></w:ins>'))

    line = read_word(fill)[0]
    assert line.text == "22 maj 30 maj kl 9 kl 10"
    assert struck_texts(line) == ["22 maj", "kl 9"]


def test_word_several_paragraphs_in_a_cell_stay_apart():
    def fill(document):
        cell = document.add_table(rows=1, cols=2).cell(0, 1)
        cell.text = "KS"
        cell.add_paragraph("Nämndernas presidium")

    assert read_word(fill)[0].cells == ("", "KS\nNämndernas presidium")


def test_date_cells_become_dates_and_never_times():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_datetime(0, 0, date(2018, 2, 6), book.add_format({"num_format": "d mmm"}))
        sheet.write_datetime(1, 0, datetime(2018, 6, 5, 9, 30), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
        sheet.write(0, 1, "Beslut")
        sheet.write(1, 1, 2018)

    assert [line.cells for line in read_sheet(fill)] == [("2018-02-06", "Beslut"), ("2018-06-05 kl 09.30", "2018")]


def test_a_struck_date_in_a_workbook():
    def fill(book):
        sheet = book.add_worksheet()
        strike = book.add_format({"font_strikeout": True})
        sheet.write_rich_string(0, 0, strike, "22 maj", " 30 maj")
        sheet.write(1, 0, "mars", strike)
        sheet.write(0, 1, "Utskick")
        sheet.write(1, 1, "Beslut")

    lines = read_sheet(fill)
    assert [line.text for line in lines] == ["22 maj 30 maj\tUtskick", "mars\tBeslut"]
    assert [struck_texts(line) for line in lines] == [["22 maj"], ["mars"]]


def test_merged_cells_in_a_workbook():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 1, "Januari")
        sheet.merge_range(1, 0, 2, 0, "6 februari")
        sheet.write(1, 1, "KS")
        sheet.write(2, 1, "KF")

    lines = read_sheet(fill)
    assert (lines[0].text, lines[0].cells) == ("Januari", None)
    assert [line.cells for line in lines[1:]] == [("6 februari", "KS"), ("6 februari", "KF")]


def test_sheets_are_pages_and_hidden_ones_are_left_out():
    def fill(book):
        for name in ("Våren", "Dold", "Hösten"):
            book.add_worksheet(name).write(0, 0, name)
        book.worksheets()[1].hide()

    assert [(line.text, line.page) for line in read_sheet(fill)] == [("Våren", 1), ("Hösten", 3)]


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Tidplan">{rows}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)
DATE_CELL = (
    '<table:table-cell office:value-type="date" office:date-value="2018-02-06">'
    "<text:p>6 feb</text:p></table:table-cell>"
)
TEXT_CELL = '<table:table-cell office:value-type="string"{more}><text:p>Beslut om ramar</text:p></table:table-cell>'
EMPTY_END = (
    '<table:table-row table:number-rows-repeated="1048575">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def opendocument(rows):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=rows))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def test_an_opendocument_sheet_is_read_and_its_endless_empty_end_is_not():
    row = f"<table:table-row>{DATE_CELL}{TEXT_CELL.format(more='')}</table:table-row>"
    lines = read_document(opendocument(row + EMPTY_END), "plan.ods").lines
    assert [line.cells for line in lines if line.cells] == [("2018-02-06", "Beslut om ramar")]


def test_an_opendocument_sheet_that_swells_is_refused():
    cell = TEXT_CELL.format(more=' table:number-columns-repeated="16000"')
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    with pytest.raises(TooLargeDocument):
        read_document(opendocument(row), "plan.ods")
