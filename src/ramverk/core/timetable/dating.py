"""The date of each row: which expression rules it, in which year, and what follows from that."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from ramverk.core.timetable.dates import (
    CellDates,
    DateExpression,
    DateKind,
    DateRole,
    Resolved,
    check_weekday,
    resolve,
    resolve_cell,
)
from ramverk.core.timetable.drafts import Draft, Form, YearMark
from ramverk.core.timetable.model import Alternative, DateStatus, Precision, WeekdayConflict
from ramverk.core.timetable.when import cell_dates, dates_in
from ramverk.core.timetable.years import TitleYears, YearEntry, YearPlan, assign_years

_ANY_YEAR = 2021
_STRONG = re.compile(r"(?:senast|sista|deadline|den|klart?)\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Dated:
    """A draft with its ruling date: `raw` as written, `cell` the date cell or heading, `inner` a date inside the
    text.
    """

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
            if value is None or value.relative is None:
                continue
            if (
                self.days.start is None or value.relative.days is not None or value.relative.to is not None
            ):  # "därefter" under a month says only the order
                return value
        return None


def choose_date(draft: Draft) -> Dated:
    """Decide between the date of the cell or heading and a date inside the text."""
    dated = Dated(draft)
    if draft.date:
        dated.cell = weigh(cell_dates(draft.date.text))
        dated.raw = dated.cell.raw
    dated.inner = _inner(draft)
    if dated.inner is None:
        return dated
    has_cell = dated.cell is not None and dated.cell.main is not None
    dated.own = not has_cell or _rules(dated)
    if dated.own or (dated.inner.relative is not None and dated.inner.relative.days is not None):
        dated.raw = dated.inner.raw
    return dated


_EARLIER = re.compile(
    r"\b(?:tidigare|förut|gamla|ursprunglig\w*|var|flytta\w*|ändra\w*|istället för|i stället för)\b", re.IGNORECASE
)
_MOVED = re.compile(r"\b(?:flytta\w*|ändra\w*)", re.IGNORECASE)
_IN_RESERVE = re.compile(r"\breserv\w*\W*$", re.IGNORECASE)


def weigh(cell: CellDates) -> CellDates:
    """Let the words beside the dates decide what each is worth: "reservdag 16 juni", "(tidigare 3 maj)", "flyttas
    från … till …".
    """
    main = cell.main
    if main is None:
        return cell
    if _MOVED.search(cell.raw) and main.kind is DateKind.RANGE and main.first is not None and main.last is not None:
        old = replace(main, kind=DateKind.DAY, last=main.first, moved=True)
        new = replace(main, kind=DateKind.DAY, first=main.last, listed=())
        before, _, after = main.raw.rpartition(" till ")
        return replace(
            cell,
            main=replace(new, raw=after),
            others=((replace(old, time=None), DateStatus.SUPERSEDED, re.sub(r"^.*från ", "", before)),),
        )
    if (closer := _without_month(cell, main)) is not None:
        return closer
    reserve = _IN_RESERVE.search(cell.raw[: main.start]) or main.raw.lower().startswith("ev")
    superseded = [other for other in cell.others if other[1] is DateStatus.SUPERSEDED]
    if reserve and superseded:
        first = superseded[-1][0]
        rest = tuple(other for other in cell.others if other[0] is not first)
        return replace(cell, main=first, others=(*rest, (main, DateStatus.TENTATIVE, main.raw)))
    if any(_EARLIER.search(raw) for _, status, raw in cell.others if status is DateStatus.TENTATIVE):
        others = tuple(
            (value, DateStatus.SUPERSEDED if _EARLIER.search(raw) else status, value.raw)
            for value, status, raw in cell.others
        )
        return replace(cell, others=others)
    return cell


def _without_month(cell: CellDates, main: DateExpression) -> CellDates | None:
    """ "April (vecka 16)", or "16" under "Vecka" and "April" under "Datum": the closer of the two rules alone."""
    if any(other.kind is DateKind.MONTH and _within(main, other) for other, _, _ in cell.others):
        return replace(cell, others=tuple(other for other in cell.others if not _within(main, other[0])))
    inner = [other for other in cell.others if other[1] is DateStatus.SUPERSEDED and _within(other[0], main)]
    if main.kind is not DateKind.MONTH or not inner:
        return None
    return replace(cell, main=inner[-1][0], others=tuple(other for other in cell.others if other is not inner[-1]))


def _within(inner: DateExpression, outer: DateExpression) -> bool:
    """Whether an expression says more exactly when in a month."""
    a, b = resolve(inner, _ANY_YEAR), resolve(outer, _ANY_YEAR)
    if a.start is None or a.end is None or b.start is None or b.end is None or outer.kind is not DateKind.MONTH:
        return False
    return b.start <= a.end and a.start <= b.end and (a.end - a.start) < (b.end - b.start)


def _inner(draft: Draft) -> DateExpression | None:
    if draft.date_at is None:
        return None
    found = dates_in(draft.text.text)
    start, end = draft.date_at
    return next((value for value in found if value.start < end and start < value.end), None)


def _rules(dated: Dated) -> bool:
    """Whether the date inside the text is the row's rather than its heading's.

    It is where it says more exactly when within the heading's window; a sentence also where it points outside it.
    """
    inner, heading = dated.inner, dated.cell.main if dated.cell else None
    if inner is None or heading is None:
        return inner is not None
    inside, window = resolve(inner, _ANY_YEAR), resolve(heading, _ANY_YEAR)
    if inside.start is None or inside.end is None or window.start is None or window.end is None:
        return False
    if window.start <= inside.start and inside.end <= window.end:
        return window.start != window.end
    # "under våren" beside a heading of months is only another word for it, and a heading of days is exact itself
    if inner.kind is DateKind.SEASON or heading.kind in (DateKind.DAY, DateKind.RANGE, DateKind.DAYS):
        return False
    is_outside = inside.end < window.start or inside.start > window.end
    shorter = is_outside or (inside.end - inside.start) < (window.end - window.start)
    return _outranks(dated, inner, shorter=shorter)


def _outranks(dated: Dated, inner: DateExpression, *, shorter: bool) -> bool:
    """Whether a date that does not lie within its heading's window rules all the same: by its place and its words."""
    before = dated.draft.text.text[max(0, inner.start - 40) : inner.start]
    if dated.draft.form is Form.SENTENCE and inner.start <= 3 and inner.kind is DateKind.MONTHS:
        return True
    strong = inner.start <= 3 or inner.deadline or bool(_STRONG.search(before))
    return shorter and (dated.draft.form is Form.SENTENCE or strong)


