"""Unit prices times population."""

from fractions import Fraction

from ramverk.core.volume.allotment import AgeGroup, group_allotment, volume_change, year_end_average

ELDERLY = [
    AgeGroup("65-79", Fraction("17.7"), Fraction("3419.5")),
    AgeGroup("80-89", Fraction("102.7"), Fraction(925)),
    AgeGroup("90-", Fraction("374.9"), Fraction("186.5")),
]


def test_a_group_is_summed_unrounded_and_rounded_once():
    assert round(group_allotment(ELDERLY), 1) == Fraction("225.4")


def test_the_population_of_a_year_is_the_mean_of_its_two_ends():
    assert year_end_average(Fraction(1107), Fraction(1100)) == Fraction("1103.5")


def test_volume_is_the_changed_population_at_the_later_prices():
    before = [AgeGroup("1-5", Fraction(100), Fraction(1000), Fraction("0.919"))]
    after = [AgeGroup("1-5", Fraction(110), Fraction(1000), Fraction("0.926"))]
    assert volume_change(before, after) == {"1-5": Fraction(110) * 7 / 1000}


def test_an_age_group_that_is_new_costs_all_its_people():
    assert volume_change([], [AgeGroup("6", Fraction(100), Fraction(10))]) == {"6": Fraction(1)}
