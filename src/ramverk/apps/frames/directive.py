"""The frame directive as one content: what is shown, frozen and printed are the same."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.frames.ledger import board_key
from ramverk.apps.frames.models import Directive, Edition
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.organisation.appearance import brand
from ramverk.apps.organisation.models import Municipality
from ramverk.core.documents.model import Block, Cell, Column, Document, Heading, Paragraph, Row, Style, Table
from ramverk.core.money import Ore, format_amount
from ramverk.formats.documents.forms import FORMS


def sections_to_begin_with() -> list[str]:
    """The headings a directive usually has."""
    return [
        _("Ekonomiska förutsättningar"),
        _("Mål och inriktning"),
        _("Prioriteringar och effektivisering"),
        _("Anvisningar till nämnderna"),
        _("Risker och osäkerheter"),
    ]


def contents_of(directive: Directive) -> dict[str, Any]:
    """The directive's content with its frames, as it is frozen. Amounts are öre, net cost positive."""
    of = figures(directive.edition)
    day = directive.boards_hand_in_by
    return {
        "edition": str(directive.edition.uid),
        "edition_name": directive.edition.name,
        "checksum": directive.edition.checksum,
        "years": list(of.years),
        "boards_hand_in_by": day.isoformat() if day else None,
        "sections": [[one.heading, one.text] for one in directive.sections.all()],
        "assignments": [
            {
                "board": board_key(one.body) if one.body else "",
                "name": one.body.name if one.body else "",
                "text": one.text,
                "report_by": one.report_by.isoformat() if one.report_by else None,
            }
            for one in directive.assignments.select_related("body")
        ],
        "frames": [
            [board.key, board.name, board.opening.amount, [cell.amount for cell in board.frame]]
            for board in (*of.boards, of.total)
        ],
    }


def directive_document(edition: Edition) -> Document | None:
    """The edition's directive, as decided or as it stands; None where the edition has none."""
    directive = Directive.objects.filter(edition=edition).select_related("edition", "document").first()
    if directive is None:
        return None
    content = directive.document.content if directive.document else contents_of(directive)
    made = edition.frozen_at or edition.created_at
    return Document(
        kind="ramdirektiv",
        title=str(directive).partition(",")[0],
        subtitle=edition.name.removeprefix("Ramdirektiv").strip(),
        publisher=Municipality.objects.values_list("name", flat=True).first() or "",
        dated=timezone.localtime(made).date().isoformat(),
        blocks=(*_blocks(content, edition), *(block for blocks_of in _parts for block in blocks_of(edition))),
        edition=edition.name,
        checksum=content["checksum"],
        language="en" if get_language() == "en" else "sv",
        accent=brand().accent,
        status="" if directive.document or not edition.is_open else _("Utkast"),
        rounding=_(
            "Belopp visas i tusental kronor (tkr). Varje tal är avrundat för sig, summor räknas på oavrundade belopp."
        ),
    )


def day_in_words(iso: str | None) -> str:
    """A day of the frozen content as people read it: "11 april 2018"; nothing for None."""
    return formats.date_format(date.fromisoformat(iso), "j F Y") if iso else ""


BlocksOf = Callable[[Edition], Iterable[Block]]
_parts: list[BlocksOf] = []


def tells_directive(blocks_of: BlocksOf) -> None:
    """Let an area above add chapters of its own to every directive (drawings, each board's way to its frame)."""
    if blocks_of not in _parts:
        _parts.append(blocks_of)


def _blocks(content: dict[str, Any], edition: Edition) -> Iterator[Block]:
    if content["boards_hand_in_by"]:
        yield Paragraph(
            _("Nämndernas förslag lämnas senast %(day)s (kommunallagen 11 kap. 9 §).")
            % {"day": day_in_words(content["boards_hand_in_by"])},
            Style.LEAD,
        )
    for heading, words in content["sections"]:
        if words.strip():
            yield Heading(1, heading)
            yield from (Paragraph(part.strip()) for part in words.replace("\r\n", "\n").split("\n\n") if part.strip())
    yield Heading(1, _("Preliminära ramar"))
    yield _frames(content, edition)
    yield Heading(1, _("Uppdrag"))
    if not content["assignments"]:
        yield Paragraph(_("Inga uppdrag."))
        return
    columns = (Column(_("Uppdrag")), Column(_("Nämnd")), Column(_("Redovisas senast")))
    rows = tuple(
        Row((Cell(one["text"]), Cell(one["name"] or _("Alla nämnder")), Cell(day_in_words(one["report_by"]))))
        for one in content["assignments"]
    )
    yield Table("uppdrag", _("Uppdrag till nämnderna"), columns, rows)


def _frames(content: dict[str, Any], edition: Edition) -> Table:
    heads = (_("Ingående ram"), *map(str, content["years"]))
    columns = (Column(_("Nämnd")), *(Column(head, is_figures=True) for head in heads))
    last = len(content["frames"]) - 1
    rows = tuple(
        Row((Cell(name), *(_money(amount) for amount in (opening, *amounts))), is_sum=at == last)
        for at, (_key, name, opening, amounts) in enumerate(content["frames"])
    )
    source = _("Källa: utgåvan ”%(edition)s”.") % {"edition": edition.name}
    return Table("ramar", _("Preliminära ramar, tkr (nettokostnad)"), columns, rows, source=source)


def _money(amount: int | None) -> Cell:
    return Cell("" if amount is None else format_amount(Ore(amount)), amount)


def directive_file(edition: Edition) -> tuple[str, bytes] | None:
    """File name and bytes of the directive as a Word document; None where the edition has none."""
    made = directive_document(edition)
    if made is None:
        return None
    return f"Ramdirektiv {edition.name.removeprefix('Ramdirektiv').strip()}.docx", FORMS["docx"].write(made, brand())
