"""Save a goal of a plan with its indicators and links."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Change, Directive, DirectiveAssignment
from ramverk.apps.frames.policy import CHANGES, DIRECTIVES
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.holding import lock_section, remember, saved
from ramverk.apps.plans.models import Goal, GoalLevel, GoalLink, Indicator, Section
from ramverk.apps.plans.queries.stored import rows_of_goals
from ramverk.apps.plans.rows import GoalValues, IndicatorValues
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.goals.goals import NotATarget, parse_target

ABOVE = {GoalLevel.BOARD: GoalLevel.COUNCIL, GoalLevel.UNIT: GoalLevel.BOARD}


@transaction.atomic
def save_goal(actor: Actor, section: Section, version: int, values: GoalValues) -> Goal:
    """Add or change one goal; the section's version guards all its goals. Incomplete is allowed until it is adopted."""
    row = lock_section(actor, section, version)
    if not values.text.strip():
        raise Invalid(_("Skriv vad målet är."))
    if values.level not in ABOVE:
        raise Invalid(_("I en plan skrivs nämndens och enheternas mål."))
    parent = _parent(row, values)
    goal = row.goals.filter(key=values.key).first() if values.key else None
    fields: dict[str, Any] = {
        "level": values.level, "parent": parent, "text": values.text.strip(), "reason": values.reason.strip(),
        "unit": values.unit.strip()[:80], "is_financial": values.is_financial,
        "is_good_economy": values.is_good_economy, "responsible": values.responsible.strip()[:160],
        "period": values.period.strip()[:40],
    }  # fmt: skip
    if goal is None:
        goal = Goal.objects.create(
            round=row.plan.submission.activity.round, section=row, order=row.goals.count() + 1, **fields
        )
    else:
        Goal.objects.filter(pk=goal.pk).update(version=goal.version + 1, **fields)
        goal.refresh_from_db()
    put_indicators(goal, values.indicators)
    _link(actor, goal, values)
    saved(actor, row, version)
    remember(actor, row, {"rows": rows_of_goals(row)})
    record(actor, "plans.save_goal", row, after={"board": row.plan.submission.body.name, "goal": str(goal)})
    return goal


def _parent(section: Section, values: GoalValues) -> Goal | None:
    if values.parent_id is None:
        return None
    found = Goal.objects.filter(round=section.plan.submission.activity.round_id, pk=values.parent_id).first()
    if found is None or found.level != ABOVE[GoalLevel(values.level)] or found.section_id not in (None, section.pk):
        raise Invalid(_("Målet ovanför ska vara ett av fullmäktiges mål, eller för en enhet ett av nämndens."))
    return found


def put_indicators(goal: Goal, all_values: tuple[IndicatorValues, ...], *, keep_keys: bool = False) -> None:
    """Replace a goal's indicators, keeping the identity of those that stay; with `keep_keys` all keep theirs."""
    for one in all_values:
        _check_values(one)
    known = {str(one.key): one for one in goal.indicators.all()}
    first = str(goal.round.budget_year)
    goal.indicators.all().delete()
    Indicator.objects.bulk_create(
        Indicator(
            goal=goal, key=one.key if keep_keys or one.key in known else uuid.uuid4(), order=order,
            name=one.name.strip()[:200],
            definition=one.definition.strip(), unit=one.unit.strip()[:40], direction=one.direction,
            baseline=one.baseline.strip()[:20], baseline_year=one.baseline_year,
            targets={year: value.strip() for year, value in one.targets.items() if value.strip()},
            outcomes=_earlier(known.get(one.key), first)
            | {year: value.strip() for year, value in one.outcomes.items() if value.strip()},
            method=one.method.strip()[:300], source=one.source.strip()[:200], frequency=one.frequency.strip()[:80],
            lag_months=one.lag_months, responsible=one.responsible.strip()[:160],
            missing_reason=one.missing_reason.strip()[:300], missing_until=one.missing_until,
            catalogue_id=one.catalogue_id,
        )
        for order, one in enumerate(all_values, 1)
    )  # fmt: skip


def _earlier(known: Indicator | None, first: str) -> dict[str, str]:
    """The outcomes of years before the round's own: forms do not show them, and they stand."""
    return {year: value for year, value in known.outcomes.items() if year < first} if known else {}


def _check_values(one: IndicatorValues) -> None:
    if not one.name.strip():
        raise Invalid(_("Skriv vad indikatorn heter."))
    for where, text in [(_("utgångsvärde"), one.baseline), *one.targets.items(), *one.outcomes.items()]:
        try:
            parse_target(text)
        except NotATarget as error:
            raise Invalid(f"{one.name}, {where}: {error.sentence_sv}") from None


def _link(actor: Actor, goal: Goal, values: GoalValues) -> None:
    """Only what the actor may see can be linked to."""
    changes = CHANGES.filter(Change.objects.filter(pk__in=values.change_ids), actor)
    directives = DIRECTIVES.filter(Directive.objects.all(), actor)
    assignments = DirectiveAssignment.objects.filter(pk__in=values.assignment_ids, directive__in=directives)
    goal.links.all().delete()
    GoalLink.objects.bulk_create(
        [
            *(GoalLink(goal=goal, change=one) for one in changes),
            *(GoalLink(goal=goal, assignment=one) for one in assignments),
        ]
    )
