"""Days, times and numbers as Swedish offices write them."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation
from django.utils.safestring import SafeString

from ramverk.apps.cycle.models import Activity
from ramverk.apps.cycle.wording import day_text, span_text, time_text
from ramverk.core.findings import Finding, Severity
from ramverk.web.templatetags.ramverk import (
    broken_at_commas,
    clock_time,
    day,
    day_and_time,
    days_in_words,
    distance,
    due,
    last_day,
    period,
    said,
    status,
    thousands,
    unbroken,
    weekday_date,
    years_together,
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
        (date(2016, 4, 11), "för 24 månader sedan"),
        (date(2009, 6, 11), "för 9 år sedan"),
        (date(2021, 4, 11), "om 3 år"),
        (None, ""),
    ],
)
def test_a_distance_is_said_from_today(value, words):
    assert distance(value) == words


def test_english_days_and_months_have_capitals():
    with translation.override("en"):
        assert span_text(date(2018, 4, 19), date(2018, 4, 19), "day") == "Thursday 19 April"
        assert span_text(date(2018, 12, 1), date(2018, 12, 31), "month", 2017) == "December 2018"


def test_a_step_that_only_has_a_month_is_never_shown_with_a_day():
    window = Activity(start=date(2019, 2, 1), end=date(2019, 2, 28), precision="month")
    assert due(window) == 'februari 2019<span class="soft">, dagen är inte bestämd</span>'
    assert (last_day(window), last_day(window, "short")) == ("februari 2019",) * 2
    fixed = Activity(start=date(2018, 6, 5), end=date(2018, 6, 5), precision="day")
    assert (last_day(fixed), last_day(fixed, "short")) == ("tisdag 5 juni", "5 juni")
    assert 'tisdag 5 juni</time><span class="distance">, om 55 dagar' in due(fixed)


def test_a_moment_late_in_the_evening_belongs_to_the_swedish_day():
    assert weekday_date(datetime(2018, 6, 4, 22, 30, tzinfo=UTC)) == "tisdag 5 juni"
    assert day_and_time(datetime(2018, 6, 4, 22, 30, tzinfo=UTC)) == "tisdag 5 juni kl 00.30"


def test_the_time_has_a_point_in_swedish_and_a_colon_in_english():
    assert clock_time(time(10, 30)) == "10.30"
    with translation.override("en"):
        assert clock_time(time(10, 30)) == "10:30"


def test_the_year_s_list_writes_days_and_times_as_the_reader_s_language_does():
    first = date(2018, 1, 22)
    assert (day_text(first), time_text(time(9), time(16))) == ("måndag 22 januari", "kl 09.00–16.00")
    with translation.override("en"):
        assert (day_text(first), time_text(time(9), time(16))) == ("Monday 22 January", "at 09:00–16:00")


def test_a_few_words_in_a_narrow_cell_are_broken_after_the_comma_only():
    assert broken_at_commas("58,6 %, nås inte") == "58,6\u00a0%, nås\u00a0inte"


def test_the_years_of_a_heading_stand_on_one_line_and_its_tags_are_left_alone():
    heading = SafeString('<a title="2019–2021">Mål &amp; Budget 2019–2021</a>, konfirmerad')
    kept = '<a title="2019–2021">Mål &amp; Budget <span class="nowrap">2019–2021</span></a>, konfirmerad'
    assert years_together(heading) == kept


def test_a_period_says_both_its_days_in_full_or_that_it_lasts():
    both = period(date(2014, 10, 15), date(2018, 10, 14))
    assert (
        both
        == '<time datetime="2014-10-15">15 oktober 2014</time> – <time datetime="2018-10-14">14 oktober 2018</time>'
    )
    assert period(date(2018, 1, 1), None) == '<time datetime="2018-01-01">1 januari 2018</time> – tills vidare'


def test_numbers_have_thin_spaces_and_a_true_minus_and_missing_is_not_zero():
    assert thousands(1234567) == "1\u2009234\u2009567"
    assert thousands(-890) == "\u2212890"
    assert thousands(0) == "0"
    assert thousands(None) == ""


def test_an_amount_in_running_text_is_never_broken_over_lines():
    assert unbroken("driftramen 612\u2009220 tkr 2019") == "driftramen 612\u202f220\u00a0tkr 2019"
    assert unbroken("minst 0,5 % varje år") == "minst 0,5\u00a0% varje år"


def test_a_day_can_be_read_by_machines_too():
    assert day(date(2018, 6, 5)).startswith('<time datetime="2018-06-05">tisdag 5 juni</time>')


def test_a_status_is_never_without_its_word():
    assert "försenad" in status("late")
    assert "två saknas" in status("waiting", "två saknas")


def test_days_in_running_text_are_written_out_and_what_only_looks_like_one_is_left():
    words = days_in_words("BUN: § 71 den 2018-09-04, post 2018-13-45 och 12018-09-04")
    assert words == "BUN: § 71 den 4\xa0september\xa02018, post 2018-13-45 och 12018-09-04"
    with translation.override("en"):
        assert days_in_words("2018-09-04") == "4\xa0September\xa02018"


def test_a_finding_speaks_the_readers_language_and_swedish_where_it_has_no_other():
    finding = Finding("x", Severity.WARNING, message="Det går inte ihop.", message_en="It does not balance.")
    assert said(finding) == "Det går inte ihop."
    with translation.override("en"):
        assert said(finding) == said({"message": "Det går inte ihop.", "message_en": "It does not balance."})
        assert said(finding) == "It does not balance."
        assert said({"message": "Bara på svenska."}) == "Bara på svenska."
