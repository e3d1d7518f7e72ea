"""What media get, in the same second as everybody: key messages, the document, its tables and charts in one package."""

import io
import zipfile
from collections.abc import Iterator, Sequence

from django.utils.text import slugify
from django.utils.translation import gettext as _

from ramverk.apps.publishing.models import PublicContact
from ramverk.apps.trail.actions.freeze import NamedFile, store
from ramverk.core.documents.model import Chart, Document, Heading, ListBlock, Paragraph
from ramverk.formats.documents.pdf import draw_png

PRESS = "presspaket.zip"
IN_SHORT = "kort"
"""The key of the outline's chapter that says the whole in a few words."""
_STAMP = (1980, 1, 1, 0, 0, 0)
_WANTED = (".pdf", ".xlsx", ".csv")


def key_messages(document: Document) -> tuple[str, ...]:
    """The chapter in short (the first, where there is none), sentence by sentence, in the words that were frozen."""
    chapters = [block for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    chosen = next((one for one in chapters if one.anchor == IN_SHORT), chapters[0] if chapters else None)
    found: list[str] = []
    at = None
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            at = block
        elif at is not chosen:
            continue
        elif isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, ListBlock):
            found.extend(block.items)
    return tuple(text for text in found if not text.rstrip().endswith(":"))


def charts_of(document: Document) -> list[Chart]:
    """The drawings, each once."""
    found: dict[str, Chart] = {}
    for block in document.blocks:
        if isinstance(block, Chart):
            found.setdefault(block.key, block)
    return list(found.values())


def contact_lines(contact: PublicContact) -> tuple[str, ...]:
    """Whom media call."""
    return tuple(part for part in (contact.press_name, contact.press_phone, contact.press_mail) if part)


def stored_press(document: Document, slug: str, files: Sequence[NamedFile], contact: PublicContact) -> NamedFile:
    """The package, stored; it is frozen with the publication and opens with it."""
    return NamedFile(store(press_package(document, slug, files, contact)), PRESS, "application/zip")


def press_package(document: Document, slug: str, files: Sequence[NamedFile], contact: PublicContact) -> bytes:
    """The zip. The figures are those of the document: its own files, not copies made for the press."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in _inside(document, slug, files, contact):
            package.writestr(zipfile.ZipInfo(path, _STAMP), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _inside(
    document: Document, slug: str, files: Sequence[NamedFile], contact: PublicContact
) -> Iterator[tuple[str, bytes]]:
    yield f"{slug}/NYCKELBUDSKAP.txt", _words(document, contact).encode()
    for named in files:
        if named.name.endswith(_WANTED):
            folder = "" if named.name.endswith(".pdf") else "tabeller/"
            yield f"{slug}/{folder}{named.name}", bytes(named.file.content)
    for chart in charts_of(document):
        name = f"{slug}/diagram/{slugify(chart.title.replace('–', '-'))[:60] or chart.key}"
        yield f"{name}.svg", chart.svg.encode()
        yield f"{name}.png", draw_png(chart.svg)
        yield f"{name}.txt", f"{chart.title}\n\n{chart.description}\n".encode()


def _words(document: Document, contact: PublicContact) -> str:
    points = "\n".join(f"- {text}" for text in key_messages(document))
    lines = [
        document.title, document.subtitle, f"{document.publisher}, {document.dated}", "", _("Det viktigaste"), points,
        "", _("Kontakt för media"), *(contact_lines(contact) or (_("Se kommunens webbplats."),)), "",
        _("Alla siffror kommer ur utgåvan ”%(edition)s” med kontrollsumman %(sum)s.")
        % {"edition": document.edition, "sum": document.checksum},
    ]  # fmt: skip
    return "\n".join(lines) + "\n"
