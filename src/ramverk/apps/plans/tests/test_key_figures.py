"""A goal that is measured by a key figure takes its outcomes from there, and its targets are looked after there."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ramverk.apps.keyfigures.actions.add_indicator import Local, add_indicator
from ramverk.apps.keyfigures.actions.type_values import Typed, type_values
from ramverk.apps.keyfigures.targets import target_signals
from ramverk.apps.plans.actions.add_to_catalogue import add_to_catalogue
from ramverk.apps.plans.actions.save_goal import save_goal
from ramverk.apps.plans.findings import core_goals
from ramverk.apps.plans.key_figures import targets_of
from ramverk.apps.plans.tests.conftest import INDICATOR, part, the_goal
from ramverk.core.goals.goals import Assessment


@pytest.fixture
def kon(finans):
    """A local key figure that is 41 in 2019."""
    figure = add_indicator(finans, Local("E-KÖ1", "Kö till förskola, dagar", source="Registret"))
    type_values(finans, figure, None, [Typed(2019, "41,5")])
    return figure


def measured(plan, skribenten, finans, parent, **fields):
    entry = add_to_catalogue(finans, "E-KÖ1", "Kö till förskola", direction="decrease")
    values = replace(
        INDICATOR, direction="decrease", baseline="50", targets={"2019": "42"}, catalogue_id=entry.pk, **fields
    )
    section = part(plan, "mal")
    save_goal(skribenten, section, section.version, the_goal(parent, indicators=(values,)))
    return core_goals(part(plan, "mal"))[0]


def test_a_goal_takes_its_outcome_from_the_key_figure(plan, skribenten, finans, fullmaktigemal, kon):
    goal = measured(plan, skribenten, finans, fullmaktigemal)
    assert goal.indicators[0].outcomes == {2019: Decimal("41.5")}
    assert goal.assess(2019) is Assessment.FULFILLED


def test_what_is_written_by_hand_holds(plan, skribenten, finans, fullmaktigemal, kon):
    goal = measured(plan, skribenten, finans, fullmaktigemal, outcomes={"2019": "60"})
    assert goal.assess(2019) is Assessment.NOT_FULFILLED


def test_the_targets_of_a_closed_plan_are_told_only_to_those_who_see_it(
    plan, skribenten, finans, fullmaktigemal, kon, som, facket
):
    measured(plan, skribenten, finans, fullmaktigemal)
    (target,) = targets_of(skribenten)
    assert (target.indicator.code, target.by_year) == ("E-KÖ1", {2019: 42.0})
    assert list(targets_of(som(facket))) == []
    assert target_signals(skribenten) == [], "an outcome, and near"
