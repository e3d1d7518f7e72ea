"""Projects cut, moved, resized, taken in and added: what follows in the frames, and what clashes on another base."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.editions.changes import Change, PostKind, Source, SourceKind
from ramverk.core.investments.choosing import (
    ClashKind,
    NothingToResizeError,
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
    resized,
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
SMALLER = ProjectDeed("hall", ProjectVerb.RESIZE, outlay=Ore(24_000 * TKR))


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


def test_a_smaller_project_costs_less_everywhere_in_the_same_proportion():
    after = choose_projects([HALL, ROAD], [HALL, ROAD], [SMALLER], 2019)
    assert after[0].outlay == tkr({2019: 16_000, 2020: 8_000})
    assert after[0].parts_total == 24_000 * TKR
    found = follow_on([HALL, ROAD], after, YEARS, RATE)
    assert {bite.project for bite in found} == {"Simhall"}
    assert sums(found, "KFN") == {2019: 0, 2020: 80 + 180, 2021: 160 + 360}  # a fifth of what it costs to run and rent
    capital = [bite for bite in found if bite.key == "hall:capital"]
    assert [int(capital[0].amounts[y]) // TKR for y in YEARS] == [0, 160, 318]
    assert sum(int(bite.amounts[2021]) for bite in found if "rent" in bite.key) == 0
    loans = loan_interest([HALL, ROAD], after, YEARS, RATE)
    assert {year: int(amount) // TKR for year, amount in loans.items()} == {2019: 40, 2020: 100, 2021: 120}


def test_others_money_shrinks_with_a_project_but_never_grows():
    paid = replace(HALL, contributions=tkr({2020: 6_000}), total=Ore(33_000 * TKR), forecast=Ore(35_000 * TKR))
    assert resized(paid, Ore(15_000 * TKR)).contributions == tkr({2020: 3_000})
    larger = resized(paid, Ore(60_000 * TKR))
    assert larger.contributions == paid.contributions
    assert (larger.total, larger.forecast) == (63_000 * TKR, 65_000 * TKR)


def test_what_is_paid_already_cannot_be_resized():
    with pytest.raises(NothingToResizeError):
        resized(replace(HALL, outlay={}, spent=Ore(30_000 * TKR)), Ore(TKR))


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
        (LATER, ([HALL.delayed(1)], [HALL]), ClashKind.DONE),
        (LATER, ([replace(HALL, carrier="KFN")], [HALL]), ClashKind.CHANGED),
        (ProjectDeed("hall", ProjectVerb.CUT), ([], [HALL]), ClashKind.DONE),
        (ProjectDeed("hall", ProjectVerb.HOLD, sheet=HALL), ([], []), None),
        (SMALLER, ([replace(HALL, outlay=tkr({2019: 25_000}))], [HALL]), ClashKind.CHANGED),
        (SMALLER, ([resized(HALL, Ore(24_000 * TKR))], [HALL]), ClashKind.DONE),
        (SMALLER, ([], []), ClashKind.GONE),
        (SMALLER, ([HALL, ROAD], [HALL, ROAD]), None),
        (LATER, ([replace(HALL, name="Badhuset")], [HALL]), None),
    ],
)
def test_what_the_new_base_did_to_a_project_is_told(deed, now, kind):
    found = clashes([deed, ProjectDeed("own", ProjectVerb.ADD, sheet=ROAD)], ([HALL], [HALL]), now, 2019)
    assert [clash.kind for clash in found] == ([kind] if kind else [])


@given(st.integers(0, 4), st.lists(st.integers(0, 9), min_size=1, max_size=3), st.integers(1, 40))
def test_there_and_back_again_is_the_same_sheet(by, outlay, life):
    amounts = tkr(dict(zip(YEARS, outlay, strict=False)))
    sheet = replace(ROAD, outlay=amounts, parts=(Part("Del", Ore(5 * TKR), life),))
    assert moved_in_time(moved_in_time(sheet, by, 2019), -by, 2019) == sheet
    assert follow_on([sheet], [sheet], YEARS, RATE) == ()


money = st.integers(1, 10**13).map(Ore)
by_year = st.dictionaries(st.sampled_from(YEARS), money, min_size=1)
sheets = st.builds(
    Sheet, st.just("hall"), st.just("Simhall"), st.just("KFN"), st.sampled_from(["", "TN"]), outlay=by_year,
    contributions=st.dictionaries(st.sampled_from(YEARS), st.integers(0, 10**9).map(Ore)),
    spent=st.sampled_from([Ore(0), Ore(7)]), activated=st.sampled_from([None, (2019, 3), (2021, 12)]),
    parts=st.lists(st.builds(Part, st.just("Del"), money, st.integers(1, 50)), max_size=3).map(tuple),
    effects=st.lists(st.builds(Effect, st.sampled_from(["KFN", "SN"]), by_year, st.just(""), st.booleans()), max_size=2)
    .map(tuple),
)  # fmt: skip


@given(sheets, money, st.integers(0, 3))
def test_a_new_size_is_kept_to_the_ore_spread_as_before_and_goes_with_a_move(sheet, outlay, by):
    after = resized(sheet, outlay)
    assert sum(after.outlay.values(), Ore(0)) == outlay
    assert after.outlay.keys() == sheet.outlay.keys()
    whole = Fraction(int(sheet.spent + outlay), int(sheet.gross_total))
    assert after.parts_total == sheet.parts_total.share(whole)
    assert all(now <= was for now, was in zip(after.contributions.values(), sheet.contributions.values(), strict=True))
    assert moved_in_time(after, by, 2019) == resized(moved_in_time(sheet, by, 2019), outlay)
    assert resized(sheet, sum(sheet.outlay.values(), Ore(0))) is sheet


some = st.lists(sheets, max_size=1)
deeds = st.one_of(
    st.just(ProjectDeed("hall", ProjectVerb.CUT)),
    st.builds(
        ProjectDeed, st.just("hall"), st.sampled_from([ProjectVerb.MOVE, ProjectVerb.RESIZE, ProjectVerb.TAKE_IN]),
        st.integers(0, 2), st.none(), st.none() | money,
    ),
)  # fmt: skip


@given(deeds, some, some, some, st.data())
def test_whatever_a_new_base_is_a_deed_is_listed_or_comes_out_just_as_before(deed, counted, listed, other, data):
    """Often the new base is the old one with a word changed, so that what is not listed is tried too."""
    renamed = [replace(sheet, name="Badhuset") for sheet in counted]
    new = data.draw(st.sampled_from([counted, renamed, other, []])), data.draw(st.sampled_from([listed, other]))
    found = clashes([deed], (counted, listed), new, 2019)
    if not found:
        before = choose_projects(counted, listed, [deed], 2019)
        after = choose_projects(*new, [deed], 2019)
        assert [replace(sheet, name="") for sheet in before] == [replace(sheet, name="") for sheet in after]
