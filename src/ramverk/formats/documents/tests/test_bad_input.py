"""What people bring: far too much, broken, turned round, or with signs nobody sees. Nothing goes missing in silence."""

import io
import zipfile
from dataclasses import replace

import pypdfium2
import pytest
from docx import Document as WordDocument
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTTextContainer
from PIL import Image
from python_calamine import CalamineWorkbook

from ramverk.core.documents.brand import Brand
from ramverk.core.documents.checks import check_document
from ramverk.core.documents.content import from_json, to_json
from ramverk.core.documents.model import Cell, Column, Document, Heading, ListBlock, Paragraph, Picture, Row, Run, Table
from ramverk.formats.documents.forms import FORMS
from ramverk.formats.documents.marked_text import blocks_of_text
from ramverk.formats.documents.marks import UnusableMark, check_template, fit_logo
from ramverk.formats.documents.pdf import DocumentRefused
from ramverk.formats.documents.pictures import LARGEST_BYTES, UnusablePicture, fit_picture

A_LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#7a1f3d"/></svg>'


def a_picture(width=40, height=30, form="PNG"):
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#7a1f3d").save(out, form)
    return out.getvalue()


def a_document(*blocks):
    return Document("prov", "Prov", "Exempelby", "2018-06-20", tuple(blocks), has_front=False)


def words_of_pdf(content):
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def words_by_font(content):
    """The words of a PDF by the style of their font: Regular, Bold, Italic, BoldItalic, Semibold."""
    found: dict[str, str] = {}
    boxes = (box for page in extract_pages(io.BytesIO(content)) for box in page if isinstance(box, LTTextContainer))
    for sign in (sign for box in boxes for line in box for sign in line):
        if isinstance(sign, LTChar):
            style = sign.fontname.split("-")[1]
            found[style] = found.get(style, "") + sign.get_text()
    return found


def test_marked_text_becomes_blocks_and_keeps_every_word():
    text = (
        "# Först\n\nEn **rad** till\nmed brytning.\n\n#### Djupt\n\n- ett\n  - under\n- två\n\n1. a\n2. b\n\n"
        "| År | Antal & mer |\n| --- | --- |\n| 2019 | 4 |\n\n<script>"
    )
    blocks = blocks_of_text(text, 1, "t", "Avsnittet")
    assert [(one.level, one.text) for one in blocks if isinstance(one, Heading)] == [(2, "Först"), (3, "Djupt")]
    assert [one.items for one in blocks if isinstance(one, ListBlock)] == [("ett", "– under", "två"), ("a", "b")]
    (table,) = [one for one in blocks if isinstance(one, Table)]
    assert (table.caption, table.columns[1].head, table.rows[0].cells[0].text) == ("Djupt", "Antal & mer", "2019")
    assert [one.text for one in blocks if isinstance(one, Paragraph)] == ["En rad till\nmed brytning.", "<script>"]
    assert check_document(a_document(Heading(1, "Avsnittet"), *blocks)) == []


def test_what_is_bold_or_in_italics_is_so_in_every_form_and_plain_in_a_workbook():
    text = (
        "Det är **brist**, *stor* och ***växande***.\n\n- **Ett** steg\n  - *under*\n\n"
        "| År | Vad |\n| --- | --- |\n| 2019 | 4 **fler** |"
    )
    paragraph, points, table = blocks = blocks_of_text(text, 1, "t", "Avsnittet")
    assert paragraph.text == "Det är brist, stor och växande."
    assert [run.text for run in paragraph.runs if run.is_strong] == ["brist", "växande"]
    assert [run.text for run in paragraph.runs if run.is_emphatic] == ["stor", "växande"]
    assert points.items == ("Ett steg", "– under")
    assert table.rows[0].cells[1].runs == (Run("4 "), Run("fler", is_strong=True))
    document = a_document(Heading(1, "Avsnittet"), *blocks)
    assert from_json(to_json(document)) == document
    page = FORMS["html"].write(document).decode()
    for words in (
        "<strong>brist</strong>, <em>stor</em>",
        "<strong><em>växande</em></strong>",
        "– <em>under</em>",
        "4 <strong>fler</strong>",
    ):
        assert words in page
    word = WordDocument(io.BytesIO(FORMS["docx"].write(document)))
    runs = [run for one in (*word.paragraphs, *word.tables[0].cell(1, 1).paragraphs) for run in one.runs]
    assert [run.text for run in runs if run.bold] == ["brist", "växande", "Ett", "fler"]
    assert [run.text for run in runs if run.italic] == ["stor", "växande", "under"]
    fonts = words_by_font(FORMS["pdf"].write(document))
    assert "brist" in fonts["Bold"]
    assert "under" in fonts["Italic"]
    assert "växande" in fonts["BoldItalic"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(FORMS["xlsx"].write(document)))
    assert book.get_sheet_by_index(0).to_python()[2][1] == "4 fler"


