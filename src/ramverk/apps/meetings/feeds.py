"""What a calendar subscription shows: the round's activities that concern a person or a body, and their meetings."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse

from ramverk.apps.cycle.models import Activity, ActivityState, Precision, RoundState
from ramverk.apps.meetings.invitations import uid_of
from ramverk.apps.meetings.models import CalendarFeed, Meeting, MeetingState
from ramverk.apps.organisation.actor import Actor, Held, actor_of
from ramverk.apps.organisation.models import AudienceTerm, Body, PartyStanding, Standing, on
from ramverk.apps.trail.clock import today
from ramverk.formats.ics import Alarm, CalendarEvent, Status, write_feed


def feed_bytes(feed: CalendarFeed) -> bytes:
    """The calendar of one feed, as it stands now. Nothing from closed rooms ever enters it."""
    day = today()
    held, name = _holder(feed, day)
    activities = [activity for activity in _running_activities() if activity.start and concerns(activity, held, day)]
    events = [_activity_event(activity) for activity in activities]
    events += [_meeting_event(meeting) for meeting in _meetings(feed, activities)]
    return write_feed(events, name=f"Mål & Budget – {name}")


def _holder(feed: CalendarFeed, day: date) -> tuple[tuple[Held, ...], str]:
    if feed.person is not None:
        actor: Actor = actor_of(feed.person, day)
        return actor.mandates, feed.person.name
    body = feed.body
    assert body is not None  # noqa: S101 - the table's constraint says so
    return (_body_itself(body),), body.name


def _body_itself(body: Body) -> Held:
    """A body's own calendar: everything that concerns anyone in it."""
    return Held(body.pk, body.kind, body.name, body.parent_id, role="*", role_label="")


def _running_activities() -> list[Activity]:
    terms = Prefetch("participations__audience__terms", queryset=AudienceTerm.objects.all())
    rows = Activity.objects.filter(round__state__in=[RoundState.RUNNING, RoundState.DECIDED])
    return list(
        rows.select_related("owner").prefetch_related("participations__audience", terms, "dates").order_by("order")
    )


def concerns(activity: Activity, held: Iterable[Held], day: date) -> bool:
    """Whether the activity's participants mean any of these mandates. Asks the database only for party standings."""
    mine = tuple(held)
    if activity.owner_id in {mandate.body_id for mandate in mine}:
        return True
    terms = (
        term
        for participation in activity.participations.all()
        if participation.audience is not None
        for term in participation.audience.terms.all()
    )
    return any(_fits(term, mandate, day) for term in terms for mandate in mine)


def _fits(term: AudienceTerm, mandate: Held, day: date) -> bool:
    if term.body_id not in (None, mandate.body_id) or (term.body_id is None and term.body_kind != mandate.body_kind):
        return False
    if term.role and mandate.role not in (term.role, "*"):
        return False
    return not term.standing or _stands(term.standing, mandate.body_id, day)


def _stands(standing: str, party_id: int, day: date) -> bool:
    row = PartyStanding.objects.filter(on(day), party=party_id).first()
    if row is None:
        return False
    return {
        Standing.MAJORITY: row.governs,
        Standing.OPPOSITION: not row.governs,
        Standing.WITHOUT_BOARD_SEAT: row.seats_in_executive_board == 0,
    }.get(Standing(standing), True)


def _meetings(feed: CalendarFeed, activities: list[Activity]) -> list[Meeting]:
    rows = Meeting.objects.exclude(state=MeetingState.PLANNED).select_related("activity")
    if feed.person is not None:
        return list(rows.filter(attendances__person=feed.person))
    return list(rows.filter(activity__in=activities))


def _activity_event(activity: Activity) -> CalendarEvent:
    """An activity as an event: a day hard, a window soft and transparent, a cancelled one still there as cancelled."""
    is_window = activity.precision in {Precision.MONTH, Precision.MONTHS, Precision.WEEK}
    status = Status.TENTATIVE if is_window else Status.CONFIRMED
    if activity.state == ActivityState.CANCELLED:
        status = Status.CANCELLED
    start, end = _times(activity)
    return CalendarEvent(
        uid=f"{activity.uid}@{urlsplit(settings.BASE_URL).hostname}",
        stamp=max(row.set_at for row in activity.dates.all()),
        start=start,
        end=end,
        summary=activity.title,
        sequence=activity.sequence,
        description=activity.text,
        location=activity.place,
        status=status,
        transparent=is_window,
        alarm=Alarm(timedelta(hours=15), text=f"Sista dag: {activity.title}") if _is_deadline(activity) else None,
        url=settings.BASE_URL + reverse("cycle:activity", args=[activity.pk]),
    )


def _is_deadline(activity: Activity) -> bool:
    return activity.is_deadline or activity.kind == "submission"


def _times(activity: Activity) -> tuple[date, date | None]:
    assert activity.start is not None  # noqa: S101 - undated activities are left out
    if activity.starts_at is None or activity.start != activity.end:
        return activity.start, activity.end
    start = datetime.combine(activity.start, activity.starts_at)
    end = datetime.combine(activity.start, activity.ends_at) if activity.ends_at else None
    return start, end


def _meeting_event(meeting: Meeting) -> CalendarEvent:
    start: date = meeting.day
    end: date | None = meeting.day
    if meeting.starts_at is not None:
        start = datetime.combine(meeting.day, meeting.starts_at)
        end = datetime.combine(meeting.day, meeting.ends_at) if meeting.ends_at else None
    invited = [row.invited_at for row in meeting.attendances.all() if row.invited_at]
    return CalendarEvent(
        uid=uid_of(meeting),
        stamp=max(invited) if invited else meeting.activity.dates.latest("pk").set_at,
        start=start,
        end=end,
        summary=meeting.title,
        sequence=meeting.sequence,
        location=meeting.place,
        status=Status.CANCELLED if meeting.state == MeetingState.CANCELLED else Status.CONFIRMED,
        url=settings.BASE_URL + reverse("meetings:meeting", args=[meeting.pk]),
    )
