"""What kind of document are these bytes? The content decides; the file name only where content leaves a choice."""

import re
import zipfile
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath

from ramverk.formats.timetable_documents.encodings import wide_table
from ramverk.formats.timetable_documents.errors import (
    ArchiveDocument,
    BinaryDocument,
    CorruptDocument,
    LockedDocument,
    OldOfficeDocument,
    PictureDocument,
    UnreadableDocument,
    UnsupportedFormat,
)


class Format(StrEnum):
    """The formats that are read."""

    TEXT = "text"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    WORKBOOK = "workbook"
    PDF = "pdf"
    ICS = "ics"


_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF", b"\0\0\0\x0cjP")
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_PDF_HEAD = re.compile(rb"%PDF-\d")
_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<body[\s>]|<table[\s>].*<tr[\s>]|<h[1-6][\s>].*</h[1-6]>|<[uo]l[\s>].*<li",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(
    r"^ {0,3}#{2,6} \S|^\s*\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?\s*)?$|^\*\*[^*\n]+\*\*:?\s*$",
    re.MULTILINE,
)
_SAMPLE = 200_000


def recognise_bytes(data: bytes) -> Format | None:
    """The format that the first bytes give away, or None for text. Raises UnreadableDocument for what is not read."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _in_archive(data)
    if _PDF_HEAD.search(data[:1024]):
        return Format.PDF
    if data.startswith(_OLE):
        raise _ole_refusal(data)
    if data.startswith(b"{\\rtf"):
        raise UnsupportedFormat("i RTF-format", "an RTF document", ".docx")
    if data.startswith(_PICTURES):
        raise PictureDocument
    if _is_binary(data):
        raise BinaryDocument
    return None


def recognise_text(text: str, name: str) -> Format:
    """The format of decoded text: calendar, web page, separated values, Markdown or plain."""
    sample = text[:_SAMPLE]
    suffix = PurePath(name).suffix.lower()
    if sample.lstrip("\ufeff \t\r\n")[:15].upper() == "BEGIN:VCALENDAR":
        return Format.ICS
    if _HTML.search(sample):
        return Format.HTML
    if suffix in {".md", ".markdown"} or _MARKDOWN.search(sample):
        return Format.MARKDOWN
    if delimiter_of(sample, trust_name=suffix == ".csv"):
        return Format.CSV
    return Format.TEXT


def delimiter_of(text: str, *, trust_name: bool) -> str | None:
    """The character that parts columns, if the lines agree on one; commas in prose do not count.

    Semicolons are rare in prose, so most lines having them is enough. Commas and tabs are believed only in a file named
    .csv: everywhere else tabs are left to the core, which also knows ragged tables.
    """
    lines = [line for line in text.split("\n") if line.strip()][:200]
    if len(lines) < 2:
        return None
    counts = {mark: [line.count(mark) for line in lines] for mark in ";\t,"}
    shares = {mark: sum(count > 0 for count in found) / len(lines) for mark, found in counts.items()}
    if shares[";"] >= 0.8 and _agree(counts[";"]):
        return ";"
    if not trust_name:
        return None
    # In a .csv exported with commas nearly every line has one; decimal and date commas alone would leave gaps.
    return (
        max(";\t,", key=lambda mark: (shares[mark] >= 0.5, _agree(counts[mark]), shares[mark]))
        if max(shares.values())
        else None
    )


def _agree(counts: list[int]) -> bool:
    """Whether most lines have at least as many separators as the first that has any: quoted texts only add some."""
    head = next((count for count in counts if count), 0)
    return head > 0 and sum(count >= head for count in counts) >= 0.6 * len(counts)


def _is_binary(data: bytes) -> bool:
    sample = data[:8000]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_table(data):
        return False
    control = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return b"\0" in sample or control > len(sample) * 0.05


def _in_archive(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:100].decode("ascii", "replace") if "mimetype" in names else ""
    except Exception as error:
        # A damaged archive raises a dozen kinds of errors, also from the unpacking of single members.
        raise CorruptDocument("Word eller Excel") from error
    if "word/document.xml" in names:
        return Format.DOCX
    if names & {"xl/workbook.xml", "xl/workbook.bin"} or kind.endswith("opendocument.spreadsheet"):
        return Format.WORKBOOK
    raise _archive_refusal(names, kind)


def _archive_refusal(names: set[str], kind: str) -> UnreadableDocument:
    if "ppt/presentation.xml" in names or kind.endswith("opendocument.presentation"):
        return UnsupportedFormat("en presentation", "a slide presentation", "PDF")
    if kind.endswith("opendocument.text"):
        return UnsupportedFormat("ett OpenDocument-textdokument (.odt)", "an OpenDocument text (.odt)", ".docx")
    return ArchiveDocument()


def _ole_refusal(data: bytes) -> UnreadableDocument:
    """Which of the formats in Microsoft's compound files this is, told by the names of its streams."""

    def holds(*names: str) -> bool:
        return any(name.encode("utf-16-le") in data for name in names)

    if holds("EncryptedPackage", "EncryptionInfo"):
        return LockedDocument()
    if holds("WordDocument"):
        return OldOfficeDocument(".docx")
    if holds("Workbook", "Book"):
        return OldOfficeDocument(".xlsx")
    if holds("PowerPoint Document"):
        return OldOfficeDocument(".pptx eller PDF")
    return BinaryDocument()
