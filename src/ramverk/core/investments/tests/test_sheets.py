"""Project sheets: capital cost, sums, what they do to frames, and what is doubtful in them."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.editions.causes import Cause
from ramverk.core.investments.checks import Conditions, check_sheet
from ramverk.core.investments.portfolio import FINANCE, bites, group_by, pressure
from ramverk.core.investments.sheets import Effect, Part, Sheet, sheet_from_json
from ramverk.core.money import Ore

TKR = 100_000
YEARS = (2019, 2020, 2021)
CONDITIONS = Conditions((2019, 2020, 2021, 2022), Ore(50 * TKR))


def school(**other):
    values = {
        "key": "skola", "name": "Ny skola i Norrdal", "board": "BUN", "carrier": "TN", "funding": "tax",
        "category": "volume", "priority": "1", "phase": "design", "total": Ore(69_000 * TKR),
        "outlay": {2019: Ore(40_000 * TKR), 2020: Ore(29_000 * TKR)}, "activated": (2020, 7),
        "parts": (Part("Byggnad", Ore(69_000 * TKR), 33),),
        "effects": (
            Effect("TN", {}, "ingår i hyran"),
            Effect("BUN", {2020: Ore(-900 * TKR), 2021: Ore(-2_000 * TKR)}),
            Effect("BUN", {2020: Ore(-1_300 * TKR), 2021: Ore(-3_100 * TKR)}, is_rent=True),
        ),
        "texts": {"need": "Fler barn", "priority_motive": "Lag", "uncertainty": "±10 %"},
    }  # fmt: skip
    return Sheet(**(values | other))


def codes(sheet):
    return {finding.code.removeprefix("sheet.") for finding in check_sheet(sheet, CONDITIONS)}


def test_the_published_school_costs_what_it_was_published_to_cost():
    cost = school().capital_in(YEARS, Fraction("1.5"))
    assert [round(int(cost[year]) / TKR, 1) for year in YEARS] == [0, 1302.5, 3112.8]


def test_contributions_lower_the_capital_cost_in_proportion():
    whole = school().capital_in(YEARS, Fraction("1.5"))
    half = school(contributions={2019: Ore(34_500 * TKR)}).capital_in(YEARS, Fraction("1.5"))
    assert abs(int(whole[2021]) - 2 * int(half[2021])) <= 1


def test_it_hits_the_frames_of_carrier_and_user_and_the_rent_sums_to_zero():
    found = bites([school()], YEARS, Fraction("1.5"))
    assert {(bite.board, bite.cause) for bite in found} == {
        ("TN", Cause.CAPITAL_COST),
        (FINANCE, Cause.CAPITAL_COST),
        ("BUN", Cause.VOLUME),
        ("BUN", Cause.INTERNAL_RENT),
        ("TN", Cause.INTERNAL_RENT),
    }
    rents = [bite for bite in found if bite.cause is Cause.INTERNAL_RENT]
    assert all(sum(int(bite.amounts[year]) for bite in rents) == 0 for year in YEARS)


def test_only_what_comes_on_top_of_the_opening_frame_is_a_change():
    ready = school(activated=(2018, 7), effects=())
    capital, _interest = bites([ready], YEARS, Fraction("1.5"))
    cost = ready.capital_in((2018, 2019), Fraction("1.5"))
    assert capital.amounts[2019] == cost[2018] - cost[2019]


def test_a_complete_sheet_has_nothing_to_remark():
    assert codes(school()) == set()


def test_each_defect_has_its_own_finding():
    defects = {
        "missing": school(category=""), "no_outlay": school(outlay={}), "no_activation": school(activated=None),
        "no_total": school(total=None), "total_differs": school(total=Ore(1)), "no_components": school(parts=()),
        "components_differ": school(parts=(Part("Hus", Ore(5), 33),)), "no_effects": school(effects=()),
        "nil_without_reason": school(effects=(Effect("TN", {}),)), "gross_net_mixed": school(funding="grant"),
        "below_threshold": school(outlay={2019: Ore(10 * TKR)}), "year_outside": school(outlay={2031: Ore(5)}),
        "short_life": school(parts=(Part("Datorer", Ore(69_000 * TKR), 2),)), "fee_mixed": school(funding="va"),
        "outlay_after_activation": school(activated=(2019, 7)),
        "carry_over_too_large": school(carry_over=Ore(70_000 * TKR)),
        "carrier_without_effect": school(effects=(Effect("BUN", {2020: Ore(-1)}),)),
    }  # fmt: skip
    for code, sheet in defects.items():
        assert code in codes(sheet), code
    assert "fee_mixed" in codes(school(name="VA-ledning Norrdal"))
    assert "fee_mixed" not in codes(school(name="Vallskolan"))


def test_a_project_that_is_paid_and_waits_for_its_report_needs_no_outlay():
    paid = school(outlay={}, spent=Ore(69_000 * TKR), is_ongoing=True, activated=(2018, 3))
    assert codes(paid) == set()


def test_a_secret_text_counts_as_written():
    texts = {"need": {"secret": "a1", "paragraph": "19:3"}, "priority_motive": "x", "uncertainty": "y"}
    assert codes(school(texts=texts)) == set()


amounts = st.dictionaries(st.sampled_from(YEARS), st.integers(0, 10**12).map(Ore))


@given(st.lists(st.tuples(st.sampled_from("ABC"), amounts, amounts)))
def test_groups_sum_to_the_whole_and_sheets_survive_json(rows):
    sheets = [
        replace(school(), key=str(at), board=board, outlay=outlay, contributions=paid)
        for at, (board, outlay, paid) in enumerate(rows)
    ]
    groups = group_by(sheets, YEARS, lambda sheet: sheet.board)
    whole = pressure(sheets, YEARS, Fraction(2))
    for year in YEARS:
        assert sum(int(group.net[year]) for group in groups) == int(whole.net[year])
    assert int(whole.debt[2021]) == sum(int(amount) for amount in whole.net.values())
    assert [sheet_from_json(sheet.as_json()) for sheet in sheets] == sheets
