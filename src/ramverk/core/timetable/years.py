"""Which year each row falls in: from written years, a title, a given first year, and the order of the rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from ramverk.core.timetable.date_values import DateExpression, DateKind
from ramverk.core.timetable.dates import resolve

__all__ = ["TitleYears", "YearEntry", "YearPlan", "assign_years", "read_title"]

_BACK, _GAP, _DROP, _LEFT_MARKER, _WRONG_WEEKDAY, _NOT_DUE = 1.0, 0.4, 4.0, 6.0, 2.0, 6.0
"""What a month back, a month ahead, a step into an earlier year, leaving the year of a year row, a wrong weekday and
a year that the row's own words rule out cost.

A year begins where going on to next year's month is cheaper than stepping back: December to January, October to
May, June to January; but not March to January, which is a row out of order.
"""
_FAR = 6
"""A written year that puts a row more than this many months out of order is a conflict."""


@dataclass(frozen=True, slots=True)
class YearEntry:
    """One row in document order: its date in force, None where undated; and the year of a year row or heading above
    it. `due` is the year in which the row's own words place it: a budget is adopted the year before its first year.
    """

    expression: DateExpression | None
    marker: int | None = None
    due: int | None = None


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The year of each row's first day, None where it cannot be known.

    `inferred` marks rows whose year follows from the order while others state theirs. `assumed` tells that all
    years rest on the given first year. `conflicts` are rows whose written year contradicts the order of the
    document; `clash` tells that the given first year contradicts the years in the text, which win.
    """

    years: tuple[int | None, ...]
    inferred: tuple[bool, ...]
    assumed: bool = False
    conflicts: tuple[int, ...] = ()
    clash: bool = False


def assign_years(
    entries: Sequence[YearEntry],
    *,
    start_year: int | None = None,
    main_year: int | None = None,
    hints: Sequence[int] = (),
) -> YearPlan:
    """Walk the rows and give each its year.

    `start_year` is the user's year for the first row; written years win over it. `main_year` is the year in which
    most rows should fall (the year before the budget year of the title). `hints` are years from dates that date no
    row, used last.
    """
    dated = [
        (index, entry)
        for index, entry in enumerate(_marked(entries))
        if entry.expression and month_of(entry.expression)
    ]
    if not dated:
        return YearPlan((None,) * len(entries), (False,) * len(entries), clash=False)
    walk = [entry for _, entry in dated]
    anchored = any(_stated(entry) or entry.marker for entry in walk)
    relative = _walk(walk, anchored=anchored)
    base = 0 if anchored else _base(walk, relative, start_year, main_year, hints)
    years: list[int | None] = [None] * len(entries)
    for (index, _), year in zip(dated, relative, strict=True):
        years[index] = None if base is None else year + base
    first = next((year for year in years if year is not None), None)
    return YearPlan(
        tuple(years),
        _inferred(entries, years),
        assumed=not anchored and main_year is None and start_year is not None,
        conflicts=tuple(dated[place][0] for place in _conflicts(walk)),
        clash=start_year is not None and first is not None and first != start_year,
    )


def _marked(entries: Sequence[YearEntry]) -> list[YearEntry]:
    """A year row holds for the next dated row; an undated row passes it on."""
    out, carried = [], None
    for entry in entries:
        carried = entry.marker or carried
        dated = entry.expression is not None and month_of(entry.expression) is not None
        out.append(YearEntry(entry.expression, carried if dated else None, entry.due))
        carried = None if dated else carried
    return out


def month_of(expression: DateExpression) -> int | None:
    """The month an expression begins in; for a week the month of its middle."""
    if expression.first is not None:
        return expression.first.month
    if expression.week is not None:
        return min(12, int((expression.week * 7 - 4) / 30.5) + 1)
    return None


def _stated(entry: YearEntry) -> int | None:
    expression = entry.expression
    if expression is None:
        return None
    return expression.first.year if expression.first is not None else expression.week_year


