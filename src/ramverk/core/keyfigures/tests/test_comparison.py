"""Comparison, ranking, trends, kronor and signals."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.keyfigures.comparison import Course, Direction, is_better, placed, ranks, trend
from ramverk.core.keyfigures.kronor import exact, million_kronor, reference_cost, to_deviation, to_level
from ramverk.core.keyfigures.signals import never_near, out_of_line
from ramverk.core.money import Ore

numbers = st.integers(-1000, 1000).map(lambda n: n / 10)
maybe = st.one_of(st.none(), numbers)


@given(st.lists(maybe, max_size=30), st.sampled_from(Direction))
def test_a_rank_is_one_more_than_the_number_of_better_ones(given_values, direction):
    places = ranks(np.array([np.nan if one is None else one for one in given_values], float), direction)
    for value, place in zip(given_values, places, strict=True):
        if value is None:
            assert place == 0
            continue
        known = [one for one in given_values if one is not None]
        better = [one for one in known if (one < value if direction is Direction.LOWER else one > value)]
        assert place == len(better) + 1


@given(maybe, st.lists(maybe, max_size=12), st.sampled_from(Direction))
def test_those_without_a_value_change_nothing(own, others, direction):
    known = [one for one in others if one is not None]
    found = placed(own, others, direction)
    assert found == placed(own, known, direction)
    if known:
        assert found.lowest <= found.middle <= found.highest
        assert (found.rank is None) == (own is None)
    if found.rank is not None:
        assert 1 <= found.rank <= found.of


def test_the_middle_of_seven_is_the_fourth():
    found = placed(12.0, [9.0, 10.0, 11.0, 13.0, 14.0, 15.0, 16.0], Direction.LOWER)
    assert (found.lowest, found.middle, found.highest, found.rank, found.of) == (9.0, 13.0, 16.0, 4, 8)
    assert found.difference == -1.0


@given(numbers, numbers)
def test_better_is_never_both_ways(one, other):
    assert is_better(one, other, Direction.NONE) is None
    if one != other:
        assert is_better(one, other, Direction.HIGHER) is not is_better(other, one, Direction.HIGHER)
        assert is_better(one, other, Direction.HIGHER) is not is_better(one, other, Direction.LOWER)


def test_a_trend_looks_at_the_last_five_years_that_are_known():
    series = {2008: 900.0, 2013: 10.0, 2014: None, 2015: 12.0, 2016: 13.0, 2017: 14.0, 2018: None}
    found = trend(series)
    assert (found.first, found.last, found.course) == (2013, 2017, Course.UP)
    assert abs(found.change - 4.0) < 1e-9
    assert found.is_good(Direction.LOWER) is False
    assert found.is_good(Direction.NONE) is None
    assert trend({2017: 1.0, 2018: None}) is None
    assert trend({2016: 100.0, 2017: 101.0}).course is Course.LEVEL


@given(numbers, numbers, st.integers(0, 100_000))
def test_the_way_there_and_back_costs_nothing(own, level, heads):
    assert to_level(own, level, heads) == -to_level(level, own, heads)
    assert to_level(own, level, heads) == Ore(int((exact(level) - exact(own)) * heads * 100))


def test_a_thousand_kronor_more_per_pupil_for_four_thousand_pupils_is_four_million():
    assert to_level(103_500.0, 102_500.0, 4_000) == Ore(-400_000_000)
    assert exact(3.2) == Fraction(Decimal("3.2"))
    assert million_kronor(4.2) == Ore(420_000_000)


def test_the_reference_cost_is_what_the_deviation_is_a_share_of():
    assert reference_cost(10.0, 4.0) == Ore(25_000_000_000)
    assert to_deviation(10.0, 4.0, 1.0) == Ore(-750_000_000)
    assert reference_cost(0.0, 0.0) is None
    assert reference_cost(3.0, -1.0) is None


def test_out_of_line_needs_a_line():
    assert out_of_line(50.0, [1.0, 2.0, 3.0, 4.0]) is None
    assert out_of_line(3.5, [1.0, 2.0, 3.0, 4.0, 5.0]) is None
    found = out_of_line(50.0, [1.0, 2.0, None, 3.0, 4.0, 5.0])
    assert (found.low, found.high) == (-1.0, 7.0)


def test_a_target_that_was_never_near_says_in_which_years():
    assert never_near({2015: 90.0, 2016: 92.0}, {2015: 70.0, 2016: 72.0, 2017: 90.0}) == (2015, 2016)
    assert never_near({2015: 90.0, 2016: 92.0}, {2015: 70.0, 2016: 90.0}) == ()
    assert never_near({2015: 90.0}, {2015: 70.0}) == ()
    assert never_near({2015: 90.0, 2016: 92.0}, {2015: 70.0, 2016: None}) == ()
