"""Chains keep their order and avoid days off."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.schedule.chains import Days, calculate_pushed, calculate_shifted


def weekend(day):
    return day.weekday() >= 5


def one(day):
    return Days(date(2018, *day), date(2018, *day))


def test_a_week_keeps_the_weekday():
    assert calculate_shifted(one((6, 5)), 7, weekend) == one((6, 12))


def test_it_goes_on_past_a_weekend_in_the_same_direction():
    assert calculate_shifted(one((6, 1)), 1, weekend) == one((6, 4))
    assert calculate_shifted(one((6, 4)), -1, weekend) == one((6, 1))


def test_it_keeps_the_length_of_several_days():
    assert calculate_shifted(Days(date(2018, 5, 2), date(2018, 5, 3)), 7, weekend) == Days(
        date(2018, 5, 9), date(2018, 5, 10)
    )


def test_what_waits_for_a_moved_step_is_pushed_with_its_distance():
    days = {"samverkan": one((6, 4)), "KS": one((6, 5)), "KF": one((6, 20))}
    waits = {"KS": frozenset({"samverkan"}), "KF": frozenset({"KS"})}
    pushed = calculate_pushed(days, waits, {"samverkan": one((6, 11))}, weekend)
    assert pushed == {"KS": one((6, 12))}


def test_what_still_comes_after_stays():
    days = {"KS": one((6, 5)), "KF": one((6, 20))}
    assert calculate_pushed(days, {"KF": frozenset({"KS"})}, {"KS": one((6, 12))}, weekend) == {}


def test_two_that_wait_for_each_other_do_not_go_on_for_ever():
    days = {"a": one((6, 4)), "b": one((6, 5))}
    waits = {"a": frozenset({"b"}), "b": frozenset({"a"})}
    assert set(calculate_pushed(days, waits, {"a": one((6, 18))}, weekend)) == {"b"}


@given(st.dates(date(2018, 1, 1), date(2030, 1, 1)), st.integers(-400, 400))
def test_a_moved_day_is_never_a_day_off_unless_it_did_not_move(day, shift):
    moved = calculate_shifted(Days(day, day), shift, weekend)
    assert shift == 0 or not weekend(moved.start)
