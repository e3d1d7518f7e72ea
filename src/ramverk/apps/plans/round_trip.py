"""A plan to a workbook and back: what a returned file would change, row by row, before anything is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Edition, Operation
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.findings import amounts_of
from ramverk.apps.plans.frame import edition_of, frame_of
from ramverk.apps.plans.models import ActivityPlan, Goal, Indicator, Section, SectionKind
from ramverk.apps.plans.rows import GoalValues, IndicatorValues, SplitLine
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.goals.goals import NotATarget, parse_target
from ramverk.core.money import Ore, Unit, format_exact
from ramverk.formats.organisation_sheets import UnreadableSheets
from ramverk.formats.plan_workbook import GoalRow, PlanFile, PlanIdentity, SplitRow, read_plan, write_plan
from ramverk.formats.returning_books import as_written

DIRECTIONS = {"increase": "öka", "decrease": "minska", "interval": "spann"}


@dataclass(frozen=True, slots=True)
class Proposed:
    """One thing the file would change: where, as it stands, as it would become."""

    place: str
    what: str
    before: str
    after: str


@dataclass(slots=True)
class Returned:
    """What a returned file would do. `meanwhile` names who has saved since it was downloaded."""

    edition: Edition
    split: list[SplitLine] = field(default_factory=list)
    goals: list[GoalValues] = field(default_factory=list)
    changes_split: bool = False
    proposed: list[Proposed] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)
    meanwhile: list[str] = field(default_factory=list)


def parts_of(plan: ActivityPlan) -> tuple[Section, Section]:
    """The sections a workbook holds: the split and the goals."""
    sections = {one.kind: one for one in plan.sections.filter(kind__in=[SectionKind.SPLIT, SectionKind.GOALS])}
    if len(sections) < 2:
        raise Invalid(_("Planmallen saknar driftbudget eller mål, så det finns ingen arbetsbok."))
    return sections[SectionKind.SPLIT], sections[SectionKind.GOALS]


def _edition(plan: ActivityPlan) -> Edition:
    found = edition_of(plan)
    if found is None:
        raise Invalid(_("Ramarna är inte beslutade än, så det finns ingen arbetsbok."))
    return found


def plan_book(plan: ActivityPlan, actor: Actor) -> tuple[str, bytes]:
    """File name and bytes of the plan's workbook."""
    split, goals = parts_of(plan)
    edition, body = _edition(plan), plan.submission.body
    frame = frame_of(edition, body)
    rows = [
        SplitRow("", str(row.key), row.operation.code, row.unit, row.account, amounts_of(row.amounts))
        for row in split.split_rows.select_related("operation")
    ] or [SplitRow("", "", code, "", "", parts) for code, parts in sorted(frame.parts.items()) if code]
    measured: list[GoalRow] = []
    for goal in goals.goals.prefetch_related("indicators"):
        measured += [_goal_row(goal, one) for one in goal.indicators.all()] or [_goal_row(goal, None)]
    identity = PlanIdentity(str(plan.pk), str(edition.uid), body.name, split.version, goals.version, edition.name)
    operations = list(Operation.objects.values_list("code", "name"))
    now = timezone.localtime(clock.now())
    content = write_plan(identity, now, actor.name, frame.years, frame.amounts, rows, measured, operations)
    return f"Verksamhetsplan {body.short_name or body.name}.xlsx", content


def _goal_row(goal: Goal, one: Indicator | None) -> GoalRow:
    shared = ("", str(goal.key), goal.text, goal.responsible, goal.period)
    if one is None:
        return GoalRow(*shared, "", "", "", "", "", "", "", "", {})
    year = str(one.baseline_year) if one.baseline_year else ""
    return GoalRow(
        *shared, str(one.key), one.name, one.definition, one.unit, DIRECTIONS[one.direction], one.baseline, year,
        one.source, {int(at): text for at, text in one.targets.items()},
    )  # fmt: skip


def returned(plan: ActivityPlan, content: bytes, name: str) -> Returned:
    """What the file would change. A file of another plan or other frames is refused with the way out."""
    try:
        read = read_plan(content, name)
    except UnreadableSheets as error:
        raise Invalid(error.sentence_en if get_language() == "en" else error.sentence_sv) from error
    edition = _edition(plan)
    if read.identity.plan != str(plan.pk):
        raise Invalid(_("Filen hör till %s och en annan plan. Läs in den där.") % (read.identity.board or "?"))
    if read.identity.edition != str(edition.uid):
        raise Invalid(
            _("Filen är gjord mot andra ramar än ”%s”. Hämta en ny arbetsbok och flytta över det du skrivit.") % edition
        )
    split, goals = parts_of(plan)
    back = Returned(edition)
    for fault in read.faults:
        back.faults.setdefault(fault.place, []).append(fault.english if get_language() == "en" else fault.swedish)
    if (split.version, goals.version) != (read.identity.split_version, read.identity.goals_version):
        back.meanwhile = sorted({one.saved_by for one in (split, goals) if one.saved_by})
    _read_split(back, split, read)
    _read_goals(back, goals, read)
    return back


