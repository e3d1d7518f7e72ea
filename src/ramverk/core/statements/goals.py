"""Financial goals: a formula, a threshold and a span of years; a goal missed is shown, never blocked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

__all__ = [
    "FORMULAS",
    "GOAL_LINES",
    "FinancialGoal",
    "Formula",
    "GoalLine",
    "GoalOutcome",
    "GoalYear",
    "Measure",
    "Operator",
    "Span",
    "assess_goal",
    "own_formula",
]

GoalYear = Mapping[str, Fraction]
"""One year's lines by code in kronor, as the statements name them, income and assets positive, cost negative."""


class Measure(StrEnum):
    """What an outcome is counted in."""

    PERCENT = "percent"
    KR = "kr"
    TKR = "tkr"

    @property
    def factor(self) -> Fraction:
        """What a quotient of kronor is multiplied by."""
        return {"percent": Fraction(100), "kr": Fraction(1), "tkr": Fraction(1, 1000)}[self.value]


@dataclass(frozen=True, slots=True)
class Formula:
    """Signed lines over signed lines; without a denominator it is the amount itself."""

    numerator: Mapping[str, int]
    denominator: Mapping[str, int]
    measure: Measure = Measure.PERCENT

    def value(self, years: Sequence[GoalYear]) -> Fraction | None:
        """The outcome of one year, or of several taken together. None where a line is missing or nothing divides."""
        try:
            part = sum((_signed(self.numerator, year) for year in years), Fraction(0))
            whole = sum((_signed(self.denominator, year) for year in years), Fraction(0))
        except KeyError:  # a line the municipality does not budget: no outcome rather than a wrong one
            return None
        if not self.denominator:
            return part * self.measure.factor
        return None if whole == 0 else part / whole * self.measure.factor


def _signed(lines: Mapping[str, int], year: GoalYear) -> Fraction:
    return sum((sign * year[line] for line, sign in lines.items()), Fraction(0))


_TAXES = {"tax_revenue": 1, "general_grants_and_equalisation": 1}
_RESULT = "result_for_the_year"

FORMULAS: Mapping[str, Formula] = {
    "result_share": Formula({_RESULT: 1}, _TAXES),
    "net_cost_share": Formula({"net_operating_cost": -1, "financial_net": -1}, _TAXES),
    "net_investment_share": Formula({"net_investment": 1}, _TAXES),
    "self_financing": Formula({_RESULT: 1, "depreciation": -1}, {"net_investment": 1}),
    "equity_ratio": Formula({"equity": 1}, {"total_assets": 1}),
    "equity_ratio_with_pensions": Formula({"equity": 1, "pension_liability_before_1998": -1}, {"total_assets": 1}),
    "debt_share": Formula({"loans": 1}, _TAXES),
    "debt_per_inhabitant_kr": Formula({"loans": 1}, {"inhabitants": 1}, Measure.KR),
    "debt_tkr": Formula({"loans": 1}, {}, Measure.TKR),
}
"""Depreciation is a cost and therefore negative: taking it away adds it."""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A line that a goal of one's own may be made of; `sign` turns a cost into the positive amount people mean."""

    code: str
    swedish: str
    english: str
    sign: int = 1


GOAL_LINES: Mapping[str, GoalLine] = {
    line.code: line
    for line in (
        GoalLine(_RESULT, "årets resultat", "result for the year"),
        GoalLine("tax_revenue", "skatteintäkter", "tax revenue"),
        GoalLine("general_grants_and_equalisation", "generella statsbidrag och utjämning", "general grants"),
        GoalLine("net_operating_cost", "verksamhetens nettokostnad", "net operating cost", -1),
        GoalLine("financial_net", "finansnetto", "financial net"),
        GoalLine("depreciation", "avskrivningar", "depreciation", -1),
        GoalLine("net_investment", "nettoinvesteringar", "net investment"),
        GoalLine("new_loans", "nya lån", "new loans"),
        GoalLine("repayment", "amorteringar", "repayments"),
        GoalLine("equity", "eget kapital", "equity"),
        GoalLine("equity_result_reserve", "resultatutjämningsreserv", "result equalisation reserve"),
        GoalLine("equity_result_reserve_2024", "resultatreserv", "result reserve"),
        GoalLine("total_assets", "tillgångar", "assets"),
        GoalLine("current_assets", "omsättningstillgångar", "current assets"),
        GoalLine("cash", "kassa och bank", "cash"),
        GoalLine("provisions", "avsättningar", "provisions"),
        GoalLine("loans", "lån", "loans"),
        GoalLine("liabilities", "skulder", "liabilities"),
        GoalLine("short_term_liabilities", "kortfristiga skulder", "short-term liabilities"),
        GoalLine("pension_liability_before_1998", "pensionsförpliktelser före 1998", "pension liability before 1998"),
        GoalLine("guarantees", "borgensåtaganden", "guarantees"),
        GoalLine("inhabitants", "invånare", "inhabitants"),
    )
}
"""Every line by its code, in the order it is chosen from."""


def own_formula(numerator: Sequence[str], denominator: Sequence[str]) -> Formula:
    """A formula of chosen lines: per cent of the denominator, kronor each where that is inhabitants, tkr where none.

    KeyError names a line that nobody knows.

    >>> own_formula(["cash"], ["inhabitants"]).measure
    <Measure.KR: 'kr'>
    """
    measure = (
        Measure.TKR if not denominator else Measure.KR if list(denominator) == ["inhabitants"] else Measure.PERCENT
    )
    return Formula(_chosen(numerator), _chosen(denominator), measure)


def _chosen(codes: Sequence[str]) -> dict[str, int]:
    return {code: GOAL_LINES[code].sign for code in codes}


class Operator(StrEnum):
    """How an outcome is held against its threshold."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Span(StrEnum):
    """Whether each year counts, the average of the years' outcomes, or all years taken together as one."""

    EACH_YEAR = "each_year"
    AVERAGE = "average"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class FinancialGoal:
    """A goal: which formula, which threshold, and over which span."""

    name: str
    formula: Formula
    operator: Operator
    threshold: Fraction
    span: Span = Span.EACH_YEAR


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
    """One outcome per year, or one for all years: the average of those that have one, or the years taken together."""
    if goal.span is Span.TOGETHER:
        return (GoalOutcome(goal, None, goal.formula.value([years[year] for year in sorted(years)])),)
    values = {year: goal.formula.value([lines]) for year, lines in sorted(years.items())}
    if goal.span is Span.EACH_YEAR:
        return tuple(GoalOutcome(goal, year, value) for year, value in values.items())
    known: Sequence[Fraction] = [value for value in values.values() if value is not None]
    return (GoalOutcome(goal, None, sum(known, Fraction(0)) / len(known) if known else None),)
