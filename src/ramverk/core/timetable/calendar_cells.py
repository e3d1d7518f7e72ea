"""One cell of a meeting calendar: the days it names, and what it says of each of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ramverk.core.timetable.date_parser import clock_text, month_number, weekday_number
from ramverk.core.timetable.date_values import WEEKDAYS, DateExpression, DateKind, DateRole
from ramverk.core.timetable.dates import find_dates

__all__ = ["BLANKED", "Cell", "Defaults", "Slot", "is_empty_mark", "month_head", "read_defaults", "read_slots"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line: its text, the line's number and the half-open range of characters there."""

    text: str
    line: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """One meeting day of a cell. `weekday` counts from Monday = 0; `codes` are agenda codes and marks as written."""

    raw: str
    day: int
    month: int
    year: int | None = None
    last_day: int | None = None
    last_month: int | None = None
    time: str | None = None
    weekday: int | None = None
    week: int | None = None
    codes: tuple[str, ...] = ()
    remark: str = ""
    uncertain: bool = False
    written_month: bool = False


_MONTH_NAME = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|jan|febr?|mar|apr|jun|jul|aug|sept?|okt|nov|dec)"
)
_MONTH_HEAD = re.compile(rf"^\W*({_MONTH_NAME})\.?(?:\s+månad)?(?:\s*[-']?\s*(20\d\d|\d\d))?\W*$", re.IGNORECASE)
_EMPTY_MARK = re.compile(
    r"^(?:[-–—−.\s/xX0_~]+|inge[nt]\.?(?:\s+\w+)?|inställt|utgår|semester|sommaruppehåll|uppehåll)$", re.IGNORECASE
)
_CLOCK = re.compile(
    r"\(?\s*(?:(?:kl(?:ockan)?\b[.:]?|kl(?=\d)|start(?:ar|tid)?)\s*)+\d{1,2}(?:[.:,]?[0-5]\d)?(?:\s*[-–—]\s*\d{1,2}(?:[.:,]?[0-5]\d)?)?(?!\d)\)?"
    r"|\(?(?<!\d)(?:[01]?\d|2[0-4])[.:][0-5]\d(?:\s*[-–—]\s*(?:[01]?\d|2[0-4])[.:][0-5]\d)?(?![\d.:])\)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\(?\b(?:mån|tis|ons|tors?|fre|lör|sön|må|ti|on|to|fr|lö|sö)(?:d(?:ag(?:en|ar)?)?)?\b\.?\)?", re.IGNORECASE
)
_WEEK = re.compile(r"\(?\b(?:vecka|v)\.?\s*(\d{1,2})\)?(?!\d)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\d/.:-])(?:den\s+)?(0?[1-9]|[12]\d|3[01])(?:\s?[-–]\s?(0?[1-9]|[12]\d|3[01]))?(?!\d|[.:]\d|\))"
)
_ORDINAL = re.compile(r"(?<=\d):(?:e|a|de|te)\b")
"""The 16th is written "16:e"."""
_TWO_DAYS = re.compile(r"^\d{1,2}\s?\.\s?\d{1,2}$")
_CODE = re.compile(r"(?<![\wåäöÅÄÖ])[A-ZÅÄÖ]{1,5}\d?(?![\wåäöÅÄÖ-])|[*#¤†‡§^°]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=\d)\s?[a-e]?\d?\)")
_DOUBT = re.compile(r"\?|\bprel\w*\.?|\bev\w*\.?", re.IGNORECASE)


def month_head(text: str) -> tuple[int, int | None] | None:
    """The month, and the year where it is written, of a cell that is nothing but a month; otherwise None."""
    found = _MONTH_HEAD.match(text)
    if found is None:
        return None
    year = found.group(2)
    return month_number(found.group(1)), (int(year) if len(year) == 4 else 2000 + int(year)) if year else None


