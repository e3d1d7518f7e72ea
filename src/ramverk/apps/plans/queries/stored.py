"""What a section's rows hold, as it is kept in versions, frozen and exported: always in the same form."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ramverk.apps.plans.models import Goal, Indicator, Section, SectionKind


def content_of_section(section: Section) -> dict[str, Any]:
    """`{"text": …}` for running text, `{"rows": […]}` for what is structured."""
    rows = {
        SectionKind.SPLIT: rows_of_split, SectionKind.REQUESTS: rows_of_requests, SectionKind.GOALS: rows_of_goals,
    }.get(SectionKind(section.kind))  # fmt: skip
    return {"text": section.text} if rows is None else {"rows": rows(section)}


def earlier_section(section: Section) -> Section | None:
    """The same section in the plan that this one revises."""
    if section.plan.revises_id is None:
        return None
    return Section.objects.filter(plan=section.plan.revises_id, key=section.key).first()


@dataclass(frozen=True, slots=True)
class LaidRest:
    """That the rest of the frame was laid on a row, or on all where `row` is empty, and nothing was saved since."""

    row: str
    amounts: list[tuple[str, int]]
    """Öre by year, as it was laid."""
    at: datetime
    by: str
    back_to: int
    """The version that stood before."""


def laid_rest(section: Section) -> LaidRest | None:
    """What the last save of a split laid, to be told and taken back."""
    latest = section.versions.first()
    if latest is None or "rest" not in latest.content:
        return None
    rest = latest.content["rest"]
    amounts = sorted(rest["amounts"].items())
    return LaidRest(rest["row"], amounts, latest.at, latest.by, latest.number - 1)


def rows_of_split(section: Section) -> list[dict[str, Any]]:
    """The rows as they are kept in a version and frozen."""
    return [
        {
            "key": str(one.key), "operation": one.operation.code, "name": one.operation.name, "unit": one.unit,
            "account": one.account, "amounts": dict(sorted(one.amounts.items())),
        }
        for one in section.split_rows.select_related("operation")
    ]  # fmt: skip


def rows_of_requests(section: Section) -> list[dict[str, Any]]:
    """The requests as they are kept in a version and frozen."""
    return [
        {
            "key": str(one.key), "rank": one.rank, "title": one.title, "motive": one.motive,
            "consequence": one.consequence, "goal": one.goal_text, "is_one_off": one.is_one_off,
            "amounts": dict(sorted(one.amounts.items())),
        }
        for one in section.requests.all()
    ]  # fmt: skip


def rows_of_goals(section: Section) -> list[dict[str, Any]]:
    """The goals as they are kept in a version and frozen."""
    rows = section.goals.select_related("parent").prefetch_related(
        "indicators__catalogue", "links__change", "links__assignment"
    )
    return [row_of_goal(goal) for goal in rows]


def row_of_goal(goal: Goal) -> dict[str, Any]:
    """One goal with all that hangs on it."""
    return {
        "key": str(goal.key), "level": goal.level, "text": goal.text, "reason": goal.reason, "unit": goal.unit,
        "parent": goal.parent.text if goal.parent else "", "parent_key": str(goal.parent.key) if goal.parent else "",
        "is_financial": goal.is_financial, "is_good_economy": goal.is_good_economy, "responsible": goal.responsible,
        "period": goal.period, "indicators": [_row_of_indicator(one) for one in goal.indicators.all()],
        "changes": sorted(link.change.text for link in goal.links.all() if link.change),
        "assignments": sorted(link.assignment.text for link in goal.links.all() if link.assignment),
    }  # fmt: skip


def _row_of_indicator(one: Indicator) -> dict[str, Any]:
    return {
        "key": str(one.key), "code": one.catalogue.code if one.catalogue else "", "name": one.name,
        "definition": one.definition, "unit": one.unit, "direction": one.direction, "baseline": one.baseline,
        "baseline_year": one.baseline_year, "targets": dict(sorted(one.targets.items())),
        "outcomes": dict(sorted(one.outcomes.items())), "method": one.method, "source": one.source,
        "frequency": one.frequency, "lag_months": one.lag_months, "responsible": one.responsible,
        "missing_reason": one.missing_reason,
        "missing_until": one.missing_until.isoformat() if one.missing_until else None,
    }  # fmt: skip
