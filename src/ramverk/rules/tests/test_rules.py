"""Every rule is dated and signed; asking too early is an error that names the first date."""

from datetime import date
from itertools import pairwise

import pytest

from ramverk.rules.days_off import days_off
from ramverk.rules.loader import TYPE_OF_UNIT, RuleError, load_rules, rule
from ramverk.rules.plan import election_years, load_limits, load_plan_rules

RULES = list(load_rules().values())


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.id)
def test_every_rule_is_complete(one):
    assert one.text_sv.endswith(".")
    assert one.text_en.endswith(".")
    assert one.source
    assert one.periods
    assert all(isinstance(p.value, TYPE_OF_UNIT[one.unit]) for p in one.periods if p.value is not None)
    assert [p.start for p in one.periods] == sorted({p.start for p in one.periods})
    assert one.still_valid_on >= one.periods[-1].start


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.id)
def test_only_a_rule_read_in_statute_may_block(one):
    assert not one.blocks or (one.reference and one.law)
    assert one.law is not None or one.reference is None


def test_a_rule_answers_from_its_first_date():
    assert rule("kommunallagen/kungorelse_dagar").on(date(2018, 1, 1)) == 7


def test_asking_before_the_first_date_names_it():
    with pytest.raises(RuleError, match="känd från 2018-01-01"):
        load_limits(date(2017, 12, 31))


def test_an_unknown_rule_names_its_neighbours():
    with pytest.raises(RuleError, match="kommunallagen/budget_beslutstid"):
        rule("kommunallagen/budget_beslutsdag")


def test_elections_come_every_fourth_year():
    years = sorted(election_years())
    assert {2014, 2018, 2022, 2026} <= set(years)
    assert {later - earlier for earlier, later in pairwise(years)} == {4}


def test_a_plan_of_2014_has_practice_but_no_statute():
    rules = load_plan_rules(date(2014, 6, 1))
    assert rules.limits is None
    assert rules.practice.consultation_days == 7


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2018, "04-30 05-11"),
        (2019, "05-31 06-07 12-23 12-27 12-30"),
        (2026, "01-02 01-05 05-15"),
        (2027, "05-07"),
    ],
)
def test_it_finds_the_squeeze_days_of_a_year(year, expected):
    calendar = days_off([year])
    year_days = (date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()))
    assert [f"{day:%m-%d}" for day in year_days if calendar.is_squeeze_day(day)] == expected.split()


def test_midsummer_eve_is_a_day_off_with_its_swedish_name():
    assert days_off([2018]).name(date(2018, 6, 22)) == "midsommarafton".capitalize()
