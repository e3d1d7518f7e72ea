"""What is kept of what people upload."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ramverk.apps.trail.uploads import download, keep_bytes, keep_upload, safe_name
from ramverk.apps.trail.verdicts import Invalid


def archive(*members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for member in members:
            packed.writestr(member, "innehåll")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("C:\\Users\\eva\\Ramar 2019.xlsx", "Ramar 2019.xlsx"),
        ("../../etc/passwd", "passwd"),
        ('a"b\r\nX-Evil: 1.pdf', "a-b X-Evil- 1.pdf"),
        ("...", "fil utan namn"),
        ("å" * 300 + ".pdf", "å" * 116 + ".pdf"),
    ],
)
def test_it_keeps_the_name_but_nothing_dangerous_in_it(given, kept):
    assert safe_name(given) == kept


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("plan.pdf", b"%PDF-1.7 ...", "application/pdf"),
        ("ramar.csv", "nämnd;tkr\nBUN;836 600\n".encode(), "text/csv"),
        ("brev.txt", "hälsningar från åäö".encode("latin-1"), "text/plain"),
        (
            "plan.docx",
            archive("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_it_takes_what_the_bytes_say_they_are(name, content, media_type):
    assert keep_bytes(name, content).media_type == media_type


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("tom.pdf", b"", "tom"),
        ("program.exe", b"MZ\x90\x00", "inte tas emot"),
        ("plan.pdf", b"MZ\x90\x00", "inte tas emot"),
        ("sida.html", b"<script>alert(1)</script>", "inte tas emot"),
        ("plan.pdf", archive("word/document.xml"), "annat än namnet säger"),
        ("kalkyl.xlsx", archive("xl/workbook.xml", "xl/vbaProject.bin"), "makron"),
        ("allt.zip", archive("plan.pdf"), "arkiv"),
        ("plan.docx", b"PK\x03\x04 trasig", "skadad"),
    ],
)
def test_it_refuses_what_it_cannot_stand_for(name, content, says):
    with pytest.raises(Invalid, match=says):
        keep_bytes(name, content)


@pytest.mark.django_db
def test_it_refuses_a_file_above_the_limit(settings):
    settings.UPLOAD_LIMIT_BYTES = 1_048_576
    with pytest.raises(Invalid, match="är på 2 MB; gränsen är 1 MB"):
        keep_upload(SimpleUploadedFile("stor.pdf", b"%PDF-" + b" " * 2 * 1_048_576))


@pytest.mark.django_db
def test_a_file_is_given_back_to_save_and_never_to_run():
    kept = keep_bytes("Bilaga å.pdf", b"%PDF-1.7")
    answer = download(kept.file, kept.name, kept.media_type)
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Bilaga%20%C3%A5.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
