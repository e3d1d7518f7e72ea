"""The four forms of a document say the same, and each can be read by everybody."""

import io
import zipfile
from dataclasses import replace

import pypdfium2
import pytest
from docx import Document as WordDocument
from docx.oxml.ns import qn
from lxml import html
from openpyxl import load_workbook
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from python_calamine import CalamineWorkbook

from ramverk.core.documents.brand import Brand
from ramverk.core.documents.model import (
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Style,
    Table,
)
from ramverk.formats.charts.declaration import Chart as Declared
from ramverk.formats.charts.declaration import Kind, Role, Series
from ramverk.formats.charts.svg import for_print
from ramverk.formats.documents.measures import column_widths
from ramverk.formats.documents.pdf import DocumentRefused, write_pdf
from ramverk.formats.documents.sheets import write_xlsx
from ramverk.formats.documents.web import write_html
from ramverk.formats.documents.word import write_docx

TABELL = Table(
    "ramar",
    "Nämndernas ramar, tkr",
    (Column("Nämnd"), Column("2019", is_figures=True)),
    (
        Row((Cell("Barn- & utbildningsnämnden"), Cell("940 000", 94_000_000_000))),
        Row((Cell("=SUMMA(A1)"), Cell("−5", -500_000)), level=1),
        Row((Cell("Summa"), Cell("939 995", 93_999_500_000)), is_sum=True),
    ),
    source="Källa: utgåvan.",
)
STEG = (
    Series("Ingående", (100_000,), Role.LEVEL),
    Series("Löner & pris", (-4_000,)),
    Series("Ram", (96_000,), Role.LEVEL),
)
SVG = for_print(Declared(Kind.BRIDGE, "Ramen minskar", ("2019",), STEG)).decode()
HELA = Document(
    "mal-och-budget", "Mål och budget 2019", "Exempelby kommun", "2018-06-20",
    (
        Heading(1, "Kort om budgeten"), Paragraph("Ett kort stycke <med tecken>.", Style.LEAD),
        Heading(2, "Ramar"), TABELL,
        ListBlock(("att fastställa ramarna", "att fastställa skattesatsen"), is_numbered=True),
        Chart("bro", "Varför ramen ändras", "Ramen minskar med 40.", SVG, TABELL), Paragraph("En not.", Style.NOTE),
    ),
    subtitle="med plan för 2020–2021", edition="Fullmäktiges beslut", checksum="ab" * 32, rounding="Belopp i tkr.",
)  # fmt: skip


def test_the_pdf_is_tagged_titled_in_swedish_and_says_which_standards_it_keeps():
    content = write_pdf(HELA)
    pdf = PDFDocument(PDFParser(io.BytesIO(content)))
    catalogue = pdf.catalog
    assert "StructTreeRoot" in catalogue
    assert catalogue["Lang"] in {b"sv-SE", b"sv", "sv-SE"}
    assert catalogue["MarkInfo"]["Marked"] is True
    assert b"pdfuaid:part" in content or b"pdfuaid" in content
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    for words in (
        "Mål och budget 2019",
        "Barn- & utbildningsnämnden",
        "939 995",
        "Ett kort stycke <med tecken>",
        "abababababab",
    ):
        assert words in text, words


def test_the_same_document_gives_the_same_bytes():
    assert write_pdf(HELA) == write_pdf(HELA)
    assert write_html(HELA) == write_html(HELA)


def test_the_engine_refuses_a_heading_level_that_is_skipped():
    with pytest.raises(DocumentRefused):
        write_pdf(replace(HELA, blocks=(Heading(1, "Ett"), Heading(3, "Tre"))))


def test_the_word_document_has_language_headings_header_rows_and_alternative_texts():
    content = write_docx(HELA)
    word = WordDocument(io.BytesIO(content))
    assert [p.text for p in word.paragraphs if p.style.name.startswith("Heading")] == ["Kort om budgeten", "Ramar"]
    assert word.core_properties.language == "sv-SE"
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        styles, body = parts.read("word/styles.xml").decode(), parts.read("word/document.xml").decode()
    assert 'w:lang w:val="sv-SE"' in styles
    assert body.count("<w:tblHeader") == 2
    assert 'descr="Ramen minskar med 40."' in body
    cells = [cell.text for row in word.tables[0].rows for cell in row.cells]
    assert cells[:4] == ["Nämnd", "2019", "Barn- & utbildningsnämnden", "940 000"]


