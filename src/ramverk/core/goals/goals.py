"""Goals in a chain from the council's vision to a unit, each measured by indicators."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

__all__ = ["Assessment", "Direction", "Goal", "Indicator", "Level", "NotATarget", "Target", "parse_target"]


class Level(StrEnum):
    """Where in the chain a goal stands; each links to one of the level above."""

    VISION = "vision"
    COUNCIL = "council"
    BOARD = "board"
    UNIT = "unit"


ABOVE = {Level.COUNCIL: Level.VISION, Level.BOARD: Level.COUNCIL, Level.UNIT: Level.BOARD}
"""Which level a goal links up to."""


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    INTERVAL = "interval"


class Assessment(StrEnum):
    """How an indicator or a goal went."""

    FULFILLED = "fulfilled"
    PARTLY = "partly"
    NOT_FULFILLED = "not_fulfilled"
    NOT_MEASURABLE = "not_measurable"


@dataclass(frozen=True, slots=True)
class Target:
    """What is aimed at: one value (`low` equals `high`), or an interval with both ends included."""

    low: Decimal
    high: Decimal

    def __str__(self) -> str:
        low, high = (format(value, "f").replace(".", ",").replace("-", "−") for value in (self.low, self.high))
        return low if self.low == self.high else f"{low}–{high}"


class NotATarget(ValueError):
    """A text that is no value; `sentence_sv` and `sentence_en` say how to mend it."""

    def __init__(self, text: str) -> None:
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        self.sentence_sv = f"”{shown}” är inget värde. Skriv ett tal, till exempel 87,5, eller ett spann, 10–12."
        self.sentence_en = f"“{shown}” is no value. Write a number, for example 87,5, or a range, 10–12."
        super().__init__(self.sentence_sv)


_RANGE = re.compile(r"(?P<low>[^–]+?)\s*[–]\s*(?P<high>.+)|(?P<from>\d[\d ,]*?)\s*-\s*(?P<to>\d.*)")
_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,8})?")
_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009"), None)


def parse_target(text: str) -> Target | None:
    """Read "87,5", "−3" or "10–12" (an interval); None for an empty text. Raises `NotATarget` for the rest."""
    tidy = text.strip()
    if not tidy:
        return None
    found = _RANGE.fullmatch(tidy)
    ends = (found["low"] or found["from"], found["high"] or found["to"]) if found else (tidy, tidy)
    low, high = (_number(end, text) for end in ends)
    if low > high:
        raise NotATarget(text)
    return Target(low, high)


def _number(part: str, whole: str) -> Decimal:
    plain = part.strip().translate(_SPACES).replace("\u2212", "-").replace(",", ".").removesuffix("%")
    if not _PLAIN.fullmatch(plain):
        raise NotATarget(whole)
    return Decimal(plain)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measure of a goal. `targets` and `outcomes` go by year; `lag_months` is how long after a year it is known."""

    key: str
    name: str
    definition: str = ""
    unit: str = ""
    direction: Direction = Direction.INCREASE
    baseline: Decimal | None = None
    baseline_year: int | None = None
    targets: Mapping[int, Target] = field(default_factory=dict)
    outcomes: Mapping[int, Decimal] = field(default_factory=dict)
    source: str = ""
    missing_reason: str = ""
    missing_until: date | None = None
    lag_months: int = 0

    def assess(self, year: int) -> Assessment:
        """How it went in a year: on target, nearer than the baseline, no better, or not known."""
        target, outcome = self.targets.get(year), self.outcomes.get(year)
        if target is None or outcome is None:
            return Assessment.NOT_MEASURABLE
        if self._distance(outcome, target) == 0:
            return Assessment.FULFILLED
        if self.baseline is not None and self._distance(outcome, target) < self._distance(self.baseline, target):
            return Assessment.PARTLY
        return Assessment.NOT_FULFILLED

    def _distance(self, value: Decimal, target: Target) -> Decimal:
        """How far a value is on the wrong side of the target; zero when it is reached."""
        below, above = max(Decimal(0), target.low - value), max(Decimal(0), value - target.high)
        if self.direction is Direction.INCREASE:
            return below
        return above if self.direction is Direction.DECREASE else below + above

    def backs_away(self, year: int) -> bool:
        """Whether the target of a year is worse than the baseline."""
        target = self.targets.get(year)
        if target is None or self.baseline is None or self.direction is Direction.INTERVAL:
            return False
        if self.direction is Direction.INCREASE:
            return target.high < self.baseline
        return target.low > self.baseline


@dataclass(frozen=True, slots=True)
class Goal:
    """What the council, a board or a unit wants to reach. `parent` is the key of the goal it links up to."""

    key: str
    level: Level
    text: str
    parent: str = ""
    responsible: str = ""
    period: str = ""
    indicators: Sequence[Indicator] = ()

    def assess(self, year: int) -> Assessment:
        """All measured indicators on target is fulfilled, none better than before is not; in between is partly."""
        known = [one.assess(year) for one in self.indicators]
        known = [one for one in known if one is not Assessment.NOT_MEASURABLE]
        if not known:
            return Assessment.NOT_MEASURABLE
        if set(known) == {Assessment.FULFILLED}:
            return Assessment.FULFILLED
        return Assessment.NOT_FULFILLED if set(known) == {Assessment.NOT_FULFILLED} else Assessment.PARTLY
