"""What cannot be read is refused with a sentence: what is wrong and how to mend it. Never a traceback."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramverk.core.timetable.model import SourceDocument
from ramverk.formats.timetable_documents import MAX_BYTES, UnreadableDocument, errors, read_document
from ramverk.formats.timetable_documents.tests import documents
from ramverk.formats.timetable_documents.tests.documents import pdf_of, seed_parts

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
LOCKED_PDF = "/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + "o" * 32 + ") /U (" + "u" * 32 + ") /P -4 >> /ID [(a)(a)]"


def zipped(**parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def bomb():
    return zipped(word__document_xml=b"<a>" + b" " * 150_000_000)


ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'

REFUSED = [
    ("nothing", b"", errors.EmptyDocument),
    ("white space", b" \n\t\r\n", errors.EmptyDocument),
    ("only remarks", b"# source: x\n", errors.DocumentWithoutText),
    ("a program", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0" * 50, errors.BinaryDocument),
    ("a photograph", b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(200), errors.PictureDocument),
    ("a scanned pdf", pdf_of(["0 0 100 100 re f"]), errors.ScannedPdf),
    ("a locked pdf", pdf_of(["BT /F1 9 Tf (a) Tj ET"], extra=LOCKED_PDF), errors.LockedDocument),
    ("half a pdf", documents.as_pdf(*seed_parts())[:300], UnreadableDocument),
    ("old word", OLE + bytes(600) + "WordDocument".encode("utf-16-le"), errors.OldOfficeDocument),
    ("old excel", OLE + bytes(600) + "Workbook".encode("utf-16-le"), errors.OldOfficeDocument),
    ("locked word", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), errors.LockedDocument),
    ("half a word file", documents.as_docx(*seed_parts())[:5000], errors.CorruptDocument),
    ("half a workbook", documents.as_xlsx(*seed_parts())[:3000], errors.CorruptDocument),
    ("another archive", zipped(readme_xml="<a/>"), errors.ArchiveDocument),
    ("slides", zipped(ppt__presentation_xml="<a/>"), errors.UnsupportedFormat),
    ("rich text", rb"{\rtf1\ansi mars}", errors.UnsupportedFormat),
    ("entities in word", zipped(word__document_xml=ENTITIES), errors.UnsafeDocument),
    ("entities in utf-16", zipped(word__document_xml=ENTITIES.encode("utf-16")), errors.UnsafeDocument),
    ("entities in a sheet", zipped(xl__workbook_xml=ENTITIES), errors.UnsafeDocument),
    ("a swelling archive", bomb(), errors.UnsafeDocument),
    ("word without a body", zipped(word__document_xml="<a/>"), errors.CorruptDocument),
    ("word that is no xml", zipped(word__document_xml="hej"), errors.CorruptDocument),
    ("a broken calendar", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:igen\nEND:VEVENT", errors.CorruptDocument),
    ("an empty calendar", b"BEGIN:VCALENDAR\nEND:VCALENDAR", errors.DocumentWithoutText),
]


@pytest.mark.parametrize(("data", "refusal"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_it_says_why_and_how_to_mend_it(data, refusal):
    with pytest.raises(refusal) as caught:
        read_document(data, "tidplan")
    assert caught.value.sentence_sv.endswith(".")
    assert caught.value.sentence_en.endswith(".")
    assert caught.value.sentence_sv != caught.value.sentence_en
    assert "{" not in caught.value.sentence_sv + caught.value.sentence_en


def test_fifty_megabytes_are_refused_without_being_read():
    with pytest.raises(errors.TooLargeDocument, match="20 MB"):
        read_document(bytes(MAX_BYTES + 1), "stor.txt")


def test_a_sheet_with_one_cell_in_its_last_corner_is_refused():
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )
    original, out = zipfile.ZipFile(BytesIO(documents.as_xlsx(*seed_parts()))), BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in original.namelist():
            archive.writestr(name, sheet if name.endswith("sheet1.xml") else original.read(name))
    with pytest.raises(errors.TooLargeDocument, match="celler"):
        read_document(out.getvalue(), "plan.xlsx")


SAMPLES = {name: make(*seed_parts()) for name, make in {
    "docx": documents.as_docx, "xlsx": documents.as_xlsx, "pdf": documents.as_pdf, "html": documents.as_html,
    "csv": documents.as_csv, "md": documents.as_markdown,
}.items()}  # fmt: skip


def reads_or_refuses(data):
    try:
        document = read_document(data, "tidplan")
    except UnreadableDocument:
        return
    assert isinstance(document, SourceDocument)
    numbers = [line.number for line in document.lines]
    assert numbers == sorted(numbers)
    for line in document.lines:
        assert "\n" not in line.text
        assert all(0 <= start < end <= len(line.text) for start, end in line.struck)
        assert line.cells is None or line.text == "\t".join(line.cells).replace("\n", " ")


@given(st.binary(max_size=2000))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    reads_or_refuses(data)


@given(st.text(max_size=1000))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(text):
    reads_or_refuses(text.encode("utf-8", "surrogatepass"))


@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=20)), min_size=1, max_size=6),
    st.floats(0.2, 1),
)
@settings(max_examples=120, deadline=None)
def test_damaged_documents_are_read_or_refused(kind, damages, kept):
    data = bytearray(SAMPLES[kind])
    for place, damage in damages:
        at = int(place * len(data))
        data[at : at + len(damage)] = damage
    reads_or_refuses(bytes(data[: int(kept * len(data)) or 1]))
