"""The rows of a plan as calendar events: whole days, clock times, and vague windows that stay vague."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from ramverk.core.timetable.model import Activity, Alternative, DateStatus, Kind, Precision, Timetable
from ramverk.formats.ics import Alarm, CalendarEvent, Status
from ramverk.formats.kind_words import KIND_WORDS

_VAGUE = {Precision.MONTH, Precision.MONTHS, Precision.WEEK}
_NINE_THE_DAY_BEFORE = timedelta(hours=15)


def plan_events(timetable: Timetable, *, stamp: datetime, round_id: str, host: str) -> list[CalendarEvent]:
    """One event per row and occasion that has a date, in the plan's order.

    The UID is made of row, `round_id` and `host`, so it stays when a date moves. `stamp` is the time of export (aware).
    Superseded dates give no event. Rows without a date give none either; they stand in the printed plan.
    """
    events: list[CalendarEvent] = []
    for activity in timetable.activities:
        uid = f"{activity.id.lower()}-{round_id}@{host}"
        events.extend(_occasions(activity, uid, stamp))
        events.extend(_tentative(activity, uid, stamp))
    return events


def _occasions(activity: Activity, uid: str, stamp: datetime) -> Iterator[CalendarEvent]:
    first, last = activity.start or activity.end, activity.end or activity.start
    if first is None or last is None:
        return
    valid = [item for item in activity.alternatives if item.status is DateStatus.IN_FORCE and item.date]
    if len(valid) < 2:
        yield _event(activity, uid, stamp, (first, last, activity.time))
        return
    for number, item in enumerate(valid, start=1):
        day = item.date or first
        numbered = uid if number == 1 else uid.replace("-", f".{number}-", 1)
        yield _event(activity, numbered, stamp, (day, item.end or day, item.time))


def _tentative(activity: Activity, uid: str, stamp: datetime) -> Iterator[CalendarEvent]:
    """Extra occasions that may be held, such as "ev. info KS 15/1"."""
    found: list[Alternative] = [item for item in activity.alternatives if item.status is DateStatus.TENTATIVE]
    for number, item in enumerate(found, start=1):
        if item.date is not None:
            when = (item.date, item.end or item.date, item.time)
            event = _event(activity, uid.replace("-", f".ev{number}-", 1), stamp, when)
            yield replace(event, summary=f"{item.raw}: {event.summary}", status=Status.TENTATIVE, alarm=None)


def _event(activity: Activity, uid: str, stamp: datetime, when: tuple[date, date, str | None]) -> CalendarEvent:
    start, end = _moments(*when)
    vague = activity.precision in _VAGUE or activity.approximate or activity.day_unknown
    unsure = vague or activity.uncertain or activity.conditional or activity.optional or activity.reserve
    return CalendarEvent(
        uid=uid,
        stamp=stamp,
        start=start,
        end=end,
        summary=activity.activity or activity.text,
        description=_description(activity),
        location=activity.place or "",
        status=Status.TENTATIVE if unsure else Status.CONFIRMED,
        transparent=vague,
        alarm=_alarm(activity, is_span=when[0] != when[1]),
        categories=(KIND_WORDS[activity.kind],),
        extra=(("X-RAMVERK-ROW", activity.id),),
    )


def _moments(first: date, last: date, clock: str | None) -> tuple[date | datetime, date | datetime | None]:
    """Clock times only for a single day: "2-3 maj kl 9-16" says nothing of the night between."""
    if clock is None or first != last:
        return first, last
    start, _dash, end = clock.partition("-")
    begins = datetime.combine(first, time.fromisoformat(start))
    ends = datetime.combine(first, time.fromisoformat(end)) if end else None
    return begins, ends if ends and ends > begins else None


def _alarm(activity: Activity, *, is_span: bool) -> Alarm | None:
    """Deadlines ring at nine the day before; the end of a span is the midnight after its last day."""
    if not activity.deadline and activity.kind not in {Kind.DEADLINE, Kind.SUBMISSION}:
        return None
    before = _NINE_THE_DAY_BEFORE + (timedelta(days=1) if is_span else timedelta())
    if activity.time and not is_span:
        before = timedelta(days=1)
    return Alarm(before, f"Sista dag: {activity.activity or activity.text}", at_end=is_span)


def _description(activity: Activity) -> str:
    people = activity.participants or activity.participants_inferred
    lines = [
        f"Tid enligt planen: {activity.raw_date}" if activity.raw_date else "",
        f"Deltagare: {', '.join(people)}" if people else "",
        f"Mottagare: {', '.join(activity.recipients)}" if activity.recipients else "",
        activity.text if activity.text != activity.activity else "",
        activity.note or "",
    ]
    return "\n".join(line for line in lines if line)
