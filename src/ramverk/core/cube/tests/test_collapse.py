"""Lines collapse to exactly the sums a patient clerk would reckon."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramverk.core.cube import collapse as collapsing
from ramverk.core.cube.collapse import collapse
from ramverk.core.cube.cube import Classes
from ramverk.core.cube.labels import Labels, Month
from ramverk.core.cube.lines import InvalidLinesError, Line, Lines, encode_lines
from ramverk.core.cube.tests.worlds import BUDGETS, CLASSES, TABLE, read_lines


def by_hand(rows, key, value=lambda row: row.amount):
    sums = Counter()
    for row in rows:
        sums[key(row)] += value(row)
    return {key: total for key, total in sums.items() if total}


def by_cube(sums, *axes):
    return {
        tuple(axis[place] for axis, place in zip(axes, where, strict=True)): int(total)
        for where, total in np.ndenumerate(sums)
        if total
    }


def test_it_sums_a_board_a_year_and_a_price_class():
    cube = collapse(read_lines(TABLE), CLASSES)
    sums = by_cube(cube.class_sums("budget"), cube.labels.board, cube.labels.years, cube.labels.price_class)
    assert sums == {
        ("education", 2019, "pay"): -300_000_00,
        ("education", 2020, "pay"): -100_000_00,
        ("education", 2019, "rents"): -20_000_00,
        ("education", 2019, "fees"): 10_000_00,
        ("social", 2019, "pay"): -300_000_00,
        ("social", 2020, "other"): -50_000_00,
    }


def test_it_sums_what_follows_a_driver_and_how_many_posts_that_is():
    cube = collapse(read_lines(TABLE), CLASSES)
    axes = cube.labels.board, cube.labels.years, cube.classes.drivers
    assert by_cube(cube.driver_sums("budget"), *axes)["education", 2019, "age 1-5"] == -120_000_00
    assert by_cube(cube.driver_quantities("budget"), *axes)["social", 2019, "age 80-"] == 6000


@given(BUDGETS)
def test_every_sum_is_the_one_by_hand(rows):
    cube = collapse(encode_lines(rows), CLASSES)
    labels = cube.labels
    expected = by_hand(rows, lambda row: (row.version, row.period, row.board, row.price_class))
    assert by_cube(cube.by_class, labels.version, labels.period, labels.board, labels.price_class) == expected
    expected = by_hand(rows, lambda row: (row.version, row.period.year, row.board, row.activity))
    assert by_cube(cube.by_activity, labels.version, labels.years, labels.board, labels.activity) == expected
    for name in ("board", "unit", "activity", "account", "price_class"):
        expected = by_hand(rows, lambda row, name=name: (row.version, row.period.year, getattr(row, name)))
        assert by_cube(cube.marginal(name), labels.version, labels.years, labels.members(name)) == expected
    assert by_cube(cube.by_period(), labels.version, labels.period) == by_hand(
        rows, lambda row: (row.version, row.period)
    )


@given(BUDGETS)
def test_every_driver_has_the_sum_by_hand(rows):
    cube = collapse(encode_lines(rows), CLASSES)
    axes = cube.labels.board, cube.labels.years, cube.classes.drivers
    for version in cube.labels.version:
        driven = [row for row in rows if row.version == version and row.activity in CLASSES.driver_of]
        expected = by_hand(driven, lambda row: (row.board, row.period.year, CLASSES.driver_of[row.activity]))
        assert by_cube(cube.driver_sums(version), *axes) == expected


@given(BUDGETS)
def test_the_total_is_the_same_over_every_marginal(rows):
    cube = collapse(encode_lines(rows), CLASSES)
    total = sum(row.amount for row in rows)
    assert cube.by_period().sum() == total
    for name in ("board", "unit", "activity", "account", "price_class"):
        assert cube.marginal(name).sum() == total


@given(BUDGETS, st.integers(1, 7))
@settings(max_examples=50)
def test_the_size_of_the_chunks_does_not_matter(rows, size):
    whole, usual = collapse(encode_lines(rows), CLASSES), collapsing.CHUNK
    collapsing.CHUNK = size
    try:
        chunked = collapse(encode_lines(rows), CLASSES)
    finally:
        collapsing.CHUNK = usual
    assert np.array_equal(whole.by_class, chunked.by_class)
    assert np.array_equal(whole.by_activity, chunked.by_activity)


def test_it_keeps_the_last_ore_where_floats_would_lose_it():
    row = Line("budget", "social", "Björk", "care", "5010", Month(2019, 1), "pay", 2**53)
    one = Line("budget", "social", "Björk", "care", "5010", Month(2019, 1), "pay", 1)
    assert collapse(encode_lines([row, one, one]), CLASSES).by_period().tolist() == [[2**53 + 2]]


def test_codes_wider_than_two_bytes_find_their_cells():
    rows = [Line("budget", f"b{n}", "u", f"a{n}", "k", Month(2019, 1), "pay", n) for n in range(300)]
    cube = collapse(encode_lines(rows), CLASSES)
    assert cube.by_activity.shape == (1, 1, 300, 300)
    assert (cube.by_activity[0, 0] == np.diag(range(300))).all()


def test_no_lines_are_a_cube_without_sums():
    cube = collapse(encode_lines([]), CLASSES)
    assert (cube.rows, cube.by_period().size, cube.marginal("price_class").size) == (0, 0, 0)


def column(*codes):
    return np.array(codes, dtype=np.uint8)


def lines_of(amount, **changed):
    labels = Labels(("v",), ("b",), ("u",), ("a",), ("k",), (Month(2019, 1),), ("pay",))
    names = ("version", "board", "unit", "activity", "account", "period", "price_class")
    codes = {name: np.zeros(len(amount), dtype=np.uint8) for name in names} | changed
    return Lines(labels, codes, np.array(amount, dtype=np.int64))


def test_it_refuses_amounts_whose_sum_would_wrap():
    with pytest.raises(OverflowError, match="may reach"):
        collapse(lines_of([2**62, 2**62, -(2**62)]), CLASSES)


def test_one_huge_amount_among_small_ones_is_no_reason_to_refuse():
    cube = collapse(lines_of([2**62, 1, -(2**61)]), CLASSES)
    assert cube.by_period().tolist() == [[2**62 + 1 - 2**61]]
    assert cube.bound == 2**62 + 1 + 2**61


def test_it_names_every_problem_of_the_columns_at_once():
    with pytest.raises(InvalidLinesError) as refused:
        lines_of([1, 2], board=column(0, 3), unit=column(0), account=np.array([0, -1]))
    assert refused.value.problems == (
        "board has code 3 but 1 members",
        "unit has 1 rows and amount 2",
        "account must be one column of unsigned integers, not int64",
    )


def test_it_refuses_amounts_in_floats():
    lines = lines_of([1])
    with pytest.raises(InvalidLinesError, match="amount must be one column of int64, not float64"):
        Lines(lines.labels, lines.codes, np.array([1.0]))


def test_it_refuses_a_member_named_twice_and_periods_out_of_order():
    with pytest.raises(ValueError, match="board is named twice"):
        Labels(("v",), ("b", "b"), (), (), (), (), ())
    with pytest.raises(ValueError, match="order of time"):
        Labels(("v",), (), (), (), (), (Month(2020, 1), Month(2019, 1)), ())


def test_it_says_when_a_marginal_was_not_asked_for():
    cube = collapse(read_lines(TABLE), Classes(marginals=("unit",)))
    with pytest.raises(ValueError, match="account was not asked for"):
        cube.marginal("account")
    with pytest.raises(ValueError, match="no marginals: shoe_size"):
        collapse(read_lines(TABLE), Classes(marginals=("shoe_size",)))


def test_it_refuses_a_table_as_large_as_the_lines():
    many = tuple(str(number) for number in range(5_000))
    labels = Labels(("v",), many, (), many, (), (Month(2019, 1),), ())
    empty = {name: column() for name in ("version", "board", "unit", "activity", "account", "period", "price_class")}
    with pytest.raises(ValueError, match="25000000 sums"):
        collapse(Lines(labels, empty, np.array([], dtype=np.int64)), CLASSES)
