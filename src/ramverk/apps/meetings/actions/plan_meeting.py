"""Plan a meeting on an activity: one occasion, with its day, its time and, where wanted, one slot per board."""

from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, ActivityKind
from ramverk.apps.meetings.models import AgendaItem, Consultation, ConsultationKind, Meeting
from ramverk.apps.meetings.policy import may_plan
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.queries import boards
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where a meeting is held."""

    day: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""


@transaction.atomic
def plan_meeting(
    actor: Actor, activity: Activity, occasion: Occasion, *, title: str = "", minutes_per_board: int = 0
) -> Meeting:
    """Create the meeting. A consultation, or information to the unions, gets its union record at once."""
    require(may_plan(actor))
    if occasion.starts_at and occasion.ends_at and occasion.ends_at <= occasion.starts_at:
        raise Invalid(_("Mötet slutar innan det börjar. Ändra sluttiden."))
    meeting = Meeting.objects.create(
        activity=activity,
        title=title.strip() or activity.title,
        day=occasion.day,
        starts_at=occasion.starts_at,
        ends_at=occasion.ends_at,
        place=occasion.place,
    )
    if minutes_per_board:
        _slot_per_board(meeting, minutes_per_board)
    if concerns_unions(activity):
        is_consultation = activity.kind == ActivityKind.CONSULTATION
        kind = ConsultationKind.DIALOGUE if is_consultation else ConsultationKind.INFORMATION
        Consultation.objects.create(meeting=meeting, kind=kind)
    record(actor, "meetings.plan_meeting", meeting, after={"day": occasion.day, "place": occasion.place})
    return meeting


def concerns_unions(activity: Activity) -> bool:
    """Whether the unions are the other side: a consultation, or information in the central union group."""
    text = f"{activity.title} {activity.text}".casefold()
    return activity.kind == ActivityKind.CONSULTATION or "samverkansgrupp" in text or "fackliga" in text


def _slot_per_board(meeting: Meeting, minutes_long: int) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, order=order, title=board.name, body=board, minutes_long=minutes_long)
        for order, board in enumerate(boards(meeting.day), 1)
    )
