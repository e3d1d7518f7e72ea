"""Small numbers are hidden, also by what is beside them; ages are read and put together."""

import pytest

from ramverk.core.keyfigures.ages import EVERYBODY, Span, span_of
from ramverk.core.keyfigures.blocks import Cell, Mark, block_of
from ramverk.core.keyfigures.kronor import per_head
from ramverk.core.keyfigures.masking import Counted, masked
from ramverk.core.keyfigures.signals import is_behind
from ramverk.core.money import Ore


def cell(value, gender="T", year=2017):
    return Cell("V1", year, gender, Mark.VALUE, value)


def shown(cells):
    return {(one.gender, one.year): one.value for one in cells}


def test_too_few_people_hide_the_value_and_the_other_sex_with_it():
    rows = [Counted(cell(81.0), 30), Counted(cell(90.0, "K"), 27), Counted(cell(33.3, "M"), 3)]
    assert shown(masked(rows, 5)) == {("T", 2017): 81.0, ("K", 2017): None, ("M", 2017): None}
    assert shown(masked(rows, 3))["M", 2017] == 33.3
    assert shown(masked(rows, None))["M", 2017] == 33.3
    assert shown(masked([Counted(cell(1.0))], 5)) == {("T", 2017): 1.0}, "unknown how many: the source has judged"


def test_what_is_known_from_before_is_hidden_too():
    before = block_of([cell(90.0, "K"), cell(88.0, "K", 2016)])
    found = masked([Counted(cell(33.3, "M"), 3)], 5, before)
    assert shown(found) == {("M", 2017): None, ("K", 2017): None}
    hidden = block_of([Cell("V1", 2017, "K", Mark.MASKED)])
    assert shown(masked([Counted(cell(70.0, "M"), 40)], 5, hidden)) == {("M", 2017): None}


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("6", (6, 6)), ("7–15 år", (7, 15)), ("80–", (80, EVERYBODY)), ("100+ år", (100, EVERYBODY)),
        ("0-9 år", (0, 9)), ("totalt", None), ("9-4", None), ("100+10", None),
    ],
)  # fmt: skip
def test_ages_are_read_as_people_write_them(text, span):
    assert span_of(text) == (Span(*span) if span else None)


def test_a_span_is_made_of_parts_that_just_fill_it():
    years = [Span(age, age) for age in range(20)] + [Span(5, 9), Span(80, EVERYBODY)]
    assert Span(1, 5).made_of(years) == tuple(Span(age, age) for age in range(1, 6))
    assert Span(5, 10).made_of(years) == (Span(5, 9), Span(10, 10))
    assert Span(18, 24).made_of(years) == ()
    assert [str(span) for span in (Span(6, 6), Span(7, 15), Span(80, EVERYBODY))] == ["6", "7–15", "80–"]


def test_a_share_per_head_and_an_outcome_that_lags():
    assert per_head(Ore(1_000_000), 3) == Ore(333_333)
    others = [Cell(f"99{n:02}", 2017, "T", Mark.VALUE, 1.0) for n in range(6)]
    block = block_of([*others, Cell("9999", 2015, "T", Mark.VALUE, 1.0)])
    assert is_behind(block, "9999") == 2017
    assert is_behind(block, "9903") is None
    assert is_behind(block_of(others[:3]), "9999") is None, "too few to tell"
