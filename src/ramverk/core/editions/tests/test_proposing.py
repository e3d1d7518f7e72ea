"""A proposal on a base: taking back, moving in time, another tax rate, and ways to pay for it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Post, PostKind, Source, SourceKind
from ramverk.core.editions.editions import Edition, EditionKind, fold
from ramverk.core.editions.proposing import (
    MUNICIPAL_TAX,
    WayKind,
    check_closed,
    check_legal_content,
    postponed,
    taken_back,
    tax_changes,
    tax_of_income,
    value_of_an_ore,
    ways_to_finance,
)
from ramverk.core.money import Ore

YEARS = (2019, 2020, 2021)
SOURCE = Source(SourceKind.PERSON, "Partiet")
SCHOOL = Post(PostKind.FRAME, "BUN")
amounts = st.dictionaries(st.sampled_from(YEARS), st.integers(-(10**12), 10**12).map(Ore), max_size=3)


def change(by_year, key="c1", post=SCHOOL, **more):
    return Change(key, post, Cause.POLITICAL, by_year, "Läxhjälp", SOURCE, **more)


def edition(*changes):
    return Edition("e", EditionKind.PARTY_PROPOSAL, "Förslag", YEARS, tuple(changes))


@given(amounts)
def test_what_is_taken_back_leaves_nothing(by_year):
    one = change(by_year)
    both = edition(one, taken_back(one, "c2", "Tillbaka", SOURCE))
    assert fold(both) == {}
    assert both.changes[1].reverses == "c1"


@given(amounts, st.integers(-2, 2), st.booleans())
def test_moved_and_moved_by_nothing_is_the_same(by_year, by, one_off):
    one = change(by_year, is_one_off=one_off)
    moved = postponed(one, by, YEARS, "c2", "Skjuts upp", SOURCE)
    if by == 0:
        assert moved.amounts == {}
    for year in YEARS:
        if year - by in YEARS:
            assert int(one.in_year(year) + moved.in_year(year)) == int(one.in_year(year - by))


def test_a_lasting_cost_moved_a_year_on_is_saved_the_first_year_only():
    one = change({year: Ore(-500) for year in YEARS})
    assert postponed(one, 1, YEARS, "c2", "", SOURCE).amounts == {2019: 500}


def test_a_one_off_moved_a_year_on_falls_in_the_next_year():
    one = change({2019: Ore(-500)}, is_one_off=True)
    assert postponed(one, 1, YEARS, "c2", "", SOURCE).amounts == {2019: 500, 2020: -500}


@given(st.integers(1, 10**13), st.integers(1500, 2500), st.integers(-200, 200))
def test_another_tax_rate_moves_the_tax_in_proportion(tax, rate, by):
    folded = {MUNICIPAL_TAX: {2019: Ore(tax)}}
    found = tax_changes(folded, rate, {2019: rate + by}, "t", "Skatten", SOURCE)
    if by == 0:
        assert found == ()
        return
    assert found[0].amounts == {2019: by}
    assert abs(Fraction(int(found[1].in_year(2019))) - Fraction(tax * by, rate)) <= Fraction(1, 2)


def test_an_unknown_rate_changes_nothing_and_an_ore_is_worth_nothing():
    folded = {MUNICIPAL_TAX: {2019: Ore(100)}}
    assert tax_changes(folded, 0, {2019: 2200}, "t", "", SOURCE) == ()
    assert value_of_an_ore(folded, 2019, 0) == 0


@given(st.integers(1, 10**12), st.integers(1, 10**9), st.integers(1, 10**13))
def test_a_way_by_tax_or_by_an_even_cut_covers_what_is_missing(missing, an_ore, frames):
    ways = ways_to_finance(Ore(missing), 2019, (), Ore(-frames), Ore(an_ore))
    assert [way.kind for way in ways] == [WayKind.TAX, WayKind.EVEN_CUT]
    assert all(way.covers(Ore(missing)) for way in ways)
    assert int(ways[0].gives) - int(missing) < an_ore


def test_own_additions_are_offered_the_largest_first_and_nothing_where_nothing_is_missing():
    own = (change({2019: Ore(-5)}, "a"), change({2019: Ore(-9)}, "b"), change({2019: Ore(7)}, "c"))
    ways = ways_to_finance(Ore(8), 2019, own, Ore(0), Ore(0))
    assert [(way.kind, way.change) for way in ways] == [("drop", "b"), ("postpone", "b"), ("drop", "a")]
    assert ways_to_finance(Ore(0), 2019, own, Ore(-1), Ore(1)) == ()


def test_a_closed_post_is_found_and_blocks():
    own = (change({2019: Ore(1)}), change({2019: Ore(1)}, "p", Post(PostKind.FINANCE, "", "pensions")))
    found = check_closed(own, lambda post: post.part != "pensions")
    assert [one.rows for one in found] == [("p",)]
    assert found[0].blocks


def test_a_budget_without_goals_or_tax_rate_is_not_lawful():
    found = check_legal_content(edition(change({})), rate_known=False, boards=["BUN", "SN"], goals=0, financial_goals=0)
    codes = {one.code: one.blocks for one in found}
    assert codes == {
        "tax_rate_missing": True, "appropriation_missing": False, "goal_missing": True, "financial_goal_missing": True,
    }  # fmt: skip
    assert not check_legal_content(edition(change({})), rate_known=True, boards=["BUN"], goals=1, financial_goals=1)


def test_ten_ore_costs_three_hundred_of_three_hundred_thousand():
    assert tax_of_income(Ore(300_000_00), 10) == Ore(300_00)
