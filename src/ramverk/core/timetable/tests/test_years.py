"""Years walk down the rows: from what is written, from the title, and from the order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.timetable.dates import read_cell
from ramverk.core.timetable.years import YearEntry, assign_years, read_title


def plan(rows, **options):
    """Rows parted by "|"; a lone year is a year row."""
    entries, mark = [], None
    for row in rows.split("|"):
        text = row.strip()
        if text.isdigit() and len(text) == 4:
            mark = int(text)
            continue
        entries.append(YearEntry(read_cell(text).main, mark))
        mark = None
    return assign_years(entries, **options)


@pytest.mark.parametrize(
    ("rows", "options", "years"),
    [
        (
            "December | 22 januari 2018 | Januari | 6 februari | Aug-Sep | 29 november",
            {},
            "2017 2018 2018 2018 2018 2018",
        ),
        ("November | December | Januari | April | Juni", {"start_year": 2018}, "2018 2018 2019 2019 2019"),
        ("September-oktober | December-januari | Februari | November", {"start_year": 2018}, "2018 2018 2019 2019"),
        ("Oktober | November | Maj | Juni", {"start_year": 2018}, "2018 2018 2019 2019"),
        ("28 november 2022 | 8 februari 2023 | 7 februari 2023 | Mars till april", {}, "2022 2023 2023 2023"),
        ("2021 | Oktober | 2022 | Januari | November | Januari | 2023 | Mars", {}, "2021 2022 2022 2023 2023"),
        ("20 mars | mars | 19 april | mars-april | maj", {"start_year": 2020}, "2020 2020 2020 2020 2020"),
        ("Oktober | Januari | Maj | Juni", {"main_year": 2019}, "2018 2019 2019 2019"),
        ("Januari | x | Juni", {"main_year": 2019}, "2019 None 2019"),
        ("v. 48 | v. 3 | 5 mars", {"start_year": 2019}, "2019 2020 2020"),
    ],
)
def test_it_gives_each_row_its_year(rows, options, years):
    assert " ".join(str(year) for year in plan(rows, **options).years) == years


def test_it_says_which_years_it_inferred():
    assert plan("December | 22 januari 2018 | 6 februari").inferred == (True, False, False)


def test_it_says_that_all_years_rest_on_the_given_one():
    assert plan("November | Januari", start_year=2018).assumed
    assert not plan("November | 5 januari 2019", start_year=2018).assumed


def test_written_years_win_over_the_given_one_and_the_clash_is_told():
    walked = plan("22 januari 2018 | 6 februari", start_year=2020)
    assert walked.years == (2018, 2018)
    assert walked.clash


def test_a_written_year_that_breaks_the_order_is_kept_and_told():
    walked = plan("14 december 2022 | 14 januari 2022 | 3 februari 2023 | 4 mars 2023")
    assert walked.years == (2022, 2022, 2023, 2023)
    assert walked.conflicts == (1,)


def test_without_any_year_it_invents_none():
    assert plan("Januari | Mars").years == (None, None)


def test_a_weekday_decides_between_two_years():
    assert plan("måndag 8 januari | tisdag 13 mars", hints=[2017]).years == (2018, 2018)


@pytest.mark.parametrize(
    ("title", "budget", "plans", "calendar"),
    [
        ("TIDPLAN OCH AKTIVITETER MÅL & BUDGET 2019 – 2021", 2019, (2020, 2021), None),
        ("Tidplan budget 2024", 2024, (), None),
        ("Förslag tidsplan verksamhetsplan med budget 2025 och uppföljning 2024", 2025, (), None),
        ("Budget 2022 med plan 2023-2024", 2022, (2023, 2024), None),
        ("Mål och budget 2020 med plan för 2021 och 2022", 2020, (2021, 2022), None),
        ("Tidplan för 2024 års budget", 2024, (), None),
        ("Tidplan 2018 för budget 2019", 2019, (), 2018),
        ("Sammanträdesplan 2018", None, (), 2018),
        ("Budgetprocess", None, (), None),
        ("Regionplan 2022-2024", 2022, (2023, 2024), None),
        ("Budgetberedning 2024 inför 2025", 2025, (), None),
        ("Ekonomisk årsplan 2019", None, (), 2019),
    ],
)
def test_it_reads_the_years_of_a_title(title, budget, plans, calendar):
    found = read_title(title)
    assert (found.budget_year, found.plan_years, found.calendar_year) == (budget, plans, calendar)


@given(
    st.lists(
        st.sampled_from(
            ["5 januari", "mars 2018", "v. 40", "december-januari", "x", "hösten", "2019", "31 april 2020"]
        ),
        max_size=12,
    )
)
def test_it_never_raises_and_gives_every_row_an_answer(rows):
    walked = plan(" | ".join(rows) or "x", start_year=2018)
    assert len(walked.years) == len(walked.inferred)
