"""What a workbook of a plan holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ramverk.core.money import Ore
from ramverk.formats.row_faults import RowFault

TEMPLATE = "verksamhetsplan/1"
SPLIT, GOALS, ABOUT = "Fördelning", "Mål", "Om"
CHECKS = ("Ram (rör inte)", "Fördelat (räknas)", "Kvar att fördela (räknas)")
"""Rows of the split that are there to look at: nothing in them is read."""
SPLIT_HEADS = ("Nyckel", "Verksamhet", "Enhet", "Konto")
GOAL_HEADS = (
    "Nyckel", "Mål", "Ansvarig", "Period", "Indikatorns nyckel", "Indikator", "Definition", "Enhet", "Ska",
    "Utgångsvärde", "Utgångsår", "Källa",
)  # fmt: skip
"""The headings beside the years, which are headings of their own."""


@dataclass(frozen=True, slots=True)
class PlanIdentity:
    """Which plan it is, against which frames, and which versions of its sections it was made from."""

    plan: str
    edition: str
    board: str
    split_version: int
    goals_version: int
    edition_name: str = ""
    """For the reader of the workbook; a file that comes back is known by `edition` alone."""


@dataclass(frozen=True, slots=True)
class SplitRow:
    """A part of the frame; `operation` is its code. Net cost."""

    place: str
    key: str
    operation: str
    unit: str
    account: str
    amounts: Mapping[int, Ore]


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One indicator with the goal it measures; a goal with several stands on several rows."""

    place: str
    key: str
    text: str
    responsible: str
    period: str
    indicator_key: str
    indicator: str
    definition: str
    unit: str
    direction: str
    baseline: str
    baseline_year: str
    source: str
    targets: Mapping[int, str]


@dataclass(slots=True)
class PlanFile:
    """What came back."""

    identity: PlanIdentity
    split: list[SplitRow] = field(default_factory=list)
    goals: list[GoalRow] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
