"""What has changed since an earlier edition of the same document, as the document's own last chapter."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from ramverk.core.documents.changed import Difference, changed_since
from ramverk.core.documents.model import Block, Cell, Column, Document, Heading, Paragraph, Row, Style, Table

_LONGEST = 240
_MOST = 400
"""Differences written out; the rest is counted, and both documents are there to be compared."""


def changes_since(document: Document, earlier: Document, name: str) -> Document:
    """The document with a chapter of what differs from `earlier`, which is called `name`."""
    found = [one for one in changed_since(earlier, document) if not one.under.startswith(_heading(""))]
    return replace(document, blocks=(*document.blocks, *_chapter(found, name)))


def _heading(name: str) -> str:
    return _("Ändrat sedan %s") % name


def _chapter(found: list[Difference], name: str) -> tuple[Block, ...]:
    if not found:
        return (Heading(1, _heading(name), "andrat"), Paragraph(_("Inget har ändrats.")))
    shown = found[:_MOST]
    blocks = [*_figures(shown), *_words([one for one in shown if not one.where])]
    left = len(found) - len(shown)
    more = (Paragraph(_("Och %s till, som inte skrivs ut här.") % left, Style.NOTE),) if left else ()
    return (Heading(1, _heading(name), "andrat"), *blocks, *more)


def _figures(found: Sequence[Difference]) -> Iterator[Block]:
    """A table of its own for each that has changed, so that its name is said once."""
    captions = dict.fromkeys(one.under for one in found if one.where)
    columns = (Column(_("Rad")), Column(_("Förut"), is_figures=True), Column(_("Nu"), is_figures=True))
    for number, caption in enumerate(captions, 1):
        rows = [
            Row((Cell(_short(one.where)), Cell(_said(one.before)), Cell(_said(one.after))))
            for one in found
            if one.where and one.under == caption
        ]
        yield Table(f"andrat-{number}", caption, columns, tuple(rows))


def _words(found: Sequence[Difference]) -> Iterator[Block]:
    if not found:
        return
    columns = (Column(_("Var")), Column(_("Förut")), Column(_("Nu")))
    rows = tuple(Row((Cell(one.under), Cell(_said(one.before)), Cell(_said(one.after)))) for one in found)
    yield Table("andrat", _("Tabeller och stycken som har kommit till, ändrats eller tagits bort"), columns, rows)


def _said(text: str) -> str:
    return _short(text) or "–"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rstrip()}…"
