"""What assumptions move: by hand, by law, and to the öre."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ramverk.core.cube.assumptions import Assumptions, Lever, PayRevision, millionths
from ramverk.core.cube.basis import FINANCING, Financing, calculate_basis, calculate_pulls
from ramverk.core.cube.collapse import collapse
from ramverk.core.cube.labels import Month
from ramverk.core.cube.lines import Line, encode_lines
from ramverk.core.cube.rounding import multiply_divide
from ramverk.core.cube.tests.worlds import BUDGETS, CLASSES, TABLE, read_line, read_lines
from ramverk.core.cube.whatif import explain_effect, what_if
from ramverk.core.editions.causes import Cause

YEARS = (2018, 2019, 2020, 2021)
PEOPLE = {driver: dict.fromkeys(YEARS, 400) for driver in CLASSES.drivers}
OREBRO = Financing(
    tax_base=dict.fromkeys(YEARS, 39_951_388_600_00),
    tax_rate_ore=dict.fromkeys(YEARS, 2135),
    own_equalised=dict.fromkeys(YEARS, 8_000_000_000_00),
    national_equalised=dict.fromkeys(YEARS, 10_000_000_000_00),
)


def basis():
    return calculate_basis(collapse(read_lines(TABLE), CLASSES), "budget", PEOPLE, OREBRO)


def test_a_price_index_moves_its_class_alone():
    outcome = what_if(basis(), Assumptions(price_ppm={"rents": {2019: 30_000}}))
    assert outcome.effect("education", 2019, Cause.PRICE) == -600_00
    assert outcome.results().tolist() == [-600_00, 0]


def test_a_pay_revision_from_april_takes_nine_twelfths_and_then_the_whole():
    revision = PayRevision("pay", Month(2019, 4), millionths(Decimal("2.1")))
    outcome = what_if(basis(), Assumptions(pay=(revision,)))
    assert outcome.effect("education", 2019, Cause.PAY) == -300_000_00 * 21 * 9 // 12_000
    assert outcome.effect("education", 2020, Cause.PAY) == -100_000_00 * 21 // 1000


def test_one_child_in_a_hundred_more_costs_a_hundredth_more():
    outcome = what_if(basis(), Assumptions(people={"age 1-5": {2019: 4}}))
    assert outcome.effect("education", 2019, Cause.VOLUME) == -1_200_00


def test_tax_rate_and_forecast_meet_in_financing():
    outcome = what_if(
        basis(),
        Assumptions(tax_rate_ore={2019: 20}, tax_base_ppm={2019: 10_000}, national_tax_base_ppm={2019: 10_000}),
    )
    moved = {move.lever.subject: move.amount for move in explain_effect(outcome, FINANCING, 2019)}
    assert {move.lever.cause for move in explain_effect(outcome, FINANCING, 2019)} == {Cause.POLITICAL, Cause.FORECAST}
    assert moved["equalisation_of_own_base"] == -80_000_000_00
    assert moved["equalisation_of_national_base"] == 100_000_000_00
    assert moved["tax_rate_on_moved_base"] == 799_027_77
    assert outcome.effect(FINANCING, 2019, Cause.POLITICAL) == 79_902_777_20 + 799_027_77


def test_the_new_tax_is_the_old_and_its_moves():
    rate, base = 2135, OREBRO.tax_base[2019]
    outcome = what_if(basis(), Assumptions(tax_rate_ore={2019: 20}, tax_base_ppm={2019: 10_000}))
    moves = [move for move in explain_effect(outcome, FINANCING, 2019) if "equalisation" not in move.lever.subject]
    exact = Fraction(base * (rate + 20) * 101, 10_000 * 100) - Fraction(base * rate, 10_000)
    assert abs(sum(int(move.amount) for move in moves) - exact) <= 3


def test_it_explains_which_class_moved_how_much():
    outcome = what_if(basis(), Assumptions(price_ppm={"rents": {2019: 30_000}, "fees": {2019: 20_000}}))
    first, second = explain_effect(outcome, "education", 2019)
    assert (first.lever, first.base, first.share, first.amount) == (
        Lever(Cause.PRICE, "rents"), -20_000_00, Fraction(3, 100), -600_00
    )  # fmt: skip
    assert (second.lever.subject, second.amount) == ("fees", 200_00)


@pytest.mark.parametrize(
    ("assumed", "sentence"),
    [
        (Assumptions(price_ppm={"shoes": {2019: 1}}), "shoes has no lever price"),
        (Assumptions(price_ppm={"pay": {2031: 1}}), "2031 is no year"),
        (Assumptions(people={"age 1-5": {2019: 1}}), "number of people is not known"),
        (Assumptions(pay=(PayRevision("rents", Month(2019, 1), 1),)), "rents has no lever pay"),
    ],
)
def test_it_says_what_the_basis_lacks(assumed, sentence):
    without_people = calculate_basis(collapse(read_lines(TABLE), CLASSES), "budget")
    with pytest.raises(ValueError, match=sentence):
        what_if(without_people, assumed)


def test_it_refuses_what_does_not_fit():
    with pytest.raises(OverflowError):
        what_if(basis(), Assumptions(price_ppm={"pay": {2019: 10**18}}))
    with pytest.raises(OverflowError):
        what_if(basis(), Assumptions(pay=(PayRevision("pay", Month(2019, 1), 10**18),)))
    with pytest.raises(OverflowError):
        what_if(basis(), Assumptions(tax_rate_ore={2019: 10**10}, tax_base_ppm={2019: 10**10}))


def test_a_percentage_finer_than_a_millionth_is_refused():
    assert millionths(Decimal("2.1")) == 21_000
    with pytest.raises(ValueError, match="finer"):
        millionths(Decimal("0.00001"))


PPM = st.integers(-200_000, 200_000)
PRICES = st.dictionaries(st.sampled_from(["pay", "rents", "other"]), st.dictionaries(st.sampled_from(YEARS), PPM))
ASSUMED = st.builds(
    Assumptions,
    price_ppm=PRICES,
    pay=st.lists(
        st.builds(PayRevision, st.just("pay"), st.builds(Month, st.sampled_from(YEARS), st.integers(1, 12)), PPM),
        max_size=2,
    ).map(tuple),
    people=st.dictionaries(
        st.sampled_from(CLASSES.drivers), st.dictionaries(st.sampled_from(YEARS), st.integers(-50, 50))
    ),
    tax_rate_ore=st.dictionaries(st.sampled_from(YEARS), st.integers(-100, 100)),
    tax_base_ppm=st.dictionaries(st.sampled_from(YEARS), st.integers(-50_000, 50_000)),
)
SEED = [read_line(row.split("  ")) for row in TABLE.strip().splitlines()] + [
    Line("budget", "social", "Björk", "care", "6010", Month(year, 1), name, 0)
    for year in YEARS
    for name in ("rents", "other")
]


def seeded(rows):
    """A basis of any rows, with every class and year that the assumptions name."""
    return calculate_basis(collapse(encode_lines([*SEED, *rows]), CLASSES), "budget", PEOPLE, OREBRO)


def test_nothing_assumed_moves_nothing():
    assert not what_if(basis(), Assumptions()).moves.any()


@given(BUDGETS, ASSUMED)
def test_every_move_is_the_exact_product_rounded_half_away(rows, assumed):
    ground = seeded(rows)
    outcome = what_if(ground, assumed)
    for place in np.ndindex(ground.amounts.shape):
        exact = Fraction(
            int(ground.amounts[place]) * int(outcome.pulls[place[1:]]), int(ground.denominators[place[1:]])
        )
        assert int(outcome.moves[place]) == rounded(exact)


@given(BUDGETS, ASSUMED)
def test_effects_and_explanations_add_up_to_the_result(rows, assumed):
    outcome = what_if(seeded(rows), assumed)
    for place, year in enumerate(outcome.basis.years):
        explained = sum(move.amount for row in outcome.basis.boards for move in explain_effect(outcome, row, year))
        assert explained == outcome.results()[place] == outcome.effects()[:, place].sum()


@given(ASSUMED, ASSUMED)
def test_pulls_are_linear_in_the_assumptions(one, other):
    ground = seeded([])
    both = Assumptions(
        price_ppm=added(one.price_ppm, other.price_ppm),
        pay=one.pay + other.pay,
        people=added(one.people, other.people),
        tax_rate_ore=summed(one.tax_rate_ore, other.tax_rate_ore),
        tax_base_ppm=summed(one.tax_base_ppm, other.tax_base_ppm),
    )
    apart = calculate_pulls(ground, one) + calculate_pulls(ground, other)
    assert np.array_equal(calculate_pulls(ground, both), apart)


@given(BUDGETS, ASSUMED, st.integers(-5, 5))
def test_moves_are_linear_to_within_their_rounding(rows, assumed, times):
    assume(not assumed.tax_base_ppm)  # only the rise of the rate on the rise of the base is no line
    ground = seeded(rows)
    many = Assumptions(
        price_ppm={name: scaled(years, times) for name, years in assumed.price_ppm.items()},
        pay=tuple(PayRevision(pay.price_class, pay.since, pay.raise_ppm * times) for pay in assumed.pay),
        people={name: scaled(years, times) for name, years in assumed.people.items()},
        tax_rate_ore=scaled(assumed.tax_rate_ore, times),
    )
    once, often = what_if(ground, assumed).moves, what_if(ground, many).moves
    assert (abs(often - times * once) <= abs(times) // 2 + 1).all()


@given(
    st.lists(st.tuples(st.integers(-(2**50), 2**50), st.integers(-(10**6), 10**6), st.integers(1, 10**7)), min_size=1)
)
def test_shares_are_exact_and_rounded_half_away(rows):
    amounts, numerators, denominators = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    whole = np.abs(amounts) // denominators < 2**40
    assume(whole.all())
    found = multiply_divide(amounts, numerators, denominators)
    assert found.tolist() == [rounded(Fraction(a * n, d)) for a, n, d in rows]


def test_half_an_ore_goes_away_from_zero():
    shares = multiply_divide(np.array([1, -1, 3, -3]), np.array([1, 1, 1, -1]), np.array([2, 2, 2, 2]))
    assert shares.tolist() == [1, -1, 2, 2]


def rounded(exact):
    size = (abs(exact) + Fraction(1, 2)).__floor__()
    return size if exact >= 0 else -size


def summed(one, other):
    return {year: one.get(year, 0) + other.get(year, 0) for year in {*one, *other}}


def added(one, other):
    return {name: summed(one.get(name, {}), other.get(name, {})) for name in {*one, *other}}


def scaled(years, times):
    return {year: number * times for year, number in years.items()}
