"""Save a submission's draft: the cover note, files added, files taken away."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from ramverk.apps.cycle.actions.advance import advance
from ramverk.apps.cycle.actions.take_step import lock, take_step
from ramverk.apps.cycle.models import ActivityState, Submission, SubmissionFile
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import NamedFile


@transaction.atomic
def save_submission(
    actor: Actor,
    submission: Submission,
    version: int,
    *,
    note: str,
    add: Sequence[NamedFile] = (),
    remove: Iterable[int] = (),
) -> Submission:
    """Save note and files together. `remove` holds the ids of the draft's files to take away."""
    row = lock(submission, version)
    gone = row.files.filter(pk__in=list(remove))
    words = {"files_added": [named.name for named in add], "files_removed": list(gone.values_list("name", flat=True))}
    row = take_step(
        actor,
        "cycle.save_submission",
        row,
        note=note.strip(),
        after={key: value for key, value in words.items() if value},
    )
    gone.delete()
    for named in add:
        SubmissionFile.objects.create(
            submission=row, file=named.file, name=named.name, media_type=named.media_type,
            added_at=clock.now(), added_by=actor.name,
        )  # fmt: skip
    advance(actor, row.activity, ActivityState.IN_PROGRESS)
    return row