def test_an_enormous_text_and_a_long_annex_come_out_whole():
    text = "Barn- & utbildningsnämnden <har> ordet. " * 5000
    rows = tuple(Row((Cell(f"Rad {at}"), Cell(str(at), at * 100))) for at in range(600))
    annex = Table("bilaga", "Bilaga, tkr", (Column("Rad"), Column("Belopp", is_figures=True)), rows)
    document = a_document(Heading(1, "Allt"), Paragraph(text + "Sist."), annex)
    assert "Sist." in words_of_pdf(FORMS["pdf"].write(document))
    assert FORMS["html"].write(document).decode().count("Barn- &amp; utbildningsnämnden") == 5000
    tall = replace(annex, rows=(Row((Cell("x" * 40_000), Cell("1"))),))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(FORMS["xlsx"].write(a_document(tall)))).get_sheet_by_index(0)
    assert rows.to_python()[2][0].endswith("(hela texten står i PDF-filen)")
    word = WordDocument(io.BytesIO(FORMS["docx"].write(document)))
    assert any(one.text.endswith("Sist.") for one in word.paragraphs)
    assert len(word.tables[0].rows) == 601


def test_signs_nobody_sees_are_named_and_left_out_and_the_words_stay():
    turned = "Sidan \u202eabc\u202c och \x0bklocka\x00"
    document = a_document(Heading(1, "Prov"), Paragraph(turned))
    (finding,) = check_document(document)
    assert finding.code == "document.hidden_signs"
    assert "4 dolda tecken" in finding.message
    for ending in FORMS:
        assert FORMS[ending].write(document)
    assert "Sidan abc och klocka" in words_of_pdf(FORMS["pdf"].write(document))


def test_words_from_the_right_stand_in_every_form_and_what_the_pdf_cannot_draw_is_said():
    arabic, hebrew = "ميزانية البلدية", "תקציב"
    document = a_document(Heading(1, "På flera språk"), Paragraph(arabic), Paragraph(hebrew))
    assert check_document(document) == []
    assert FORMS["pdf"].write(document).startswith(b"%PDF")
    assert arabic in FORMS["html"].write(document).decode()
    with zipfile.ZipFile(io.BytesIO(FORMS["docx"].write(document))) as parts:
        body = parts.read("word/document.xml").decode()
    assert arabic in body
    assert "<w:bidi/>" in body
    with pytest.raises(DocumentRefused, match="finns inte i PDF-filens teckensnitt"):
        FORMS["pdf"].write(a_document(Heading(1, "Prov"), Paragraph("Bra jobbat 🎉 香港")))


def test_a_missing_figure_is_a_dash_and_a_warning_never_a_zero():
    table = Table(
        "t", "Ramar, tkr", (Column("Nämnd"), Column("2019", is_figures=True)), (Row((Cell("Skola"), Cell(""))),)
    )
    document = a_document(Heading(1, "Prov"), table)
    (finding,) = check_document(document)
    assert (finding.code, finding.blocks) == ("document.figure_missing", False)
    assert "Skola, 2019" in finding.message
    assert WordDocument(io.BytesIO(FORMS["docx"].write(document))).tables[0].cell(1, 1).text == "–"
    assert "–" in words_of_pdf(FORMS["pdf"].write(document))
    assert "<td" in FORMS["html"].write(document).decode()


