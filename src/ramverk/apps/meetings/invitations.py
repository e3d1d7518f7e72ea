"""Invitations that calendars understand: REQUEST and CANCEL by mail, the same identity all along, a rising sequence."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.meetings.models import Attendance, Meeting
from ramverk.apps.trail import clock
from ramverk.formats.ics import (
    Address,
    CalendarEvent,
    Method,
    Status,
    mime_type,
    write_cancellation,
    write_request,
)

Kind = Literal["request", "cancel"]


def event_of(meeting: Meeting, attendances: Iterable[Attendance], organizer: str) -> CalendarEvent:
    """The meeting as a calendar event for these people. Without a clock time it is a whole day."""
    start, end = (meeting.day, meeting.day) if meeting.starts_at is None else _times(meeting)
    return CalendarEvent(
        uid=uid_of(meeting),
        stamp=clock.now(),
        start=start,
        end=end,
        summary=meeting.title,
        sequence=meeting.sequence,
        location=meeting.place,
        url=settings.BASE_URL + reverse("meetings:meeting", args=[meeting.pk]),
        organizer=Address(organizer),
        attendees=tuple(
            Address(row.person.email, row.person.name, optional=row.is_optional)
            for row in attendances
            if row.person.email
        ),
    )


def uid_of(meeting: Meeting) -> str:
    """The meeting's calendar identity: never changes."""
    return f"mote-{meeting.pk}-{meeting.activity.uid}@{urlsplit(settings.BASE_URL).hostname}"


def send_requests(meeting: Meeting, attendances: Iterable[Attendance], organizer: str) -> None:
    """Invite, or send the new time: one mail per person, so that nobody sees the others' addresses."""
    subject = _("Kallelse: %(title)s") % {"title": meeting.title}
    _send(meeting, attendances, organizer, "request", subject, "")


def send_cancellations(meeting: Meeting, attendances: Iterable[Attendance], organizer: str, reason: str) -> None:
    """Take the meeting out of everyone's calendar, and say why."""
    subject = _("Inställt: %(title)s") % {"title": meeting.title}
    _send(meeting, attendances, organizer, "cancel", subject, reason)


def _times(meeting: Meeting) -> tuple[datetime, datetime | None]:
    assert meeting.starts_at is not None  # noqa: S101 - the caller has asked
    start = datetime.combine(meeting.day, meeting.starts_at)
    end = datetime.combine(meeting.day, meeting.ends_at) if meeting.ends_at else None
    return start, end


def _send(
    meeting: Meeting, attendances: Iterable[Attendance], organizer: str, kind: Kind, subject: str, reason: str
) -> None:
    for attendance in attendances:
        if not attendance.person.email:
            continue
        event = event_of(meeting, [attendance], organizer)
        mail = EmailMultiAlternatives(subject, _text(meeting, reason), organizer, [attendance.person.email])
        if kind == "cancel":
            cancelled = replace(event, status=Status.CANCELLED)
            mail.attach_alternative(write_cancellation(cancelled).decode(), mime_type(Method.CANCEL))
        else:
            mail.attach_alternative(write_request(event).decode(), mime_type(Method.REQUEST))
        mail.send()


def _text(meeting: Meeting, reason: str) -> str:
    when = f"{meeting.day:%Y-%m-%d}"
    if meeting.starts_at:
        when += f" kl {meeting.starts_at:%H.%M}" + (f"–{meeting.ends_at:%H.%M}" if meeting.ends_at else "")
    link = settings.BASE_URL + reverse("meetings:meeting", args=[meeting.pk])
    parts = [meeting.title, when, meeting.place, reason, link]
    return "\n".join(part for part in parts if part)
