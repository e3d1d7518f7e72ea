"""A try stands in an address: what is written there is read back, and nothing outside the bounds gets in."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.editions.changes import Post, PostKind
from ramverk.core.editions.proposing import MUNICIPAL_TAX
from ramverk.core.editions.trying import Bounds, Try, read_try, try_changes, write_try
from ramverk.core.money import Ore

BOUNDS = Bounds({"BUN": Ore(94_000_000_000), "SN": Ore(28_000_000_000)}, rate=2164)
TKR = 100_000


@given(
    st.none() | st.integers(BOUNDS.lowest_rate(), BOUNDS.highest_rate()).filter(lambda rate: rate != 2164),
    st.dictionaries(st.sampled_from(["BUN", "SN"]), st.integers(-50_000, 50_000).filter(bool)),
)
def test_what_is_written_is_read_back(rate, frames):
    tried = Try(rate, {board: Ore(amount * TKR) for board, amount in frames.items()})
    assert read_try(dict(write_try(tried)), BOUNDS) == (tried, ())


@given(st.dictionaries(st.sampled_from(["skatt", "ram-BUN", "ram-SN", "ram-X"]), st.text(max_size=40)))
def test_nothing_that_is_typed_gets_beyond_the_bounds(asked):
    tried, findings = read_try(asked, BOUNDS)
    assert tried.rate is None or BOUNDS.lowest_rate() <= tried.rate <= BOUNDS.highest_rate()
    assert all(abs(amount) <= BOUNDS.most(board) for board, amount in tried.frames.items())
    assert all(finding.message and finding.message_en and finding.rows for finding in findings)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"skatt": "21,6x"}, "är ingen skattesats"),
        ({"skatt": "30,00"}, "mellan 19,64 och 23,64"),
        ({"ram-BUN": "lite mer"}, "Skriv bara siffror"),
        ({"ram-BUN": "1,5"}, "hela tusental"),
        ({"ram-SN": "56 001"}, "högst 56\u202f000 tkr"),
        ({"ram-SN": "1" * 21}, "för långt"),
    ],
)
def test_what_cannot_be_used_says_why_and_leaves_the_rest(asked, words):
    tried, findings = read_try({"ram-BUN": "500", **asked} if "ram-BUN" not in asked else asked, BOUNDS)
    assert words in findings[0].message.replace("\u2009", "\u202f").replace("\u00a0", "\u202f")
    assert tried.rate is None
    assert list(tried.frames) == ([] if "ram-BUN" in asked else ["BUN"])


def test_the_rate_as_it_is_and_a_frame_as_it_is_are_no_change():
    assert read_try({"skatt": "21:64", "ram-BUN": "0"}, BOUNDS)[0].is_empty
    assert read_try({"skatt": "21.64"}, Bounds({}))[0].is_empty


def test_a_larger_frame_costs_and_a_higher_rate_pays():
    folded = {MUNICIPAL_TAX: {2019: Ore(2_164_000), 2020: Ore(4_328_000)}}
    changes = try_changes(Try(2264, {"BUN": Ore(500 * TKR)}), folded, BOUNDS, (2019, 2020), "ett försök")
    by_post = {change.post: change.amounts for change in changes}
    assert by_post[Post(PostKind.FRAME, "BUN")] == {2019: -500 * TKR, 2020: -500 * TKR}
    assert by_post[MUNICIPAL_TAX] == {2019: 100_000, 2020: 200_000}


def test_the_bounds_are_whole_thousands_and_no_rate_is_below_nothing():
    assert BOUNDS.most("SN") == 56_000 * TKR
    assert Bounds({"X": Ore(123_456_789)}, share=Fraction(1, 5)).most("X") == 246 * TKR
    assert Bounds({}, rate=100).lowest_rate() == 0
