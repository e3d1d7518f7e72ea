"""Write the frame directive of an edition: its sections, the assignments, and when the boards hand in."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.frames.ledger import line_of
from ramverk.apps.frames.models import Directive, DirectiveAssignment, DirectiveSection, Edition
from ramverk.apps.frames.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a board is to do; all boards where `body` is None."""

    text: str
    body: Body | None = None
    report_by: date | None = None
    key: str = ""
    """Of the assignment as it was; empty for a new one. One of the same words for the same board is the same too."""


@transaction.atomic
def write_directive(
    actor: Actor,
    edition: Edition,
    version: int,
    sections: Sequence[tuple[str, str]],
    assignments: Sequence[Assignment],
    boards_hand_in_by: date | None,
) -> Directive:
    """`version` is the directive's as it was seen, 0 for a new one; `sections` are headings with their texts."""
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    require(may(actor, "frames.write_directive", locked))
    if any(not heading.strip() for heading, _text in sections):
        raise Invalid(_("Varje avsnitt behöver en rubrik."))
    if any(not one.text.strip() for one in assignments):
        raise Invalid(_("Skriv vad uppdraget är."))
    directive = Directive.objects.filter(edition=locked).first()
    if directive is None:
        directive = Directive.objects.create(edition=locked, boards_hand_in_by=boards_hand_in_by)
    elif not version:
        raise Stale(_("Någon annan har börjat på ramdirektivet. Inget har sparats; läs in sidan igen."))
    else:
        change(directive, version, boards_hand_in_by=boards_hand_in_by)
    before = list(directive.sections.values_list("heading", flat=True))
    known = _known(locked)
    keys = set(known.values())
    directive.sections.all().delete()
    directive.assignments.all().delete()
    DirectiveSection.objects.bulk_create(
        DirectiveSection(directive=directive, order=order, heading=heading.strip()[:160], text=text.strip())
        for order, (heading, text) in enumerate(sections)
    )
    DirectiveAssignment.objects.bulk_create(
        DirectiveAssignment(
            directive=directive, body=one.body, text=one.text.strip()[:500], report_by=one.report_by,
            key=_key(one, known, keys),
        )
        for one in assignments
    )  # fmt: skip
    after = {
        "sections": [heading for heading, _text in sections],
        "assignments": len(assignments),
        "boards_hand_in_by": boards_hand_in_by,
    }
    record(actor, "frames.write_directive", locked, before={"sections": before}, after=after)
    return directive


def _known(edition: Edition) -> dict[tuple[int | None, str], uuid.UUID]:
    """The assignments of the edition and of what it stands on: carried on, an assignment is still the same."""
    line = [member.pk for member in line_of(edition)]
    rows = DirectiveAssignment.objects.filter(directive__edition__in=line).order_by("directive__edition_id", "pk")
    return {(row.body_id, row.text): row.key for row in rows}


def _key(one: Assignment, known: dict[tuple[int | None, str], uuid.UUID], keys: set[uuid.UUID]) -> uuid.UUID:
    """The key the assignment keeps, each once; a new one where it is new."""
    found = known.get((one.body.pk if one.body else None, one.text.strip()[:500]))
    if one.key:
        found = next((key for key in keys if str(key) == one.key), found)
    if found is None or found not in keys:
        return uuid.uuid4()
    keys.discard(found)
    return found
