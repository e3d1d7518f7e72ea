"""The desk of everything that is held: dialogues, information, preparation, meetings and union consultation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import DeskStatus, Duty
from ramverk.apps.cycle.models import Activity, ActivityKind
from ramverk.apps.meetings.actions.close_meeting import OPEN_CONSULTATION
from ramverk.apps.meetings.models import Attendance, Consultation, ItemState, Meeting, MeetingState, TrackedItem
from ramverk.apps.meetings.queries import live_meetings
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.verdicts import Sentence

KINDS = (
    ActivityKind.DIALOGUE,
    ActivityKind.INFORMATION,
    ActivityKind.PREPARATION,
    ActivityKind.CONSULTATION,
    ActivityKind.MEETING,
)


class MeetingDesk:
    """Answers for activities that are held."""

    def statuses(self, activities: Sequence[Activity]) -> Mapping[int, DeskStatus]:
        """One query for all: which meetings there are, and what of them is not closed."""
        by_activity: dict[int, list[Meeting]] = defaultdict(list)
        for meeting in live_meetings(activities):
            by_activity[meeting.activity_id].append(meeting)
        return {activity.pk: _status(by_activity[activity.pk]) for activity in activities}

    def duties(self, activities: Sequence[Activity], actor: Actor) -> Iterable[Duty]:
        """Meetings one is called to, meetings to plan, and questions to answer."""
        called = Attendance.objects.filter(meeting=OuterRef("pk"), person=actor.person_id or 0)
        meetings = live_meetings(activities).annotate(is_called=Exists(called))
        if not actor.owns_the_process:
            meetings = meetings.filter(is_called=True)
        yield from _called_to(meetings)
        yield from _asked_of(activities, actor)
        if actor.owns_the_process:
            planned = {meeting.activity_id for meeting in meetings}
            for activity in activities:
                if activity.pk not in planned and not activity.is_over:
                    yield Duty(_("Planera mötet"), activity.pk, self.url(activity))

    def url(self, activity: Activity) -> str:
        """The meetings of the activity."""
        return reverse("meetings:activity", args=[activity.pk])


def _status(meetings: list[Meeting]) -> DeskStatus:
    if not meetings:
        return DeskStatus(is_complete=True, summary=_("inget möte planerat"))
    closed = sum(meeting.state == MeetingState.CLOSED for meeting in meetings)
    blockers: list[Sentence] = [_open_consultation(meeting) for meeting in meetings if _is_open_consultation(meeting)]
    blockers += [
        _("Minnesanteckningarna från %(title)s är inte frysta.") % {"title": meeting.title}
        for meeting in meetings
        if meeting.state != MeetingState.CLOSED and not _is_open_consultation(meeting)
    ]
    if len(meetings) == 1:
        summary = str(meetings[0].get_state_display())
    else:
        summary = _("%(closed)d av %(all)d möten avslutade") % {"closed": closed, "all": len(meetings)}
    return DeskStatus(is_complete=closed == len(meetings) and not blockers, summary=summary, blockers=blockers)


def _is_open_consultation(meeting: Meeting) -> bool:
    consultation: Consultation | None = getattr(meeting, "consultation", None)
    return consultation is not None and consultation.state in OPEN_CONSULTATION


def _open_consultation(meeting: Meeting) -> str:
    if meeting.consultation.state == "reopened":
        return _("Samverkan är återöppnad: underlaget har ersatts sedan mötet.")
    return _("Samverkan är inte avslutad.")


def _called_to(meetings: Iterable[Any]) -> Iterable[Duty]:
    """`meetings` know whether the actor is called to them."""
    for meeting in meetings:
        if not meeting.is_called or meeting.state == MeetingState.PLANNED:
            continue
        yield Duty(
            _("Delta"),
            meeting.activity_id,
            reverse("meetings:meeting", args=[meeting.pk]),
            is_done=meeting.state in {MeetingState.HELD, MeetingState.CLOSED},
        )


def _asked_of(activities: Sequence[Activity], actor: Actor) -> Iterable[Duty]:
    items = TrackedItem.objects.filter(activity__in=activities).exclude(state=ItemState.CLOSED)
    bodies = actor.body_ids(("chair", "secretary", "head"))
    names = {mandate.body_id: mandate.for_name for mandate in actor.mandates if mandate.for_name}
    for item in items:
        if item.owner_id == actor.person_id or (item.owner_id is None and item.body_id in bodies):
            yield Duty(
                _("Svara"),
                item.activity_id,
                reverse("meetings:item", args=[item.pk]),
                is_done=item.state == ItemState.ANSWERED,
                for_name=names.get(item.body_id or 0, ""),
            )
