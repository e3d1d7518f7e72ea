"""Take back one's own last save in an edition, if nobody has changed the same rows since."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.models import Change, Edition, GridSave
from ramverk.apps.frames.policy import may
from ramverk.apps.frames.rows import Row, row_of
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.verdicts import Refused, Stale, require


def last_own_save(actor: Actor, edition: Edition) -> GridSave | None:
    """What undo would take back: the actor's newest save that is neither an undo nor undone."""
    saves = GridSave.objects.filter(
        edition=edition, by_id=actor.person_id, undoes=None, undone_by=None, is_generated=False
    )
    return saves.first()


@transaction.atomic
def undo_save(actor: Actor, edition: Edition) -> GridSave | None:
    """Put every row of the actor's last save back as it was."""
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    require(may(actor, "frames.undo_save", locked))
    save = last_own_save(actor, locked)
    if save is None:
        raise Refused(_("Det finns inget att ångra: du har inte sparat något i utgåvan."))
    stored = {str(row.key): row for row in Change.objects.filter(edition=locked, key__in=[r["key"] for r in save.rows])}
    edits = []
    for kept in save.rows:
        now = row_of(stored[kept["key"]]).as_json() if kept["key"] in stored else None
        after = Row(**kept["after"]).as_json() if kept["after"] else None
        if now != after:
            raise Stale(_("Raderna har ändrats av någon annan sedan du sparade. Inget är ångrat."))
        version = stored[kept["key"]].version if kept["key"] in stored else 0
        before = Row(**kept["before"]) if kept["before"] else None
        edits.append(RowEdit(before, kept["key"], version, (kept["before"] or kept["after"])["text"]))
    return save_changes(actor, locked, edits, undoes=save, may_generate=True)
