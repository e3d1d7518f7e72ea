"""Make an edition's generated rows anew from its assumptions: new ones in, changed ones changed, the rest out."""

from django.db import transaction

from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.generation import generated_rows
from ramverk.apps.frames.models import Change, Edition, GridSave
from ramverk.apps.frames.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.verdicts import require


@transaction.atomic
def generate_changes(actor: Actor, edition: Edition) -> GridSave | None:
    """None when nothing differs: the same assumptions twice change nothing."""
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    require(may(actor, "frames.generate_changes", locked))
    wanted = generated_rows(locked)
    stored = {row.rule: row for row in Change.objects.filter(edition=locked).exclude(rule="")}
    edits = [
        RowEdit(
            row, str(stored[key].key) if key in stored else "", stored[key].version if key in stored else 0, row.text
        )
        for key, row in wanted.items()
    ]
    edits += [RowEdit(None, str(row.key), row.version, row.text) for key, row in stored.items() if key not in wanted]
    return save_changes(actor, locked, edits, may_generate=True)
