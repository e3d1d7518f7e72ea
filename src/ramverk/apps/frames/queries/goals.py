"""How an edition stands against its round's financial goals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.assumptions import decimal
from ramverk.apps.frames.models import Edition, FinancialGoal, GoalFormula, GoalSpan
from ramverk.apps.frames.policy import GOALS
from ramverk.apps.frames.queries.statements import Stated, stated
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Municipality
from ramverk.core.money import Ore, format_count
from ramverk.core.money import Unit as MoneyUnit
from ramverk.core.statements.balance_lines import BALANCE_LINES, Side
from ramverk.core.statements.goals import (
    FORMULAS,
    Formula,
    GoalOutcome,
    Measure,
    Operator,
    Span,
    assess_goal,
    own_formula,
)
from ramverk.core.statements.goals import FinancialGoal as CoreGoal
from ramverk.core.statements.position import Position

_SPANS = {
    GoalSpan.EACH_YEAR: Span.EACH_YEAR,
    GoalSpan.AVERAGE: Span.AVERAGE,
    GoalSpan.TOGETHER: Span.TOGETHER,
    GoalSpan.FOUR_YEARS: Span.TOGETHER,
}
PEOPLE = "inhabitants"
UNITS = {Measure.PERCENT: "%", Measure.KR: "kr", Measure.TKR: "tkr"}


@dataclass(frozen=True, slots=True)
class ShownOutcome:
    """One outcome in words; `year` is None for all years together, `value` empty where a line is missing."""

    year: int | None
    value: str
    is_met: bool | None


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """A goal, its condition in words ("minst 0,5 %"), and how an edition stands."""

    goal: FinancialGoal
    condition: str
    outcomes: tuple[ShownOutcome, ...]

    @property
    def is_met(self) -> bool | None:
        """Whether every outcome meets it; None where none is known."""
        known = [one.is_met for one in self.outcomes if one.is_met is not None]
        return all(known) if known else None

    def in_year(self, year: int) -> ShownOutcome | None:
        """The outcome of a year, or the one of all years."""
        return next((one for one in self.outcomes if one.year in {None, year}), None)


def goals_of(in_round: Round, actor: Actor) -> list[FinancialGoal]:
    """The round's goals."""
    return list(GOALS.filter(FinancialGoal.objects.filter(round=in_round), actor))


def goals_at(edition: Edition, actor: Actor, of: Stated | None = None) -> list[ShownGoal]:
    """Every goal of the edition's round held against the edition."""
    return held_against(edition, goals_of(edition.round, actor), of)


def held_against(edition: Edition, goals: Sequence[FinancialGoal], of: Stated | None = None) -> list[ShownGoal]:
    """These goals held against the edition."""
    if not goals:
        return []
    return goals_held(goals, of or stated(edition))


def goals_held(goals: Sequence[FinancialGoal], statements: Stated) -> list[ShownGoal]:
    """Goals held against what is stated, whatever edition that is of."""
    years = _lines_by_year(statements)
    return [_shown(goal, years) for goal in goals]


def _lines_by_year(statements: Stated) -> dict[int, dict[str, Fraction]]:
    people = Municipality.objects.values_list("inhabitants", flat=True).first()
    return {year: _lines(statements, year, people) for year in statements.results.years}


def formula_of(goal: FinancialGoal) -> Formula:
    """The formula a goal measures by."""
    if goal.formula == GoalFormula.OWN:
        return own_formula(goal.numerator, goal.denominator)
    return FORMULAS[goal.formula]


def condition_of(goal: FinancialGoal) -> str:
    """The goal's condition in words: "minst 0,5 %"."""
    measure = formula_of(goal).measure
    return f"{goal.get_operator_display()} {_number(Fraction(goal.threshold), measure)} {UNITS[measure]}"


