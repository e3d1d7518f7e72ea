"""Turn what was said into a question or an assignment with an owner and a date, and follow it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity
from ramverk.apps.meetings.models import AgendaItem, ItemState, Meeting, TrackedItem
from ramverk.apps.meetings.policy import may_answer, may_close_item, may_run
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, Person
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked: of which body or person, by when, to be reported at which step."""

    kind: str
    text: str
    body: Body | None = None
    owner: Person | None = None
    due: date | None = None
    due_activity: Activity | None = None


@transaction.atomic
def track_item(actor: Actor, meeting: Meeting, wanted: Wanted, agenda_item: AgendaItem | None = None) -> TrackedItem:
    """Write the item down; it is followed until it is closed."""
    require(may_run(actor, meeting))
    if not wanted.text.strip():
        raise Invalid(_("Skriv vad frågan eller uppdraget gäller."))
    if wanted.body is None and wanted.owner is None:
        raise Invalid(_("Välj vem som ska svara: ett organ eller en person."))
    due = wanted.due or (wanted.due_activity.end if wanted.due_activity else None)
    item = TrackedItem.objects.create(
        meeting=meeting,
        agenda_item=agenda_item,
        activity=meeting.activity,
        due_activity=wanted.due_activity,
        kind=wanted.kind,
        text=wanted.text.strip(),
        body=wanted.body,
        owner=wanted.owner,
        due=due,
    )
    record(actor, "meetings.track_item", item, after={"kind": item.kind, "text": item.text, "due": due})
    return item


@transaction.atomic
def answer_item(actor: Actor, item: TrackedItem, version: int, answer: str, state: str = ItemState.ANSWERED) -> None:
    """Answer, or say how it goes."""
    require(may_answer(actor, item))
    if state == ItemState.ANSWERED and not answer.strip():
        raise Invalid(_("Skriv svaret innan frågan markeras som besvarad."))
    if state not in {ItemState.ACCEPTED, ItemState.IN_PROGRESS, ItemState.ANSWERED}:
        raise Invalid(_("Det läget kan inte väljas här."))
    from_state = item.state
    before, after = change(item, version, answer=answer.strip(), state=state)
    if from_state != state:
        flip(actor, item, from_state, state)
    record(actor, "meetings.answer_item", item, before=before, after=after)


@transaction.atomic
def close_item(actor: Actor, item: TrackedItem, version: int, reason: str = "") -> None:
    """Close it: the answer is enough, or the question fell away (then a reason is needed)."""
    require(may_close_item(actor, item))
    if not item.answer and not reason.strip():
        raise Invalid(_("Frågan har inget svar. Ange varför den avslutas ändå."))
    from_state = item.state
    change(item, version, state=ItemState.CLOSED)
    flip(actor, item, from_state, ItemState.CLOSED, reason)
    record(actor, "meetings.close_item", item, reason=reason)
