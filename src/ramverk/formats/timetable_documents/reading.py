"""One door for every format: bytes in, `SourceDocument` or `UnreadableDocument` out."""

from ramverk.core.timetable.model import SourceDocument
from ramverk.formats.timetable_documents.encodings import decode
from ramverk.formats.timetable_documents.errors import (
    MAX_BYTES,
    DocumentWithoutText,
    EmptyDocument,
    TooLargeDocument,
)
from ramverk.formats.timetable_documents.plain_text import read_plain_text


def read_document(data: bytes, name: str) -> SourceDocument:
    """Turn the bytes of a document into lines.

    The content decides the format; `name` (a file name, may be empty) only settles what content leaves open.
    Raises UnreadableDocument, with a sentence for the user, and nothing else.
    """
    if len(data) > MAX_BYTES:
        raise TooLargeDocument.of_bytes(len(data))
    if not data.strip():
        raise EmptyDocument
    lines = read_plain_text(decode(data))
    if not lines.has_text:
        raise DocumentWithoutText
    return SourceDocument(lines.done(), "text", ())
