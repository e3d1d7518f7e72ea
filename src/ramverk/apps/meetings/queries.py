"""Looking at meetings: agendas, who is called, what is open, what a calendar shows."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ramverk.apps.cycle.desks import Paper
from ramverk.apps.cycle.models import Activity, ActivityKind, ParticipationMode
from ramverk.apps.meetings.models import AgendaItem, ItemState, Meeting, MeetingState, TrackedItem
from ramverk.apps.meetings.policy import MEETINGS, TRACKED_ITEMS
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, BodyKind, Mandate
from ramverk.apps.organisation.queries import mandates_in
from ramverk.apps.trail import clock


def meetings_of(activity: Activity, actor: Actor) -> QuerySet[Meeting]:
    """The meetings of an activity that this actor may see."""
    return MEETINGS.filter(activity.meetings.select_related("activity"), actor)


def open_items(actor: Actor) -> QuerySet[TrackedItem]:
    """Questions and assignments that are not closed and that this actor may see, the most urgent first."""
    items = TrackedItem.objects.exclude(state=ItemState.CLOSED).select_related("body", "owner", "activity", "meeting")
    return TRACKED_ITEMS.filter(items, actor).order_by("due", "pk")


FOLLOWED_AT = (ActivityKind.DECISION, ActivityKind.DIALOGUE, ActivityKind.PREPARATION)
"""Steps at which everything that is still open from the steps before is shown."""


def items_for(activity: Activity, actor: Actor) -> QuerySet[TrackedItem]:
    """What is to be reported at this activity, what came out of it, and what earlier steps left open."""
    rows = Q(activity=activity) | Q(due_activity=activity)
    if activity.kind in FOLLOWED_AT:
        earlier = Q(activity__round_id=activity.round_id, activity__order__lt=activity.order)
        rows |= earlier & ~Q(state=ItemState.CLOSED)
    items = TrackedItem.objects.filter(rows)
    return TRACKED_ITEMS.filter(items.select_related("body", "owner"), actor).order_by("state", "due", "pk")


def called_people(activity: Activity, day: date) -> list[tuple[Mandate, bool]]:
    """Everyone the activity's participants mean on a day, each once, with whether they come only if asked for."""
    found: dict[int, tuple[Mandate, bool]] = {}
    participations = activity.participations.select_related("audience").prefetch_related("audience__terms")
    for participation in sorted(participations, key=lambda row: row.mode == ParticipationMode.OPTIONAL):
        if participation.audience is None:
            continue
        for term in participation.audience.terms.all():
            for mandate in mandates_in(term, day).select_related("person", "body"):
                is_optional = participation.mode == ParticipationMode.OPTIONAL
                found.setdefault(mandate.person_id, (mandate, is_optional))
    return sorted(found.values(), key=lambda pair: pair[0].person.name)


def slots(items: Sequence[AgendaItem], starts_at: time | None) -> list[tuple[AgendaItem, time | None]]:
    """Each item with the time it begins: its own, or where the one before it ends."""
    timed: list[tuple[AgendaItem, time | None]] = []
    clock_time = starts_at
    for item in items:
        clock_time = item.starts_at or clock_time
        timed.append((item, clock_time))
        if clock_time is not None:
            end = datetime.combine(date(2000, 1, 1), clock_time) + timedelta(minutes=item.minutes_long)
            clock_time = end.time()
    return timed


def ends_at(item: AgendaItem, starts_at: time) -> time:
    """When a slot ends."""
    return (datetime.combine(date(2000, 1, 1), starts_at) + timedelta(minutes=item.minutes_long)).time()


def slot_now(shown: Meeting, timed: list[tuple[AgendaItem, time | None]]) -> tuple[int, AgendaItem, int] | None:
    """Where the timetable is just now: the slot's place, the slot, and how many minutes are left of it."""
    now = timezone.localtime(clock.now())
    if shown.day != now.date():
        return None
    for place, (item, at) in enumerate(timed, 1):
        until = ends_at(item, at) if at else None
        if at and until and at <= now.time() < until:
            left = (until.hour - now.hour) * 60 + until.minute - now.minute
            return place, item, left
    return None


def left_open(activity: Activity, actor: Actor) -> Iterable[Paper]:
    """What is still open from the steps before, as one line that leads to the questions; at steps that follow it."""
    if activity.kind not in FOLLOWED_AT:
        return
    count = items_for(activity, actor).exclude(state__in=[ItemState.CLOSED, ItemState.ANSWERED]).count()
    if count:
        words = ngettext("%(n)d öppen fråga eller uppdrag", "%(n)d öppna frågor och uppdrag", count) % {"n": count}
        yield Paper(words, reverse("meetings:items"), _("från dialogerna"))


def unions_called(day: date) -> QuerySet[Body]:
    """The unions with a seat in the central group: all of them are called."""
    return (
        Body.objects.filter(kind=BodyKind.UNION)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        .order_by("name")
    )


def live_meetings(activities: Sequence[Activity]) -> QuerySet[Meeting]:
    """The meetings of these activities that were not cancelled, with their consultations."""
    rows = Meeting.objects.filter(activity__in=activities).exclude(state=MeetingState.CANCELLED)
    return rows.select_related("consultation")
