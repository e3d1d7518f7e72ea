"""Tax and equalisation by statute, and what moves them."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.revenue.effects import (
    effect_of_inhabitant,
    effect_of_own_tax_base,
    effect_of_settlement,
    effect_of_tax_rate,
)
from ramverk.core.revenue.equalisation import EqualisationYear, Grants, income_equalisation, own_tax_capacity
from ramverk.core.revenue.forecasts import ForecastSet, compare_forecasts
from ramverk.core.revenue.tax import final_settlement_per_inhabitant, preliminary_tax, property_charge

YEAR_2026 = EqualisationYear(2026, (Fraction("1.039"), Fraction("1.045")), Fraction(293583), Fraction(19, 100))
BASE, INHABITANTS = Fraction(39951388600), Fraction(160753)
kr = st.integers(-(10**12), 10**12).map(Fraction)
people = st.integers(1, 2_000_000).map(Fraction)


def test_the_tax_of_2026_is_the_base_of_2024_lifted_twice():
    assert round(preliminary_tax(BASE, YEAR_2026.uplift_factors, Fraction("21.35")), 0) == 9_261_079_155


def test_the_parts_of_the_system_give_the_published_sum_within_two_kronor():
    own = own_tax_capacity(BASE, YEAR_2026.uplift_factors, INHABITANTS)
    grants = Grants(income_equalisation(YEAR_2026, own), Fraction(-2411), regulation_item=Fraction(2799))
    assert abs(grants.per_inhabitant() - 13_268) <= 2


def test_above_the_guaranteed_level_there_is_a_fee_with_the_rate_of_fees():
    rich = EqualisationYear(2026, (), Fraction(100), Fraction(20, 100), fee_rate=Fraction(18, 100))
    assert income_equalisation(rich, Fraction(215)) == Fraction(-18)


@given(kr, kr, people, people)
def test_the_settlement_is_the_same_for_every_inhabitant(final, preliminary, country, own):
    each = final_settlement_per_inhabitant(final, preliminary, country)
    assert each * country == final - preliminary
    assert effect_of_settlement(each, own) == each * own


def test_the_property_charge_moves_with_the_own_charges():
    assert property_charge(Fraction(53_700_000), Fraction(61_200_000), Fraction(58_900_000)) == 56_000_000


def test_the_own_rate_does_not_touch_equalisation():
    lifted = BASE * Fraction("1.039") * Fraction("1.045")
    assert effect_of_tax_rate(BASE, YEAR_2026, Fraction(1)) == lifted / 100


def test_of_a_grown_own_tax_base_only_the_rate_above_the_countys_stays():
    grown = Fraction(1_000_000)
    own = own_tax_capacity(BASE, YEAR_2026.uplift_factors, INHABITANTS)
    more = own_tax_capacity(BASE + grown, YEAR_2026.uplift_factors, INHABITANTS)
    tax = preliminary_tax(grown, YEAR_2026.uplift_factors, Fraction("21.35"))
    grant = (income_equalisation(YEAR_2026, more) - income_equalisation(YEAR_2026, own)) * INHABITANTS
    assert effect_of_own_tax_base(grown, YEAR_2026, Fraction("21.35")) == tax + grant


def test_one_more_inhabitant_brings_the_guarantee_and_the_amounts_per_head():
    assert round(effect_of_inhabitant(YEAR_2026, Fraction(388)) / 1000, 1) == Fraction("64.5")


def test_without_inhabitants_nothing_is_counted_per_head():
    with pytest.raises(ValueError, match="inhabitant"):
        own_tax_capacity(BASE, (), Fraction(0))


def test_two_forecasts_differ_where_one_of_them_says_something_else_or_nothing():
    early, late = date(2017, 12, 21), date(2018, 4, 27)
    first = ForecastSet("17:68", early, "SKL", {("growth", 2019): Fraction("3.1"), ("pkv", 2019): Fraction(2)})
    values = {("growth", 2019): Fraction("3.4"), ("pkv", 2019): Fraction(2), ("pkv", 2020): Fraction(3)}
    second = ForecastSet("18:18", late, "SKL", values)
    assert [(row.name, row.year, row.before) for row in compare_forecasts(first, second)] == [
        ("growth", 2019, Fraction("3.1")),
        ("pkv", 2020, None),
    ]
