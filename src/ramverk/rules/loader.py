"""Dated rules out of YAML: what a rule says, from when, with its paragraph and its source.

A value holds from its date until the next one; `null` ends it. Asking before the first date is an error that names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from ramverk.core.findings import Severity

TYPE_OF_UNIT: Mapping[str, tuple[type, ...]] = {
    "days": (int,),
    "weeks": (int,),
    "month_day": (str,),
    "months": (list,),
    "years": (list,),
    "bodies": (list,),
    "flag": (bool,),
}
"""What a value of each unit looks like in YAML; the lint holds every file to it."""


_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times quicker where it is built


class RuleError(Exception):
    """A rule cannot answer; the sentence says which rule, which day, and what is known."""


@dataclass(frozen=True, slots=True)
class Period:
    """One wording of a rule: in force from `start` to the day before the next wording, `end` included; None is open."""

    start: date
    end: date | None
    value: Any


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with all its wordings, oldest first. `law` is its row in the register (L18), None for practice."""

    id: str
    law: str | None
    unit: str
    severity: Severity
    blocks: bool
    text_sv: str
    text_en: str
    reference: str | None
    source: str
    still_valid_on: date
    periods: tuple[Period, ...]
    notes: str = ""

    def on(self, day: date) -> Any:
        """The value in force on a day; RuleError before the first date and after a repeal."""
        for period in reversed(self.periods):
            if period.start <= day:
                if period.value is None:
                    raise RuleError(f"Regeln {self.id} upphörde {period.start}; den har inget värde {day}.")
                return period.value
        first = self.periods[0].start
        raise RuleError(f"Regeln {self.id} är känd från {first}; det finns inget värde för {day}.")


def _periods(values: Mapping[date, Any]) -> tuple[Period, ...]:
    starts = sorted(values)
    ends = [date.fromordinal(later.toordinal() - 1) for later in starts[1:]]
    return tuple(Period(start, end, values[start]) for start, end in zip(starts, [*ends, None], strict=True))


def parse_rule(content: Mapping[str, Any]) -> Rule:
    """A rule from the content of its file. KeyError names a missing field."""
    return Rule(
        id=content["id"],
        law=content["law"],
        unit=content["unit"],
        severity=Severity(content["severity"]),
        blocks=content["blocks"],
        text_sv=content["text"]["sv"],
        text_en=content["text"]["en"],
        reference=content["reference"],
        source=content["source"],
        still_valid_on=content["still_valid_on"],
        periods=_periods(content["values"]),
        notes=content.get("notes", ""),
    )


def _files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir() and entry.name not in {"tests", "parametrar"}:  # parameters have a loader of their own
            found += _files(entry)
        elif entry.name.endswith(".yaml"):
            found.append(entry)
    return found


@cache
def load_rules() -> Mapping[str, Rule]:
    """All rules by id."""
    texts = [entry.read_text("utf-8") for entry in _files(resources.files("ramverk.rules"))]
    rules = [parse_rule(yaml.load(text, Loader=_SAFE)) for text in texts]  # noqa: S506 -- both loaders are safe ones
    return {rule.id: rule for rule in rules}


def rule(rule_id: str) -> Rule:
    """One rule; RuleError names the ids that resemble it."""
    rules = load_rules()
    if rule_id not in rules:
        near = sorted(known for known in rules if rule_id.rpartition("/")[2][:6] in known) or sorted(rules)
        raise RuleError(f"Regeln {rule_id} finns inte. Närmast: {', '.join(near[:5])}.")
    return rules[rule_id]
