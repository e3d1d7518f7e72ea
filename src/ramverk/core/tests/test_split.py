"""A frame split into parts sums to the krona, in every year."""

from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.money import Ore, allocate
from ramverk.core.split import check_split, left_to_split, whole_kronor

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
