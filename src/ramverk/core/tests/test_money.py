"""Money refuses nonsense, is shown as Swedes expect it, and is split without losing an öre."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.money import (
    NotAnAmount,
    Ore,
    Rounding,
    Unit,
    allocate,
    format_amount,
    parse_amount,
    rounded,
    show_column,
)

amounts = st.integers(-(10**14), 10**14).map(Ore)


def test_ore_and_ore_are_ore():
    assert Ore(150) + Ore(50) - Ore(25) == Ore(175)
    assert sum([Ore(1), Ore(2)]) == Ore(3)
    assert -Ore(5) * 3 == Ore(-15)


@pytest.mark.parametrize(
    "nonsense", [lambda: Ore(5) * Ore(2), lambda: Ore(5) + 5, lambda: Ore(5) / 2, lambda: Ore(True)]
)
def test_nonsense_is_refused(nonsense):
    with pytest.raises(TypeError):
        nonsense()


def test_a_share_is_rounded_half_away_from_zero():
    assert Ore(25).share(Fraction(1, 10)) == Ore(3)
    assert Ore(-25).share(Fraction(1, 10)) == Ore(-3)


@pytest.mark.parametrize(
    ("text", "unit", "ore"),
    [
        ("1 234,5", Unit.TKR, 123_450_000),
        ("1\u00a0234,50", Unit.KR, 123_450),
        ("\u22121\u202f200", Unit.TKR, -120_000_000),
        ("(300)", Unit.TKR, -30_000_000),
        ("+4", Unit.MNKR, 400_000_000),
        ("- 12", Unit.KR, -1200),
        ("0", Unit.TKR, 0),
    ],
)
def test_it_reads_amounts_as_people_write_them(text, unit, ore):
    assert parse_amount(text, unit) == Ore(ore)


@pytest.mark.parametrize("text", ["", " ", "-", "–"])
def test_missing_is_not_zero(text):
    assert parse_amount(text, Unit.TKR) is None


@pytest.mark.parametrize(
    "text", ["1e9", "1 2O0", "tolv", "1.234,5", "12.5", "1 23", "--4", "(-4)", "4-", "0x10", "1,234,5"]
)
def test_it_says_how_to_mend_what_is_no_amount(text):
    with pytest.raises(NotAnAmount) as refusal:
        parse_amount(text, Unit.TKR)
    assert f"”{text}” är inte ett belopp. Skriv" in refusal.value.sentence_sv


def test_an_amount_finer_than_an_ore_is_refused():
    with pytest.raises(NotAnAmount, match="finare än ett öre"):
        parse_amount("1,005", Unit.KR)


def test_amounts_are_shown_with_thin_spaces_and_a_true_minus():
    assert format_amount(Ore(-123_456_789_00), Unit.TKR) == "\u2212123\u2009457"
    assert format_amount(Ore(4_250_000_00), Unit.MNKR, sign=True) == "+4,3"
    assert format_amount(None) == ""


@given(amounts, st.sampled_from(Unit))
def test_what_is_shown_exactly_is_read_back(amount, unit):
    shown = show_column([amount], unit, Rounding.EXACT).rows[0]
    assert parse_amount(shown, unit) == amount


@given(amounts, st.lists(st.integers(0, 1000), min_size=1, max_size=20).filter(any))
def test_the_parts_sum_to_the_whole(total, weights):
    parts = allocate(total, weights)
    assert sum(parts, Ore(0)) == total
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if weight == 0)


@given(st.lists(amounts, max_size=30), st.sampled_from(Unit))
def test_balanced_rows_add_up_to_the_rounded_total_and_move_less_than_one_step(values, unit):
    counts = rounded(values, unit, Rounding.BALANCED)
    assert sum(counts) == (rounded([sum(values, Ore(0))], unit, Rounding.INDEPENDENT)[0] if values else 0)
    assert all(abs(count * unit.step - int(value)) < unit.step for count, value in zip(counts, values, strict=True))


def test_an_independent_column_says_what_is_left_over():
    column = show_column([Ore(140_000), Ore(140_000), Ore(140_000)], Unit.TKR)
    assert (column.rows, column.total, column.left_over) == (("1", "1", "1"), "4", 1)
