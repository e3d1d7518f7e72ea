"""What the date language yields: expressions as written, before a year is known."""

from dataclasses import dataclass, replace
from enum import StrEnum

from ramverk.core.timetable.model import Relative

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")

FIRST_DAY, LAST_DAY = 1, -1
"""A whole month reaches from its first to its last day; negative days count from the end of the month."""


class DateKind(StrEnum):
    """The form of an expression."""

    DAY = "day"
    RANGE = "range"
    DAYS = "days"
    MONTH = "month"
    MONTHS = "months"
    WEEK = "week"
    WEEKS = "weeks"
    WINDOW = "window"
    SEASON = "season"
    YEARS = "years"
    RELATIVE = "relative"


class DateRole(StrEnum):
    """What a date does in its sentence: dates a row, tells the background, points at another row, or is a school
    holiday."""

    ROW = "row"
    CONTEXT = "context"
    POINTER = "pointer"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class DatePoint:
    """One end of an expression: the days `low` to `high` of a month, the year as far as it is written.

    A day has `low == high`; a whole month 1 to -1; "början av" 1 to 10. Negative days count from the end of the month.
    """

    month: int
    low: int = FIRST_DAY
    high: int = LAST_DAY
    year: int | None = None

    @property
    def is_day(self) -> bool:
        """Whether the point is one day."""
        return self.low == self.high

    def in_year(self, year: int | None) -> "DatePoint":
        """The same point with a year where it had none."""
        return self if self.year is not None else replace(self, year=year)


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as written in a text.

    `start` and `end` are the half-open range of characters in the text, `raw` what stands there with white space
    collapsed. `first` and `last` are the same point for a single day or month, both None for weeks, years and
    relative times. `listed` holds every point of "4, 11 och 18 maj". Weekdays count from Monday = 0. `time` is
    "HH:MM" or "HH:MM-HH:MM". `weak` marks a lone abbreviation ("Jan") that may be something else in running text.
    `repaired` says what was mended.
    """

    start: int
    end: int
    raw: str
    kind: DateKind
    first: DatePoint | None = None
    last: DatePoint | None = None
    listed: tuple[DatePoint, ...] = ()
    years: tuple[int, ...] = ()
    weekday: int | None = None
    last_weekday: int | None = None
    week: int | None = None
    last_week: int | None = None
    week_year: int | None = None
    time: str | None = None
    extent: str | None = None
    relative: Relative | None = None
    deadline: bool = False
    open_start: bool = False
    open_end: bool = False
    uncertain: bool = False
    day_unknown: bool = False
    approximate: bool = False
    moved: bool = False
    weak: bool = False
    impossible: bool = False
    role: DateRole = DateRole.ROW
    repaired: str | None = None

    @property
    def is_dated(self) -> bool:
        """Whether the expression names a time of its own: a day, week, month, window or season."""
        return self.first is not None or self.week is not None

    @property
    def stated_years(self) -> tuple[int, ...]:
        """The years written in the expression, in order."""
        points = [point.year for point in (self.first, self.last) if point is not None]
        return tuple(year for year in (*points, self.week_year, *self.years) if year is not None)
