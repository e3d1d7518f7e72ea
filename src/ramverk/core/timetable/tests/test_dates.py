"""The date language: every notation of a Swedish timetable is found, understood, and never invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.timetable.date_values import MONTHS
from ramverk.core.timetable.dates import (
    DateKind,
    DateRole,
    check_weekday,
    find_dates,
    read_cell,
    resolve,
    resolve_cell,
)
from ramverk.core.timetable.model import DateStatus, Precision


def days(text, year=2018, **options):
    """The first expression of a text as "start..end precision"."""
    found = find_dates(text, **options)
    assert found, text
    result = resolve(found[0], year)
    return f"{result.start}..{result.end} {result.precision}"


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("23 januari", "2018-01-23..2018-01-23 day"),
        ("den 20 juni", "2018-06-20..2018-06-20 day"),
        ("den 1:a maj", "2018-05-01..2018-05-01 day"),
        ("22 jan", "2018-01-22..2018-01-22 day"),
        ("22-jan", "2018-01-22..2018-01-22 day"),
        ("3 sept.", "2018-09-03..2018-09-03 day"),
        ("22 januari 2019", "2019-01-22..2019-01-22 day"),
        ("22-jan-2019", "2019-01-22..2019-01-22 day"),
        ("2019.01.22", "2019-01-22..2019-01-22 day"),
        ("22/1-19 Kommunstyrelsen", "2019-01-22..2019-01-22 day"),
        ("22/1-30 april", "2018-01-22..2018-04-30 range"),
        ("22 januari -19", "2019-01-22..2019-01-22 day"),
        ("15/1", "2018-01-15..2018-01-15 day"),
        ("4/1-22", "2022-01-04..2022-01-04 day"),
        ("15/1 2020", "2020-01-15..2020-01-15 day"),
        ("2018-01-22", "2018-01-22..2018-01-22 day"),
        ("20180122", "2018-01-22..2018-01-22 day"),
        ("180122", "2018-01-22..2018-01-22 day"),
        ("Den sista september", "2018-09-30..2018-09-30 day"),
        ("den sista dagen i februari", "2018-02-28..2018-02-28 day"),
        ("måndag 22 januari", "2018-01-22..2018-01-22 day"),
        ("torsdagen den 15 mars", "2018-03-15..2018-03-15 day"),
        ("5/6 (tis)", "2018-06-05..2018-06-05 day"),
        ("tisdag v. 23", "2018-06-05..2018-06-05 day"),
    ],
)
def test_it_reads_a_day(written, means):
    assert days(written) == means


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("2-3 maj", "2018-05-02..2018-05-03 range"),
        ("17–18 april", "2018-04-17..2018-04-18 range"),
        ("2 och 3 maj", "2018-05-02..2018-05-03 range"),
        ("28 april - 3 maj", "2018-04-28..2018-05-03 range"),
        ("28 april till den 3 maj", "2018-04-28..2018-05-03 range"),
        ("från 5 maj t.o.m. 9 juni", "2018-05-05..2018-06-09 range"),
        ("mellan den 5 och 9 maj", "2018-05-05..2018-05-09 range"),
        ("26/2 - 4/3", "2018-02-26..2018-03-04 range"),
        ("2-3/5", "2018-05-02..2018-05-03 range"),
        ("180429-180503", "2018-04-29..2018-05-03 range"),
        ("2018-05-02 – 2018-06-03", "2018-05-02..2018-06-03 range"),
        ("2018-05-02 16.00", "2018-05-02..2018-05-02 day"),
        ("2018-05-02--03", "2018-05-02..2018-05-03 range"),
        ("2018-05-02/03", "2018-05-02..2018-05-03 range"),
        ("2018-05-02 – 03", "2018-05-02..2018-05-03 range"),
        ("28 december - 3 januari", "2018-12-28..2019-01-03 range"),
        ("28 december – 3 januari 2018", "2017-12-28..2018-01-03 range"),
        ("mån-tis 5-6 februari", "2018-02-05..2018-02-06 range"),
        ("4, 11 och 18 maj", "2018-05-04..2018-05-18 several"),
        ("2 april, 9 april och 2 maj", "2018-04-02..2018-05-02 several"),
        ("2 april, 9 april och 2 maj 2019", "2019-04-02..2019-05-02 several"),
    ],
)
def test_it_reads_days_together(written, means):
    assert days(written) == means


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("December", "2018-12-01..2018-12-31 month"),
        ("i mars månad", "2018-03-01..2018-03-31 month"),
        ("Under maj månad", "2018-05-01..2018-05-31 month"),
        ("februari 2020", "2020-02-01..2020-02-29 month"),
        ("Aug-Sep", "2018-08-01..2018-09-30 months"),
        ("Januari–maj", "2018-01-01..2018-05-31 months"),
        ("December-januari", "2018-12-01..2019-01-31 months"),
        ("Mars till april", "2018-03-01..2018-04-30 months"),
        ("i mars/april", "2018-03-01..2018-04-30 months"),
        ("under perioden mars till juni", "2018-03-01..2018-06-30 months"),
        ("i oktober och november", "2018-10-01..2018-11-30 months"),
        ("mars, april och maj", "2018-03-01..2018-05-31 months"),
        ("kvartal 2", "2018-04-01..2018-06-30 months"),
        ("vecka 17", "2018-04-23..2018-04-29 week"),
        ("v17", "2018-04-23..2018-04-29 week"),
        ("vecka 17-18", "2018-04-23..2018-05-06 range"),
        ("v. 52-1", "2018-12-24..2019-01-06 range"),
    ],
)
def test_it_reads_months_and_weeks(written, means):
    assert days(written) == means


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("i början av maj", "2018-05-01..2018-05-10 range"),
        ("mitten av maj", "2018-05-11..2018-05-20 range"),
        ("i slutet av februari", "2018-02-21..2018-02-28 range"),
        ("i månadsskiftet maj - juni", "2018-05-25..2018-06-07 range"),
        ("månadsskiftet januari/februari", "2018-01-25..2018-02-07 range"),
        ("våren", "2018-03-01..2018-05-31 months"),
        ("under sommaren", "2018-06-01..2018-08-31 months"),
        ("hösten 2019", "2019-09-01..2019-11-30 months"),
        ("vintern", "2018-12-01..2019-02-28 months"),
        ("i början av året", "2018-01-01..2018-02-28 months"),
    ],
)
def test_it_opens_a_window_for_fuzzy_words_and_says_so(written, means):
    assert days(written) == means
    assert find_dates(written)[0].approximate


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("22 januari 2018 kl 09.00-16.00", "09:00-16:00"),
        ("2 februari, kl 10.00", "10:00"),
        ("2 februari kl 11-12", "11:00-12:00"),
        ("6 mars kl. 18.30", "18:30"),
        ("6 mars, kl. 13.00 – 16.00", "13:00-16:00"),
        ("17 april kl.16", "16:00"),
        ("17 april 08.30", "08:30"),
        ("17 april (kl 9)", "09:00"),
    ],
)
def test_it_keeps_the_time_with_its_day(written, clock):
    (found,) = find_dates(written)
    assert found.time == clock
    assert found.raw == written


def test_it_reads_half_and_whole_days():
    assert [value.extent for value in find_dates("5 maj halvdag, 6 maj heldag")] == ["half_day", "full_day"]


@pytest.mark.parametrize("written", ["tor 5/4", "Tor. 5 april", "to 5/4", "tors 5/4"])
def test_it_knows_the_shortest_names_of_weekdays_before_a_day(written):
    assert find_dates(written)[0].weekday == 3
    assert not any(value.weekday for value in find_dates("Tor lämnar underlag till nämnden, on demand"))


def test_two_days_with_and_between_them_may_belong_to_two_clauses():
    assert len(find_dates("KS behandlar förslaget den 4 juni, och den 18 juni beslutar KF")) == 2


def test_it_reads_week_weekday_day_and_time_as_one_expression():
    (found,) = find_dates("Vecka 6, tisdag 7 februari 2023 kl. 13.00 – 16.00 i Sessionssalen")
    assert (found.week, found.weekday, found.time) == (6, 1, "13:00-16:00")
    assert found.raw == "Vecka 6, tisdag 7 februari 2023 kl. 13.00 – 16.00"


def test_it_takes_dots_for_dates_only_in_documents_from_finland():
    assert days("9.10", finland=True) == "2018-10-09..2018-10-09 day"
    assert days("9.10.2024", finland=True) == "2024-10-09..2024-10-09 day"
    assert find_dates("9.10") == ()
    assert find_dates("Mötet börjar 10.30", finland=True) == ()


@pytest.mark.parametrize(
    "written", ["senast den 15 maj", "Sista dag för inlämning är 15 maj", "15 maj ska allt vara inne"]
)
def test_it_marks_a_deadline(written):
    assert find_dates(written)[0].deadline


@pytest.mark.parametrize("written", ["5 maj?", "prel. 5 maj", "ca 15 maj", "5 maj (prel.)"])
def test_it_marks_what_is_uncertain(written):
    assert find_dates(written)[0].uncertain


@pytest.mark.parametrize("written", ["xx maj", "?? maj", "__ maj"])
def test_it_keeps_the_month_of_a_day_left_open(written):
    (found,) = find_dates(written)
    assert found.day_unknown
    assert days(written) == "2018-05-01..2018-05-31 month"


@pytest.mark.parametrize(
    ("written", "distance"),
    [
        ("cirka två veckor senare", 14),
        ("dagen efter", 1),
        ("någon vecka före", 7),
        ("tre dagar efter", 3),
        ("Därefter", None),
    ],
)
def test_it_reads_times_given_by_another_row(written, distance):
    (found,) = find_dates(written)
    assert found.kind is DateKind.RELATIVE
    assert found.relative.days == distance


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Uppföljning per den 30 april", DateRole.CONTEXT),
        ("Uppföljning per den 30 april och 31 augusti", DateRole.CONTEXT),
        ("Uppföljning per den 30 april (prognos), den 31 augusti samt 31 december", DateRole.CONTEXT),
        ("Uppdaterad den 3 maj 2018", DateRole.CONTEXT),
        ("inför mötet den 15 maj", DateRole.POINTER),
        ("handlingar för utskick till KS den 15 maj", DateRole.POINTER),
        ("Sportlov 26/2 - 4/3", DateRole.HOLIDAY),
        ("planer för åren 2019-2021", DateRole.CONTEXT),
        ("Nämnderna lämnar förslag den 15 maj", DateRole.ROW),
    ],
)
def test_it_tells_row_dates_from_background(sentence, role):
    assert find_dates(sentence)[-1].role is role


@pytest.mark.parametrize(
    "text",
    [
        "Dnr KS 2018/123-042",
        "12,5 %",
        "1 000 kr",
        "§ 12",
        "kommunallagen 11 kap",
        "ca 300 tkr",
        "070-123 45 67",
        "vår kommun",
    ],
)
def test_it_leaves_other_numbers_alone(text):
    assert not any(value.is_dated for value in find_dates(text))


@pytest.mark.parametrize(
    ("written", "year"),
    [("31 april", 2018), ("29 februari", 2018), ("vecka 53", 2018), ("31 september - 2 oktober", 2018)],
)
def test_it_never_invents_a_day_that_does_not_exist(written, year):
    result = resolve(find_dates(written)[0], year)
    assert (result.start, result.end, result.impossible) == (None, None, True)


def test_the_last_of_several_dates_in_a_cell_is_in_force():
    cell = read_cell("31 maj, kl 14.00 7 juni, kl 10.30")
    main, alternatives = resolve_cell(cell, 2018)
    assert (main.start, main.precision, cell.main.time) == (date(2018, 6, 7), Precision.SEVERAL, "10:30")
    assert [(a.raw, a.date, a.time, a.status) for a in alternatives] == [
        ("31 maj, kl 14.00", date(2018, 5, 31), "14:00", DateStatus.SUPERSEDED),
        ("7 juni, kl 10.30", date(2018, 6, 7), "10:30", DateStatus.IN_FORCE),
    ]


def test_a_date_in_brackets_is_tentative_and_never_the_rows_date():
    cell = read_cell("6 februari (ev. info KS 15/1)")
    main, alternatives = resolve_cell(cell, 2018)
    assert (main.start, main.precision) == (date(2018, 2, 6), Precision.DAY)
    assert [(a.raw, a.date, a.status) for a in alternatives] == [
        ("ev. info KS 15/1", date(2018, 1, 15), DateStatus.TENTATIVE)
    ]


def test_a_moved_date_keeps_the_old_one_as_superseded():
    cell = read_cell("Flyttas från 5 maj till 12 maj")
    main, alternatives = resolve_cell(cell, 2018)
    assert main.start == main.end == date(2018, 5, 12)
    assert [(a.date, a.status) for a in alternatives] == [
        (date(2018, 5, 5), DateStatus.SUPERSEDED),
        (date(2018, 5, 12), DateStatus.IN_FORCE),
    ]


def test_a_superseded_december_date_lies_in_the_year_before_the_january_in_force():
    _, alternatives = resolve_cell(read_cell("18 december 8 januari"), 2019)
    assert [a.date for a in alternatives] == [date(2018, 12, 18), date(2019, 1, 8)]


def test_a_wrong_weekday_is_shown_with_the_days_that_fit():
    (found,) = find_dates("Vecka 6, måndag 8 februari 2023")
    conflict = check_weekday(found, resolve(found, None).start)
    assert (conflict.stated, conflict.actual) == ("måndag", "onsdag")
    assert conflict.candidates == (date(2023, 2, 6), date(2023, 2, 8))


def test_a_right_weekday_raises_nothing():
    (found,) = find_dates("Vecka 48, måndag 28 november 2022")
    assert check_weekday(found, date(2022, 11, 28)) is None


@given(st.text(max_size=300))
def test_it_never_raises_and_its_spans_lie_in_the_text(text):
    end = 0
    for value in find_dates(text):
        assert end <= value.start < value.end <= len(text)
        assert value.raw == " ".join(text[value.start : value.end].split())
        end = value.end
        resolve(value, 2018)


WORDS = st.sampled_from(
    [
        *"den i till - – / , och 5 31 2018 maj jan. vecka v kl 09.30 måndag början mars hösten senast ? ( )".split(),
        *"prel. 15/1 2018-02-30 månadsskiftet sista därefter mellan xx från eller andra tertial 2 påsk".split(),
        *("slutet av", "\n", "\t"),
    ]
)


@given(st.lists(WORDS, max_size=14), st.booleans(), st.sampled_from([None, 1, 2018, 2020, 9999]))
def test_it_never_raises_on_any_mixture_of_date_words(words, finland, year):
    text = " ".join(words)
    for value in find_dates(text, finland=finland):
        found = resolve(value, year)
        assert (found.start is None) == (found.end is None)
        if found.start is not None:
            assert found.start <= found.end
    resolve_cell(read_cell(text), year)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_written_out_is_found_again(day):
    for text in (f"{day.day} {MONTHS[day.month - 1]} {day.year}", f"{day.day}/{day.month} {day.year}", day.isoformat()):
        (found,) = find_dates(f"Mötet hålls {text} i salen.")
        assert resolve(found, None).start == day


def test_days_joined_by_and_are_all_in_force():
    main, alternatives = resolve_cell(read_cell("22 maj och 30 maj"), 2018)
    assert (main.start, main.end, main.precision) == (date(2018, 5, 22), date(2018, 5, 30), Precision.SEVERAL)
    assert [(a.date, a.status) for a in alternatives] == [
        (date(2018, 5, 22), DateStatus.IN_FORCE),
        (date(2018, 5, 30), DateStatus.IN_FORCE),
    ]


@pytest.mark.parametrize(
    "written", ["18 november, ev. 20 november", "18 november reserv 20 november", "18 november (reservdag 20 november)"]
)
def test_a_reserve_day_is_tentative(written):
    main, alternatives = resolve_cell(read_cell(written), 2018)
    assert main.start == date(2018, 11, 18)
    assert [(a.date, a.status) for a in alternatives] == [(date(2018, 11, 20), DateStatus.TENTATIVE)]


def test_brackets_may_tell_that_a_date_was_moved():
    assert read_cell("12 maj (ändrat från 5 maj)").main.raw == "12 maj"
    assert read_cell("5 maj (flyttat till 12 maj)").main.raw == "12 maj"
