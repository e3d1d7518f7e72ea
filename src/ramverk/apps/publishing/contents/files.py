"""A publication's files: the same document as PDF, Word, workbook, web page and data, made once when it is frozen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ramverk.apps.trail.actions.freeze import NamedFile, store
from ramverk.core.documents.model import Document
from ramverk.formats.documents.pdf import write_pdf
from ramverk.formats.documents.sheets import write_xlsx
from ramverk.formats.documents.web import write_html
from ramverk.formats.documents.word import write_docx


@dataclass(frozen=True, slots=True)
class Form:
    """One way a document comes: its ending, media type, and who writes it."""

    ending: str
    media_type: str
    write: Callable[[Document], bytes]


FORMS = {
    "pdf": Form("pdf", "application/pdf", write_pdf),
    "docx": Form("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_docx),
    "html": Form("html", "text/html; charset=utf-8", write_html),
    "xlsx": Form("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
}


def stored_files(document: Document, slug: str) -> Iterator[NamedFile]:
    """Every form, stored."""
    for form in FORMS.values():
        yield NamedFile(store(form.write(document)), f"{slug}.{form.ending}", form.media_type)
