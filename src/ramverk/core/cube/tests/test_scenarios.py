"""Many what-ifs at once are the same what-ifs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramverk.core.cube.assumptions import Assumptions
from ramverk.core.cube.basis import calculate_pulls
from ramverk.core.cube.scenarios import calculate_fan, calculate_tornado, combine_pulls, scenarios
from ramverk.core.cube.tests.test_whatif import ASSUMED, basis, seeded
from ramverk.core.cube.tests.worlds import BUDGETS
from ramverk.core.cube.whatif import what_if

RENTS_UP = Assumptions(price_ppm={"rents": {2019: 1_000}})
TAX_UP = Assumptions(tax_rate_ore={2019: 1})
BASE_UP = Assumptions(tax_base_ppm={2019: 1_000})


@given(BUDGETS, st.lists(ASSUMED, min_size=1, max_size=5))
@settings(max_examples=50)
def test_a_row_of_a_block_is_the_single_what_if(rows, assumed):
    ground = seeded(rows)
    block = scenarios(ground, np.array([calculate_pulls(ground, one) for one in assumed]))
    for effects, one in zip(block.effects, assumed, strict=True):
        assert np.array_equal(effects, what_if(ground, one).effects())


@given(st.lists(st.tuples(*[st.integers(-20, 20)] * 3), min_size=1, max_size=300))
@settings(max_examples=20)
def test_steps_taken_together_are_the_assumptions_taken_together(steps):
    ground = basis()
    matrix = combine_pulls(ground, [RENTS_UP, TAX_UP, BASE_UP], np.array(steps))
    block = scenarios(ground, matrix)
    rents, rate, base = steps[-1]
    together = Assumptions(
        price_ppm={"rents": {2019: 1_000 * rents}}, tax_rate_ore={2019: rate}, tax_base_ppm={2019: 1_000 * base}
    )
    assert np.array_equal(block.effects[-1], what_if(ground, together).effects())


def test_blocks_meet_without_a_seam():
    ground = basis()
    steps = np.arange(5_000).reshape(-1, 1) - 2_500
    results = scenarios(ground, combine_pulls(ground, [TAX_UP], steps)).results()[:, 0]
    assert len(results) == 5_000
    assert (results == steps[:, 0] * 3_995_138_86).all()


def test_the_tornado_shows_the_widest_uncertainty_first():
    ranges = {
        "rents": (Assumptions(price_ppm={"rents": {2019: 10_000}}), Assumptions(price_ppm={"rents": {2019: -10_000}})),
        "tax base": (Assumptions(tax_base_ppm={2019: -5_000}), Assumptions(tax_base_ppm={2019: 5_000})),
    }
    first, second = calculate_tornado(basis(), ranges, 2019)
    assert (first.name, second.name, second.low, second.high) == ("tax base", "rents", -200_00, 200_00)


def test_the_fan_shows_outcomes_that_were_reckoned():
    ground = basis()
    block = scenarios(ground, combine_pulls(ground, [TAX_UP], np.arange(1, 101).reshape(-1, 1)))
    fan = calculate_fan(block, (5, 50, 100))
    assert fan.years == (2019, 2020)
    assert {percentile: band[0] for percentile, band in fan.bands.items()} == {
        percentile: percentile * 3_995_138_86 for percentile in (5, 50, 100)
    }


def test_it_refuses_what_is_no_matrix_no_fan_and_no_people():
    ground = basis()
    with pytest.raises(ValueError, match="one column for each of 1"):
        combine_pulls(ground, [TAX_UP], np.ones((3, 2), dtype=np.int64))
    with pytest.raises(ValueError, match="a scenario has"):
        scenarios(ground, np.zeros((3, 2, 1), dtype=np.int64))
    with pytest.raises(OverflowError):
        combine_pulls(ground, [TAX_UP, RENTS_UP], np.full((1, 2), 2**62))
    none = scenarios(ground, np.zeros((0, *ground.denominators.shape), dtype=np.int64))
    with pytest.raises(ValueError, match="no scenarios"):
        calculate_fan(none)
    with pytest.raises(ValueError, match="between 1 and 100"):
        calculate_fan(scenarios(ground, np.zeros((1, *ground.denominators.shape), dtype=np.int64)), (0,))
