"""A proposal that the parties have handed over, kept as a frozen edition among the others.

The area of proposals calls this when a draft leaves its room; it says who may and leaves the trail. Nobody but those it
opens the edition for sees it.
"""

from collections.abc import Sequence

from django.db import transaction

from ramverk.apps.cycle.models import Activity
from ramverk.apps.frames.ledger import board_key, core_edition
from ramverk.apps.frames.models import Change, Edition, EditionAssumption, EditionKind, EditionState, Operation
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.actors import Actor
from ramverk.core.editions import changes as core
from ramverk.core.editions.content import checksum, to_json

PARTIES_OWN = (EditionKind.MAJORITY_PROPOSAL, EditionKind.PARTY_PROPOSAL)
_LEDGER = (core.PostKind.FRAME, core.PostKind.FINANCE)


@transaction.atomic
def keep_received(
    actor: Actor, parent: Edition, kind: str, name: str, changes: Sequence[core.Change], activity: Activity | None
) -> Edition:
    """The changes on their frozen base, frozen themselves. What is no money (a tax rate, goals) stays with the caller.

    Raises ValueError for a kind that is not the parties', or a base that may still move.
    """
    if kind not in PARTIES_OWN or parent.is_open:
        raise ValueError("only a party's proposal on a frozen base is received")
    edition = Edition.objects.create(
        round_id=parent.round_id, kind=kind, name=name[:160], parent=parent, years=parent.years, activity=activity,
        created_at=clock.now(), created_by=actor.name,
    )  # fmt: skip
    EditionAssumption.objects.bulk_create(
        EditionAssumption(edition=edition, kind=row.kind, assumption_set_id=row.assumption_set_id)
        for row in parent.assumptions.all()
    )
    bodies = {board_key(body): body for body in Body.objects.all()}
    operations = {row.code: row for row in Operation.objects.all()}
    wanted = [change for change in changes if change.post.kind in _LEDGER]
    Change.objects.bulk_create(
        [_row(edition, order, change, bodies, operations) for order, change in enumerate(wanted, 1)], batch_size=500
    )
    content = core_edition(edition)
    document = freeze(actor, "edition", edition.name, to_json(content))
    edition.state, edition.document, edition.checksum = EditionState.FROZEN, document, checksum(content)
    edition.frozen_at = clock.now()
    edition.version += 1
    edition.save(update_fields=["state", "document", "checksum", "frozen_at", "version"])
    flip(actor, edition, EditionState.OPEN, EditionState.FROZEN)
    return edition


def _row(
    edition: Edition, order: int, change: core.Change, bodies: dict[str, Body], operations: dict[str, Operation]
) -> Change:
    is_frame = change.post.kind is core.PostKind.FRAME
    operation = operations.get(change.post.part) if is_frame else None
    source = {"kind": change.source.kind.value, "words": change.source.words, "reference": change.source.reference}
    return Change(
        edition=edition, key=change.id, order=order, post_kind=change.post.kind.value,
        body=bodies[change.post.owner] if is_frame else None, operation=operation,
        line="" if operation else change.post.part, cause=change.cause.value,
        amounts={str(year): int(amount) for year, amount in change.amounts.items()},
        is_one_off=change.is_one_off, is_earmarked=change.is_earmarked, text=change.text[:500],
        source=source | ({"reverses": change.reverses} if change.reverses else {}), pair=change.pair or None,
        rule=change.rule,
    )  # fmt: skip
