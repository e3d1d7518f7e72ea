"""A Word document as bytes that depend on nothing but what is in it."""

import io
import zipfile

from docx.document import Document

_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip file can write; every part says it, whenever the document was saved."""


def word_bytes(document: Document) -> bytes:
    """The document's bytes. The same document saved at another time gives the same, so that checksums compare."""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for part in parts.infolist():
            again.writestr(zipfile.ZipInfo(part.filename, _DAY), parts.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()
