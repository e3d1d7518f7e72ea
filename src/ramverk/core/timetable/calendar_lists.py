"""Meeting calendars written as lists: a body and its days below or beside it, or days with their bodies."""

import re
from collections.abc import Sequence
from typing import TypeVar

from ramverk.core.timetable.bodies import Mention, find_bodies
from ramverk.core.timetable.calendar_cells import BLANKED, Cell, month_head, read_defaults, read_slots
from ramverk.core.timetable.calendar_finds import Harvest, Meeting
from ramverk.core.timetable.calendar_grids import CalendarLine
from ramverk.core.timetable.date_values import MONTHS, DateExpression, DateRole
from ramverk.core.timetable.dates import find_dates

__all__ = ["ListReader"]

_T = TypeVar("_T")

_HEADING = re.compile(r"sammanträ|möte|datum|dagar|tider|följande|:$", re.IGNORECASE)
_BARE_DAY = re.compile(
    r"^\s*(?:[•·*–-]\s*)?(?:(?:mån|tis|ons|tors?|fre|lör|sön)\w*\.?\s+(?:den\s+)?)?(\d{1,2})(?![\d.:/])", re.IGNORECASE
)
_MONTH_AHEAD = re.compile(r"^\s*(?:[•·*–-]\s*)?([A-Za-zåäö]+)\.?\s*:?\s+(?=\d)")


_CANCELLED = re.compile(r"\b(?:är|har|blir)\s+(?:inställ\w+|ställts in)", re.IGNORECASE)
"""A sentence that tells of a meeting which is not held."""

_LONGEST = 1000
"""A line of days is shorter than this; a longer one is running text."""


