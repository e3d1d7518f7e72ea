"""Last year's goals, to begin this year's plan with: from the plan of the round before, or from a file.

What they came to is the new baseline, targets of the years ahead stand, and a goal of the council is found again by its
words. What the goals were linked to belonged to the other round.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.findings import framed_by_word
from ramverk.apps.organisation.models import Body
from ramverk.apps.plans.key_figures import known_outcomes
from ramverk.apps.plans.models import ActivityPlan, EarlierGoals, Goal, Indicator, Section, SectionKind
from ramverk.apps.trail.verdicts import Invalid
from ramverk.formats.goal_sheets import EarlierGoal, GoalsFile, read_goals
from ramverk.formats.organisation_sheets import UnreadableSheets

Plain = Mapping[str, Any]


@dataclass(slots=True)
class ReadGoals:
    """What a file holds: goals by board, how many rows are other boards', and by place what has to be mended."""

    file: str
    goals: dict[int, list[Plain]] = field(default_factory=dict)
    others: int = 0
    faults: dict[str, list[str]] = field(default_factory=dict)


def goals_in(data: bytes, name: str, in_round: Round, only: Body | None = None) -> ReadGoals:
    """The file's goals as plain values. With `only` rows without a board are its own, and those of others left out."""
    english = get_language() == "en"
    try:
        read = read_goals(data, name)
    except UnreadableSheets as error:
        raise Invalid(error.sentence_en if english else error.sentence_sv) from error
    found = ReadGoals(name, faults={place: [pair[english] for pair in pairs] for place, pairs in read.faults.items()})
    _check_years(found, read, in_round)
    bodies = framed_by_word()
    for row in read.rows:
        body = only if only and not row.board else bodies.get(row.board.casefold())
        if body is None:
            found.faults.setdefault(row.place, []).append(_no_board(row.board))
        elif only and body.pk != only.pk:
            found.others += 1
        else:
            _put(found.goals.setdefault(body.pk, []), row)
    return found


def _no_board(word: str) -> str:
    if not word:
        return _("Nämnden saknas. Skriv nämndens namn eller kortnamn.")
    return _("”%s” är ingen nämnd med egen ram. Skriv nämndens namn eller kortnamn.") % word


def _check_years(found: ReadGoals, read: GoalsFile, in_round: Round) -> None:
    """What has not happened yet has no outcome, and nobody's baseline lies ahead."""
    for row in read.rows:
        ahead = [*(year for year in row.outcomes if year >= in_round.budget_year)]
        if row.baseline_year and row.baseline_year >= in_round.budget_year:
            ahead.append(row.baseline_year)
        if ahead:
            said = _("%(year)s har inte varit än, så det finns inget utfall eller utgångsvärde.") % {"year": ahead[0]}
            found.faults.setdefault(row.place, []).append(said)


def _put(goals: list[Plain], row: EarlierGoal) -> None:
    """Lay an indicator under its goal, which is the one with the same words."""
    goal = next((one for one in goals if one["text"] == row.text), None)
    if goal is None:
        goal = {"text": row.text, "above": row.above, "responsible": row.responsible, "indicators": []}
        goals.append(goal)
    goal["indicators"].append(
        {
            "name": row.name, "definition": row.definition, "unit": row.unit, "direction": row.direction.value,
            "baseline": row.baseline, "baseline_year": row.baseline_year, "source": row.source,
            "targets": {str(year): text for year, text in row.targets.items()},
            "outcomes": {str(year): text for year, text in row.outcomes.items()},
        }
    )  # fmt: skip


def stored_for(plan: ActivityPlan) -> EarlierGoals | None:
    """What finance has read in for the plan's board."""
    found = plan.submission
    return EarlierGoals.objects.filter(round=found.activity.round_id, body=found.body_id).first()


