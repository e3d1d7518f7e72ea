"""Read the boards' revised plans into the confirming edition: how each has split its decided frame on operations."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.decisions.policy import may_review
from ramverk.apps.decisions.queries.revised import Revised, reference_of, revised
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.models import Edition, Operation
from ramverk.apps.frames.rows import Row
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.revised import code_of, words_of
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.editions.causes import Cause


@transaction.atomic
def read_revised_plans(actor: Actor, edition: Edition) -> list[Revised]:
    """One group of changes per board, each with its plan as the source. A frame is never moved: they sum to nothing.

    Read again, only what a board has handed in since is added.
    """
    locked = Edition.objects.select_for_update(of=("self",)).select_related("round").get(pk=edition.pk)
    require(may_review(actor, locked))
    ready = [one for one in revised(locked) if one.is_ready]
    if not ready:
        raise Invalid(_("Ingen reviderad plan har något att läsa in. Varför står vid varje nämnd."))
    operations = {row.code: row.pk for row in Operation.objects.all()}
    edits = [RowEdit(row) for one in ready for row in _rows(one, operations)]
    save_changes(actor, locked, edits)
    record(actor, "decisions.read_revised_plans", locked, after={"boards": [one.body.name for one in ready]})
    return ready


def _rows(one: Revised, operations: dict[str, int]) -> list[Row]:
    if one.hand_in is None:
        return []
    source = {"kind": "decision", "words": words_of(one.hand_in), "reference": reference_of(one.hand_in)}
    short, pair = one.body.short_name or one.body.name, str(uuid.uuid4())
    return [
        Row(
            body_id=one.body.pk,
            operation_id=operations.get(code),
            cause=Cause.ORGANISATION.value,
            amounts={str(year): -amount for year, amount in amounts.items() if amount},
            text=f"{short}: ramen fördelad på verksamheter enligt reviderad plan",
            source=source,
            pair=pair,
            linked_to=code_of(one.hand_in),
        )
        for code, amounts in one.left.items()
    ]