def test_a_word_document_is_of_a4_with_its_footing_and_the_pages_number_at_the_foot():
    section = WordDocument(io.BytesIO(write_docx(HELA))).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith(f"{HELA.footing}\t")
    assert [one.get(qn("w:instr")) for one in foot._p.findall(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_a_word_document_has_a_list_of_contents_whose_lines_lead_to_the_headings():
    with zipfile.ZipFile(io.BytesIO(write_docx(HELA))) as kept:
        body = html.fromstring(kept.read("word/document.xml"))
    lines = {one.get("w:anchor"): one.text_content() for one in body.iter("w:hyperlink")}
    assert list(lines.values()) == ["Kort om budgeten", "Ramar"]
    assert set(lines) <= {one.get("w:name") for one in body.iter("w:bookmarkstart")}
    assert [one.get("w:fldchartype") for one in body.iter("w:fldchar")] == ["begin", "separate", "end"]
    plain = WordDocument(io.BytesIO(write_docx(replace(HELA, has_front=False))))
    assert not any(one.style.name.startswith("toc") for one in plain.paragraphs)


def test_an_amount_is_not_broken_over_lines_in_word():
    rows = (Row((Cell("Ram"), Cell("940\u2009000", 94_000_000_000))),)
    document = replace(HELA, blocks=(Heading(1, "Ramar"), replace(TABELL, rows=rows)))
    cells = WordDocument(io.BytesIO(write_docx(document))).tables[0].rows[1].cells
    assert cells[1].text == "940\u202f000"


def test_no_line_of_the_pdf_is_broken_within_a_number_or_an_address_by_a_hyphen():
    address = "https://exempelby.example/offentligt/forslag-till-mal-och-budget-2019-2021/"
    numbers = Paragraph("Nämnden får 12\u2009345\u2009678 kronor. " * 40)
    addresses = Paragraph(f"Läs mer på {address} eller fråga. " * 20)
    content = write_pdf(replace(HELA, has_front=False, blocks=(numbers, addresses)))
    pages = pypdfium2.PdfDocument(content)
    lines = [line for page in pages for line in page.get_textpage().get_text_range().splitlines()]
    assert not [line for line in lines if line.endswith(("12", "12\u202f345"))]
    assert "".join(lines).replace("\ufffe", "-").count(address) == 20  # the reader's sign for a line's last hyphen


def test_the_word_document_keeps_the_municipalitys_own_template():
    mall = WordDocument()
    mall.sections[0].header.paragraphs[0].text = "Exempelbys sidhuvud"
    out = io.BytesIO()
    mall.save(out)
    word = WordDocument(io.BytesIO(write_docx(HELA, Brand(template=out.getvalue()))))
    assert word.sections[0].header.paragraphs[0].text == "Exempelbys sidhuvud"


def test_the_workbook_has_amounts_as_numbers_and_no_text_becomes_a_formula():
    book = CalamineWorkbook.from_filelike(io.BytesIO(write_xlsx(HELA)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Nämndernas ramar, tkr"
    assert rows[2][1] == 940_000_000
    assert rows[3] == ["=SUMMA(A1)", -5000.0]


def test_a_sheet_is_printed_a_page_wide_with_its_heads_and_what_it_is_of_on_every_page():
    book = load_workbook(io.BytesIO(write_xlsx(replace(HELA, edition="Mål & Budget 2019"))))
    sheet = book.worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert sheet.print_title_rows == "$1:$2"
    assert "Mål && Budget 2019" in sheet.oddFooter.left.text
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["B"].width


def test_the_web_page_is_whole_escaped_and_every_table_has_its_heads():
    page = html.fromstring(write_html(HELA))
    assert page.get("lang") == "sv"
    assert page.xpath("string(//h1)") == "Mål och budget 2019"
    assert len(page.xpath("//table/caption")) == len(page.xpath("//table")) == 2
    assert page.xpath("//table[1]//th[@scope='row']")[0].text == "Barn- & utbildningsnämnden"
    assert "Ett kort stycke <med tecken>." in page.text_content()
    assert page.xpath("//figure//*[@role='img']/@aria-label") == ["Ramen minskar med 40."]


def test_short_chapters_share_a_page_and_no_short_table_is_parted():
    rows = tuple(Row((Cell(f"Rad {at:02}"), Cell(str(at)))) for at in range(25))
    blocks = (
        Heading(1, "Ett"), Paragraph("Kort."), Heading(1, "Två"), Paragraph("Kort."),
        Heading(1, "Tre"), *(Paragraph("Ett stycke om budgeten och dess mål. " * 20) for _ in range(8)),
        replace(TABELL, rows=rows),
    )  # fmt: skip
    pages = [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(write_pdf(replace(HELA, blocks=blocks)))
    ]
    (together,) = [text for text in pages if "Ett\r\n" in text]
    assert "Två\r\n" in together
    assert "Tre\r\n" not in together
    (whole,) = [text for text in pages if "Rad 00" in text]
    assert "Rad 24" in whole


def test_columns_of_years_are_alike_and_words_get_the_room_they_need():
    years = (Column("2019", is_figures=True), Column("2020", is_figures=True))
    row = Row((Cell("Barn- och utbildningsnämnden, alla ändringar"), Cell("Pris"), Cell("1 940 000"), Cell("−5")))
    name, cause, first, second = column_widths(
        replace(TABELL, columns=(Column("Nämnd"), Column("Orsak"), *years), rows=(row,))
    )
    assert first == second > 0
    assert name < 3 * cause < 0  # shares: the long words have most of what is left
