"""A plan as the checks see it: which rows decide the budget, who acts, and how days are written in sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ramverk.core.timetable.bodies import BodyKind, canonical_body
from ramverk.core.timetable.clock import DaysOff
from ramverk.core.timetable.model import Activity, DocumentType, Kind, Precision, Timetable
from ramverk.core.timetable.plan_rules import PlanRules
from ramverk.core.timetable.roles import council_by_law

_MONTHS_SV = "januari februari mars april maj juni juli augusti september oktober november december".split()
_MONTHS_EN = "January February March April May June July August September October November December".split()
_WEEKDAYS_SV = "måndag tisdag onsdag torsdag fredag lördag söndag".split()

_BUDGET = re.compile(
    r"budget|skattesats|flerårsplan|mål\s*(?:&|och)\s*resurs|kommunplan|regionplan|verksamhetsplan med", re.IGNORECASE
)
_NOT_THE_BUDGET = re.compile(
    r"direktiv|anvisning|förutsättning|preliminär|\bram(?:ar|en|arna)?\b|budgetram|investeringsbudget"
    r"|kompletteringsbudget|tilläggsbudget"
    r"|delår|årsredovisning|uppföljning|tidplan|tidsplan|internbudget|detaljbudget|ombudgeter|nämndernas "
    r"verksamhetsplan",
    re.IGNORECASE,
)
_DECIDES = re.compile(r"beslut|fastställ|\bantar|\bantas|\banta\b|godkänn|konfirmer", re.IGNORECASE)
_FINLAND = re.compile(r"stadsfullmäktige|stadsstyrelse", re.IGNORECASE)


def day_sv(day: date, *, year: bool = False) -> str:
    """ "29 november", with the year where asked."""
    return f"{day.day} {_MONTHS_SV[day.month - 1]}" + (f" {day.year}" if year else "")


def day_en(day: date, *, year: bool = False) -> str:
    """ "29 November", with the year where asked."""
    return f"{day.day} {_MONTHS_EN[day.month - 1]}" + (f" {day.year}" if year else "")


def weekday_sv(day: date) -> str:
    """The Swedish name of the weekday."""
    return _WEEKDAYS_SV[day.weekday()]


def listed(items: Sequence[str], last: str = "och") -> str:
    """ "a, b och c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def words(activity: Activity) -> str:
    """All the text of a row, label first."""
    return f"{activity.activity} {activity.text}"


def body_kinds(activity: Activity) -> frozenset[BodyKind]:
    """Who acts in a row, stated or inferred; the council where only it may act."""
    kinds = {
        kind for name in (*activity.participants, *activity.participants_inferred) if (kind := canonical_body(name))
    }
    if not kinds & {BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD} and council_by_law(words(activity)):
        kinds.add(BodyKind.COUNCIL)
    return frozenset(kinds)


def exact_day(activity: Activity) -> date | None:
    """The last day of a row whose days are known, None for months and vague windows."""
    exact = activity.precision in {Precision.DAY, Precision.SEVERAL} or (
        activity.precision is Precision.RANGE and not activity.approximate
    )
    return (activity.end or activity.start) if exact else None


def is_budget(activity: Activity) -> bool:
    """True where the row speaks of the budget itself, not of directives, frames or reports."""
    text = words(activity)
    if re.search(r"skattesats|konfirmera", text, re.IGNORECASE):
        return True
    return _BUDGET.search(text) is not None and _NOT_THE_BUDGET.search(activity.activity or text) is None


def _decides(activity: Activity) -> bool:
    if activity.kind is Kind.MEETING:
        return True
    return activity.kind is Kind.DECISION or (
        activity.kind is Kind.REVISION and _DECIDES.search(words(activity)) is not None
    )


@dataclass(frozen=True, slots=True)
class PlanView:
    """A timetable with what the checks ask for again and again."""

    timetable: Timetable
    rules: PlanRules
    days_off: DaysOff

    @property
    def rows(self) -> tuple[Activity, ...]:
        """All rows in document order."""
        return self.timetable.activities

    @property
    def is_process(self) -> bool:
        """True for a process plan, False for a calendar of meetings."""
        return self.timetable.document_type is DocumentType.PROCESS

    @property
    def years_are_assumed(self) -> bool:
        """The document itself states no year, so what hangs on the year is only told."""
        return self.timetable.assumed_start_year is not None

    @property
    def is_finnish(self) -> bool:
        """The plan is under Finland's Local Government Act, which these rules do not hold."""
        names = [name for row in self.rows for name in (*row.participants, *row.participants_inferred, row.activity)]
        return any(_FINLAND.search(name) for name in names)

    def of_kind(self, *kinds: Kind) -> list[Activity]:
        """Rows of some kinds that have a date, earliest end first."""
        rows = [row for row in self.rows if row.kind in kinds and row.start is not None]
        return sorted(rows, key=lambda row: row.end or row.start or date.max)

    def budget_decisions(self, body: BodyKind) -> list[Activity]:
        """Rows where a body decides on the budget, by date."""
        rows = self.of_kind(Kind.DECISION, Kind.REVISION, Kind.MEETING)
        return [row for row in rows if _decides(row) and body in body_kinds(row) and is_budget(row)]

    def decisions(self, body: BodyKind) -> list[Activity]:
        """Rows where a body decides on anything, by date."""
        return [row for row in self.of_kind(Kind.DECISION, Kind.REVISION) if _decides(row) and body in body_kinds(row)]


def when_sv(activity: Activity) -> str:
    """When a row takes place today, in a sentence: its day, or its own words where the day is open."""
    day = exact_day(activity)
    if day is None:
        return activity.raw_date or "odaterad"
    return day_sv(day) if activity.start in {None, day} else f"{day_sv(start_of(activity))} till {day_sv(day)}"


def start_of(activity: Activity) -> date:
    """The first day of a dated row."""
    return activity.start or date.min


def end_of(activity: Activity) -> date:
    """The last day of a dated row."""
    return activity.end or activity.start or date.max


def moment(activity: Activity, *, at_end: bool) -> datetime | None:
    """The clock time a row begins or ends, None where no time or no exact day is known."""
    day = exact_day(activity)
    if day is None or activity.time is None:
        return None
    clock = activity.time.split("-")[-1 if at_end else 0]
    hours, minutes = (int(number) for number in clock.split(":"))
    return datetime.combine(day, time(hours % 24, minutes)) + timedelta(days=hours // 24)
