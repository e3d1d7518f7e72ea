"""The financial position: every flow keeps the sheet even, and what does not tie is named with both figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.money import Ore
from ramverk.core.statements.balance_lines import BALANCE_LINES, CASH, FLOWS, RESULT_FLOW, Side
from ramverk.core.statements.position import roll
from ramverk.core.statements.position_checks import check_investments, check_position, tie_outs

YEARS = (2018, 2019, 2020, 2021)
amounts = st.integers(-(10**13), 10**13).map(Ore)
per_year = st.tuples(*[amounts] * 4).map(lambda of: dict(zip(YEARS, of, strict=True)))
planned = st.lists(st.tuples(st.sampled_from(sorted(FLOWS)), st.sampled_from(YEARS), amounts), max_size=12).map(
    lambda rows: {code: {year: amount for one, year, amount in rows if one == code} for code, _year, _amount in rows}
)
EVEN = {"tangible_assets": Ore(900), CASH: Ore(300), "equity_other": Ore(700), "loans": Ore(500)}


@pytest.mark.parametrize("flow", [RESULT_FLOW, *FLOWS.values()], ids=lambda flow: flow.code)
def test_every_flow_moves_both_sides_alike(flow):
    lines = [line for line in BALANCE_LINES.values() if line.side is not Side.MEMO]
    assert sum(flow.moves_of(line.code) * (1 if line.side.is_asset else -1) for line in lines) == 0


@given(per_year, planned)
def test_an_even_balance_stays_even_whatever_is_planned(results, flows):
    position = roll(2017, EVEN, results, flows)
    for year in (2017, *YEARS):
        assert position.total_assets(year) == position.total_funding(year)
    assert all(tied.holds for tied in tie_outs(position))


@given(per_year, planned)
def test_movements_explain_every_balance(results, flows):
    position = roll(2017, EVEN, results, flows)
    for line in BALANCE_LINES:
        for year in YEARS:
            moved = sum(int(one.amount) for one in position.movements(line, year))
            assert position.balance(line, year - 1) + Ore(moved) == position.balance(line, year)


def test_the_accounts_and_not_the_printed_budget_open_the_year():
    mnkr = 100_000_00
    opening = {"equity_other": Ore(4927 * mnkr)}
    position = roll(2019, opening, {2020: Ore(150 * mnkr), 2021: Ore(143 * mnkr)}, {})
    assert position.side(Side.EQUITY, 2021) == Ore(5220 * mnkr)


def test_an_opening_balance_that_is_uneven_names_both_figures():
    position = roll(2017, EVEN | {"loans": Ore(400_000_00)}, {2018: Ore(0)}, {})
    finding = next(one for one in check_position(position) if one.code == "T6")
    assert "400,007 tkr" in finding.message
    assert "0,012 tkr" in finding.message


def test_cash_below_zero_is_warned_about_with_the_year():
    flows = {"tangible_investment": {2019: Ore(400_000_00)}}
    position = roll(2017, EVEN, {2018: Ore(0), 2019: Ore(0)}, flows)
    (finding,) = check_position(position)
    assert finding.code == "below_zero"
    assert "slutet av 2019" in finding.message


def test_investments_are_held_against_the_investment_budget():
    position = roll(2017, EVEN, {2018: Ore(0)}, {"tangible_investment": {2018: Ore(200_000)}})
    assert check_investments(position, {2018: Ore(200_000)}) == []
    (finding,) = check_investments(position, {2018: Ore(300_000)})
    assert "2 tkr" in finding.message
    assert "3 tkr" in finding.message


def test_it_refuses_a_hole_between_years_and_unknown_lines():
    with pytest.raises(ValueError, match="follow one another"):
        roll(2017, EVEN, {2018: Ore(0), 2020: Ore(0)}, {})
    with pytest.raises(ValueError, match="goodwill"):
        roll(2017, {"goodwill": Ore(1)}, {2018: Ore(0)}, {})
