"""Days, times and numbers as Swedish offices write them."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation

from ramverk.web.templatetags.ramverk import (
    clock_time,
    day,
    day_and_time,
    distance,
    status,
    thousands,
    unbroken,
    weekday_date,
)

pytestmark = pytest.mark.usefixtures("klockan")


def test_a_day_is_written_with_its_weekday_and_the_year_only_when_it_is_another():
    assert weekday_date(date(2018, 6, 5)) == "tisdag 5 juni"
    assert weekday_date(date(2019, 1, 2)) == "onsdag 2 januari 2019"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2018, 4, 11), "i dag"),
        (date(2018, 4, 12), "i morgon"),
        (date(2018, 4, 10), "i går"),
        (date(2018, 4, 17), "om 6 dagar"),
        (date(2018, 4, 8), "för 3 dagar sedan"),
        (date(2018, 11, 29), "om 8 månader"),
        (date(2018, 1, 11), "för 3 månader sedan"),
        (None, ""),
    ],
)
def test_a_distance_is_said_from_today(value, words):
    assert distance(value) == words


def test_a_moment_late_in_the_evening_belongs_to_the_swedish_day():
    assert weekday_date(datetime(2018, 6, 4, 22, 30, tzinfo=UTC)) == "tisdag 5 juni"
    assert day_and_time(datetime(2018, 6, 4, 22, 30, tzinfo=UTC)) == "tisdag 5 juni kl 00.30"


def test_the_time_has_a_point_in_swedish_and_a_colon_in_english():
    assert clock_time(time(10, 30)) == "10.30"
    with translation.override("en"):
        assert clock_time(time(10, 30)) == "10:30"


def test_numbers_have_thin_spaces_and_a_true_minus_and_missing_is_not_zero():
    assert thousands(1234567) == "1\u2009234\u2009567"
    assert thousands(-890) == "\u2212890"
    assert thousands(0) == "0"
    assert thousands(None) == ""


def test_an_amount_in_running_text_is_never_broken_over_lines():
    assert unbroken("driftramen 612\u2009220 tkr 2019") == "driftramen 612\u202f220\u00a0tkr 2019"


def test_a_day_can_be_read_by_machines_too():
    assert day(date(2018, 6, 5)).startswith('<time datetime="2018-06-05">tisdag 5 juni</time>')


def test_a_status_is_never_without_its_word():
    assert "försenad" in status("late")
    assert "två saknas" in status("waiting", "två saknas")
