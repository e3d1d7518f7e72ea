"""How an edition stands against its round's financial goals."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.assumptions import decimal
from ramverk.apps.frames.models import FinancialGoal
from ramverk.apps.frames.policy import GOALS
from ramverk.apps.frames.queries.figures import Figures
from ramverk.apps.organisation.actor import Actor
from ramverk.core.statements.goals import FinancialGoal as CoreGoal
from ramverk.core.statements.goals import GoalOutcome, Operator, assess_goal


@dataclass(frozen=True, slots=True)
class Judged:
    """A goal with its outcome per year, or the one of all years together."""

    goal: FinancialGoal
    threshold: Fraction
    outcomes: tuple[GoalOutcome, ...]


def goals_of(in_round: Round, actor: Actor) -> list[FinancialGoal]:
    """The round's goals."""
    return list(GOALS.filter(FinancialGoal.objects.filter(round=in_round), actor))


def judged(goals: Sequence[FinancialGoal], of: Figures) -> list[Judged]:
    """Each goal held against an edition's figures."""
    years = {
        year: {
            "result_for_the_year": Fraction(int(of.budget.result(year))),
            "tax_revenue": Fraction(int(of.budget.tax_revenue[year])),
            "general_grants_and_equalisation": Fraction(int(of.budget.general_grants_and_equalisation[year])),
        }
        for year in of.years
    }
    found = []
    for goal in goals:
        threshold = Fraction(goal.threshold)
        core = CoreGoal(goal.name, goal.formula, Operator(goal.operator), threshold, goal.is_average)
        found.append(Judged(goal, threshold, assess_goal(core, years)))
    return found


def shown_goal(one: Judged) -> tuple[FinancialGoal, str, list[tuple[int | None, str, bool | None]]]:
    """A goal, its threshold, and per outcome the year, the value in words and whether it is met."""
    outcomes = [(part.year, "" if part.value is None else decimal(part.value), part.is_met) for part in one.outcomes]
    return one.goal, decimal(one.threshold), outcomes
