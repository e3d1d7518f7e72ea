"""The rules a plan is checked against, as values: statute and practice on one decision date."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ramverk.core.timetable.bodies import BodyKind
from ramverk.core.timetable.clock import LegalLimits


@dataclass(frozen=True, slots=True)
class Practice:
    """Intervals seen in real plans. They warn, and never block."""

    consultation_days: int
    proposal_days: int
    board_to_council_days: int
    compilation_days: int
    slack_days: int
    quiet_months: frozenset[int]


@dataclass(frozen=True, slots=True)
class PlanRules:
    """Everything `check_timetable` needs to know. `limits` is None where no statute is known for the plan's year."""

    limits: LegalLimits | None
    practice: Practice
    election_years: frozenset[int]
    deciding_bodies: frozenset[BodyKind]
    references: Mapping[str, str] = field(default_factory=dict)
    """Rule id without its folder -> legal reference."""

    def law(self, rule: str) -> str | None:
        """The paragraph behind a rule, where one exists."""
        return self.references.get(rule)
