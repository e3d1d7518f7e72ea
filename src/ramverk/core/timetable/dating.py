"""The date of each row: which expression rules it, in which year, and what follows from that."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ramverk.core.timetable.dates import (
    CellDates,
    DateExpression,
    DateKind,
    DateRole,
    Resolved,
    check_weekday,
    find_dates,
    resolve,
    resolve_cell,
)
from ramverk.core.timetable.drafts import Draft, Form, YearMark
from ramverk.core.timetable.model import Alternative, Precision, WeekdayConflict
from ramverk.core.timetable.when import cell_dates
from ramverk.core.timetable.years import TitleYears, YearEntry, YearPlan, assign_years

_ANY_YEAR = 2021
_STRONG = re.compile(r"(?:senast|sista|deadline|den|klart?)\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Dated:
    """A draft with its ruling date: `raw` as written, `cell` the date cell or heading, `inner` a date inside the text."""

    draft: Draft
    cell: CellDates | None = None
    inner: DateExpression | None = None
    raw: str = ""
    own: bool = True
    year: int | None = None
    year_inferred: bool = False
    days: Resolved = field(default_factory=lambda: Resolved(None, None, Precision.NONE))
    alternatives: tuple[Alternative, ...] = ()
    conflict: WeekdayConflict | None = None
    pointers: tuple[date | None, ...] = ()

    @property
    def main(self) -> DateExpression | None:
        """The expression that dates the row."""
        if self.inner is not None and (self.own or self.cell is None):
            return self.inner
        return self.cell.main if self.cell is not None else None

    @property
    def relative(self) -> DateExpression | None:
        """The relative time that the row states, if it does."""
        for value in (self.inner, self.cell.main if self.cell else None):
            if value is not None and value.relative is not None:
                return value
        return None


def choose_date(draft: Draft, *, finland: bool) -> Dated:
    """Decide between the date of the cell or heading and a date inside the text."""
    dated = Dated(draft)
    if draft.date:
        dated.cell = cell_dates(draft.date.text, finland=finland)
        dated.raw = dated.cell.raw
    dated.inner = _inner(draft, finland=finland)
    if dated.inner is None:
        return dated
    has_cell = dated.cell is not None and dated.cell.main is not None
    dated.own = not has_cell or _rules(dated)
    if dated.own:
        dated.raw = dated.inner.raw
    elif dated.inner.relative is not None:
        dated.raw = dated.inner.raw
    return dated


def _inner(draft: Draft, *, finland: bool) -> DateExpression | None:
    if draft.date_at is None:
        return None
    found = find_dates(draft.text.text, finland=finland)
    start, end = draft.date_at
    return next((value for value in found if value.start < end and start < value.end), None)


def _rules(dated: Dated) -> bool:
    """Whether the date inside the text is the row's rather than its heading's.

    It is where it says more exactly when within the heading's window; a sentence also where it points outside it.
    """
    inner, heading = dated.inner, dated.cell.main if dated.cell else None
    if inner is None or heading is None:
        return inner is not None
    if inner.relative is not None and not inner.is_dated:
        return False
    inside, window = resolve(inner, _ANY_YEAR), resolve(heading, _ANY_YEAR)
    if inside.start is None or inside.end is None or window.start is None or window.end is None:
        return False
    if window.start <= inside.start and inside.end <= window.end:
        return window.start != window.end
    if heading.kind in (DateKind.DAY, DateKind.RANGE, DateKind.DAYS):
        return False
    shorter = (inside.end - inside.start) < (window.end - window.start) or inside.end < window.start or inside.start > window.end
    before = dated.draft.text.text[: inner.start]
    strong = inner.start <= 3 or inner.deadline or bool(_STRONG.search(before))
    return shorter and (dated.draft.form is Form.SENTENCE or strong) and not inner.raw.lower().startswith("under v")


def give_years(items: Sequence[Draft | YearMark], dated: Sequence[Dated], title: TitleYears, year: int | None) -> YearPlan:
    """Assign each row its year and resolve its days."""
    entries = _entries(items, dated)
    main_year = title.calendar_year or (title.budget_year - 1 if title.budget_year else None)
    plan = assign_years(entries, start_year=year, main_year=main_year, hints=_hints(dated))
    for row, own_year, inferred in zip(dated, plan.years, plan.inferred, strict=True):
        _resolve(row, own_year, inferred=inferred)
    return plan


def _entries(items: Sequence[Draft | YearMark], dated: Sequence[Dated]) -> list[YearEntry]:
    by_draft = {id(row.draft): row for row in dated}
    entries: list[YearEntry] = []
    marker: int | None = None
    for item in items:
        if isinstance(item, YearMark):
            marker = item.year
            continue
        row = by_draft[id(item)]
        entries.append(YearEntry(row.main, marker))
        marker = None
    return entries


def _hints(dated: Sequence[Dated]) -> list[int]:
    """Years in dates that date no row."""
    years: list[int] = []
    for row in dated:
        years += [
            year for value in find_dates(row.draft.text.text[:2000]) if value.role is DateRole.CONTEXT for year in value.stated_years
        ]
    return [year for year in years if 1990 <= year <= 2100]


def _resolve(row: Dated, year: int | None, *, inferred: bool) -> None:
    row.year, row.year_inferred = year, inferred
    main = row.main
    if main is None:
        return
    if row.cell is not None and main is row.cell.main:
        row.days, row.alternatives = resolve_cell(row.cell, year)
        if year is None and row.days.start is None:
            row.days = Resolved(None, None, row.days.precision, row.days.impossible)
    else:
        row.days = resolve(main, year)
    if row.days.start is not None and main.kind is DateKind.DAY:
        row.conflict = check_weekday(main, row.days.start)
    row.pointers = tuple(
        resolve(value, row.days.start.year if row.days.start else year).start
        for value in find_dates(row.draft.text.text)
        if value.role is DateRole.POINTER
    )
