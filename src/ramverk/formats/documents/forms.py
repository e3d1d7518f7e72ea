"""The forms every document comes in: what each is called, and who writes it."""

from collections.abc import Callable
from dataclasses import dataclass

from ramverk.core.documents.brand import PLAIN, Brand
from ramverk.core.documents.cleaning import cleaned
from ramverk.core.documents.model import Document
from ramverk.formats.documents.pdf import write_pdf
from ramverk.formats.documents.sheets import write_xlsx
from ramverk.formats.documents.web import write_html
from ramverk.formats.documents.word import write_docx

__all__ = ["FORMS", "Form"]


@dataclass(frozen=True, slots=True)
class Form:
    """One way a document comes: its ending, media type, what people call it, and who writes it."""

    ending: str
    media_type: str
    name: str
    name_en: str
    writer: Callable[[Document, Brand], bytes]

    def write(self, document: Document, brand: Brand = PLAIN) -> bytes:
        """The file, without the signs nobody sees. Raises `DocumentRefused` where not everybody could read it."""
        return self.writer(cleaned(document), brand)


FORMS = {
    "pdf": Form("pdf", "application/pdf", "PDF", "PDF", write_pdf),
    "docx": Form(
        "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word", "Word", write_docx
    ),
    "html": Form("html", "text/html; charset=utf-8", "webbsida", "web page", write_html),
    "xlsx": Form(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel", "Excel", write_xlsx
    ),
}
