"""The dates of a text: found as written, resolved to days when a year is known."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from lark import Token

from ramverk.core.timetable.date_parser import longest_expression, runs, scan
from ramverk.core.timetable.date_roles import with_role
from ramverk.core.timetable.date_values import MONTHS, WEEKDAYS, DateExpression, DateKind, DatePoint, DateRole
from ramverk.core.timetable.model import Alternative, DateStatus, Precision, WeekdayConflict

__all__ = [
    "CellDates",
    "DateExpression",
    "DateKind",
    "DatePoint",
    "DateRole",
    "Resolved",
    "check_weekday",
    "find_dates",
    "read_cell",
    "resolve",
    "resolve_cell",
]

_PRECISION = {
    DateKind.DAY: Precision.DAY,
    DateKind.RANGE: Precision.RANGE,
    DateKind.DAYS: Precision.SEVERAL,
    DateKind.MONTH: Precision.MONTH,
    DateKind.MONTHS: Precision.MONTHS,
    DateKind.WEEK: Precision.WEEK,
    DateKind.WEEKS: Precision.RANGE,
    DateKind.WINDOW: Precision.RANGE,
    DateKind.SEASON: Precision.MONTHS,
}


def find_dates(text: str, *, finland: bool = False) -> tuple[DateExpression, ...]:
    """Every date expression of a text, in order, without overlap; also those whose `role` says that they date no row.

    `finland` admits `d.m` and `d.m.yyyy`, which elsewhere are times. Never raises.
    """
    return _find_short(text, finland=finland) if len(text) <= _SHORT else _find(text, finland=finland)


_SHORT = 400
_MAY_HOLD = re.compile(
    r"\d|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|efter|senare|före|innan|tidigare|samma|sedan|skiftet|början|slutet|mitten"
    r"|vår|som|höst|vint|kvartal|påsk|pingst|därpå|nästa|påföljande|halvår",
    re.IGNORECASE,
)
"""A text with none of these holds no date; most lines are told at once."""


def _find(text: str, *, finland: bool) -> tuple[DateExpression, ...]:
    if not _MAY_HOLD.search(text):
        return ()
    found: list[DateExpression] = []
    for run in runs(scan(text, finland=finland)):
        for value, part in _expressions(run):
            found += _told_apart(_placed(value, part, text), text, finland=finland)
    return tuple(with_role(expression, text) for expression in _listed(found, text))


_AND = re.compile(r"\s*,?\s*(?:och|samt|&)\s*")
_COMMA = re.compile(r"\s*,\s*")
_FEWEST_LISTED = 3
"""Two days with "och" between them may belong to two clauses: "… den 4 juni, och den 18 juni beslutar …"."""


def _listed(found: Sequence[DateExpression], text: str) -> list[DateExpression]:
    """ "2 april, 9 april och 16 april" is one expression of three days that all hold."""
    out: list[DateExpression] = []
    run: list[DateExpression] = []
    for value in found:
        joint = text[run[-1].end : value.start] if run else ""
        if run and _is_plain_day(value) and _COMMA.fullmatch(joint):
            run.append(value)
        elif len(run) >= _FEWEST_LISTED - 1 and _is_plain_day(value) and _AND.fullmatch(joint):
            out.append(_one_of([*run, value], text))
            run = []
        else:
            out += run
            run = [value] if _is_plain_day(value) else []
            out += [] if run else [value]
    return [*out, *run]


def _is_plain_day(value: DateExpression) -> bool:
    return value.kind is DateKind.DAY and value.first is not None and value.time is None and value.week is None


def _one_of(values: Sequence[DateExpression], text: str) -> DateExpression:
    """Days side by side as one expression; a year stands once, at the last or the first of them."""
    first, last = values[0], values[-1]
    year = next((point.year for one in reversed(values) if (point := one.first) and point.year is not None), None)
    points = tuple(one.first.in_year(year) for one in values if one.first is not None)
    raw = " ".join(text[first.start : last.end].split())
    return replace(
        first, end=last.end, raw=raw, kind=DateKind.DAYS, first=points[0], last=points[-1], listed=points, weekday=None
    )


_find_short = lru_cache(maxsize=4096)(_find)
"""Lines and cells are asked about by several passes."""


def _expressions(run: Sequence[Token]) -> list[tuple[DateExpression, list[Token]]]:
    found = []
    index = 0
    while index < len(run):
        best = longest_expression(list(run[index:]))
        if best is None:
            index += 1
            continue
        value, count = best
        found.append((value, list(run[index : index + count])))
        index += count
    return found


def _placed(value: DateExpression, tokens: list[Token], text: str) -> DateExpression:
    start, end = tokens[0].start_pos or 0, tokens[-1].end_pos or 0
    return replace(value, start=start, end=end, raw=" ".join(text[start:end].split()))


_MOVED = re.compile(
    r"(?:flytta\w*|framflytta\w*|ändra\w*|omboka\w*|senarelagd\w*|tidigarelagd\w*|senareläggs|tidigareläggs)"
    r"(?:\s+\w+){0,3}\s*$",
    re.IGNORECASE,
)


def _told_apart(value: DateExpression, text: str, *, finland: bool) -> list[DateExpression]:
    """ "flyttas från 5 maj till 12 maj" is no range: the old day, marked as moved, and the new one."""
    joint = re.search(r"\s+till\s+", text[value.start : value.end])
    moved = value.kind is DateKind.RANGE and joint and _MOVED.search(text[max(0, value.start - 60) : value.start])
    if not joint or not moved:
        return [value]
    halves = ((value.start, value.start + joint.start()), (value.start + joint.end(), value.end))
    apart = [(start, found) for start, end in halves for found in _find(text[start:end], finland=finland)]
    if len(apart) != len(halves):
        return [value]
    placed = [replace(found, start=found.start + start, end=found.end + start) for start, found in apart]
    return [replace(placed[0], moved=True), placed[1]]


@dataclass(frozen=True, slots=True)
class Resolved:
    """An expression as days, both inclusive; None where open, unknown, or no day of the calendar (`impossible`)."""

    start: date | None
    end: date | None
    precision: Precision
    impossible: bool = False


def resolve(expression: DateExpression, year: int | None) -> Resolved:
    """The days an expression means, when the year of its first point is `year` (a year written in it wins).

    A last point earlier in the year than the first lies in the next year. A day that does not exist (31 April, 29
    February) gives no dates and `impossible`, never another day.
    """
    if expression.first is None or expression.last is None:
        return _resolve_week(expression, year)
    first = expression.first.in_year(year)
    last = expression.last.in_year(_year_of_last(expression, first))
    start, end = _day(first, first.low), _day(last, last.high)
    impossible = (start is None and first.year is not None) or (end is None and last.year is not None)
    if impossible or start is None or end is None or end < start:
        return Resolved(None, None, Precision.NONE, impossible=impossible or (start is not None and end is not None))
    if expression.kind is DateKind.WINDOW and expression.weekday is not None:  # "andra måndagen i maj"
        start = end = start + timedelta(days=(expression.weekday - start.weekday()) % 7)
        return Resolved(start, end, Precision.DAY)
    return Resolved(start, end, _PRECISION[expression.kind])


def _year_of_last(expression: DateExpression, first: DatePoint) -> int | None:
    last = expression.last
    if last is None or first.year is None:
        return first.year
    wraps = (last.month, _ordinal(last.high)) < (first.month, _ordinal(first.low))
    return first.year + 1 if wraps else first.year


def _ordinal(day: int) -> int:
    return day if day > 0 else 32 + day


def _day(point: DatePoint, day: int) -> date | None:
    if point.year is None or not date.min.year <= point.year <= date.max.year:
        return None
    length = calendar.monthrange(point.year, point.month)[1]
    number = day if day > 0 else length + 1 + day
    return date(point.year, point.month, number) if 1 <= number <= length else None


def _resolve_week(expression: DateExpression, year: int | None) -> Resolved:
    stated = expression.week_year or year
    if expression.week is None or stated is None:
        return Resolved(None, None, Precision.NONE)
    last_week = expression.last_week or expression.week
    last_year = stated + 1 if last_week < expression.week else stated
    monday, last_monday = _monday(stated, expression.week), _monday(last_year, last_week)
    if monday is None or last_monday is None:
        return Resolved(None, None, Precision.NONE, impossible=True)
    if expression.weekday is not None:
        day = monday + timedelta(days=expression.weekday)
        return Resolved(day, day, Precision.DAY)
    return Resolved(monday, last_monday + timedelta(days=6), _PRECISION[expression.kind])


def _monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def check_weekday(expression: DateExpression, day: date) -> WeekdayConflict | None:
    """The conflict between a written weekday or week and the date, with the days that would fit; None where all agree.

    Candidates: the written date, the stated weekday in the stated week (or the nearest such weekday), in order of time.
    """
    stated, week = expression.weekday, expression.week
    wrong_day = stated is not None and stated != day.weekday()
    wrong_week = week is not None and week != day.isocalendar().week
    if not wrong_day and not wrong_week:
        return None
    weekday = day.weekday() if stated is None else stated
    monday = _monday(day.isocalendar().year, week) if week is not None else None
    if monday is None or not wrong_day:
        monday = monday or day - timedelta(days=day.weekday())
    other = monday + timedelta(days=weekday)
    if week is None and abs((other - day).days) > 3:
        other += timedelta(days=7 if other < day else -7)
    name = WEEKDAYS[stated] if stated is not None and wrong_day else f"vecka {week}"
    actual = WEEKDAYS[day.weekday()] if wrong_day else f"vecka {day.isocalendar().week}"
    return WeekdayConflict(name, actual, tuple(sorted({day, other})))


@dataclass(frozen=True, slots=True)
class CellDates:
    """The dates of one date cell: what dates the row, and the earlier or tentative ones beside it.

    `main` is the expression in force (the last one that is not in brackets), None where the cell holds no date.
    `others` are the dates beside it with what they are worth and their text. `rest` is what the cell says besides
    dates.
    """

    raw: str
    main: DateExpression | None
    others: tuple[tuple[DateExpression, DateStatus, str], ...] = ()
    rest: str = ""

    @property
    def several(self) -> bool:
        """Whether an earlier date was superseded by the one in force."""
        return any(status is DateStatus.SUPERSEDED for _, status, _ in self.others)


_BRACKETS = re.compile(r"\(([^()]*)\)")


def read_cell(text: str, *, finland: bool = False) -> CellDates:
    """Read a text that is known to be a date cell, heading or date line.

    Several dates side by side are one rescheduling: the last is in force. Dates in brackets are tentative.
    """
    raw = " ".join(text.split())
    found = [value for value in find_dates(raw, finland=finland) if value.is_dated or value.relative]
    spans = [bracket.span() for bracket in _BRACKETS.finditer(raw)]
    aside = [value for value in found if any(a < value.start and value.end < b for a, b in spans)]
    standing = [value for value in found if value not in aside and value.role is DateRole.ROW]
    if not standing:
        standing, aside = aside[:1], aside[1:]
    if not standing:
        return CellDates(raw, None, rest=raw)
    valid = [value for value in aside if _NOW.search(_bracket_text(value, raw))]
    if valid:
        standing, aside = [*standing, valid[-1]], [value for value in aside if value is not valid[-1]]
    either = [value for before, value in pairwise(standing) if _is_reserve(before, value, raw)]
    standing = _joined_by_and([value for value in standing if value not in either], raw)
    main = standing[-1]
    others = [(value, DateStatus.SUPERSEDED, value.raw) for value in standing[:-1]]
    others += [(value, DateStatus.TENTATIVE, value.raw) for value in either]
    others += [(value, _status_aside(value, raw), _bracket_text(value, raw)) for value in aside]
    return CellDates(raw, main, tuple(others), _rest(raw, found))


_NOW = re.compile(r"(?:flytta\w*|ändra\w*)\s+till|\bny(?:tt)?\s+(?:dag|datum|tid)", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:flytta\w*|ändra\w*)\s+från|\btidigare\b|\bursprunglig\w*|\bistället\s+för|\bi\s+stället\s+för|\bvar\b",
    re.IGNORECASE,
)


_RESERVE = re.compile(r"(?:\bev(?:entuellt)?\.?|\breserv\w*:?|\balternativt|\balt\.?|\beller)\s*$", re.IGNORECASE)


def _is_reserve(before: DateExpression, value: DateExpression, raw: str) -> bool:
    """ "18 november, ev. 20 november" or "5 maj reserv 7 maj": the second day is another possibility."""
    said = before.raw + raw[before.end : value.start]
    return bool(_RESERVE.search(said)) or value.raw.lower().startswith("ev")


def _joined_by_and(standing: Sequence[DateExpression], raw: str) -> list[DateExpression]:
    """ "22 maj och 30 maj" is two days that both hold, not a rescheduling."""
    out: list[DateExpression] = []
    for value in standing:
        before = out[-1] if out else None
        between = raw[before.end : value.start].strip() if before else ""
        joined = between.strip(" ,") in ("och", "samt", "&") or (between == "," and before and _is_next(before, value))
        if before is None or not joined or not (_is_days(before) and _is_days(value)):
            out.append(value)
            continue
        points = tuple(point for one in (before, value) for point in one.listed or ((one.first,) if one.first else ()))
        text = " ".join(raw[before.start : value.end].split())
        out[-1] = replace(value, start=before.start, raw=text, kind=DateKind.DAYS, first=before.first, listed=points)
    return out


def _is_next(before: DateExpression, value: DateExpression) -> bool:
    """Whether a day follows right upon another of the same month: a meeting of two days, not a rescheduling."""
    last, first = before.last, value.first
    return last is not None and first is not None and (last.month, last.high + 1) == (first.month, first.low)


def _is_days(value: DateExpression) -> bool:
    return value.kind in (DateKind.DAY, DateKind.DAYS) and value.time is None


def _status_aside(value: DateExpression, raw: str) -> DateStatus:
    """A date in brackets is tentative, unless the brackets tell that it was the date before."""
    return DateStatus.SUPERSEDED if _BEFORE.search(_bracket_text(value, raw)) else DateStatus.TENTATIVE


def _bracket_text(value: DateExpression, raw: str) -> str:
    return next((b.group(1).strip() for b in _BRACKETS.finditer(raw) if b.start() < value.start < b.end()), value.raw)


def _rest(raw: str, found: Sequence[DateExpression]) -> str:
    kept, position = [], 0
    for value in found:
        kept.append(raw[position : value.start])
        position = value.end
    return " ".join(" ".join([*kept, raw[position:]]).split())


def resolve_cell(cell: CellDates, year: int | None) -> tuple[Resolved, tuple[Alternative, ...]]:
    """The days in force and the alternatives of a cell, in the order of the text; `year` is that of the date in
    force."""
    if cell.main is None:
        return Resolved(None, None, Precision.NONE), ()
    main = resolve(cell.main, year)
    alternatives = [(cell.main.start, day) for day in _listed_days(cell.main, main.start, year)]
    alternatives += [
        (value.start, _alternative(value, _nearest_year(value, main.start, year), status, raw))
        for value, status, raw in cell.others
    ]
    if cell.several:
        alternatives += (
            []
            if cell.main.listed
            else [(cell.main.start, _alternative(cell.main, year, DateStatus.IN_FORCE, cell.main.raw))]
        )
        main = replace(main, precision=Precision.SEVERAL)
    return main, tuple(alternative for _, alternative in sorted(alternatives, key=lambda pair: pair[0]))


def _listed_days(value: DateExpression, first: date | None, year: int | None) -> list[Alternative]:
    """Every day of "4, 11 och 18 maj", all in force."""
    out = []
    for point in value.listed:
        alone = replace(value, kind=DateKind.DAY, first=point, last=point, listed=())
        day = resolve(alone, _nearest_year(alone, first, year)).start
        out.append(Alternative(f"{point.low} {MONTHS[point.month - 1]}", day, None, value.time, DateStatus.IN_FORCE))
    return out


def _nearest_year(value: DateExpression, day: date | None, year: int | None) -> int | None:
    """The year in which another date of the cell lies nearest the one in force."""
    if day is None or year is None:
        return year
    starts = {candidate: resolve(value, candidate).start for candidate in (year, year - 1, year + 1)}
    return min(
        (candidate for candidate, start in starts.items() if start),
        key=lambda y: abs((starts[y] or day) - day),
        default=year,
    )


def _alternative(value: DateExpression, year: int | None, status: DateStatus, raw: str) -> Alternative:
    days = resolve(value, year)
    end = days.end if days.end != days.start else None
    return Alternative(raw, days.start, end, value.time, status)