def test_pictures_are_fitted_and_what_is_too_large_or_none_is_refused_with_a_cure():
    fitted, media_type = fit_picture(a_picture(5000, 400, "JPEG"), "torget.jpg")
    assert media_type == "image/jpeg"
    assert Image.open(io.BytesIO(fitted)).width == 2000
    for content, words in (
        (b"x" * (40 * 1_048_576), "40 MB; gränsen är 12 MB"),
        (b"\x89PNG\r\n\x1a\n trasig", "går inte att öppna"),
        (b"GIF89a", "går inte att öppna"),
    ):
        with pytest.raises(UnusablePicture, match=words):
            fit_picture(content, "bild.png")
    assert LARGEST_BYTES < 40 * 1_048_576
    shown = a_document(Heading(1, "Prov"), Picture("b1", fitted, media_type, "", "Torget"))
    (finding,) = check_document(shown)
    assert (finding.code, finding.blocks) == ("document.picture_without_words", True)


def test_a_mark_runs_nothing_and_fetches_nothing():
    assert fit_logo(A_LOGO, "vapen.svg")[1] == "image/svg+xml"
    assert fit_logo(a_picture(), "vapen.png")[1] == "image/png"
    for inside, words in (
        (b"<script>x</script>", "körs eller hämtas"),
        (b'<image href="https://exempel.example/x.png"/>', "körs eller hämtas"),
        (b'<rect onload="x()"/>', "körs eller hämtas"),
        (b'<style>@import "x.css";</style>', "körs eller hämtas"),
    ):
        bad = A_LOGO.replace(b"</svg>", inside + b"</svg>")
        with pytest.raises(UnusableMark, match=words):
            fit_logo(bad, "vapen.svg")
    for content, words in (
        (b"<!DOCTYPE svg><svg/>", "dokumenttyp"), (b"<svg", "varken PNG, JPEG"), (b"<html/>", "ingen SVG"),
        (b"\x89PNG" + b"x" * 1_100_000, "gränsen för en logotyp är 1 MB"),
    ):  # fmt: skip
        with pytest.raises(UnusableMark, match=words):
            fit_logo(content, "vapen")


def a_template(*, without=(), **parts):
    """A municipality's Word template; `without` names styles it lacks, `parts` replaces parts of the package."""
    word = WordDocument()
    word.sections[0].header.paragraphs[0].text = "Exempelbys sidhuvud"
    for name in without:
        word.styles.element.remove(word.styles[name].element)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def test_a_broken_template_is_refused_with_what_is_wrong_and_a_poor_one_is_completed():
    whole = a_template()
    assert check_template(whole, "mall.docx") == []
    torn = whole[: len(whole) // 2]
    for content, words in (
        (torn, "går inte att öppna"), (b"%PDF-1.7", "går inte att öppna"), (b"x" * 6_000_000, "gränsen är 5 MB"),
    ):  # fmt: skip
        (finding,) = check_template(content, "mall.docx")
        assert finding.blocks
        assert words in finding.message
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<trasig")
    (finding,) = check_template(out.getvalue(), "mall.docx")
    assert "trasig inuti" in finding.message
    poor = a_template(without=("Caption", "List Number", "Subtitle", "Heading 2"))
    (finding,) = check_template(poor, "mall.docx")
    assert (finding.code, finding.blocks) == ("template.styles_missing", False)
    document = a_document(Heading(1, "Ett"), Heading(2, "Två"), ListBlock(("a", "b"), is_numbered=True))
    word = WordDocument(io.BytesIO(FORMS["docx"].write(replace(document, subtitle="Under"), Brand(template=poor))))
    assert [one.text for one in word.paragraphs if one.style.name.startswith("Heading")] == ["Ett", "Två"]
    assert word.sections[0].header.paragraphs[0].text == "Exempelbys sidhuvud"


def test_a_word_template_of_the_template_kind_is_taken_as_it_is():
    whole = a_template()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive, zipfile.ZipFile(out, "w") as made:
        for member in archive.infolist():
            data = archive.read(member)
            if member.filename == "[Content_Types].xml":
                data = data.replace(b"document.main+xml", b"template.main+xml")
            made.writestr(member, data)
    assert check_template(out.getvalue(), "mall.dotx") == []
    assert FORMS["docx"].write(a_document(Heading(1, "Ett")), Brand(template=out.getvalue()))


def test_numbers_begin_at_one_in_every_list_of_the_word_document():
    lists = (ListBlock(("a", "b"), is_numbered=True), ListBlock(("c",), is_numbered=True))
    word = WordDocument(io.BytesIO(FORMS["docx"].write(a_document(Heading(1, "Prov"), *lists))))
    numbers = [one._p.pPr.numPr.numId.val for one in word.paragraphs if one.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]
