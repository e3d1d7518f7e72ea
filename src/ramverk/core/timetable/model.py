"""The values a timetable consists of. Shapes follow the contract `timetable.schema.json`."""

import datetime as dt
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ramverk.core.findings import Finding


class Kind(StrEnum):
    """What sort of step an activity is; the verb and the body decide together."""

    DISPATCH = "dispatch"
    SUBMISSION = "submission"
    PREPARATION = "preparation"
    DIALOGUE = "dialogue"
    INFORMATION = "information"
    DECISION = "decision"
    HANDOVER = "handover"
    PARTY_WORK = "party_work"
    CONSULTATION = "consultation"
    REVISION = "revision"
    ANALYSIS = "analysis"
    PUBLICATION = "publication"
    DEADLINE = "deadline"
    MEETING = "meeting"
    OTHER = "other"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    RANGE = "range"
    MONTH = "month"
    MONTHS = "months"
    WEEK = "week"
    SEVERAL = "several"
    NONE = "none"


class DateStatus(StrEnum):
    """What a date in a row is worth today."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    TENTATIVE = "tentative"


class DocumentType(StrEnum):
    """A process plan, or a calendar of meetings."""

    PROCESS = "process"
    MEETING_CALENDAR = "meeting_calendar"


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the source: line number from 1, and the half-open range of characters in that line."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field came from, how it was understood, and how sure the reader is (0 to 1).

    `how` names the pass that decided: "column", "sentence", "grammar", "inherited", "inferred", "by_law".
    """

    field: str
    span: Span | None
    how: str
    confidence: float


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of a document as handed over by a format reader.

    `cells` is set where the format knows that the line is a table row; otherwise the core looks for columns itself.
    `role` is "heading", "bullet", "numbered" or "" as far as the format knows. `struck` holds the half-open ranges of
    `text` that are struck through in the source; for a table row `text` is the cells joined by TAB: ranges refer to it.
    `page` is the page or sheet the line stands on, from 1.
    """

    number: int
    text: str
    cells: tuple[str, ...] | None = None
    role: str = ""
    struck: tuple[tuple[int, int], ...] = ()
    page: int = 1


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """What a format reader makes of bytes: lines, and what it had to mend on the way."""

    lines: tuple[SourceLine, ...]
    format: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of several dates in a row. Times are "HH:MM" or "HH:MM-HH:MM"."""

    raw: str
    date: dt.date | None
    end: dt.date | None = None
    time: str | None = None
    status: DateStatus = DateStatus.IN_FORCE


@dataclass(frozen=True, slots=True)
class Part:
    """One activity of a row that holds several."""

    participants: tuple[str, ...]
    activity: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Relative:
    """A time given by another row: "därefter", "cirka två veckor senare"."""

    after: str | None = None
    before: str | None = None
    to: str | None = None
    days: int | None = None
    approximate: bool | None = None


@dataclass(frozen=True, slots=True)
class WeekdayConflict:
    """A weekday that does not fit its date; candidates are the days that would fit."""

    stated: str
    actual: str
    candidates: tuple[date | None, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """One row of the timetable. Dates are inclusive; `end` is None where open or unknown.

    Optional fields follow the contract's names and meaning; None and False are left out of the JSON.
    """

    id: str
    raw_date: str
    start: date | None
    end: date | None
    precision: Precision
    kind: Kind
    activity: str
    text: str = ""
    time: str | None = None
    participants: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    confidence: float = 1.0
    recipients: tuple[str, ...] = ()
    participants_inferred: tuple[str, ...] = ()
    optional_participants: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    forum: str | None = None
    place: str | None = None
    parts: tuple[Part, ...] = ()
    relative: Relative | None = None
    refers_to: tuple[date | None, ...] = ()
    year_inferred: bool = False
    date_inherited: bool = False
    out_of_order: bool = False
    uncertain: bool = False
    day_unknown: bool = False
    approximate: bool = False
    conditional: bool = False
    optional: bool = False
    reserve: bool = False
    deadline: bool = False
    union: bool = False
    external: bool = False
    truncated: bool = False
    done: bool = False
    date_rule: str | None = None
    week: int | None = None
    weekday_override: str | None = None
    weekday_conflict: WeekdayConflict | None = None
    unusual_day: bool = False
    extent: str | None = None
    duration_days: int | None = None
    codes: tuple[str, ...] = ()
    repaired: str | None = None
    note: str | None = None
    origins: tuple[Origin, ...] = field(default=(), compare=False)
    cells: tuple[str, ...] = field(default=(), compare=False)
    """The row's source cells as written (date, participants, activity and any others), for printing back."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One interval of the phase bar."""

    id: str
    name: str
    raw: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Timetable:
    """A whole document as read."""

    title: str | None
    municipality: str | None
    calendar_years: tuple[int, ...]
    budget_year: int | None
    plan_years: tuple[int, ...]
    assumed_start_year: int | None
    activities: tuple[Activity, ...]
    phases: tuple[Phase, ...]
    findings: tuple[Finding, ...]
    document_type: DocumentType = DocumentType.PROCESS
    election_year: bool = False
    notes: tuple[str, ...] = ()
    header: tuple[str, ...] = field(default=(), compare=False)
    """The column heads as written, for printing back."""
    unread: tuple[SourceLine, ...] = field(default=(), compare=False)
    """Lines that became neither row, phase nor title, kept so that nothing is lost in printing back."""
