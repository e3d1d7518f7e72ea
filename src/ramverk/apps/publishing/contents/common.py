"""What every document has from the municipality: its name, its colour, the language of the page, the day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.organisation.appearance import brand
from ramverk.apps.organisation.models import Municipality
from ramverk.apps.trail import clock
from ramverk.core.documents.model import Block, Cell, Column, Document, ListBlock, Paragraph, Row, Table
from ramverk.core.money import THIN_SPACE, Ore, format_amount


def rounding() -> str:
    """How amounts are rounded, in words."""
    return _("Belopp visas i tusental kronor (tkr). Varje tal är avrundat för sig, summor räknas på oavrundade belopp.")


def language() -> str:
    """The language that documents are made in now."""
    return "en" if get_language() == "en" else "sv"


def a_document(
    kind: str, title: str, blocks: Iterable[Block], *, dated: str = "", facts: Sequence[tuple[str, str]] = (),
    in_swedish: bool = False, has_front: bool = False, **more: Any,
) -> Document:  # fmt: skip
    """A document of the municipality's. Facts without words are left out; `in_swedish` where its text always is."""
    return Document(
        kind=kind,
        title=title,
        publisher=Municipality.objects.values_list("name", flat=True).first() or "",
        dated=dated or clock.today().isoformat(),
        blocks=tuple(_unbroken(block) for block in blocks),
        language="sv" if in_swedish else language(),
        accent=brand().accent,
        facts=tuple((label, words) for label, words in facts if words),
        has_front=has_front,
        **more,
    )


_NO_BREAK = "\u202f"


def unbroken(words: str) -> str:
    """Running words with amounts that no line parts in two."""
    return words.replace(THIN_SPACE, _NO_BREAK)


def _unbroken(block: Block) -> Block:
    """The block with its running words so; a table's cells have no such lines."""
    if isinstance(block, Paragraph) and not block.runs:
        return replace(block, text=unbroken(block.text))
    if isinstance(block, ListBlock) and not block.runs:
        return replace(block, items=tuple(map(unbroken, block.items)))
    return block


def draft() -> str:
    """What stands on a document that may still change."""
    return _("Utkast")


def day_words(day: date | datetime | None) -> str:
    """ "5 juni 2018", in the page's language; nothing for no day."""
    if day is None:
        return ""
    return str(formats.date_format(timezone.localtime(day) if isinstance(day, datetime) else day, "j F Y"))


def iso_day(moment: datetime | date) -> str:
    """The Swedish day of a moment."""
    return (timezone.localtime(moment).date() if isinstance(moment, datetime) else moment).isoformat()


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Running text without marks, paragraph by paragraph; line breaks within one are kept."""
    for part in text.replace("\r\n", "\n").split("\n\n"):
        if part.strip():
            yield Paragraph(part.strip())


def money(amount: int | None, *, sign: bool = False) -> Cell:
    """An amount in tkr, with its öre beside it; nothing for what is missing."""
    return Cell(
        format_amount(Ore(amount), sign=sign) if amount is not None else "", None if amount is None else int(amount)
    )


def year_row(label: str, amounts: Mapping[str, int], years: Iterable[Any], *, sign: bool = False, **more: Any) -> Row:
    """A row of a table with a column for each year. The keys are years as text, as frozen content keeps them."""
    return Row((Cell(label), *(money(amounts.get(str(year)), sign=sign) for year in years)), **more)


def year_table(
    key: str, caption: str, first: str, years: Iterable[Any], rows: Iterable[Row], source: str = ""
) -> Table:
    """A table of amounts by year."""
    columns = (Column(first), *(Column(str(year), is_figures=True) for year in years))
    return Table(key, caption, columns, tuple(rows), source=source)