class ListReader:
    """Walks lines that no table took, and remembers the heading it stands under."""

    def __init__(self, harvest: Harvest) -> None:
        self.harvest = harvest
        self.bodies: tuple[str, ...] = ()
        self.time: str | None = None
        self.weekday: int | None = None
        self.month: int | None = None
        self.fresh = True

    def read(self, line: CalendarLine, year: int | None) -> None:
        """Take one line: a heading, a list of days, or nothing."""
        if len(line.text) > _LONGEST:
            return
        text = line.stripped
        days = [value for value in find_dates(line.text) if value.first is not None and value.first.is_day]
        if any(value.role is DateRole.HOLIDAY for value in days):
            return
        standing = [value for value in days if value.role is DateRole.ROW]
        if standing:
            self._dated(line, standing, year)
        elif month_head(text):
            self.month = (month_head(text) or (None,))[0]
            self.harvest.used.add(line.number)
        elif not self._bare(line, year):
            self._heading(text)

    def _heading(self, text: str) -> None:
        mentions = find_bodies(text)
        if not mentions or len(text) > 160:
            return
        names = tuple(dict.fromkeys(mention.name for mention in mentions))
        filled = sum(mention.end - mention.start for mention in mentions) >= 0.5 * len(re.sub(r"20\d\d", "", text))
        if not filled and not _HEADING.search(text):
            return
        defaults = read_defaults(text)
        if names[:1] != self.bodies[:1] or filled:
            self.time = self.weekday = self.month = None
            self.harvest.parts += 1
        self.bodies = names[:1]
        self.time, self.weekday = (
            defaults.time or self.time,
            self.weekday if defaults.weekday is None else defaults.weekday,
        )

    def _dated(self, line: CalendarLine, days: Sequence[DateExpression], year: int | None) -> None:
        first = days[0].start
        before = [mention for mention in find_bodies(line.text[:first]) if mention.start < first]
        after = [mention for mention in find_bodies(line.text) if mention.start >= first and not mention.genitive]
        if self.bodies:  # "18 oktober, konstituerande (första KF med nyvalda ledamöter)" under a body is its meeting
            after = [mention for mention in after if not _in_brackets(line.text, mention.start)]
        beside = _beside(line.text, days, [*before, *after])
        if _CANCELLED.search(beside):
            self.harvest.used.add(line.number)
            return
        if len(beside) > 60 or (len(beside) > 40 and not (before or after)):
            return
        bodies = _names(before) or _names(after) or self.bodies
        if not bodies:
            return
        defaults = read_defaults(line.text[:first]) if before else None
        if before and len(days) > 1:
            self.harvest.parts += 1
        text = line.text[first:]
        for slot in read_slots(re.sub(r"\s*\t\s*", " ", _without(text, after, first))):
            meeting = Meeting(
                slot=slot,
                bodies=bodies,
                cell=Cell(line.text.strip(), line.number, first, len(line.text)),
                raw=_date_cell(line, days[0]) or slot.raw.rstrip(" .,"),
                usual_weekday=defaults.weekday
                if defaults and defaults.weekday is not None
                else self._own(bodies, self.weekday),
                usual_time=(defaults.time if defaults else None) or self._own(bodies, self.time),
                base_year=year,
                part=self.harvest.parts,
                how="list",
            )
            self.harvest.meetings.append(meeting)
        self.harvest.used.add(line.number)

    def _own(self, bodies: tuple[str, ...], value: _T) -> _T | None:
        return value if bodies == self.bodies else None

    def _bare(self, line: CalendarLine, year: int | None) -> bool:
        """ "Tisdag 15 KSAU kl 9" under a month heading, or "Januari: 14, 28" under a body."""
        ahead = _MONTH_AHEAD.match(line.text)
        named = month_head(ahead.group(1)) if ahead else None
        found = _BARE_DAY.match(line.text)
        mentions = find_bodies(line.text)
        if ahead and named and self.bodies and not mentions:
            month, start, bodies = named[0], ahead.end(), self.bodies
        elif found and self.month and mentions and len(line.text) < 120:
            month, start, bodies = self.month, found.start(1), _names(mentions)
        else:
            return False
        text = _without(line.text[start:], mentions, start)
        slots = read_slots(text, month) if named else read_slots(text, month)[:1]
        for slot in slots:
            time = slot.time or self._own(bodies, self.time)
            cell = Cell(line.text.strip(), line.number, start, len(line.text))
            self.harvest.meetings.append(
                Meeting(
                    slot,
                    bodies,
                    cell,
                    f"{slot.raw} {_month_word(month)}",
                    None,
                    time,
                    year,
                    part=self.harvest.parts,
                    how="list",
                )
            )
        self.harvest.used.add(line.number)
        return bool(slots)


def _in_brackets(text: str, at: int) -> bool:
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)


def _date_cell(line: CalendarLine, day: DateExpression) -> str:
    """The table cell that holds a row's only date."""
    cell = next((cell for cell in line.cells if day.raw in " ".join(cell.text.split())), None)
    return " ".join(cell.text.split()) if cell is not None and len(cell.text) < 40 else ""


def _beside(text: str, days: Sequence[DateExpression], mentions: Sequence[Mention]) -> str:
    spans = [(day.start, day.end) for day in days] + [(mention.start, mention.end) for mention in mentions]
    kept = "".join(" " if any(a <= at < b for a, b in spans) else sign for at, sign in enumerate(text))
    if (whole := re.sub(r"\([^()]*\)", " ", kept)).strip(" ,.;:•|-–*"):
        kept = whole
    return " ".join(read_defaults(kept).rest.split()).strip(" ,.;:•|-–*")


def _month_word(month: int) -> str:
    return MONTHS[month - 1]


def _names(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.name for mention in mentions if not mention.genitive)) or tuple(
        dict.fromkeys(mention.name for mention in mentions)
    )


def _without(text: str, mentions: Sequence[Mention], offset: int) -> str:
    """The text with the bodies blanked, so that their codes are not taken for agenda codes."""
    signs = list(text)
    for mention in mentions:
        for at in range(max(mention.start - offset, 0), min(mention.end - offset, len(signs))):
            signs[at] = BLANKED
    return "".join(signs)
