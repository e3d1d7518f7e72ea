"""Attach a file to one row of the ledger, change it for another, or take it away."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.models import Change, Edition, GridSave
from ramverk.apps.frames.policy import may
from ramverk.apps.frames.rows import row_of
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.freeze import NamedFile
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def attach_to_change(actor: Actor, edition: Edition, key: str, version: int, file: NamedFile | None) -> GridSave | None:
    """`version` is the row's as it was seen; None takes the file away. Undone as every other save."""
    require(may(actor, "frames.save_changes", edition))
    stored = Change.objects.filter(edition=edition, key=key).first()
    if stored is None:
        raise Invalid(_("Raden finns inte längre i utgåvan."))
    row = replace(row_of(stored), file_id=file.file.pk if file else None, file_name=file.name if file else "")
    return save_changes(actor, edition, [RowEdit(row, key, version, stored.text)])
