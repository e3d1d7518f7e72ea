"""Projects cut, moved, taken in and added: what follows in the frames, and what clashes on another base."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.editions.changes import Change, PostKind, Source, SourceKind
from ramverk.core.investments.choosing import (
    ClashKind,
    ProjectDeed,
    ProjectVerb,
    TooEarlyError,
    changes_of_projects,
    choose_projects,
    clashes,
    follow_on,
    invested,
    loan_interest,
    moved_in_time,
    post_of,
)
from ramverk.core.investments.portfolio import FINANCE
from ramverk.core.investments.sheets import Effect, Part, Sheet
from ramverk.core.money import Ore

TKR = 100_000
YEARS = (2019, 2020, 2021)
RATE = Fraction(2)


def tkr(amounts):
    return {year: Ore(amount * TKR) for year, amount in amounts.items()}


HALL = Sheet(
    "hall", "Simhall", "KFN", "TN", outlay=tkr({2019: 20_000, 2020: 10_000}), activated=(2020, 6),
    parts=(Part("Stomme", Ore(30_000 * TKR), 30),), effects=(
        Effect("KFN", tkr({2020: -400, 2021: -800})), Effect("KFN", tkr({2020: -900, 2021: -1_800}), is_rent=True),
    ),
)  # fmt: skip
ROAD = Sheet(
    "road", "Väg", "TN", outlay=tkr({2020: 5_000}), parts=(Part("Väg", Ore(5_000 * TKR), 50),), activated=(2020, 12)
)
LATER = ProjectDeed("hall", ProjectVerb.MOVE, 1)


def sums(found, board):
    return {y: sum(int(bite.amounts[y]) for bite in found if bite.board == board) // TKR for y in YEARS}


def test_a_project_moved_a_year_takes_every_cost_with_it():
    after = choose_projects([HALL, ROAD], [HALL, ROAD], [LATER], 2019)
    assert after[0].outlay == tkr({2020: 20_000, 2021: 10_000})
    assert after[0].activated == (2021, 6)
    found = follow_on([HALL, ROAD], after, YEARS, RATE)
    assert {bite.project for bite in found} == {"Simhall"}
    assert sums(found, "KFN") == {2019: 0, 2020: 400 + 900, 2021: 800 - 400 + 1_800 - 900}
    capital = [bite for bite in found if bite.key == "hall:capital"]
    assert [int(capital[0].amounts[y]) // TKR for y in YEARS] == [0, 800, 790]  # half a year, then a year less half
    assert sum(int(bite.amounts[2020]) for bite in found if "rent" in bite.key) == 0
    assert sums(found, FINANCE)[2020] == -300  # the interest the carrier no longer pays does not come back either


def test_a_project_cannot_begin_before_the_budget_does():
    with pytest.raises(TooEarlyError):
        moved_in_time(HALL, -1, 2019)
    earlier = moved_in_time(ROAD, -1, 2019)
    assert earlier.outlay == tkr({2019: 5_000})


def test_an_effect_goes_on_when_its_project_comes_earlier():
    home = replace(ROAD, effects=(Effect("SN", tkr({2020: -100, 2021: -300})),))
    assert moved_in_time(home, -1, 2019).effects[0].amounts == tkr({2019: -100, 2020: -300, 2021: -300})


def test_what_is_cut_is_gone_and_what_was_left_out_comes_in():
    deeds = [ProjectDeed("hall", ProjectVerb.CUT), ProjectDeed("road", ProjectVerb.TAKE_IN, 1)]
    after = choose_projects([HALL], [HALL, ROAD], deeds, 2019)
    assert [(sheet.key, sheet.activated) for sheet in after] == [("road", (2021, 12))]
    own = replace(ROAD, key="own", name="Egen")
    assert choose_projects([], [], [ProjectDeed("own", ProjectVerb.ADD, sheet=own)], 2019) == (own,)
    assert choose_projects([], [], [ProjectDeed("borta", ProjectVerb.MOVE, 1)], 2019) == ()


def test_loans_cost_less_when_less_is_invested():
    found = loan_interest([HALL], [], YEARS, RATE)
    assert {year: int(amount) // TKR for year, amount in found.items()} == {2019: 200, 2020: 500, 2021: 600}
    assert loan_interest([HALL], [HALL], YEARS, RATE) == {}


def test_the_ledger_gets_a_row_for_the_outlay_each_frame_and_the_loans():
    def row(bite):
        return Change(bite.key, post_of(bite), bite.cause, bite.amounts, bite.project, SOURCE, rule=bite.key)

    found = changes_of_projects([HALL], [], YEARS, RATE, row, SOURCE, ("loans", "Ränta på lån"))
    assert [int(found[0].in_year(y)) // TKR for y in YEARS] == [-20_000, -10_000, 0]
    assert found[0].post.kind is PostKind.PROJECT
    assert {change.post.owner or change.post.part for change in found[1:]} == {
        "TN", "KFN", "internal_interest", "financial_cost"
    }  # fmt: skip


SOURCE = Source(SourceKind.PERSON, "Förslaget")


def test_sums_by_year_are_gross_contributions_and_what_wears():
    of = invested([HALL, replace(ROAD, contributions=tkr({2020: 2_000}))], YEARS, RATE)
    assert int(of.net[2020]) == 13_000 * TKR
    assert int(of.depreciation[2020]) == 500 * TKR  # half a year of a thirtieth


@pytest.mark.parametrize(
    ("deed", "now", "kind"),
    [
        (LATER, ([replace(HALL, outlay=tkr({2019: 25_000}))], [HALL]), ClashKind.CHANGED),
        (LATER, ([], [HALL]), ClashKind.CHANGED),
        (LATER, ([], []), ClashKind.GONE),
        (ProjectDeed("hall", ProjectVerb.CUT), ([], [HALL]), ClashKind.DONE),
        (LATER, ([replace(HALL, name="Badhuset")], [HALL]), None),
    ],
)
def test_what_the_new_base_did_to_a_project_is_told(deed, now, kind):
    found = clashes([deed, ProjectDeed("own", ProjectVerb.ADD, sheet=ROAD)], ([HALL], [HALL]), now)
    assert [clash.kind for clash in found] == ([kind] if kind else [])


@given(st.integers(0, 4), st.lists(st.integers(0, 9), min_size=1, max_size=3), st.integers(1, 40))
def test_there_and_back_again_is_the_same_sheet(by, outlay, life):
    amounts = tkr(dict(zip(YEARS, outlay, strict=False)))
    sheet = replace(ROAD, outlay=amounts, parts=(Part("Del", Ore(5 * TKR), life),))
    assert moved_in_time(moved_in_time(sheet, by, 2019), -by, 2019) == sheet
    assert follow_on([sheet], [sheet], YEARS, RATE) == ()
