"""What hinders a plan from being marked as ready, and what is doubtful in it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ramverk.apps.plans.frame import frame_of, newest_frames
from ramverk.apps.plans.key_figures import known_outcomes
from ramverk.apps.plans.models import ActivityPlan, Goal, GoalLevel, Indicator, Section, SectionKind, Touch
from ramverk.core.findings import Finding, Severity, worst_first
from ramverk.core.goals.checks import check_goals
from ramverk.core.goals.goals import Direction, Level, NotATarget, Target, parse_target
from ramverk.core.goals.goals import Goal as CoreGoal
from ramverk.core.goals.goals import Indicator as CoreIndicator
from ramverk.core.money import Amounts, Ore
from ramverk.core.split import check_split


def findings_of(plan: ActivityPlan) -> list[Finding]:
    """Everything, worst first. What blocks stops the plan from being marked as ready, adopted and handed in."""
    return worst_first([finding for finding, _section in placed_findings(plan)])


def placed_findings(plan: ActivityPlan) -> list[tuple[Finding, Section | None]]:
    """The same, each with the section in which it is mended, None where it is the whole plan; worst first, in order."""
    sections = list(plan.sections.all())
    checks = {SectionKind.SPLIT: _frame, SectionKind.GOALS: _goals}
    found: list[tuple[Finding, Section | None]] = [(finding, None) for finding in _attested(plan, sections)]
    found += [
        (finding, section)
        for section in sections
        for check in (checks.get(SectionKind(section.kind)), _section)
        if check is not None
        for finding in check(plan, section)
    ]
    worst = worst_first([finding for finding, _section in found])
    place = {id(finding): at for at, finding in enumerate(worst)}
    return sorted(found, key=lambda pair: place[id(pair[0])])


def missing_in(section: Section) -> list[Finding]:
    """What the section must hold and does not yet; empty where it can be called ready.

    A split that does not tie and goals that lack something are findings of the plan: they are there to be read.
    """
    found = list(_section(section.plan, section))
    if SectionKind(section.kind) == SectionKind.GOALS:
        found += _goals(section.plan, section)
    if SectionKind(section.kind) == SectionKind.SPLIT:
        found += _frame(section.plan, section)
    return [one for one in found if one.code in _EMPTY]


_EMPTY = {"plan.section_empty", "plan.no_explanation", "plan.no_goals", "plan.no_frames", "plan.not_split"}
"""Findings that say that something is not written at all."""


def core_goals(section: Section) -> list[CoreGoal]:
    """The goals of a section as the core knows them."""
    goals = list(section.goals.select_related("parent").prefetch_related("indicators__catalogue"))
    codes = [one.catalogue.code for goal in goals for one in goal.indicators.all() if one.catalogue]
    known = known_outcomes(codes) if codes else {}
    return [core_goal(goal, known) for goal in goals]


def core_goal(goal: Goal, known: Mapping[str, Mapping[int, Decimal]] = MappingProxyType({})) -> CoreGoal:
    """A stored goal as the core's; `known` are outcomes of key figures by their ids."""
    return CoreGoal(
        key=str(goal.key), level=Level(goal.level), text=goal.text,
        parent=str(goal.parent.key) if goal.parent else "", responsible=goal.responsible, period=goal.period,
        indicators=tuple(_indicator(one, known) for one in goal.indicators.all()),
    )  # fmt: skip


def _indicator(one: Indicator, known: Mapping[str, Mapping[int, Decimal]]) -> CoreIndicator:
    targets = {int(year): value for year, text in one.targets.items() if (value := _target(text)) is not None}
    outcomes = (
        dict(known.get(one.catalogue.code, {})) if known and one.catalogue else {}
    )  # what is written by hand holds
    outcomes |= {int(year): value.low for year, text in one.outcomes.items() if (value := _target(text)) is not None}
    baseline: Decimal | None = None
    if (value := _target(one.baseline)) is not None:
        baseline = value.low
    return CoreIndicator(
        key=str(one.key), name=one.name, definition=one.definition, unit=one.unit, direction=Direction(one.direction),
        baseline=baseline, baseline_year=one.baseline_year, targets=targets, outcomes=outcomes, source=one.source,
        missing_reason=one.missing_reason, missing_until=one.missing_until, lag_months=one.lag_months,
    )  # fmt: skip