def give_years(
    items: Sequence[Draft | YearMark], dated: Sequence[Dated], title: TitleYears, year: int | None
) -> YearPlan:
    """Assign each row its year and resolve its days."""
    entries = _entries(items, dated, title.budget_year)
    main_year = title.calendar_year or (title.budget_year - 1 if title.budget_year else None)
    plan = _fitting_plan(entries, year, main_year, _hints(dated))
    for row, own_year, inferred in zip(dated, plan.years, plan.inferred, strict=True):
        _resolve(row, own_year, inferred=inferred)
    for above, row in pairwise(dated):
        if row.main is not None and row.days.start is None and _SAME_DAY.match(row.main.raw):
            row.days = above.days
    return plan


_SAME_DAY = re.compile(r"samma\s+dag\b", re.IGNORECASE)


def _fitting_plan(
    entries: Sequence[YearEntry], year: int | None, main_year: int | None, hints: Sequence[int]
) -> YearPlan:
    """The years by the title; where most weekdays contradict them ("Budgetprocess 2023"), a neighbouring year that
    fits.
    """
    plan = assign_years(entries, start_year=year, main_year=main_year, hints=hints)
    wrong, known = _wrong_weekdays(entries, plan)
    if main_year is None or wrong < 2 or wrong * 2 <= known:
        return plan
    others = [assign_years(entries, start_year=year, main_year=main_year + step, hints=hints) for step in (1, -1)]
    best = min(others, key=lambda other: _wrong_weekdays(entries, other)[0])
    return best if _wrong_weekdays(entries, best)[0] * 4 < wrong else plan


def _wrong_weekdays(entries: Sequence[YearEntry], plan: YearPlan) -> tuple[int, int]:
    """How many days contradict their written weekday or week, of how many that state one."""
    wrong = known = 0
    for entry, year in zip(entries, plan.years, strict=True):
        value = entry.expression
        if value is None or value.kind is not DateKind.DAY or (value.weekday is None and value.week is None):
            continue
        day = resolve(value, year).start
        known += day is not None
        wrong += day is not None and check_weekday(value, day) is not None
    return wrong, known


_ADOPTS = re.compile(
    r"\w*fullmäktige\b.*(?:(?:beslut|fastställ|anta)\w*\b.*\bbudget(?:en)?\b|budgetbeslut)|budgetbeslut.*\w*fullmäktige",
    re.IGNORECASE | re.DOTALL,
)


def _due(row: Dated, budget_year: int | None) -> int | None:
    """The year before the budget year, for the row in which the council adopts that budget (KL 11:10)."""
    said = f"{row.draft.label} {row.draft.text.text[:300]}"
    return budget_year - 1 if budget_year is not None and _ADOPTS.search(said) else None


def _entries(
    items: Sequence[Draft | YearMark], dated: Sequence[Dated], budget_year: int | None = None
) -> list[YearEntry]:
    by_draft = {id(row.draft): row for row in dated}
    entries: list[YearEntry] = []
    marker: int | None = None
    for item in items:
        if isinstance(item, YearMark):
            marker = item.year
            continue
        row = by_draft[id(item)]
        entries.append(YearEntry(row.main, marker, _due(row, budget_year)))
        marker = None
    return entries


def _hints(dated: Sequence[Dated]) -> list[int]:
    """Years in dates that date no row."""
    years: list[int] = []
    for row in dated:
        years += [
            year
            for value in dates_in(row.draft.text.text)
            if value.role is DateRole.CONTEXT
            for year in value.stated_years
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
        row.days, row.alternatives = resolve_cell(CellDates(main.raw, main), year)
    if row.days.start is not None and main.kind is DateKind.DAY:
        row.conflict = check_weekday(main, row.days.start)
    row.pointers = tuple(
        resolve(value, row.days.start.year if row.days.start else year).start
        for value in dates_in(row.draft.text.text)
        if value.role is DateRole.POINTER
    )
