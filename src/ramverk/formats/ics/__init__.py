"""iCalendar out: feeds, invitations and cancellations from plain values."""

from ramverk.formats.ics.calendars import mime_type, write_cancellation, write_feed, write_request
from ramverk.formats.ics.events import Address, Alarm, CalendarEvent, Method, Status

__all__ = [
    "Address",
    "Alarm",
    "CalendarEvent",
    "Method",
    "Status",
    "mime_type",
    "write_cancellation",
    "write_feed",
    "write_request",
]
