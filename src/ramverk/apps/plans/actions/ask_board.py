"""Ask a board something at a dialogue about its plan: a question with an owner and a day, followed until closed."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity
from ramverk.apps.meetings.actions.track_item import Wanted, track_item
from ramverk.apps.meetings.models import ItemKind, Meeting, MeetingState, TrackedItem
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.verdicts import Invalid


@transaction.atomic
def ask_board(actor: Actor, activity: Activity, body: Body, text: str, due: date | None = None) -> TrackedItem:
    """Whoever leads the meeting asks; the trail entry is the tracked item's."""
    over = (MeetingState.CLOSED, MeetingState.CANCELLED)
    meetings = Meeting.objects.filter(activity=activity).exclude(state__in=over)
    meeting = meetings.filter(agenda__body=body).first() or meetings.first()
    if meeting is None:
        raise Invalid(_("Dialogen har inget öppet möte. Lägg in mötet först, så följs frågan från det."))
    slot = meeting.agenda.filter(body=body).first()
    return track_item(actor, meeting, Wanted(ItemKind.QUESTION, text, body=body, due=due), slot)
