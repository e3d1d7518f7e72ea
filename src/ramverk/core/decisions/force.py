"""When a decision gains legal force: after the time to appeal, or when what was appealed is settled for good.

Kommunallagen 13:5 counts three weeks from the day the adjusted minutes were announced, provided the announcement stayed
up for the whole time (8:12). A last day that is a Saturday, a Sunday or a holiday may be moved to the next working day
(lag 1930:173); that rule is unconfirmed here, so it is only used to wait longer, never to close the door.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Force", "last_day_with_rest", "legal_force"]


@dataclass(frozen=True, slots=True)
class Force:
    """Where a decision stands. `day` is None while an appeal is open, and where the decision was annulled."""

    day: date | None
    is_annulled: bool = False
    waits_for: int = 0
    """How many appeals are not settled."""


def last_day_with_rest(last_day: date, is_day_off: Callable[[date], bool]) -> date:
    """The last day, or the next working day where it is a day off.

    >>> last_day_with_rest(date(2018, 7, 21), lambda day: day.weekday() > 4).isoformat()
    '2018-07-23'
    """
    while is_day_off(last_day):
        last_day += timedelta(days=1)
    return last_day


def legal_force(last_day: date, settled: Iterable[date | None], *, is_annulled: bool = False) -> Force:
    """The first day of legal force.

    `settled` holds, for every appeal that came in in time, the day its outcome stood for good, or None while it is
    open. Without appeals it is the day after the last day to appeal.

    >>> legal_force(date(2018, 7, 20), []).day.isoformat()
    '2018-07-21'
    """
    days = list(settled)
    waiting = sum(day is None for day in days)
    if is_annulled:
        return Force(None, is_annulled=True, waits_for=waiting)
    if waiting:
        return Force(None, waits_for=waiting)
    return Force(max([last_day + timedelta(days=1), *(day for day in days if day is not None)]))
