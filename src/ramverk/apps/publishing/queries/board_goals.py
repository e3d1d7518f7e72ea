"""The boards' goals as they stand in plans that were handed in: public from that moment, read as they were frozen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ramverk.apps.cycle.models import HandIn, Round


@dataclass(frozen=True, slots=True)
class Measure:
    """How a goal is measured, in the words of the plan. `targets` and `outcomes` are by year."""

    name: str
    unit: str
    baseline: str
    targets: Mapping[str, str]
    outcomes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BoardGoal:
    """A board's goal, and the key of the council's goal it leads up to (empty where it leads to none)."""

    board: str
    text: str
    leads_to: str
    measures: tuple[Measure, ...]


def board_goals(in_round: Round, until: datetime | None = None) -> list[BoardGoal]:
    """Of every board's latest plan that was handed in (no later than `until`), revision or not."""
    rows = HandIn.objects.filter(submission__activity__round=in_round, document__content__kind="activity_plan")
    if until is not None:
        rows = rows.filter(at__lte=until)
    latest: dict[str, Mapping[str, Any]] = {}
    for row in rows.select_related("submission__body", "document").order_by("at", "number"):
        latest[row.submission.body.name] = row.document.content
    return [goal for board in sorted(latest) for goal in _goals(board, latest[board])]


def _goals(board: str, content: Mapping[str, Any]) -> Iterator[BoardGoal]:
    for section in content.get("sections") or ():
        for row in (section.get("rows") or ()) if section.get("kind") == "goals" else ():
            if row.get("level") == "board":
                measures = tuple(map(_measure, row.get("indicators") or ()))
                yield BoardGoal(board, row["text"], str(row.get("parent_key") or ""), measures)


def _measure(row: Mapping[str, Any]) -> Measure:
    year = f" ({row['baseline_year']})" if row.get("baseline_year") else ""
    baseline = f"{row['baseline']}{year}" if row.get("baseline") else ""
    return Measure(row["name"], row.get("unit") or "", baseline, row.get("targets") or {}, row.get("outcomes") or {})
