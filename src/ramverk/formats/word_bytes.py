"""A Word document as bytes that depend on nothing but what is in it."""

import io
import re
import zipfile
from collections.abc import Sequence

from docx.document import Document

_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip file can write; every part says it, whenever the document was saved."""
_PLACE = re.compile(rb"<!--ramverk place (\d+)-->")


def place_of(number: int) -> str:
    """The comment that holds the place of what is laid in when the document is saved."""
    return f"ramverk place {number}"


def word_bytes(document: Document, laid_in: Sequence[bytes] = ()) -> bytes:
    """The document's bytes. The same document saved at another time gives the same, so that checksums compare.

    `laid_in` are the stored forms of what is too much to hold as a tree; each stands where its place is held.
    """
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    whole = document.part.partname.lstrip("/")
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for part in parts.infolist():
            content = parts.read(part)
            if laid_in and part.filename == whole:
                content = _PLACE.sub(lambda found: laid_in[int(found[1])], content)
            again.writestr(zipfile.ZipInfo(part.filename, _DAY), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