def begin_with_last_year(plan: ActivityPlan, in_round: Round) -> int:
    """Fill a plan that has no goals yet; last year's plan in Ramverk goes before a file. Answers how many."""
    section = plan.sections.filter(kind=SectionKind.GOALS).first()
    if section is None or section.goals.exists():
        return 0
    earlier = last_years_plan(in_round, plan.submission.body_id)
    if earlier is not None:
        return _from_plan(section, earlier, in_round)
    stored = stored_for(plan)
    return add_missing(section, stored.goals, in_round) if stored else 0


def add_missing(section: Section, goals: Sequence[Plain], in_round: Round) -> int:
    """Add the goals whose words are not in the plan already; what is there is left as it is. Answers how many."""
    here = {text.casefold() for text in section.goals.values_list("text", flat=True)}
    above, years = _above(in_round), _years(in_round)
    new = [goal for goal in goals if goal["text"].casefold() not in here]
    for order, goal in enumerate(new, len(here) + 1):
        made = Goal.objects.create(
            round=in_round, section=section, order=order, text=goal["text"], responsible=goal["responsible"],
            parent=above.get(goal["above"].casefold()),
        )  # fmt: skip
        parts = [Indicator(order=at, **values) for at, values in enumerate(goal["indicators"], 1)]
        Indicator.objects.bulk_create(_carried(one, made, years, {}) for one in parts)
    return len(new)


def last_years_plan(in_round: Round, body_id: int) -> ActivityPlan | None:
    """The board's plan of the round before, as it was revised last."""
    rows = ActivityPlan.objects.filter(
        submission__activity__round__budget_year__lt=in_round.budget_year, submission__body=body_id
    )
    return rows.order_by("-submission__activity__round__budget_year", "-pk").first()


def _from_plan(section: Section, earlier: ActivityPlan, in_round: Round) -> int:
    above, years = _above(in_round), _years(in_round)
    old = list(
        Goal.objects.filter(section__plan=earlier).select_related("parent").prefetch_related("indicators__catalogue")
        .order_by("level", "order", "pk")
    )  # fmt: skip
    codes = {one.catalogue.code for goal in old for one in goal.indicators.all() if one.catalogue}
    known = known_outcomes(codes) if codes else {}
    copies: dict[int, Goal] = {}
    for goal in old:
        copy = Goal(**fields_of(goal) | {"round_id": in_round.pk, "period": "", "status": "", "status_reason": ""})
        copy.section = section
        copy.parent = copies.get(goal.parent_id or 0) or above.get(goal.parent.text.casefold() if goal.parent else "")
        copy.save()
        copies[goal.pk] = copy
        Indicator.objects.bulk_create(_carried(one, copy, years, known) for one in goal.indicators.all())
    return len(old)


def _above(in_round: Round) -> dict[str, Goal]:
    return {one.text.casefold(): one for one in Goal.objects.filter(round=in_round, section=None)}


def _years(in_round: Round) -> set[str]:
    return {str(year) for year in (in_round.budget_year, *in_round.plan_years)}


def _carried(one: Indicator, goal: Goal, years: Iterable[str], known: Mapping[str, Mapping[int, Decimal]]) -> Indicator:
    """An indicator of last year, measured from where it has come."""
    outcomes = dict(one.outcomes)
    for year, value in known.get(one.catalogue.code if one.catalogue else "", {}).items():
        outcomes.setdefault(str(year), str(value).replace(".", ","))
    made = Indicator(**fields_of(one), goal=goal)
    last = max((year for year in outcomes if year not in years), default="")
    if last:
        made.baseline, made.baseline_year = outcomes[last], int(last)
    shown = {year for year in outcomes if year in one.outcomes or year in one.targets}
    made.outcomes = {year: outcomes[year] for year in sorted(shown)}
    made.targets = {year: value for year, value in one.targets.items() if year in years}
    return made


def fields_of(row: Model) -> dict[str, Any]:
    """A row's own values, without its identity in the database and without the row it hangs on."""
    hangs_on = {"id", "section_id", "goal_id", "version"}
    return {one.attname: getattr(row, one.attname) for one in row._meta.fields if one.attname not in hangs_on}
