"""What a new round's activities wait for, proposed by the rules of thumb. No database here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ramverk.apps.cycle.gate_rules import RULES, GateRule, objects_of
from ramverk.apps.cycle.planned import Planned
from ramverk.core.timetable.body_words import BodyKind as Word

_BODIES = {
    "council": frozenset({Word.COUNCIL}),
    "executive_board": frozenset({Word.EXECUTIVE_BOARD}),
    "drafting_committee": frozenset({Word.DRAFTING_COMMITTEE}),
}


@dataclass(frozen=True, slots=True)
class PlannedNeed:
    """The activity at index `activity` waits for the one at `needed`."""

    activity: int
    needed: int
    what: str
    is_gate: bool
    rule: str


def planned_needs(planned: Sequence[Planned], rules: Sequence[GateRule] = RULES) -> list[PlannedNeed]:
    """Every need a rule finds, each pair of activities once; a gate wins over mere order."""
    objects = [objects_of(f"{item.title} {item.text}") for item in planned]
    found: dict[tuple[int, int], PlannedNeed] = {}
    for rule in rules:
        for index, item in enumerate(planned):
            if not _fits(item, objects[index], rule.kind, rule.body, rule.about):
                continue
            for needed in _needed(rule, index, planned, objects):
                need = PlannedNeed(index, needed, rule.what, rule.is_gate, rule.code)
                if (index, needed) not in found or need.is_gate > found[index, needed].is_gate:
                    found[index, needed] = need
    return list(found.values())


def _needed(rule: GateRule, index: int, planned: Sequence[Planned], objects: Sequence[frozenset[str]]) -> Iterable[int]:
    """The earlier activities this one waits for by the rule: the latest, or all of them."""
    own = _moment(planned[index], index)
    earlier = [
        (moment, other)
        for other, item in enumerate(planned)
        if other != index
        and item.kind in rule.after
        and (moment := _moment(item, other)) < own
        and _fits(item, objects[other], item.kind, rule.after_body, rule.after_about)
        and (not rule.shares or objects[index] & objects[other])
    ]
    ordered = [other for _, other in sorted(earlier)]
    return ordered if rule.every else ordered[-1:]


def _fits(item: Planned, objects: frozenset[str], kind: str, body: str, about: str) -> bool:
    is_body = not body or bool(item.words & _BODIES[body])
    return item.kind == kind and is_body and (not about or about in objects)


def _moment(item: Planned, index: int) -> tuple[date, int]:
    """When the activity is over, for order; windows count from their first day, the undated by their place."""
    when = item.in_force
    if when.start is None:
        return date.max, index
    return (when.start if when.precision in {"month", "months"} else when.end or when.start), index