@dataclass(frozen=True, slots=True)
class GoalPart:
    """A line of a goal's formula as the formula counts it, by its code.

    `amounts` are öre by year (people for inhabitants); None where the line is not budgeted.
    """

    code: str
    amounts: Mapping[int, int | None]


@dataclass(frozen=True, slots=True)
class ExplainedGoal:
    """A goal's outcome down to its lines: what is divided, and what it is divided by (nothing for a bare amount)."""

    shown: ShownGoal
    years: tuple[int, ...]
    above: tuple[GoalPart, ...]
    below: tuple[GoalPart, ...]


def explain_goal(goal: FinancialGoal, of: Stated) -> ExplainedGoal:
    """Why a goal's outcome is what it is in what an edition states."""
    years = _judged(goal, _lines_by_year(of))
    formula = formula_of(goal)
    above, below = (
        tuple(
            GoalPart(code, {year: _counted(lines, code, sign) for year, lines in years.items()}) for code, sign in part
        )
        for part in (formula.numerator.items(), formula.denominator.items())
    )
    return ExplainedGoal(goals_held([goal], of)[0], tuple(years), above, below)


def _counted(lines: Mapping[str, Fraction], code: str, sign: int) -> int | None:
    if code not in lines:
        return None
    return int(sign * lines[code] * (1 if code == PEOPLE else 100))


def _judged(goal: FinancialGoal, years: Mapping[int, dict[str, Fraction]]) -> dict[int, dict[str, Fraction]]:
    """The years that a goal is judged by: the present one only where four years are taken together."""
    first = min(years)
    return {year: lines for year, lines in years.items() if goal.span == GoalSpan.FOUR_YEARS or year != first}


def _shown(goal: FinancialGoal, years: dict[int, dict[str, Fraction]]) -> ShownGoal:
    formula = formula_of(goal)
    core = CoreGoal(
        goal.name, formula, Operator(goal.operator), Fraction(goal.threshold), _SPANS[GoalSpan(goal.span)]
    )  # fmt: skip
    outcomes = tuple(_outcome(one, formula.measure) for one in assess_goal(core, _judged(goal, years)))
    return ShownGoal(goal, condition_of(goal), outcomes)


def _outcome(outcome: GoalOutcome, measure: Measure) -> ShownOutcome:
    value = "" if outcome.value is None else _number(outcome.value, measure)
    return ShownOutcome(outcome.year, value, outcome.is_met)


def _number(value: Fraction, measure: Measure) -> str:
    if measure is Measure.PERCENT:
        return decimal(value)
    return format_count(int(Ore(1).share(value)), MoneyUnit.KR)


def _lines(of: Stated, year: int, people: int | None) -> dict[str, Fraction]:
    """One year's lines in kronor. What is not budgeted is left out, so that a goal of it has no outcome."""
    budget, at = of.results.by_year[year], of.results.column(year)
    amounts = {
        "result_for_the_year": budget.result(at),
        "tax_revenue": budget.tax_revenue[at],
        "general_grants_and_equalisation": budget.general_grants_and_equalisation[at],
        "net_operating_cost": budget.net_operating_cost(at),
        "financial_net": budget.financial[at],
    }
    if of.position is not None:
        amounts |= _position_lines(of.position, year, has_plan=of.plan is not None or bool(of.planned))
    lines = {code: Fraction(int(amount), 100) for code, amount in amounts.items()}
    return lines | {PEOPLE: Fraction(people)} if people else lines


def _position_lines(position: Position, year: int, *, has_plan: bool) -> dict[str, Ore]:
    lines = {code: position.balance(code, year) for code in BALANCE_LINES}
    lines |= {side.value: position.side(side, year) for side in Side}
    lines["total_assets"] = position.total_assets(year)
    if has_plan:
        lines |= {
            "depreciation": -position.depreciation(year),
            "net_investment": position.net_investment(year),
            "new_loans": position.flow("new_loans", year),
            "repayment": position.flow("repayment", year),
        }
    return lines
