"""Parquet holds what the edition holds, to the öre, with its reasons."""

import io

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Post, PostKind, Source, SourceKind
from ramverk.core.editions.content import checksum
from ramverk.core.editions.editions import Edition, EditionKind
from ramverk.core.money import Ore
from ramverk.formats.parquet import Details, read_details, write_changes, write_details, write_posts

POST = Post(PostKind.FRAME, "BUN", "440")


def change(number, amount, cause=Cause.OPENING_FRAME, **more):
    source = Source(SourceKind.FILE, "budget.csv, rad 2", "a1")
    return Change(f"c{number}", POST, cause, {2019: Ore(amount), 2020: Ore(amount)}, "Skola", source, **more)


BASE = Edition("b", EditionKind.BASE, "Ingående", (2019, 2020), (change(1, -100),))
EDITION = Edition("e", EditionKind.PRELIMINARY, "Ramar", (2019, 2020), (change(2, -5, Cause.POLITICAL),), parent=BASE)


def frame(data):
    return pl.read_parquet(io.BytesIO(data))


def test_posts_are_the_folded_sums():
    assert frame(write_posts(EDITION)).rows() == [
        ("frame", "BUN", "440", 2019, -105),
        ("frame", "BUN", "440", 2020, -105),
    ]


def test_changes_carry_cause_and_source_and_sum_to_the_posts():
    table = frame(write_changes(EDITION))
    assert table["amount_ore"].sum() == frame(write_posts(EDITION))["amount_ore"].sum()
    assert table["cause"].to_list() == ["opening_frame"] * 2 + ["political"] * 2
    assert table["source"][0] == "budget.csv, rad 2"
    assert "internal_text" not in table.columns


def test_the_file_says_which_edition_it_is():
    told = pl.read_parquet_metadata(io.BytesIO(write_posts(EDITION)))
    assert told["ramverk_checksum"] == checksum(EDITION)
    assert told["ramverk_edition"] == "e"


def test_an_empty_edition_has_its_columns():
    assert frame(write_changes(Edition("x", EditionKind.BASE, "Tom", (2019,)))).height == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", "BUN", "SN"]), st.integers(-(10**15), 10**15)), max_size=9))
def test_details_are_read_back_as_they_were(lines):
    words = ["", "BUN", "SN"]
    codes = np.array([words.index(board) for board, _amount in lines], np.int64)
    amounts = np.array([amount for _board, amount in lines], np.int64)
    details = Details({"board": (words, codes)}, amounts, np.arange(len(lines), dtype=np.int64))
    back = read_details(write_details(details, {"a": "b"}))
    assert [(back.word("board", at), int(back.amounts[at])) for at in range(len(back))] == lines
