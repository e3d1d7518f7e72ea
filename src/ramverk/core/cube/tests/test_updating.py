"""A cube that took in a batch of lines is the cube of all the lines."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.cube.collapse import collapse
from ramverk.core.cube.cube import ACTIVITY_TABLE, CLASS_TABLE
from ramverk.core.cube.labels import Month
from ramverk.core.cube.lines import Line, encode_lines
from ramverk.core.cube.tests.worlds import BUDGETS, CLASSES, LINES
from ramverk.core.cube.updating import add_lines, replace_lines, widen


def one_line(amount):
    return encode_lines([Line("budget", "social", "Björk", "care", "5010", Month(2019, 1), "pay", amount)])


def assert_same_sums(updated, rebuilt):
    labels = updated.labels.joined(rebuilt.labels)
    updated, rebuilt = widen(updated, labels), widen(rebuilt, labels)
    assert updated.rows == rebuilt.rows
    assert np.array_equal(updated.by_class, rebuilt.by_class)
    assert np.array_equal(updated.by_activity, rebuilt.by_activity)
    assert updated.marginals.keys() == rebuilt.marginals.keys()
    for name, sums in updated.marginals.items():
        assert np.array_equal(sums, rebuilt.marginals[name])
    zero = np.zeros_like(updated.by_activity)
    ours, theirs = (zero if cube.quantities is None else cube.quantities for cube in (updated, rebuilt))
    assert np.array_equal(ours, theirs)
    for sums, dimensions in ((updated.by_class, CLASS_TABLE), (updated.by_activity, ACTIVITY_TABLE)):
        assert sums.shape == tuple(labels.size(name) for name in dimensions)


@given(BUDGETS, BUDGETS)
def test_adding_a_batch_equals_the_rebuild(rows, batch):
    updated = add_lines(collapse(encode_lines(rows), CLASSES), encode_lines(batch))
    assert_same_sums(updated, collapse(encode_lines([*rows, *batch]), CLASSES))


@given(BUDGETS, st.lists(LINES, max_size=10), st.lists(LINES, max_size=10))
def test_replacing_a_batch_equals_the_rebuild(rows, old, new):
    updated = replace_lines(collapse(encode_lines([*rows, *old]), CLASSES), encode_lines(old), encode_lines(new))
    assert_same_sums(updated, collapse(encode_lines([*rows, *new]), CLASSES))


def test_it_refuses_to_take_out_more_lines_than_there_are():
    empty = collapse(encode_lines([]), CLASSES)
    with pytest.raises(ValueError, match="cannot be taken from 0"):
        replace_lines(empty, one_line(1), encode_lines([]))


def test_it_refuses_a_batch_that_could_make_a_sum_wrap():
    with pytest.raises(OverflowError, match="may reach"):
        add_lines(collapse(one_line(2**62), CLASSES), one_line(2**62))
