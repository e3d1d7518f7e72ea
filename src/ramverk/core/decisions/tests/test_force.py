"""Legal force: after the last day to appeal, or after the last appeal is settled for good."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.decisions.force import last_day_with_rest, legal_force

LAST = date(2018, 7, 20)
days = st.dates(min_value=date(2018, 6, 20), max_value=date(2020, 12, 31))


def test_a_decision_nobody_appeals_gains_force_the_day_after_the_last_day():
    assert legal_force(LAST, []).day == date(2018, 7, 21)


def test_an_open_appeal_keeps_the_decision_waiting_and_a_settled_one_gives_its_own_day():
    assert (legal_force(LAST, [None, date(2018, 11, 6)]).day, legal_force(LAST, [None]).waits_for) == (None, 1)
    assert legal_force(LAST, [date(2018, 11, 6)]).day == date(2018, 11, 6)
    assert legal_force(LAST, [date(2018, 7, 10)]).day == date(2018, 7, 21)


def test_an_annulled_decision_never_gains_force():
    found = legal_force(LAST, [date(2018, 11, 6)], is_annulled=True)
    assert (found.day, found.is_annulled) == (None, True)


@given(days, st.lists(days))
def test_force_never_comes_before_the_time_to_appeal_is_over_nor_before_any_outcome(last, outcomes):
    found = legal_force(last, outcomes).day
    assert found is not None
    assert found > last
    assert all(found >= day for day in outcomes)


@given(days)
def test_a_last_day_that_is_a_day_off_waits_for_the_next_working_day_and_no_longer(day):
    found = last_day_with_rest(day, lambda one: one.weekday() > 4)
    assert found.weekday() < 5
    assert timedelta(0) <= found - day <= timedelta(days=2)
