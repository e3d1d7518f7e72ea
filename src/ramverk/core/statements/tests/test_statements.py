"""Statements tie, results are balanced by law, goals are held against their thresholds."""

from fractions import Fraction

import pytest

from ramverk.core.statements.balance_test import balance_test
from ramverk.core.statements.goals import FORMULAS, FinancialGoal, Operator, Span, assess_goal, own_formula
from ramverk.core.statements.result_reserve import reserve_room
from ramverk.core.statements.tables import RollRelation, Statement, SumRelation, UnknownCell, check_relations

RESULT = Statement(
    "result_budget",
    ("budget_2023",),
    {
        "taxes": {"budget_2023": Fraction(7983)},
        "net_cost": {"budget_2023": Fraction(8014)},
        "financial": {"budget_2023": Fraction(7)},
        "result": {"budget_2023": Fraction(-23)},
    },
)


def result_relation(tolerance):
    terms = {"taxes": 1, "net_cost": -1, "financial": 1}
    return SumRelation("result", "result", terms, Fraction(tolerance), ("budget_2023",))


def test_a_printed_total_stays_beside_the_computed_one():
    (tied,) = check_relations(RESULT, [result_relation(0)])
    assert (tied.computed, tied.printed, tied.holds) == (-24, -23, False)
    assert check_relations(RESULT, [result_relation(1)])[0].holds


def test_equity_rolls_from_the_accounts_and_not_from_last_years_budget():
    equity = {"actual_2019": Fraction("492.7"), "budget_2020": Fraction("491.3"), "budget_2021": Fraction(522)}
    results = {"budget_2020": Fraction(15), "budget_2021": Fraction("14.3")}
    statement = Statement("balance_budget", tuple(equity), {"equity": equity, "result": results})
    added = [("result", "budget_2020", 1), ("result", "budget_2021", 1)]
    roll = RollRelation("roll", "equity", "actual_2019", "budget_2021", added, Fraction("0.05"))
    assert check_relations(statement, [roll])[0].holds


def test_a_relation_about_a_line_that_is_not_there_says_which():
    with pytest.raises(UnknownCell, match="grants/budget_2023"):
        check_relations(RESULT, [SumRelation("x", "result", {"grants": 1}, Fraction(0), ("budget_2023",))])


@pytest.mark.parametrize(
    ("result", "adjustments", "movements", "after", "rest"),
    [
        ("563", ["-23"], ["-185", "-193"], "540", "162"),
        ("-2.7", ["-0.7", "1.7"], [], "-1.7", "-1.7"),
        ("-23", [], ["23"], "-23", "0"),
        ("23.5", [], ["-15"], "23.5", "8.5"),
    ],
)
def test_published_balance_tests_come_out(result, adjustments, movements, after, rest):
    test = balance_test(Fraction(result), [Fraction(a) for a in adjustments], [Fraction(m) for m in movements])
    assert (test.after_adjustments, test.balance_requirement_result) == (Fraction(after), Fraction(rest))
    assert test.must_be_restored == max(0, -Fraction(rest))


def test_with_negative_equity_the_threshold_is_two_per_cent_and_zero_is_not_negative():
    def most(equity):
        return reserve_room(Fraction(1000), Fraction(30), Fraction(30), Fraction(0), Fraction(equity)).most

    assert (most(-1), most(0)) == (10, 20)


def test_a_full_reserve_takes_nothing_more():
    assert reserve_room(Fraction(1000), Fraction(30), Fraction(30), Fraction(60), Fraction(1)).most == 0


def lines(result, taxes, grants):
    return {
        "result_for_the_year": Fraction(result),
        "tax_revenue": Fraction(taxes),
        "general_grants_and_equalisation": Fraction(grants),
    }


YEARS = {2019: lines(37, 1748, 487), 2020: lines(-5, 1800, 500), 2021: {"tax_revenue": Fraction(1)}}


def test_a_goal_is_held_against_each_year_and_missing_lines_give_no_outcome():
    goal = FinancialGoal("Resultatet är minst 1,5 %", FORMULAS["result_share"], Operator.AT_LEAST, Fraction("1.5"))
    assert [outcome.is_met for outcome in assess_goal(goal, YEARS)] == [True, False, None]


def test_a_goal_over_a_span_is_held_against_the_average():
    goal = FinancialGoal(
        "I snitt minst 0,7 %", FORMULAS["result_share"], Operator.AT_LEAST, Fraction("0.7"), Span.AVERAGE
    )
    (outcome,) = assess_goal(goal, YEARS)
    assert outcome.is_met


def test_years_taken_together_are_one_quotient_and_not_an_average_of_quotients():
    goal = FinancialGoal(
        "Vi betalar själva", FORMULAS["self_financing"], Operator.AT_LEAST, Fraction(100), Span.TOGETHER
    )
    years = {
        2019: {"result_for_the_year": Fraction(10), "depreciation": Fraction(-90), "net_investment": Fraction(50)},
        2020: {"result_for_the_year": Fraction(0), "depreciation": Fraction(-100), "net_investment": Fraction(150)},
    }
    (outcome,) = assess_goal(goal, years)
    assert outcome.value == 100
    assert outcome.is_met


def test_a_goal_of_ones_own_is_made_of_chosen_lines_with_costs_as_people_say_them():
    formula = own_formula(["net_operating_cost"], ["tax_revenue", "general_grants_and_equalisation"])
    year = lines(37, 1748, 487) | {"net_operating_cost": Fraction(-2198), "cash": Fraction(99)}
    assert round(float(formula.value([year])), 2) == 98.34
    assert own_formula(["cash"], []).value([year]) == Fraction(99, 1000)
    assert own_formula(["cash"], ["inhabitants"]).value([year]) is None
    with pytest.raises(KeyError, match="guld"):
        own_formula(["guld"], [])
