"""What a calendar event is, before it becomes iCalendar text: plain values without a database or a clock."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Method(StrEnum):
    """What the receiver shall do with the events (iTIP, RFC 5546)."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Status(StrEnum):
    """How firm an event is."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Address:
    """A person or office with an e-mail address. `optional` says that an invited person may stay away."""

    email: str
    name: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Alarm:
    """A reminder `before` the start, or before the end where `at_end` (a window that closes)."""

    before: timedelta
    text: str
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event.

    A whole-day event has `date` values and `end` is its last day, inclusive (None: the same day). An event with a clock
    time has `datetime` values; naive ones are Swedish time, and `end` None means that no end is known. `uid` never
    changes, also when the date moves; `sequence` rises at every change. `stamp` is the moment of the change (aware): it
    becomes DTSTAMP and LAST-MODIFIED, so that the same data always gives the same bytes. `extra` holds X- properties.
    """

    uid: str
    stamp: datetime
    start: date | datetime
    summary: str
    end: date | datetime | None = None
    sequence: int = 0
    description: str = ""
    location: str = ""
    status: Status = Status.CONFIRMED
    transparent: bool = False
    alarm: Alarm | None = None
    organizer: Address | None = None
    attendees: tuple[Address, ...] = ()
    url: str = ""
    categories: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def is_all_day(self) -> bool:
        """Whether the event has dates only."""
        return not isinstance(self.start, datetime)
