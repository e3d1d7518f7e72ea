"""Phase bars: names and day ranges that follow one another without a gap, under, over or beside the table."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from ramverk.core.timetable.dates import DateExpression, DateKind, resolve
from ramverk.core.timetable.drafts import PhaseDraft
from ramverk.core.timetable.lines import Line
from ramverk.core.timetable.model import Phase
from ramverk.core.timetable.passages import Passage
from ramverk.core.timetable.passes.regions import separator_of, split
from ramverk.core.timetable.when import dates_in, is_date_cell

_LEAP_YEAR = 2020
"""Any year serves to see whether ranges follow one another; a leap year has all days."""


def find_phases(lines: Sequence[Line]) -> tuple[list[PhaseDraft], set[int]]:
    """The phases of a document and the numbers of the lines they stand on."""
    for finder in (_bar, _stack, _list):
        for at in range(len(lines)):
            phases, used = finder(lines, at)
            if phases:
                return phases, {line.number for line in used}
    return [], set()


def _range(text: str) -> DateExpression | None:
    """The day range that a text is, and nothing besides."""
    found = [value for value in dates_in(text) if value.is_dated]
    if len(found) != 1 or found[0].kind is not DateKind.RANGE or re.search(r"[^\W\d_]", _outside(text, found)):
        return None
    return found[0]


def _outside(text: str, found: Sequence[DateExpression]) -> str:
    kept, at = [], 0
    for value in found:
        kept.append(text[at : value.start])
        at = value.end
    return "".join([*kept, text[at:]])


def _follow(ranges: Sequence[DateExpression]) -> bool:
    """Whether each range begins the day after the one before, or at least never before it ends."""
    spans = [resolve(value, _LEAP_YEAR) for value in ranges]
    steps: list[int] = []
    for earlier, later in pairwise(spans):
        if earlier.end is None or later.start is None:
            return False
        begin = later.start if later.start > earlier.end else later.start.replace(year=later.start.year + 1)
        steps.append((begin - earlier.end).days)
    return bool(steps) and all(0 < step < 60 for step in steps) and sum(step <= 4 for step in steps) * 2 >= len(steps)


def _ranges_on(line: Line) -> list[tuple[str, DateExpression]]:
    """The ranges of a line that holds nothing else, with what is written."""
    text = line.raw.text
    found = [value for value in dates_in(text) if value.is_dated]
    if len(found) < 2 or any(value.kind is not DateKind.RANGE for value in found):
        return []
    return [] if re.search(r"[^\W\d_]", _outside(text, found)) else [(value.raw, value) for value in found]


def _bar(lines: Sequence[Line], at: int) -> tuple[list[PhaseDraft], list[Line]]:
    """Ranges side by side on a line, the names on the line above or below."""
    ranges = _ranges_on(lines[at])
    if len(ranges) < 2 or not _follow([value for _, value in ranges]):
        return [], []
    for neighbour in (at - 1, at + 1):
        if 0 <= neighbour < len(lines):
            names = _names_on(lines[neighbour], len(ranges))
            if names:
                drafts = [PhaseDraft(name, raw, value) for name, (raw, value) in zip(names, ranges, strict=True)]
                return drafts, [lines[at], lines[neighbour]]
    return [], []


def _names_on(line: Line, count: int) -> list[str]:
    by = separator_of(line)
    cells = [cell.text for cell in split(line, by) if cell.text] if by else []
    if len(cells) != count:
        cells = [cell.strip() for cell in re.split(r"\s(?=[A-ZÅÄÖ])", line.text)]
    if len(cells) != count or any(is_date_cell(cell) or len(cell) > 60 for cell in cells):
        return []
    return cells


def _stack(lines: Sequence[Line], at: int) -> tuple[list[PhaseDraft], list[Line]]:
    """Names one under the other, then as many ranges; or name and range by turns."""
    ranges: list[tuple[Line, DateExpression]] = []
    for line in lines[at:]:
        value = _range(line.text)
        if value is None:
            break
        ranges.append((line, value))
    count = len(ranges)
    if count >= 3 and at >= count and _follow([value for _, value in ranges]):
        names = lines[at - count : at]
        if all(len(line.text) < 60 and not is_date_cell(line.text) for line in names):
            pairs = zip(names, ranges, strict=True)
            drafts = [PhaseDraft(name.text, line.text, value) for name, (line, value) in pairs]
            return drafts, [*names, *(line for line, _ in ranges)]
    return [], []


def _list(lines: Sequence[Line], at: int) -> tuple[list[PhaseDraft], list[Line]]:
    """One phase per line: "Beredning 12/4 – 30/5", each beginning the day after the one before."""
    drafts: list[PhaseDraft] = []
    used: list[Line] = []
    for line in lines[at:]:
        found = [value for value in dates_in(line.raw.text) if value.is_dated]
        name = _outside(line.raw.text, found).strip(" :;–—-\t|()•*")
        if len(found) != 1 or found[0].kind is not DateKind.RANGE or not name or len(name) > 40:
            break
        drafts.append(PhaseDraft(name, found[0].raw, found[0]))
        used.append(line)
    spans = [resolve(draft.span, _LEAP_YEAR) for draft in drafts]
    exact = all(b.start and a.end and _next_day(a.end, b.start) for a, b in pairwise(spans))
    return (drafts, used) if len(drafts) >= 3 and exact and _follow([draft.span for draft in drafts]) else ([], [])


def _next_day(end: date, begin: date) -> bool:
    day = end + timedelta(days=1)
    return (day.month, day.day) == (begin.month, begin.day)


def cut_phase_tail(passage: Passage) -> tuple[Passage, list[PhaseDraft]]:
    """Run-on text may end with a phase bar: names, then ranges that follow one another. Returns the text before it."""
    text = passage.text
    ranges = [value for value in dates_in(text) if value.is_dated and value.kind is DateKind.RANGE]
    tail: list[DateExpression] = []
    for value in reversed(ranges):
        if tail and re.search(r"\w", text[value.end : tail[0].start]):
            break
        tail.insert(0, value)
    if len(tail) < 3 or re.search(r"\w", text[tail[-1].end :]) or not _follow(tail):
        return passage, []
    before = text[: tail[0].start]
    names = list(re.finditer(r"(?<![\w\"”(])[A-ZÅÄÖ][^A-ZÅÄÖ\"”()]*", before))[-len(tail) :]
    if len(names) < len(tail) or any(len(name.group()) > 40 for name in names):
        return passage.cut(0, tail[0].start), []
    drafts = [PhaseDraft(name.group().strip(), value.raw, value) for name, value in zip(names, tail, strict=True)]
    return passage.cut(0, names[0].start()), drafts


def resolve_phases(drafts: Sequence[PhaseDraft], starts: Sequence[date]) -> tuple[Phase, ...]:
    """The phases with years: the year in which the bar covers most rows; a fall of the month raises it."""
    years = sorted({day.year for day in starts})
    if not years:
        return tuple(Phase(f"P{at}", draft.name, draft.raw, None, None) for at, draft in enumerate(drafts, 1))
    best = max(
        (_in_years(drafts, year) for year in (*years, years[0] - 1)), key=lambda phases: _covered(phases, starts)
    )
    return tuple(best)


def _in_years(drafts: Sequence[PhaseDraft], year: int) -> list[Phase]:
    phases: list[Phase] = []
    last: date | None = None
    for at, draft in enumerate(drafts, 1):
        days = resolve(draft.span, year)
        if last is not None and days.start is not None and days.start < last:
            days = resolve(draft.span, year + 1)
        year = days.end.year if days.end else year
        last = days.end or last
        phases.append(Phase(f"P{at}", draft.name, draft.raw, days.start, days.end))
    return phases


def _covered(phases: Sequence[Phase], starts: Sequence[date]) -> int:
    return sum(any(p.start and p.end and p.start <= day <= p.end for p in phases) for day in starts)