def _read_split(back: Returned, section: Section, read: PlanFile) -> None:
    operations = {one.code: one for one in Operation.objects.all()}
    stored = {str(row.key): row for row in section.split_rows.select_related("operation")}
    left = dict(stored)
    for row in read.split:
        if row.operation not in operations:
            back.faults.setdefault(row.place, []).append(
                _("Verksamheten ”%s” finns inte. Välj en i listan.") % row.operation
            )
            continue
        known = left.pop(row.key, None)
        amounts = {str(year): int(amount) for year, amount in row.amounts.items() if amount}
        if not amounts:
            if known:
                back.proposed.append(Proposed(row.place, str(known), _money(known.amounts), _("tas bort")))
            continue
        back.split.append(SplitLine(operations[row.operation].pk, amounts, row.key, row.unit, row.account))
        named = " ".join(part for part in (str(operations[row.operation]), row.unit, row.account) if part)
        if known is None:
            back.proposed.append(Proposed(row.place, named, "", _money(amounts)))
        elif (known.operation.code, known.unit, known.account, known.amounts) != (
            row.operation, row.unit, row.account, amounts,
        ):  # fmt: skip
            back.proposed.append(Proposed(row.place, named, _money(known.amounts), _money(amounts)))
    for gone in left.values():
        back.proposed.append(Proposed(_("saknas i filen"), str(gone), _money(gone.amounts), _("tas bort")))
    back.changes_split = bool(back.proposed)


def _money(amounts: Mapping[str, int]) -> str:
    return ", ".join(f"{year}: {format_exact(Ore(amount), Unit.TKR)}" for year, amount in sorted(amounts.items()))


def _read_goals(back: Returned, section: Section, read: PlanFile) -> None:
    stored = {str(goal.key): goal for goal in section.goals.prefetch_related("indicators", "links")}
    grouped: dict[str, list[GoalRow]] = {}
    for row in read.goals:
        grouped.setdefault(row.key or row.text, []).append(row)
    for key, rows in grouped.items():
        goal = stored.get(key)
        if not rows[0].text:
            back.faults.setdefault(rows[0].place, []).append(_("Målet saknar text."))
            continue
        values = _values(back, goal, rows)
        before = _goal_text(_stored(goal)) if goal else ""
        if before != (after := _goal_text(values)):
            back.goals.append(values)
            back.proposed.append(Proposed(rows[0].place, values.text, before, after))


def _stored(goal: Goal) -> GoalValues:
    names = (
        "name definition unit direction baseline baseline_year targets outcomes method source frequency lag_months "
        "responsible missing_reason missing_until catalogue_id"
    ).split()
    indicators = tuple(
        IndicatorValues(key=str(one.key), **{name: getattr(one, name) for name in names})
        for one in goal.indicators.all()
    )
    links = list(goal.links.all())
    return GoalValues(
        text=goal.text, key=str(goal.key), level=goal.level, parent_id=goal.parent_id, reason=goal.reason,
        unit=goal.unit, is_financial=goal.is_financial, is_good_economy=goal.is_good_economy,
        responsible=goal.responsible, period=goal.period, indicators=indicators,
        change_ids=tuple(link.change_id for link in links if link.change_id),
        assignment_ids=tuple(link.assignment_id for link in links if link.assignment_id),
    )  # fmt: skip


def _values(back: Returned, goal: Goal | None, rows: list[GoalRow]) -> GoalValues:
    """The goal as the file has it; what the file does not hold stays as it is."""
    base = _stored(goal) if goal else GoalValues(text="")
    indicators = {one.key: one for one in base.indicators}
    for number, row in enumerate(rows):
        key = row.indicator_key if row.indicator_key in indicators else ""
        if not row.indicator:
            indicators.pop(key, None)
            continue
        indicators[key or f"new {number}"] = _indicator(back, indicators.get(key), row)
    first = rows[0]
    return replace(
        base, text=first.text, responsible=first.responsible, period=first.period, indicators=tuple(indicators.values())
    )


def _indicator(back: Returned, known: IndicatorValues | None, row: GoalRow) -> IndicatorValues:
    faults = back.faults.setdefault(row.place, [])
    for text in (row.baseline, *row.targets.values()):
        try:
            parse_target(text)
        except NotATarget as error:
            faults.append(error.sentence_en if get_language() == "en" else error.sentence_sv)
    directions = {word: code for code, word in DIRECTIONS.items()}
    if row.direction and row.direction.casefold() not in directions:
        faults.append(_("”Ska” är öka, minska eller spann, inte ”%s”.") % row.direction)
    if row.baseline_year and not (row.baseline_year.isdigit() and len(row.baseline_year) == 4):
        faults.append(_("Utgångsåret ”%s” är inget år.") % row.baseline_year)
    if not faults:
        del back.faults[row.place]
    return replace(
        known or IndicatorValues(name=""), name=row.indicator, definition=row.definition, unit=row.unit,
        direction=directions.get(row.direction.casefold(), "increase"), baseline=row.baseline,
        baseline_year=int(row.baseline_year) if row.baseline_year.isdigit() else None, source=row.source,
        targets={str(year): text for year, text in row.targets.items() if text},
    )  # fmt: skip


def _goal_text(values: GoalValues) -> str:
    """The goal as one line of what a workbook holds, to see whether it differs and how."""
    parts = [values.text, values.responsible, values.period]
    for one in values.indicators:
        aims = ", ".join(f"{year} {text}" for year, text in sorted(one.targets.items()))
        year = str(one.baseline_year or "")
        marks = (one.name, one.definition, one.unit, DIRECTIONS[one.direction], one.baseline, year, one.source, aims)
        parts.append(" · ".join(part for part in marks if part))
    return "; ".join(as_written(part) for part in parts if part)
