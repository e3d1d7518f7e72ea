"""What has changed since an earlier edition of the same document, as the document's own last chapter."""

from dataclasses import replace

from django.utils.translation import gettext as _

from ramverk.core.documents.changed import Difference, changed_since
from ramverk.core.documents.model import Block, Cell, Column, Document, Heading, Paragraph, Row, Table

_LONGEST = 240
_MOST = 400
"""Differences written out; the rest is counted, and both documents are there to be compared."""


def changes_since(document: Document, earlier: Document, name: str) -> Document:
    """The document with a chapter of what differs from `earlier`, which is called `name`."""
    found = [one for one in changed_since(earlier, document) if not one.where.startswith(_heading(""))]
    return replace(document, blocks=(*document.blocks, *_chapter(found, name)))


def _heading(name: str) -> str:
    return _("Ändrat sedan %s") % name


def _chapter(found: list[Difference], name: str) -> tuple[Block, ...]:
    if not found:
        return (Heading(1, _heading(name), "andrat"), Paragraph(_("Inget har ändrats.")))
    columns = (Column(_("Var")), Column(_("Förut")), Column(_("Nu")))
    rows = tuple(
        Row((Cell(_short(one.where)), Cell(_said(one.before)), Cell(_said(one.after)))) for one in found[:_MOST]
    )
    left = len(found) - len(rows)
    note = _("Och %s till, som inte skrivs ut här.") % left if left else ""
    caption = _("Vad som har ändrats, tal för tal och stycke för stycke")
    return Heading(1, _heading(name), "andrat"), Table("andrat", caption, columns, rows, note=note)


def _said(text: str) -> str:
    return _short(text) or "–"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rstrip()}…"
