"""Blocks of key figures: packed and unpacked, merged, and what moved between two."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.keyfigures.blocks import GENDERS, Block, Cell, Mark, block_of, empty_block, merged, moved
from ramverk.core.keyfigures.packing import BrokenBlock, pack, unpack

floats = st.floats(allow_nan=False, allow_infinity=False)
values = st.one_of(floats, st.integers(-(10**6), 10**6).map(lambda n: n / 10), st.just(0.0))


@st.composite
def cells(draw):
    mark = draw(st.sampled_from([mark for mark in Mark if mark is not Mark.UNKNOWN]))
    return Cell(
        area=draw(st.sampled_from(["0000", "0114", "1265", "G12"])),
        year=draw(st.integers(2000, 2006)),
        gender=draw(st.sampled_from(GENDERS)),
        mark=mark,
        value=draw(values) if mark is Mark.VALUE else None,
        status=draw(st.sampled_from(["", "Missing", "Privat"])),
    )


blocks = st.lists(cells(), max_size=40).map(block_of)


@given(blocks)
def test_unpacking_gives_back_what_was_packed(block):
    packed = pack(block)
    assert unpack(packed) == block
    assert pack(unpack(packed)) == packed


@given(blocks, blocks)
def test_merging_keeps_what_is_not_told_anew_and_takes_what_is(old, new):
    both = merged(old, new)
    for area in {*old.areas, *new.areas}:
        for year in {*old.years, *new.years}:
            for gender in GENDERS:
                told = new.cell(area, year, gender)
                expected = told if told.mark is not Mark.UNKNOWN else old.cell(area, year, gender)
                assert both.cell(area, year, gender) == expected
    assert merged(old, empty_block((), ())) == merged(old, old)


@given(blocks, blocks)
def test_what_moved_is_exactly_what_the_two_tell_differently(old, new):
    both = merged(old, new)
    moves = {(move.area, move.year, move.gender) for move in moved(old, both)}
    for area in both.areas:
        for year in both.years:
            for gender in GENDERS:
                one, other = old.cell(area, year, gender), both.cell(area, year, gender)
                assert ((area, year, gender) in moves) == ((one.mark, one.value) != (other.mark, other.value))
    assert not list(moved(both, both))


def test_missing_is_not_zero_and_withdrawn_is_not_missing():
    block = block_of(
        [
            Cell("1265", 2017, "T", Mark.VALUE, 0.0),
            Cell("1265", 2018, "T", Mark.MISSING, status="Missing"),
            Cell("1265", 2019, "T", Mark.WITHDRAWN),
        ]
    )
    assert block.series("1265") == {2017: 0.0, 2018: None, 2019: None}
    assert block.cell("1265", 2018).status == "Missing"
    assert [block.cell("1265", year).mark for year in (2016, 2018, 2019)] == [
        Mark.UNKNOWN,
        Mark.MISSING,
        Mark.WITHDRAWN,
    ]
    assert block.last_year("1265") == 2017


def test_a_full_block_of_one_decimal_takes_less_than_two_bytes_a_cell():
    chance = np.random.default_rng(1)
    numbers = np.round(chance.normal(100, 20, (310, 20, 3)), 1)
    block = Block(
        tuple(f"{n:04d}" for n in range(310)), tuple(range(2000, 2020)), numbers, np.ones((310, 20, 3), np.uint8)
    )
    packed = pack(block)
    assert len(packed) < 2 * numbers.size
    assert unpack(packed) == block


@pytest.mark.parametrize("data", [b"", b"RKB1", b"RKB1nonsense", b"PK\x03\x04", pack(empty_block(["1"], [2]))[:-3]])
def test_damaged_bytes_are_refused(data):
    with pytest.raises(BrokenBlock):
        unpack(data)
