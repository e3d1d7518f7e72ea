"""Events to iCalendar text (RFC 5545, 5546, 7986): subscriptions, invitations and cancellations.

The text has CRLF line ends, lines folded at 75 octets, and the time zone Europe/Stockholm. Calendars that get a file
without zone, DTSTAMP or a stable UID drop events or double them.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm as AlarmComponent
from icalendar import Calendar, Event, Timezone, vCalAddress, vDuration, vText

from ramverk.formats.ics.events import Address, Alarm, CalendarEvent, Method, Status

SWEDISH_TIME = ZoneInfo("Europe/Stockholm")
PRODUCT = "-//Ramverk//Ramverk//SV"
REFRESH = timedelta(hours=12)

_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")
_CONTROL = dict.fromkeys([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])


def write_feed(
    events: Iterable[CalendarEvent],
    *,
    name: str,
    description: str = "",
    extra: Iterable[tuple[str, str]] = (),
) -> bytes:
    """A calendar to subscribe to. Attendees are left out: a published event has an organizer only (RFC 5546)."""
    calendar = _calendar(Method.PUBLISH)
    for key, value in (
        ("NAME", name),
        ("X-WR-CALNAME", name),
        ("DESCRIPTION", description),
        ("X-WR-CALDESC", description),
    ):
        if value:
            calendar.add(key, _text(value))
    calendar.add("X-WR-TIMEZONE", _text(str(SWEDISH_TIME)))
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH, params={"VALUE": "DURATION"}))
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    for key, value in extra:
        calendar.add(key, _text(value))
    for event in events:
        calendar.add_component(_component(replace(event, attendees=())))
    return bytes(calendar.to_ical())


def write_request(event: CalendarEvent) -> bytes:
    """An invitation, or a change of one: the same UID with a higher sequence. Needs an organizer and attendees."""
    return _scheduling(event, Method.REQUEST)


def write_cancellation(event: CalendarEvent) -> bytes:
    """A cancellation; `event.sequence` must be higher than in the last request."""
    return _scheduling(replace(event, status=Status.CANCELLED, alarm=None), Method.CANCEL)


def mime_type(method: Method) -> str:
    """The content type of a calendar part in a mail; the method stands here too, or Outlook shows an unknown file."""
    return f"text/calendar; method={method.value}; charset=utf-8"


def _scheduling(event: CalendarEvent, method: Method) -> bytes:
    if event.organizer is None or not event.attendees:
        message = "an invitation needs an organizer and at least one attendee"
        raise ValueError(message)
    calendar = _calendar(method)
    calendar.add_component(_component(event))
    return bytes(calendar.to_ical())


def _calendar(method: Method) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method.value)
    calendar.add_component(Timezone.from_ical(_ZONE))
    return calendar


def _component(event: CalendarEvent) -> Event:
    component = Event()
    component.add("UID", _text(event.uid))
    component.add("DTSTAMP", event.stamp.astimezone(UTC))
    component.add("LAST-MODIFIED", event.stamp.astimezone(UTC))
    component.add("SEQUENCE", event.sequence)
    _add_times(component, event)
    for key, value in (
        ("SUMMARY", event.summary),
        ("DESCRIPTION", event.description),
        ("LOCATION", event.location),
        ("URL", event.url),
    ):
        if value:
            component.add(key, value if key == "URL" else _text(value))
    component.add("STATUS", event.status.value)
    component.add("TRANSP", "TRANSPARENT" if event.transparent else "OPAQUE")
    _add_people(component, event)
    if event.categories:
        component.add("CATEGORIES", list(event.categories))
    for key, value in event.extra:
        component.add(key, _text(value))
    if event.alarm:
        component.add_component(_alarm(event.alarm))
    return component


def _add_times(component: Event, event: CalendarEvent) -> None:
    component.add("DTSTART", _moment(event.start))
    if event.is_all_day:
        # DTEND is exclusive: 2-3 May ends on the fourth.
        component.add("DTEND", (event.end or event.start) + timedelta(days=1))
    elif event.end is not None:
        component.add("DTEND", _moment(event.end))


def _moment(value: date | datetime) -> date | datetime:
    if not isinstance(value, datetime):
        return value
    return value.replace(tzinfo=SWEDISH_TIME) if value.tzinfo is None else value.astimezone(SWEDISH_TIME)


def _add_people(component: Event, event: CalendarEvent) -> None:
    if event.organizer:
        component.add("ORGANIZER", _address(event.organizer))
    for attendee in event.attendees:
        address = _address(attendee)
        address.params["ROLE"] = vText("OPT-PARTICIPANT" if attendee.optional else "REQ-PARTICIPANT")
        address.params["PARTSTAT"] = vText("NEEDS-ACTION")
        address.params["RSVP"] = vText("TRUE")
        component.add("ATTENDEE", address)


def _address(person: Address) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    if person.name:
        # A quotation mark cannot stand in a parameter value, not even escaped (RFC 5545 3.2).
        address.params["CN"] = vText(person.name.replace('"', "'"))
    return address


def _alarm(alarm: Alarm) -> AlarmComponent:
    component = AlarmComponent()
    component.add("ACTION", "DISPLAY")
    component.add("DESCRIPTION", _text(alarm.text))
    trigger = vDuration(-alarm.before)
    if alarm.at_end:
        trigger.params["RELATED"] = "END"
    component.add("TRIGGER", trigger)
    return component


def _text(value: str) -> vText:
    return vText(value.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL))
