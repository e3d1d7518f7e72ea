"""Hold the meeting: who came, what was said, what was laid on the table."""

from collections.abc import Collection

from django.db import transaction

from ramverk.apps.meetings.models import AgendaItem, Meeting, MeetingDocument, MeetingState
from ramverk.apps.meetings.policy import may_run
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import NamedFile
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require


@transaction.atomic
def take_attendance(actor: Actor, meeting: Meeting, version: int, present: Collection[int]) -> None:
    """Note who came (ids of people); the meeting counts as held from now on."""
    require(may_run(actor, meeting))
    from_state = meeting.state
    change(meeting, version, state=MeetingState.HELD)
    meeting.attendances.filter(person_id__in=present).update(was_present=True)
    meeting.attendances.exclude(person_id__in=present).update(was_present=False)
    if from_state != MeetingState.HELD:
        flip(actor, meeting, from_state, MeetingState.HELD)
    record(actor, "meetings.take_attendance", meeting, after={"present": len(present)})


@transaction.atomic
def write_notes(actor: Actor, item: AgendaItem, version: int, notes: str) -> None:
    """Save the notes of one slot against the version the writer saw."""
    require(may_run(actor, item.meeting))
    before, after = change(item, version, notes=notes)
    if after:
        record(actor, "meetings.write_notes", item.meeting, before=before, after={"item": item.title, **after})


@transaction.atomic
def lay_on_table(actor: Actor, meeting: Meeting, named: NamedFile) -> MeetingDocument:
    """Add a document that everyone called can read."""
    require(may_run(actor, meeting))
    document = MeetingDocument.objects.create(
        meeting=meeting, file=named.file, name=named.name, media_type=named.media_type, added_at=clock.now()
    )
    record(actor, "meetings.lay_on_table", meeting, after={"file": named.name, "sha256": named.file.sha256})
    return document
