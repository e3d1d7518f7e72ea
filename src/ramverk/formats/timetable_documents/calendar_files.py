"""iCalendar in: each event a table row, in order of time, with its date written as a Swedish plan writes it.

Files that Ramverk exported carry the printed plan line by line in the calendar's own X- properties; then those lines
are given back. A calendar program that changes events and saves the file drops such properties, so they stay true.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from icalendar import Calendar

from ramverk.core.findings import Finding, Severity
from ramverk.core.timetable.date_values import MONTHS
from ramverk.formats.timetable_documents.errors import CorruptDocument
from ramverk.formats.timetable_documents.lines import Lines

Component: TypeAlias = Any
"""An icalendar component; its values are a union of thirty types, told apart here by use."""

SWEDISH_TIME = ZoneInfo("Europe/Stockholm")
PLAN_LINE = "X-RAMVERK-LINE"
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MEANT = {"n": "\n", "N": "\n"}
"""The library leaves values of properties it does not know escaped."""
_HEADS = ("Tid", "Deltagare", "Aktivitet", "Plats")


def read_calendar(text: str) -> tuple[Lines, list[Finding]]:
    """The rows of a calendar, and findings on events that are no rows. Raises CorruptDocument."""
    try:
        calendar: Component = Calendar.from_ical(text)
        events = [event for event in calendar.walk("VEVENT") if event.get("DTSTART") is not None]
        return (_as_printed(calendar), []) if calendar.get(PLAN_LINE) else _as_table(calendar, events)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError) as error:
        raise CorruptDocument(".ics") from error


def _as_printed(calendar: Component) -> Lines:
    """The lines of a plan as Ramverk exported it."""
    lines = Lines()
    for value in _values(calendar, PLAN_LINE):
        text = _ESCAPED.sub(lambda match: _MEANT.get(match[1], match[1]), value)
        cells = text.split("\t")
        if len(cells) > 1:
            lines.row(cells)
        else:
            lines.text(text)
    return lines


def _as_table(calendar: Component, events: list[Component]) -> tuple[Lines, list[Finding]]:
    lines = Lines()
    for title in _values(calendar, "X-WR-CALNAME") or _values(calendar, "NAME"):
        lines.text(title, role="heading")
    if events:
        lines.row(_HEADS)
    cancelled = [event for event in events if _word(event, "STATUS") == "CANCELLED"]
    repeating = [event for event in events if event.get("RRULE") is not None]
    for event in sorted((event for event in events if event not in cancelled), key=_order):
        lines.row(_row(event))
    return lines, [*_cancelled(cancelled), *_repeating(repeating)]


def _row(event: Component) -> tuple[str, ...]:
    who = [_name(person) for person in _list(event, "ATTENDEE")]
    return _written_date(event), "\n".join(who), _word(event, "SUMMARY"), _word(event, "LOCATION")


def _written_date(event: Component) -> str:
    start = event["DTSTART"].dt
    if isinstance(start, datetime):
        return _with_time(_local(start), _end_moment(event, start))
    last = max(_last_day(event, start), start)
    uncertain = "ca " if _word(event, "STATUS") == "TENTATIVE" and start == last else ""
    if start.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return _months(start, last)
    return uncertain + (_day(start) if start == last else f"{_day(start)} – {_day(last)}")


def _months(start: date, last: date) -> str:
    """Whole months are written as months: the calendar shows a window, not a meeting of thirty days."""
    if (start.year, start.month) == (last.year, last.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    return f"{MONTHS[start.month - 1]} {start.year} – {MONTHS[last.month - 1]} {last.year}"


def _with_time(start: datetime, end: datetime | None) -> str:
    if end is None or end <= start:
        return f"{_day(start)} kl {start:%H.%M}"
    if end.date() == start.date():
        return f"{_day(start)} kl {start:%H.%M}-{end:%H.%M}"
    return f"{_day(start)} – {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _local(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.astimezone(SWEDISH_TIME).replace(tzinfo=None)


def _end_moment(event: Component, start: datetime) -> datetime | None:
    if event.get("DTEND") is not None:
        end = event["DTEND"].dt
        return _local(end) if isinstance(end, datetime) else datetime.combine(end, time())
    return _local(start) + event["DURATION"].dt if event.get("DURATION") is not None else None


def _last_day(event: Component, start: date) -> date:
    """DTEND is exclusive: an event to the fourth ends on the third."""
    if event.get("DTEND") is not None:
        end = event["DTEND"].dt
        return (end.date() if isinstance(end, datetime) else end) - timedelta(days=1)
    return start + event["DURATION"].dt - timedelta(days=1) if event.get("DURATION") is not None else start


def _order(event: Component) -> tuple[date, time]:
    start = event["DTSTART"].dt
    if isinstance(start, datetime):
        local = _local(start)
        return local.date(), local.time()
    return start, time()


def _list(event: Component, key: str) -> list[object]:
    found = event.get(key)
    if found is None:
        return []
    return list(found) if isinstance(found, list) else [found]


def _values(component: Component, key: str) -> list[str]:
    return [str(value) for value in _list(component, key)]


def _word(event: Component, key: str) -> str:
    return next(iter(_values(event, key)), "").strip()


def _name(person: object) -> str:
    parameters = getattr(person, "params", {})
    return str(parameters.get("CN") or str(person).partition(":")[2] or person).strip('" ')


def _cancelled(events: list[Component]) -> Iterator[Finding]:
    names = ", ".join(f"{_written_date(event)} ({_word(event, 'SUMMARY')})" for event in events)
    if events:
        yield Finding(
            "cancelled_event",
            Severity.INFO,
            message=f"Inställda händelser i kalenderfilen blir inga rader: {names}.",
            message_en=f"Cancelled events in the calendar file become no rows: {names}.",
        )


def _repeating(events: list[Component]) -> Iterator[Finding]:
    names = ", ".join(_word(event, "SUMMARY") for event in events)
    if events:
        yield Finding(
            "repeating_event",
            Severity.WARNING,
            message=f"Återkommande händelser läses bara vid sitt första tillfälle: {names}. Lägg till de övriga.",
            message_en=f"Repeating events are read at their first occasion only: {names}. Add the others.",
        )
