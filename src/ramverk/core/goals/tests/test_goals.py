"""Goals: what makes one complete, which way is better, and how it went."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.goals.checks import check_goals
from ramverk.core.goals.goals import Assessment, Direction, Goal, Indicator, Level, NotATarget, Target, parse_target

YEARS = (2019, 2020, 2021)


def at(value):
    return Target(Decimal(value), Decimal(value))


def indicator(**fields):
    values = {
        "key": "i", "name": "Behöriga", "definition": "Andel", "unit": "%", "source": "Skolverket",
        "baseline": Decimal(80), "baseline_year": 2017, "targets": {year: at(85) for year in YEARS},
    }  # fmt: skip
    return Indicator(**(values | fields))


def goal(*indicators, **fields):
    values = {
        "key": "g", "level": Level.BOARD, "text": "Fler behöriga", "parent": "kf", "responsible": "Rektor",
        "period": "2019–2021", "indicators": indicators,
    }  # fmt: skip
    return Goal(**(values | fields))


def codes(*goals):
    return [finding.code for finding in check_goals(goals, YEARS, ("kf",))]


def test_a_complete_goal_has_nothing_to_say():
    assert codes(goal(indicator())) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (goal(), "goal.no_indicator"),
        (goal(indicator(), text=" "), "goal.text_missing"),
        (goal(indicator(), parent=""), "goal.no_link_up"),
        (goal(indicator(), parent="okänt"), "goal.no_link_up"),
        (goal(indicator(), responsible=""), "goal.responsible_missing"),
        (goal(indicator(), period=""), "goal.period_missing"),
        (goal(indicator(definition="")), "indicator.definition_missing"),
        (goal(indicator(unit="")), "indicator.unit_missing"),
        (goal(indicator(source="")), "indicator.source_missing"),
        (goal(indicator(baseline_year=None)), "indicator.baseline_missing"),
        (goal(indicator(targets={2019: at(85)})), "indicator.target_missing"),
        (goal(indicator(targets={year: at(70) for year in YEARS})), "indicator.backs_away"),
        (goal(indicator(lag_months=6)), "indicator.known_late"),
    ],
)
def test_each_thing_missing_is_one_finding(wrong, code):
    assert codes(wrong) == [code]


def test_missing_values_are_excused_by_a_reason_and_a_day():
    excused = indicator(baseline=None, targets={}, missing_reason="Ny mätning", missing_until=date(2018, 10, 1))
    assert codes(goal(excused)) == []
    assert "indicator.baseline_missing" in codes(goal(indicator(baseline=None, missing_reason="Ny mätning")))


def test_a_council_goal_needs_no_link_up():
    assert codes(goal(indicator(), level=Level.COUNCIL, parent="")) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("87,5", "87.5", "87.5"),
        ("−3", "-3", "-3"),
        ("10–12", "10", "12"),
        ("10-12", "10", "12"),
        ("6 900", "6900", "6900"),
    ],
)
def test_values_are_read_as_people_write_them(text, low, high):
    assert parse_target(text) == Target(Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["bra", "12–10", "1,2,3", "NaN", "1e400000"])
def test_what_is_no_value_is_refused(text):
    with pytest.raises(NotATarget):
        parse_target(text)


@pytest.mark.parametrize(
    ("direction", "target", "outcome", "expected"),
    [
        (Direction.INCREASE, at(85), 86, Assessment.FULFILLED),
        (Direction.INCREASE, at(85), 83, Assessment.PARTLY),
        (Direction.INCREASE, at(85), 79, Assessment.NOT_FULFILLED),
        (Direction.DECREASE, at(70), 69, Assessment.FULFILLED),
        (Direction.DECREASE, at(70), 75, Assessment.PARTLY),
        (Direction.DECREASE, at(70), 80, Assessment.NOT_FULFILLED),
        (Direction.INTERVAL, Target(Decimal(60), Decimal(70)), 65, Assessment.FULFILLED),
        (Direction.INTERVAL, Target(Decimal(60), Decimal(70)), 59, Assessment.PARTLY),
        (Direction.INTERVAL, Target(Decimal(60), Decimal(70)), 30, Assessment.NOT_FULFILLED),
    ],
)
def test_an_outcome_is_held_against_target_and_baseline(direction, target, outcome, expected):
    one = indicator(direction=direction, targets={2019: target}, outcomes={2019: Decimal(outcome)})
    assert one.assess(2019) is expected


def test_a_goal_is_what_its_measured_indicators_say_together():
    reached = indicator(outcomes={2019: Decimal(90)})
    missed = indicator(outcomes={2019: Decimal(70)})
    assert goal(reached, indicator()).assess(2019) is Assessment.FULFILLED
    assert goal(reached, missed).assess(2019) is Assessment.PARTLY
    assert goal(missed).assess(2019) is Assessment.NOT_FULFILLED
    assert goal(indicator()).assess(2019) is Assessment.NOT_MEASURABLE


@given(st.decimals(min_value=-9999, max_value=9999, places=2), st.decimals(min_value=-9999, max_value=9999, places=2))
def test_reaching_the_target_is_never_worse_than_not(outcome, target):
    one = indicator(targets={2019: Target(target, target)}, outcomes={2019: outcome})
    assert (one.assess(2019) is Assessment.FULFILLED) == (outcome >= target)
