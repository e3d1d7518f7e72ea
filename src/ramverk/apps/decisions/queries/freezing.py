"""What laying an open draft on the table freezes: told before, so that nobody freezes anything unawares."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Q

from ramverk.apps.decisions.models import MatterKind, Sitting
from ramverk.apps.frames.actions.freeze_edition import hinders
from ramverk.apps.frames.findings import edition_findings
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import Edition, EditionKind, EditionState
from ramverk.apps.organisation.actor import Actor
from ramverk.core.editions.content import checksum
from ramverk.core.editions.editions import EditionKind as CoreKind
from ramverk.core.findings import Finding


@dataclass(frozen=True, slots=True)
class Freezing:
    """An open draft as it will be frozen: `checksum` is the one it gets, `above` the open editions that go with it."""

    edition: Edition
    checksum: str
    above: tuple[Edition, ...]
    findings: tuple[Finding, ...]
    is_hindered: bool


def is_frozen_by_tabling(actor: Actor, sitting: Sitting, edition: Edition) -> bool:
    """Whether writing the clauses from the edition freezes it: the directive's draft, by those who keep it."""
    is_draft = edition.kind == EditionKind.DIRECTIVE_DRAFT and edition.is_open
    return is_draft and sitting.matter.kind == MatterKind.DIRECTIVE and actor.owns_the_process


def layable(actor: Actor, sitting: Sitting) -> Q:
    """The editions that clauses can be written from: what stands still, and the draft that is frozen by it."""
    stands = Q(state__in=[EditionState.FROZEN, EditionState.DECIDED])
    if sitting.matter.kind == MatterKind.DIRECTIVE and actor.owns_the_process:
        stands |= Q(kind=EditionKind.DIRECTIVE_DRAFT, state=EditionState.OPEN)
    return stands


def freezing_of(actor: Actor, sitting: Sitting, edition: Edition) -> Freezing | None:
    """What would be frozen; nothing where the edition stands still already."""
    if not is_frozen_by_tabling(actor, sitting, edition):
        return None
    as_tabled = replace(core_edition(edition), kind=CoreKind.PRELIMINARY)  # what it is from then on
    found = tuple(edition_findings(edition))
    return Freezing(edition, checksum(as_tabled), tuple(_open_above(edition)), found, bool(hinders(found)))


def _open_above(edition: Edition) -> Iterator[Edition]:
    above = edition.parent
    while above is not None and above.is_open:
        yield above
        above = above.parent
