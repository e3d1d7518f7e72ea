"""Attach files to a project sheet, and take them away."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Submission
from ramverk.apps.investments.actions.save_project import lock_draft, lock_sheet
from ramverk.apps.investments.models import Project, SheetFile
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.freeze import NamedFile
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid

MOST = 20
"""Files of one sheet."""


@transaction.atomic
def attach_to_sheet(
    actor: Actor,
    submission: Submission,
    project: Project,
    version: int,
    add: Sequence[NamedFile] = (),
    remove: Iterable[int] = (),
) -> Project:
    """Two files of a sheet never share a name; `remove` holds the ids of the sheet's files to take away."""
    stored = lock_sheet(actor, lock_draft(actor, submission), project)
    gone = stored.files.filter(pk__in=list(remove))
    removed = list(gone.values_list("name", flat=True))
    if not add and not removed:
        raise Invalid(_("Välj en fil att bifoga."))
    change(stored, version)
    gone.delete()
    there = set(stored.files.values_list("name", flat=True))
    for named in add:
        if named.name in there:
            raise Invalid(_("Det finns redan en bilaga som heter ”%s”. Ta bort den först eller byt namn.") % named.name)
        there.add(named.name)
        SheetFile.objects.create(
            project=stored, file=named.file, name=named.name, media_type=named.media_type, at=clock.now(),
            by=actor.name,
        )  # fmt: skip
    if len(there) > MOST:
        raise Invalid(_("Ett projektblad har högst %s bilagor.") % MOST)
    record(
        actor, "investments.attach_to_sheet", stored,
        before={"files": removed}, after={"files": [one.name for one in add]},
    )  # fmt: skip
    return stored