def _walk(walk: Sequence[YearEntry], *, anchored: bool) -> list[int]:
    """The cheapest year of each row; relative to zero where no row has a written year."""
    stated = [year for entry in walk for year in (_stated(entry), entry.marker) if year is not None]
    choices = range(min(stated) - 2, max(stated) + 4) if anchored else range(5)
    costs = {year: _own_cost(walk[0], year) if anchored else (0.0 if year == 0 else 50.0) for year in choices}
    trail: list[dict[int, int]] = []
    for before, entry in pairwise(walk):
        step = {year: min(choices, key=partial(_path_cost, costs, before, entry, year)) for year in choices}
        costs = {year: _path_cost(costs, before, entry, year, step[year]) + _own_cost(entry, year) for year in choices}
        trail.append(step)
    year = min(choices, key=lambda candidate: costs[candidate])
    years = [year]
    for step in reversed(trail):
        years += [step[years[-1]]]
    return years[::-1]


def _path_cost(costs: dict[int, float], before: YearEntry, entry: YearEntry, year: int, from_year: int) -> float:
    return costs[from_year] + _step_cost(before, entry, from_year, year)


def _step_cost(before: YearEntry, entry: YearEntry, from_year: int, year: int) -> float:
    months = _month(entry) + 12 * year - _month(before) - 12 * from_year
    drop = _DROP * max(from_year - year, 0)
    return drop + (-_BACK * months if months < 0 else _GAP * months)


def _month(entry: YearEntry) -> int:
    return (month_of(entry.expression) if entry.expression else None) or 1


def _own_cost(entry: YearEntry, year: int) -> float:
    """What the row itself says of the year: a written one holds, a year row nearly so, a weekday is a hint."""
    stated = _stated(entry)
    if stated is not None:
        return 0.0 if stated == year else 1000.0
    cost = 0.0 if entry.marker in (None, year) else _LEFT_MARKER
    cost += 0.0 if entry.due in (None, year) else _NOT_DUE
    return cost + (0.0 if _weekday_fits(entry, year) else _WRONG_WEEKDAY)


def _weekday_fits(entry: YearEntry, year: int) -> bool:
    expression = entry.expression
    if expression is None or expression.weekday is None or expression.kind is not DateKind.DAY or not 1 < year < 9999:
        return True
    day = resolve(expression, year).start
    return day is None or day.weekday() == expression.weekday


def _base(
    walk: Sequence[YearEntry],
    relative: Sequence[int],
    start_year: int | None,
    main_year: int | None,
    hints: Sequence[int],
) -> int | None:
    """The calendar year of relative year zero where no row states one."""
    main = max(sorted(set(relative), reverse=True), key=relative.count)
    if main_year is not None:
        return main_year - main
    if start_year is not None:
        return start_year
    if not hints:
        return None

    def fits(base: int) -> int:
        return sum(_weekday_fits(entry, base + year) for entry, year in zip(walk, relative, strict=True))

    return max((max(hints) + 1 - main, max(hints) - main, max(hints) + 2 - main), key=fits)


def _inferred(entries: Sequence[YearEntry], years: Sequence[int | None]) -> tuple[bool, ...]:
    """Rows without a written year, before the first that has one or where nearly all others have one."""
    stated = [_stated(entry) for entry in entries]
    first = next((index for index, year in enumerate(stated) if year is not None), None)
    if first is None:
        return (False,) * len(entries)
    dated = sum(year is not None for year in years)
    rule = sum(year is not None for year in stated) * 2 > dated
    return tuple(
        year is not None and stated[index] is None and (index < first or rule) for index, year in enumerate(years)
    )


def _conflicts(walk: Sequence[YearEntry]) -> list[int]:
    """Written years that throw a row far out of an order which the rows around it keep among themselves."""
    at = [
        (place, 12 * year + _month(entry)) for place, entry in enumerate(walk) if (year := _stated(entry)) is not None
    ]
    found = []
    for number, ((place, month), (next_place, next_month)) in enumerate(pairwise(at)):
        if next_month >= month - _FAR:
            continue
        beyond = at[number + 2][1] if number + 2 < len(at) else None
        found.append(next_place if beyond is None or beyond >= month - 1 else place)
    return found


