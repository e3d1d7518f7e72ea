"""What a decided asset costs each year."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.investments.capital_cost import Component, capital_cost

values = st.integers(1, 10**7).map(Fraction)
lives = st.integers(1, 60).map(Fraction)


@given(st.lists(st.tuples(values, lives, st.integers(2018, 2025), st.integers(1, 12)), min_size=1, max_size=4))
def test_over_their_lives_components_are_written_off_to_the_last_krona_and_never_below(parts):
    years = capital_cost([Component(*part) for part in parts], Fraction(2))
    assert sum((year.depreciation for year in years), Fraction(0)) == sum(part[0] for part in parts)
    assert all(year.closing_book_value >= 0 for year in years)


def test_activated_at_the_end_of_december_the_first_cost_comes_the_year_after():
    years = capital_cost([Component(Fraction(5000), Fraction(25), 2024, 12)], Fraction("2.5"))
    assert [(year.year, year.capital_cost) for year in years[:2]] == [(2024, 0), (2025, 325)]


def test_a_published_sheet_with_a_full_first_year():
    sheet = Component(Fraction(2170), Fraction(50), 2019, 12, is_first_year_full=True)
    assert [round(year.capital_cost) for year in capital_cost([sheet], Fraction("2.4"))[:3]] == [95, 94, 93]


@pytest.mark.parametrize(("life", "month"), [(0, 7), (-1, 7), (10, 0), (10, 13)])
def test_an_impossible_life_or_month_is_refused(life, month):
    with pytest.raises(ValueError, match=r"component|month"):
        capital_cost([Component(Fraction(100), Fraction(life), 2020, month)], Fraction(1))