def is_empty_mark(text: str) -> bool:
    """Whether a cell says that there is no meeting: "-", "–", "inget möte"."""
    return bool(_EMPTY_MARK.match(text.strip()))


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a head says of every meeting below or beside it; `rest` is the text without it."""

    weekday: int | None = None
    time: str | None = None
    rest: str = ""


def read_defaults(text: str) -> Defaults:
    """The usual weekday and time in a head such as "Kommunstyrelsen tisdagar kl.16.00 i Debatten"."""
    clock = _CLOCK.search(text)
    without = _CLOCK.sub(" ", text)
    weekdays = {weekday_number(day.group().strip("() ")) for day in _WEEKDAY.finditer(without) if len(day.group()) > 3}
    rest = _WEEKDAY.sub(lambda day: " " if len(day.group()) > 3 else day.group(), without)
    weekday = weekdays.pop() if len(weekdays) == 1 else None
    return Defaults(weekday, clock_text(clock.group()) if clock else None, " ".join(rest.split()).strip(" ,;:-–"))


@lru_cache(maxsize=4096)
def read_slots(text: str, month: int | None = None) -> tuple[Slot, ...]:
    """The meeting days of a cell; `month` is the column's or row's month, None where cells hold whole dates.

    A word or sign after a day belongs to that day: a code, a weekday, a time, a remark.
    """
    tidy = _ORDINAL.sub("", " ".join(text.replace("\n", " ; ").split()))
    if not tidy or is_empty_mark(tidy):
        return ()
    starts = _written_dates(tidy, month)
    if month is not None:
        starts += _bare_days(tidy.replace(".", ",") if _TWO_DAYS.match(tidy) else tidy, month, starts)
    starts.sort(key=lambda item: item[0])
    if not starts:
        return ()
    ends = [start for start, _, _ in starts[1:]] + [len(tidy)]
    return tuple(
        _with_tail(slot, tidy[start:stop] if after <= stop else slot.raw, tidy[after:stop])
        for (start, after, slot), stop in zip(starts, ends, strict=True)
    )


def _written_dates(text: str, month: int | None) -> list[tuple[int, int, Slot]]:
    found = []
    for value in find_dates(text):
        if (
            value.role in (DateRole.HOLIDAY, DateRole.CONTEXT)
            or value.first is None
            or value.kind not in (DateKind.DAY, DateKind.RANGE, DateKind.DAYS)
        ):
            continue
        if month is not None and _is_pair_of_days(value, month):
            continue
        found += _slots_of(value)
    return found


def _is_pair_of_days(value: DateExpression, month: int) -> bool:
    """ "5/12" under March means the 5th and the 12th; "4/1" under December means the 4th of January."""
    first = value.first
    if first is None or first.year is not None or not re.fullmatch(r"\d{1,2}\s?/\s?\d{1,2}", value.raw):
        return False
    return first.month != month and first.low < first.month and (first.month - month) % 12 > 1


def _slots_of(value: DateExpression) -> list[tuple[int, int, Slot]]:
    points = value.listed or ((value.first,) if value.first else ())
    slots = []
    for number, point in enumerate(points):
        slot = Slot(
            value.raw, point.low, point.month, point.year, time=value.time, weekday=value.weekday, week=value.week,
            uncertain=value.uncertain, written_month=True,
        )  # fmt: skip
        if value.kind is DateKind.RANGE and value.last is not None:
            slot = replace(slot, last_day=value.last.low, last_month=value.last.month)
        slots.append((value.start + number, value.end, slot))
    return slots


_NO_DAYS = re.compile(r"^(?=(?:.*[^\d])?(?:3[2-9]|[4-9]\d|\d{3,})(?!\d))[\d\s,–-]+$")
"""Numbers of which one is no day of a month: several are glued together, and nobody can say where they part."""


def _bare_days(text: str, month: int, taken: Sequence[tuple[int, int, Slot]]) -> list[tuple[int, int, Slot]]:
    if _NO_DAYS.match(text):
        return []
    masked = list(text)
    for span in [(start, after) for start, after, _ in taken] + [
        m.span() for m in (*_CLOCK.finditer(text), *_WEEK.finditer(text))
    ]:
        masked[span[0] : span[1]] = " " * (span[1] - span[0])
    free = re.sub(r"(?<=\d)[,./](?=\d)", " ", "".join(masked)).replace("/", " ")
    found = []
    for number in _NUMBER.finditer(free):
        first, last = int(number.group(1)), number.group(2)
        raw = text[number.start() : number.end()]
        after = number.end()
        if last and int(last) <= first:
            last, after = None, number.end(1)
        found.append(
            (
                number.start(),
                after,
                Slot(raw, first, month, last_day=int(last) if last else None, last_month=month if last else None),
            )
        )
    return found


BLANKED = "¦"
"""Stands for a stretch that another reader has taken, a body's name for instance."""
_LOOSE_END = re.compile(r"[\s,;/]*\b(?:och|samt)\s*$|[\s,;/]+$")


def _with_tail(slot: Slot, whole: str, tail: str) -> Slot:
    tail = tail.replace(BLANKED, " ")
    clock = _CLOCK.search(tail)
    rest = _CLOCK.sub(" ", tail)
    week = _WEEK.search(rest)
    rest = _WEEK.sub(" ", rest)
    weekday = _WEEKDAY.search(rest)
    rest = _WEEKDAY.sub(" ", rest)
    codes = tuple(code.group().strip() for code in _CODE.finditer(rest))
    remark = re.sub(r"\s*[,;/]\s*(?=[,;/]|$)", "", _CODE.sub(" ", rest))
    remark = " ".join(remark.split()).strip(" ,;:/()[].–-")
    return replace(
        slot,
        raw=_LOOSE_END.sub("", " ".join(whole.split(BLANKED, maxsplit=1)[0].replace(" ; ", " ").split())).strip(" ,;/"),
        time=clock_text(clock.group()) if clock else slot.time,
        weekday=_full_weekday(weekday.group()) if weekday else slot.weekday,
        week=int(week.group(1)) if week else slot.week,
        codes=codes,
        remark="" if remark in ("och", "samt", "&", "+") else remark,
        uncertain=slot.uncertain or bool(_DOUBT.search(tail)),
    )


def _full_weekday(text: str) -> int:
    short = text.lower().strip("(). ")
    return next(
        (number for number, name in enumerate(WEEKDAYS) if name.startswith(short[:3])), weekday_number(short[:2])
    )
