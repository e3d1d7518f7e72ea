"""A Word document is the same bytes whenever it is saved."""

import io
import time

import docx

from ramverk.formats.word_bytes import word_bytes


def test_the_same_document_is_the_same_bytes_in_another_year_and_still_opens(monkeypatch):
    document = docx.Document()
    document.add_paragraph("Läget är stramt.")
    first = word_bytes(document)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)  # what a zip file takes its parts' times from
    assert word_bytes(document) == first
    assert docx.Document(io.BytesIO(first)).paragraphs[0].text == "Läget är stramt."
