"""The frame directive as one content: what is shown, frozen and printed are the same."""

from typing import Any

from django.utils.translation import gettext as _

from ramverk.apps.frames.ledger import board_key
from ramverk.apps.frames.models import Directive, Edition
from ramverk.apps.frames.queries.figures import figures
from ramverk.formats.directive_document import DirectiveText, write_directive

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


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


def directive_file(edition: Edition) -> tuple[str, bytes] | None:
    """File name and bytes of the directive as a Word document; None where the edition has none."""
    directive = Directive.objects.filter(edition=edition).select_related("edition", "document").first()
    if directive is None:
        return None
    content = directive.document.content if directive.document else contents_of(directive)
    text = DirectiveText(
        title=str(directive),
        years=content["years"],
        hand_in_by=content["boards_hand_in_by"],
        sections=[(heading, words) for heading, words in content["sections"]],
        assignments=[(one["name"], one["text"], one["report_by"]) for one in content["assignments"]],
        frames=[(name, opening or 0, amounts) for _key, name, opening, amounts in content["frames"]],
        source=edition.name,
        checksum=content["checksum"],
        created=edition.frozen_at or edition.created_at,
    )
    return f"Ramdirektiv {edition.name.removeprefix('Ramdirektiv').strip()}.docx", write_directive(text)
