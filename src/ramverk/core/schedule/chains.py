"""Where the links of a chain land when the chain is moved."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

Id = TypeVar("Id", bound=Hashable)
ONE_DAY = timedelta(days=1)
LONGEST_SEARCH = 60
"""Days to look for a working day before giving up; no calendar has a longer stretch of days off."""


@dataclass(frozen=True, slots=True)
class Days:
    """Inclusive days."""

    start: date
    end: date


def calculate_shifted(days: Days, shift: int, is_day_off: Callable[[date], bool]) -> Days:
    """The days moved by `shift` calendar days and then on, in the same direction, past days off.

    The length is kept. A shift of zero leaves the days alone, days off or not.
    """
    if shift == 0:
        return days
    step = ONE_DAY if shift > 0 else -ONE_DAY
    start = days.start + timedelta(days=shift)
    for _ in range(LONGEST_SEARCH):
        if not is_day_off(start):
            break
        start += step
    return Days(start, start + (days.end - days.start))


def calculate_pushed(
    days: Mapping[Id, Days],
    waits_for: Mapping[Id, frozenset[Id]],
    moved: Mapping[Id, Days],
    is_day_off: Callable[[date], bool],
) -> dict[Id, Days]:
    """The least later dates of everything that would otherwise come before what it waits for.

    `days` are the dates in force, `waits_for` names for each id the ids it comes after, `moved` the new dates. What
    waits for a moved one keeps the distance it had if it must be pushed at all; what is not pushed is not in the
    answer. Circles end where they began: no id is pushed twice.
    """
    found: dict[Id, Days] = {}
    waiting = list(moved)
    while waiting:
        cause = waiting.pop(0)
        new, old = moved.get(cause) or found[cause], days.get(cause)
        for follower, causes in waits_for.items():
            if cause not in causes or follower in moved or follower in found or follower not in days:
                continue
            if days[follower].end >= new.end and not (old and old.end <= days[follower].start < new.end):
                continue
            distance = max((days[follower].start - old.end).days, 0) if old else 0
            shift = (new.end - days[follower].start).days + distance
            found[follower] = calculate_shifted(days[follower], max(shift, 1), is_day_off)
            waiting.append(follower)
    return found
