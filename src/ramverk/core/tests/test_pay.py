"""A pay revision within the year and its rest in the next."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.pay import pay_revision


@given(st.integers(0, 10**9).map(Fraction), st.integers(0, 1000).map(lambda n: Fraction(n, 100)), st.integers(1, 12))
def test_the_two_years_together_carry_the_whole_raise(bill, raise_pct, month):
    effect = pay_revision(bill, raise_pct, month)
    assert effect.revision_year + effect.full_year_effect == bill * raise_pct / 100


def test_from_january_nothing_is_left_for_the_next_year():
    assert pay_revision(Fraction(100), Fraction(2), 1).full_year_effect == 0


def test_there_is_no_thirteenth_month():
    with pytest.raises(ValueError, match="no month 13"):
        pay_revision(Fraction(100), Fraction(2), 13)