def _target(text: str) -> Target | None:
    """What was saved was readable; what a later rule no longer reads counts as missing."""
    try:
        return parse_target(text)
    except NotATarget:
        return None


def amounts_of(amounts: Mapping[str, int]) -> Amounts:
    """Stored öre by year as text, as the core's."""
    return {int(year): Ore(amount) for year, amount in amounts.items()}


def _attested(plan: ActivityPlan, sections: Sequence[Section]) -> Iterator[Finding]:
    """One attest is made for all that stands, so one finding asks for it."""
    waiting = [one for one in sections if one.touch == Touch.CARRIED and one.attested_at is None]
    if waiting and plan.revises_id:
        sentence = ngettext(
            "%(n)s avsnitt står kvar men är inte intygat. Det gör nämndens sekreterare, presidium eller "
            "förvaltningschef.",
            "%(n)s avsnitt står kvar men är inte intygade. Det gör nämndens sekreterare, presidium eller "
            "förvaltningschef.",
            len(waiting),
        )
        yield _error("plan.not_attested", sentence % {"n": len(waiting)})


def _frame(plan: ActivityPlan, section: Section) -> Iterator[Finding]:
    newest = newest_frames(plan.submission.activity.round)
    edition = plan.edition or newest
    if edition is None or newest is None:
        yield _error("plan.no_frames", _("Ramarna är inte beslutade än, så driftbudgeten kan inte fördelas."))
        return
    if edition != newest:
        words = {"old": edition, "new": newest}
        yield _error(
            "plan.edition_superseded",
            _("Driftbudgeten är skriven mot ”%(old)s”, men ”%(new)s” har beslutats sedan dess. Fördela den nya ramen.")
            % words,
        )
    frame = frame_of(edition, plan.submission.body)
    parts = [amounts_of(row.amounts) for row in section.split_rows.all()]
    yield from check_split(frame.amounts, parts, frame.years, str(edition))


def _goals(plan: ActivityPlan, section: Section) -> Iterator[Finding]:
    in_round = plan.submission.activity.round
    years = [in_round.budget_year, *in_round.plan_years]
    above = [
        str(key) for key in Goal.objects.filter(round=in_round, level=GoalLevel.COUNCIL).values_list("key", flat=True)
    ]
    goals = core_goals(section)
    if not goals and section.is_required:
        yield _error("plan.no_goals", _("Planen har inga mål. Skriv minst ett, med en indikator."))
    yield from check_goals(goals, years, above)


def _section(plan: ActivityPlan, section: Section) -> Iterator[Finding]:
    name = {"section": section.heading}
    if section.is_required and section.is_text and not section.text.strip():
        yield _error("plan.section_empty", _("”%(section)s” är inte besvarat.") % name)
    if section.kind == SectionKind.REQUESTS:
        for row in section.requests.all():
            if not row.consequence.strip():
                yield _error(
                    "plan.request_without_consequence",
                    _("Önskemålet ”%s” saknar vad som händer om det inte beviljas.") % row.title,
                )
    if section.touch in {Touch.TOUCHED, Touch.REOPENED} and plan.revises_id and not section.explanation.strip():
        yield _error(
            "plan.no_explanation", _("Skriv i ”%(section)s” vad som ändras och varför, eller att inget behöver ändras.")
            % name,
        )  # fmt: skip
    if not section.is_ready and section.touch != Touch.CARRIED and section.saved_at:
        yield Finding(
            "plan.section_not_ready", Severity.WARNING, message=_("”%(section)s” är inte klarmarkerat.") % name
        )


def _error(code: str, sentence: str) -> Finding:
    return Finding(code, Severity.ERROR, message=sentence, message_en=sentence, blocks=True)
