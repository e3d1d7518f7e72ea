"""Reads a timetable document: lines to rows, rows to dates, bodies and kinds, and what there is to say about them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from ramverk.core.findings import Finding, worst_first
from ramverk.core.timetable.assembly import Built, build
from ramverk.core.timetable.calendars import looks_like_calendar, parse_calendar
from ramverk.core.timetable.columns import Column, head_of, heads_of
from ramverk.core.timetable.dating import Dated, choose_date, give_years
from ramverk.core.timetable.drafts import Form, Harvest, PhaseDraft
from ramverk.core.timetable.facts import (
    find_codes,
    find_municipality,
    find_title,
    is_from_finland,
    title_text,
    title_years,
)
from ramverk.core.timetable.lines import Line, Page, read_lines, within_reach
from ramverk.core.timetable.model import Kind, SourceDocument, Timetable
from ramverk.core.timetable.observations import observe, observe_text, out_of_order, truncated
from ramverk.core.timetable.origins import with_origins
from ramverk.core.timetable.passes.flow import flow_drafts, structure_of
from ramverk.core.timetable.passes.phases import find_phases, resolve_phases
from ramverk.core.timetable.passes.records import unfold
from ramverk.core.timetable.passes.regions import Region, find_region, is_section, separator_of, split
from ramverk.core.timetable.passes.stacked import restack
from ramverk.core.timetable.passes.tables import table_drafts
from ramverk.core.timetable.passes.unroll import unroll
from ramverk.core.timetable.sentences import state
from ramverk.core.timetable.when import country, row_dates
from ramverk.core.timetable.years import TitleYears, YearPlan

__all__ = ["parse_timetable"]


def parse_timetable(document: SourceDocument, year: int | None = None) -> Timetable:
    """Read a document as a timetable; never raises, whatever the text.

    A meeting calendar is read by `parse_calendar`, everything else as a process plan.
    `year` is the calendar year of the first row, for documents that state none. Findings are those of the text, the
    rows and
    the dates, worst first; the checks of the plan come from `check_timetable`.
    """
    document, beyond = within_reach(document)
    timetable = _read(document, year)
    if not beyond:
        return timetable
    findings = worst_first([*timetable.findings, state("too_long", (), {"count": len(beyond)})])
    return replace(timetable, findings=tuple(findings), unread=(*timetable.unread, *beyond))


def _read(document: SourceDocument, year: int | None) -> Timetable:
    page = read_lines(document)
    if not _names_a_plan(page.lines) and looks_like_calendar(document):
        return parse_calendar(document, year)
    with country(finland=is_from_finland(page.lines)):
        return _read_process(document, page, year)


_PLAN_TITLE = re.compile(r"\btids?plan\w*|budgetprocess|årshjul|aktivitetsplan", re.IGNORECASE)
_CALENDAR_TITLE = re.compile(r"sammanträd|möten|mötes|kalend", re.IGNORECASE)


def _names_a_plan(lines: Sequence[Line]) -> bool:
    """Whether the heads or the title say plainly that this is a plan of a process."""
    for line in lines[:40]:
        by = separator_of(line)
        cells = [cell.text for cell in split(line, by)] if by else []
        if heads_of(cells) is not None and any(head_of(cell) is Column.ACTIVITY for cell in cells):
            return True
    title = title_text(find_title(lines)) or ""
    return bool(_PLAN_TITLE.search(title)) and not _CALENDAR_TITLE.search(title)


def _read_process(document: SourceDocument, page: Page, year: int | None) -> Timetable:
    title = find_title(page.lines)
    phases, on_bar = find_phases(page.lines)
    codes, legend = find_codes(page.lines)
    written = _letter_date(page.lines)
    lines = [
        line for line in page.lines if line.number not in on_bar | legend and line is not title and line is not written
    ]
    harvest = _harvest(lines)
    harvest.codes = codes
    name = title_text(title) or harvest.preface or None
    years = title_years(name, page.lines)
    dated = [choose_date(draft) for draft in harvest.drafts]
    plan = give_years(harvest.items, dated, years, year)
    rows = _rows(dated, harvest, page)
    if not is_timetable(rows, page.lines):
        harvest.unread = list(page.lines)
        rows, plan = [], YearPlan((), ())
    return _timetable(document, page, name, years, phases or harvest.phases, harvest, rows, plan, year)


_ISO_DAY = re.compile(r"^\W*20\d\d-\d\d-\d\d\W*$")


def _letter_date(lines: Sequence[Line]) -> Line | None:
    """The line with the day a document was written, in its head; the only one that is such a day."""
    alone = [at for at, line in enumerate(lines) if _ISO_DAY.match(line.raw.text)]
    if len(alone) != 1 or alone[0] >= _LETTER_HEAD or any(row_dates(line.text) for line in lines[: alone[0]]):
        return None
    return lines[alone[0]]


_LETTER_HEAD = 8
"""Lines within which the head of a letter ends."""


def _harvest(lines: Sequence[Line]) -> Harvest:
    """Walk the document: tables where columns stand, running text between them."""
    harvest = Harvest()
    blocks = _blocks(restack(unfold(unroll(lines))))
    tables = any(isinstance(block, Region) for block in blocks)
    structure = sum(structure_of(block) for block in blocks if not isinstance(block, Region))
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Region):
            table_drafts(block, harvest)
            continue
        if isinstance(following, Region) and is_section(block[-1].raw.text):  # "Fas 1 Analys" above its table
            harvest.unread.append(block.pop())
        if block:
            flow_drafts(block, harvest, structured=tables or structure >= 3)
    return harvest


def _blocks(lines: Sequence[Line]) -> list[Region | list[Line]]:
    blocks: list[Region | list[Line]] = []
    at = 0
    while at < len(lines):
        region = find_region(lines, at)
        if region is not None:
            blocks.append(region)
            at += len(region.lines)
            continue
        if not blocks or isinstance(blocks[-1], Region):
            blocks.append([])
        block = blocks[-1]
        if isinstance(block, list):
            block.append(lines[at])
        at += 1
    return blocks


_SUBJECT = re.compile(
    r"budget|verksamhetsplan|tids?plan|äskande|skattesats|\bramar\b|ramdirektiv|årsredovisning|delårsrapport"
    r"|\bMRP\b|mål och",
    re.IGNORECASE,
)


def is_timetable(rows: Sequence[Built], lines: Sequence[Line]) -> bool:
    """Whether the rows make a plan: somebody acts in enough of them, and a text of mere sentences is about the budget
    process.
    """
    if not rows:
        return True
    telling = sum(
        bool(row.activity.participants or row.activity.recipients) or row.activity.kind is not Kind.OTHER
        for row in rows
    )
    if telling * 4 < len(rows):
        return False
    standing = sum(row.dated.draft.form is not Form.SENTENCE and row.dated.draft.date_at is None for row in rows)
    if standing >= 3:
        return True
    return any(_SUBJECT.search(line.text) for line in lines)


def _rows(dated: Sequence[Dated], harvest: Harvest, page: Page) -> list[Built]:
    rows = [build(row, number, harvest.codes, page.repairs) for number, row in enumerate(dated, 1)]
    activities = [row.activity for row in rows]
    late = out_of_order(activities)
    cut = truncated(activities, page.lines[-1].text if page.lines else "")
    for row in rows:
        row.activity = with_origins(
            replace(row.activity, out_of_order=row.activity.id in late, truncated=row.activity.id in cut), row
        )
    return rows


def _timetable(
    document: SourceDocument,
    page: Page,
    title: str | None,
    years: TitleYears,
    phases: Sequence[PhaseDraft],
    harvest: Harvest,
    rows: Sequence[Built],
    plan: YearPlan,
    year: int | None,
) -> Timetable:
    activities = tuple(row.activity for row in rows)
    starts = [row.start for row in activities if row.start is not None]
    findings = [
        *observe_text(page.mended, document.findings),
        *_document_findings(harvest, rows),
        *observe(rows, plan, year),
    ]
    calendar_years = sorted({day.year for row in activities for day in (row.start, row.end) if day is not None})
    return Timetable(
        title=title,
        municipality=find_municipality(page.lines),
        calendar_years=tuple(calendar_years),
        budget_year=years.budget_year or _budget_year(starts),
        plan_years=years.plan_years,
        assumed_start_year=year if plan.assumed else None,
        activities=activities,
        phases=resolve_phases(phases, starts),
        findings=tuple(worst_first(findings)),
        election_year=any(is_election_year(day) for day in starts),
        header=harvest.header,
        unread=tuple(line.source for line in harvest.unread),
    )


def _budget_year(starts: Sequence[date]) -> int | None:
    """The year after the one in which most rows fall."""
    years = [day.year for day in starts]
    return max(sorted(set(years), reverse=True), key=years.count) + 1 if years else None


def is_election_year(day: date) -> bool:
    """Whether the nationwide elections fall in the year of a day: every fourth year, 2018 among them."""
    return day.year % 4 == 2


def _document_findings(harvest: Harvest, rows: Sequence[Built]) -> list[Finding]:
    findings: list[Finding] = []
    short = tuple(row.activity.id for row in rows if any(row.dated.draft is draft for draft in harvest.short))
    if short:
        example = next(row.activity.text for row in rows if row.activity.id == short[0])
        findings.append(state("cells_lost", short, {"example": example[:60]}))
    if harvest.lost_order:
        findings.append(state("reading_order_lost", (), harvest.lost_counts))
    elif not rows:
        findings.append(state("no_timetable"))
    return findings