@dataclass(frozen=True, slots=True)
class TitleYears:
    """What a title says of years: the budget year, the plan years after it, and the calendar year of a calendar."""

    budget_year: int | None = None
    plan_years: tuple[int, ...] = ()
    calendar_year: int | None = None


_YEAR = r"(20\d\d)"
_SPAN = rf"{_YEAR}(?:\s*[-–—/]\s*(20\d\d|\d\d)(?!\d))?"
_NOUN = (
    r"(?:mål[-\s]*(?:och|&|o)\s*(?:resurs|budget)\w*(?:\s*(?:och|&)\s*budget\w*)?|(?:års|drift|investerings|mål|kommun|ram|fler\s?års)?budget(?!\s?uppföljning)\w*"
    r"|verksamhetsplan\w*\s+(?:med|och)\s+budget|(?:mål|verksamhets|resurs|strategisk|flerårs|treårs|region|landstings)[-\s]*(?:och\s+resurs)?plan\w*|mrp|vep|\bmål)"
)
_BUDGET = re.compile(
    rf"{_NOUN}(?:\s*(?:[,&:]|och|med|samt|inkl\w*\.?|för|år|åren|perioden|plan|flerårsplan|verksamhetsplan|ekonomisk|mål|investeringar)){{0,5}}\s*{_SPAN}",
    re.IGNORECASE,
)
_AHEAD = re.compile(rf"\binför\s+(?:budget(?:året|år|en)?\s+)?{_YEAR}", re.IGNORECASE)
"""The year that is prepared for: "Budgetberedning 2024 inför 2025"."""
_OWNED = re.compile(rf"{_YEAR}\s+års\s+{_NOUN}", re.IGNORECASE)
_PLAN = re.compile(rf"plan\w*(?:\s*(?:för|åren|perioden|år))*\s*{_SPAN}(?:\s*(?:och|,|samt)\s*{_YEAR})?", re.IGNORECASE)
_CALENDAR = re.compile(
    rf"(?:sammanträdes?\w*|mötes\w*|möten|sammanträden|kalend\w+|årshjul|årscykel|årsplan|årskalender|tids?plan\w*|planering\w*|processen)[^\d\n]{{0,60}}?{_YEAR}"
    rf"|{_YEAR}\s+års\s+(?:sammanträde|möte)\w*",
    re.IGNORECASE,
)


def read_title(text: str) -> TitleYears:
    """The years of a title: "Mål & Budget 2019-2021" has budget year 2019 and plan years 2020 and 2021."""
    budget, plans = _budget_years(text)
    calendar = next((int(year) for found in _CALENDAR.finditer(text) for year in found.groups() if year), None)
    if calendar == budget and not re.search(r"sammanträd|möte|kalend", text, re.IGNORECASE):
        calendar = None
    return TitleYears(budget, plans, calendar)


def _budget_years(text: str) -> tuple[int | None, tuple[int, ...]]:
    owned = _OWNED.search(text)
    found = _BUDGET.search(text)
    if owned and (found is None or owned.start() <= found.start()):
        return int(owned.group(1)), ()
    if found is None:
        return None, ()
    first, last = int(found.group(1)), _full(found.group(2))
    if last is None and (ahead := _AHEAD.search(text)) and int(ahead.group(1)) == first + 1:
        return first + 1, ()
    plans = set(range(first + 1, last + 1)) if last and first < last <= first + 9 else set()
    for plan in _PLAN.finditer(text, found.end()):
        begin, end, other = int(plan.group(1)), _full(plan.group(2)), _full(plan.group(3))
        plans |= {year for year in (*range(begin, (end or begin) + 1), other) if year and first < year <= first + 9}
    return first, tuple(sorted(plans))


def _full(text: str | None) -> int | None:
    return None if text is None else int(text) if len(text) > 2 else 2000 + int(text)
