"""Financial goals: a formula, a threshold and a span of years; a goal missed is shown, never blocked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

__all__ = ["FORMULAS", "FinancialGoal", "GoalOutcome", "GoalYear", "Operator", "assess_goal"]

GoalYear = Mapping[str, Fraction]
"""One year's lines by code, as the statements name them, income and assets positive, cost negative."""


def _share(part: Fraction, whole: Fraction) -> Fraction | None:
    return None if whole == 0 else 100 * part / whole


def _taxes(year: GoalYear) -> Fraction:
    return year["tax_revenue"] + year["general_grants_and_equalisation"]


FORMULAS: Mapping[str, Callable[[GoalYear], Fraction | None]] = {
    "result_share": lambda year: _share(year["result_for_the_year"], _taxes(year)),
    "net_investment_share": lambda year: _share(year["net_investment"], _taxes(year)),
    "self_financing": lambda year: _share(year["result_for_the_year"] - year["depreciation"], year["net_investment"]),
    "equity_ratio": lambda year: _share(year["equity"], year["total_assets"]),
    "equity_ratio_with_pensions": lambda year: _share(
        year["equity"] - year["pension_liability_before_1998"], year["total_assets"]
    ),
    "debt_share": lambda year: _share(year["loans"], _taxes(year)),
    "debt_per_inhabitant_kr": lambda year: None if year["inhabitants"] == 0 else year["loans"] / year["inhabitants"],
}
"""Per cent, but for debt per inhabitant. Depreciation is a cost and therefore negative. None where nothing divides."""


class Operator(StrEnum):
    """How an outcome is held against its threshold."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class FinancialGoal:
    """A goal: which formula, which threshold, and whether each year counts or the average of the span."""

    name: str
    formula: str
    operator: Operator
    threshold: Fraction
    is_average: bool = False


@dataclass(frozen=True, slots=True)
class GoalOutcome:
    """The outcome of a goal in one year, or over all of them; None where a line is missing."""

    goal: FinancialGoal
    year: int | None
    value: Fraction | None

    @property
    def is_met(self) -> bool | None:
        """Whether it is met; None where there is no outcome."""
        if self.value is None:
            return None
        at_least = self.goal.operator is Operator.AT_LEAST
        return self.value >= self.goal.threshold if at_least else self.value <= self.goal.threshold


def assess_goal(goal: FinancialGoal, years: Mapping[int, GoalYear]) -> tuple[GoalOutcome, ...]:
    """One outcome per year, or one for the average of all years that have one. KeyError names an unknown formula."""
    formula = FORMULAS[goal.formula]
    values = {year: _outcome(formula, lines) for year, lines in sorted(years.items())}
    if not goal.is_average:
        return tuple(GoalOutcome(goal, year, value) for year, value in values.items())
    known: Sequence[Fraction] = [value for value in values.values() if value is not None]
    return (GoalOutcome(goal, None, sum(known, Fraction(0)) / len(known) if known else None),)


def _outcome(formula: Callable[[GoalYear], Fraction | None], lines: GoalYear) -> Fraction | None:
    try:
        return formula(lines)
    except KeyError:  # a line the municipality does not budget: no outcome rather than a wrong one
        return None
