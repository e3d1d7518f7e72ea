"""A frame split into parts sums to the krona, in every year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.money import Ore, allocate
from ramverk.core.split import NothingToFollow, check_split, left_to_split, spread_left, whole_kronor

YEARS = (2019, 2020)


def frame(*kronor):
    return {year: Ore(amount * 100) for year, amount in zip(YEARS, kronor, strict=True)}


def test_it_says_each_year_that_does_not_tie():
    found = check_split(frame(1000, 1000), [frame(1001, 999)], YEARS, "Preliminära ramar")
    assert [(one.code, one.blocks) for one in found] == [("plan.over_frame", True), ("plan.under_frame", True)]
    assert "2019: fördelningen är 1 kr mer än ramen på 1\u2009000 kr i ”Preliminära ramar”" in found[0].message


def test_what_is_not_begun_is_said_once():
    (found,) = check_split(frame(1000, 1000), [], YEARS, "Ramar")
    assert (found.code, found.blocks) == ("plan.not_split", True)
    assert not check_split(frame(0, 0), [], YEARS, "Ramar")


def test_less_than_half_a_krona_is_no_difference():
    assert not check_split(frame(1000, 1000), [{2019: Ore(100_049), 2020: Ore(99_951)}], YEARS, "x")
    assert len(check_split(frame(1000, 1000), [{2019: Ore(100_050), 2020: Ore(99_950)}], YEARS, "x")) == 2


def test_a_negative_frame_ties_too():
    assert not check_split(frame(-500, 0), [frame(-700, 100), frame(200, -100)], YEARS, "x")


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(1, 100), min_size=1, max_size=20))
def test_whatever_is_allocated_ties(total, weights):
    parts = [{2019: part} for part in allocate(Ore(total), weights)]
    assert left_to_split({2019: Ore(total)}, parts, (2019,)) == {2019: Ore(0)}
    assert not check_split({2019: Ore(total)}, parts, (2019,), "x")


@given(st.integers(-(10**12), 10**12))
def test_kronor_are_rounded_half_away_from_zero(amount):
    assert abs(whole_kronor(Ore(amount)) * 100 - amount) <= 50
    assert whole_kronor(Ore(-amount)) == -whole_kronor(Ore(amount))


AMOUNTS = st.integers(-(10**12), 10**12)


@given(AMOUNTS, st.lists(AMOUNTS, min_size=1, max_size=20).filter(any))
def test_what_is_left_is_spread_to_the_ore_and_all_but_one_in_whole_thousands(left, sizes):
    parts = [{2019: Ore(size)} for size in sizes]
    shares = [share[2019] for share in spread_left({2019: Ore(left)}, parts, (2019,))]
    assert sum(shares) == left
    assert sum(share % 100_000 != 0 for share in shares) <= 1
    assert all(share == 0 or (share < 0) == (left < 0) for share in shares)
    assert all(share == 0 for share, size in zip(shares, sizes, strict=True) if size == 0)


def test_nothing_is_spread_over_parts_that_are_nil():
    with pytest.raises(NothingToFollow) as caught:
        spread_left(frame(1000, 5), [frame(3, 0), frame(-3, 0)], YEARS)
    assert caught.value.years == (2020,)
    assert spread_left(frame(0, 0), [frame(0, 0)], YEARS) == [frame(0, 0)]
