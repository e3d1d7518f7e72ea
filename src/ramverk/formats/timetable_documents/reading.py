"""One door for every format: bytes in, `SourceDocument` or `UnreadableDocument` out."""

from collections.abc import Callable
from importlib import import_module

from ramverk.core.findings import Finding
from ramverk.core.timetable.model import SourceDocument
from ramverk.formats.timetable_documents.encodings import decode
from ramverk.formats.timetable_documents.errors import (
    MAX_BYTES,
    CorruptDocument,
    DocumentWithoutText,
    EmptyDocument,
    TooLargeDocument,
    UnreadableDocument,
)
from ramverk.formats.timetable_documents.lines import Lines
from ramverk.formats.timetable_documents.recognise import Format, recognise_bytes, recognise_text

# Readers are imported when their format is met: a text file must not wait for the PDF library.
_READERS = {
    Format.TEXT: ("plain_text", "read_plain_text"),
    Format.CSV: ("delimited_text", "read_delimited"),
    Format.MARKDOWN: ("markdown_text", "read_markdown"),
    Format.HTML: ("web_pages", "read_web_page"),
    Format.ICS: ("calendar_files", "read_calendar"),
    Format.DOCX: ("word_documents", "read_word_document"),
    Format.WORKBOOK: ("workbooks", "read_workbook"),
    Format.PDF: ("pdf_pages", "read_pdf"),
}


def read_document(data: bytes, name: str) -> SourceDocument:
    """Turn the bytes of a document into lines.

    The content decides the format; `name` (a file name, may be empty) only settles what content leaves open, such as
    commas in a .csv. Raises UnreadableDocument, with a sentence for the user, and nothing else.
    """
    if len(data) > MAX_BYTES:
        raise TooLargeDocument.of_bytes(len(data))
    if not data.strip():
        raise EmptyDocument
    found = recognise_bytes(data)
    text = "" if found else decode(data)
    found = found or recognise_text(text, name)
    lines, findings = _read(found, data, text)
    if not lines.has_text:
        raise DocumentWithoutText
    return SourceDocument(lines.done(), found.value, tuple(findings))


def _read(found: Format, data: bytes, text: str) -> tuple[Lines, list[Finding]]:
    reader = _reader(found)
    try:
        result = reader(text or data)
    except UnreadableDocument:
        raise
    except (Exception, RecursionError) as error:
        # Hostile bytes reach corners that no library guards; the user gets a sentence, the log keeps the cause.
        raise CorruptDocument(f".{found.value}") from error
    return result if isinstance(result, tuple) else (result, [])


def _reader(found: Format) -> Callable[[bytes | str], Lines | tuple[Lines, list[Finding]]]:
    module, function = _READERS[found]
    reader: Callable[[bytes | str], Lines | tuple[Lines, list[Finding]]] = getattr(
        import_module(f"ramverk.formats.timetable_documents.{module}"), function
    )
    return reader
