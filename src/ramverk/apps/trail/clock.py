"""The one clock. Everything that asks "now" asks here, so that a year can be walked and tests stand still."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from ramverk.apps.trail.models import MovedClock

_offset: ContextVar[timedelta | None] = ContextVar("ramverk_clock_offset", default=None)
_stopped: ContextVar[datetime | None] = ContextVar("ramverk_clock_stopped", default=None)


def now() -> datetime:
    """The time as the installation sees it: aware, and moved in the demo."""
    if (stopped := _stopped.get()) is not None:
        return stopped
    return timezone.now() + (_offset.get() or timedelta())


def today() -> date:
    """The day in Sweden at `now()`."""
    return timezone.localdate(now())


def load_offset() -> None:
    """Take up where the demo's clock stands. One query, and only in the demo: elsewhere no clock can be moved."""
    moved = MovedClock.objects.first() if settings.DEMO else None
    _offset.set(moved.says - moved.said_at if moved else None)


def move_to(moment: datetime) -> None:
    """Set the demo's clock; it goes on from there."""
    if not settings.DEMO:
        raise PermissionError("Only the demo's clock can be moved.")
    MovedClock.objects.all().delete()
    MovedClock.objects.create(says=moment, said_at=timezone.now())
    load_offset()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock still, for tests and for walking the demo year."""
    token = _stopped.set(moment)
    try:
        yield
    finally:
        _stopped.reset(token)
