"""What is written in a plan's structured sections, as values between forms, workbooks and actions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class SplitLine:
    """A part of the frame. `key` is empty for a new row; amounts are öre by year as text, net cost positive."""

    operation_id: int
    amounts: Mapping[str, int]
    key: str = ""
    unit: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request outside the frame; they are ranked in the order given."""

    title: str
    amounts: Mapping[str, int]
    key: str = ""
    motive: str = ""
    consequence: str = ""
    goal_text: str = ""
    is_one_off: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorValues:
    """An indicator as written; values stay text, so that what people wrote is what is kept."""

    name: str
    key: str = ""
    definition: str = ""
    unit: str = ""
    direction: str = "increase"
    baseline: str = ""
    baseline_year: int | None = None
    targets: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    method: str = ""
    source: str = ""
    frequency: str = ""
    lag_months: int = 0
    responsible: str = ""
    missing_reason: str = ""
    missing_until: date | None = None
    catalogue_id: int | None = None


@dataclass(frozen=True, slots=True)
class GoalValues:
    """A goal as written, with its indicators and what it is linked to."""

    text: str
    key: str = ""
    level: str = "board"
    parent_id: int | None = None
    reason: str = ""
    unit: str = ""
    is_financial: bool = False
    is_good_economy: bool = False
    responsible: str = ""
    period: str = ""
    indicators: tuple[IndicatorValues, ...] = ()
    change_ids: tuple[int, ...] = ()
    assignment_ids: tuple[int, ...] = ()
