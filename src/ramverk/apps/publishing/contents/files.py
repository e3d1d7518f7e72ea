"""A publication's files: the same document as PDF, Word, workbook, web page and data, made once when it is frozen."""

from collections.abc import Iterator

from ramverk.apps.organisation.appearance import brand
from ramverk.apps.trail.actions.freeze import NamedFile, store
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.documents.model import Document, Picture
from ramverk.formats.documents.forms import FORMS, Form
from ramverk.formats.documents.pdf import DocumentRefused

__all__ = ["FORMS", "Form", "stored_files"]


def stored_files(document: Document, slug: str) -> Iterator[NamedFile]:
    """Every form, stored in the municipality's look; and the pictures, for the page that shows them.

    `Invalid` where a form cannot be made so that everybody can read it.
    """
    look = brand()
    for form in FORMS.values():
        try:
            content = form.write(document, look)
        except DocumentRefused as refused:
            raise Invalid(str(refused)) from refused
        yield NamedFile(store(content), f"{slug}.{form.ending}", form.media_type)
    for block in document.blocks:
        if isinstance(block, Picture):
            yield NamedFile(store(block.content), picture_name(block), block.media_type)


def picture_name(picture: Picture) -> str:
    """What a picture's file is called."""
    return f"bild-{picture.key}.{'png' if picture.media_type == 'image/png' else 'jpg'}"
