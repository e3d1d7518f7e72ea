"""Moving a proposal onto a newer base: conflicts by board, nothing lost, levels held, transfers kept whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Post, PostKind, Source, SourceKind
from ramverk.core.editions.compare import ConflictKind
from ramverk.core.editions.editions import Edition, EditionKind, fold
from ramverk.core.editions.settling import Choice, by_board, choices_for, conflicts_by_board, settle
from ramverk.core.money import Ore

YEARS = (2019, 2020, 2021)
SOURCE = Source(SourceKind.PERSON, "Partiet")
BOARDS = ("BUN", "SN", "KS")
money = st.dictionaries(st.sampled_from(YEARS), st.integers(-(10**9), 10**9).map(Ore), min_size=1, max_size=3)


def change(key, board, amounts, part="", **more):
    post = Post(PostKind.FRAME, board, part)
    return Change(key, post, Cause.POLITICAL, amounts, more.pop("text", key), SOURCE, **more)


def edition(key, *changes, parent=None):
    return Edition(key, EditionKind.PRELIMINARY, key, YEARS, tuple(changes), parent)


ledgers = st.lists(st.tuples(st.sampled_from(BOARDS), st.sampled_from(("", "440")), money), max_size=6)


def rows(prefix, drawn):
    return [change(f"{prefix}{at}", board, amounts, part) for at, (board, part, amounts) in enumerate(drawn)]


@given(ledgers, ledgers, ledgers, st.data())
def test_nothing_is_lost_that_nobody_chose_to_drop(opening, moved, mine, data):
    base = edition("base", *rows("b", opening))
    newer = edition("newer", *rows("n", moved), parent=base)
    own = rows("m", mine)
    conflicts = conflicts_by_board(own, base, newer)
    choices = [data.draw(st.sampled_from(choices_for(one.kind))) for one in conflicts]
    after = settle(own, conflicts, choices, [f"k{at}" for at in range(len(conflicts))], "Vår nivå", SOURCE)
    dropped = {c.id for one, choice in zip(conflicts, choices, strict=True) if choice is Choice.DROP for c in one.mine}
    kept = [one for one in after if not one.id.startswith("k")]
    assert kept == [one for one in own if one.id not in dropped]


@given(ledgers, ledgers, ledgers)
def test_held_levels_are_the_levels_of_before(opening, moved, mine):
    base = edition("base", *rows("b", opening))
    newer = edition("newer", *rows("n", moved), parent=base)
    own = rows("m", mine)
    conflicts = conflicts_by_board(own, base, newer)
    hold = [Choice.HOLD if one.kind is ConflictKind.BOTH_CHANGED else Choice.KEEP for one in conflicts]
    after = settle(own, conflicts, hold, [f"k{at}" for at in range(len(conflicts))], "Vår nivå", SOURCE)
    before = fold(by_board(edition("mine", *own, parent=base)))
    now = fold(by_board(edition("mine", *after, parent=newer)))
    for one, choice in zip(conflicts, hold, strict=True):
        if choice is Choice.HOLD:
            assert now.get(one.post, {}) == before.get(one.post, {})


@given(ledgers, ledgers)
def test_onto_its_own_base_there_is_nothing_to_settle(opening, mine):
    base = edition("base", *rows("b", opening))
    assert conflicts_by_board(rows("m", mine), base, base) == ()


def test_a_board_moved_in_another_operation_is_a_conflict_all_the_same():
    base = edition("base")
    newer = edition("newer", change("n", "BUN", {2019: Ore(-5)}, "440"), parent=base)
    (one,) = conflicts_by_board([change("m", "BUN", {2019: Ore(-7)})], base, newer)
    assert (one.kind, one.post.owner, one.base_moved) == (ConflictKind.BOTH_CHANGED, "BUN", {2019: -5})


def test_a_change_that_the_base_now_holds_is_not_counted_twice_unnoticed():
    base = edition("base")
    newer = edition("newer", change("n", "BUN", {2019: Ore(-5)}, "440", text="Elevhälsa"), parent=base)
    own = [change("m", "BUN", {2019: Ore(-5)}, text="elevhälsa")]
    kinds = [one.kind for one in conflicts_by_board(own, base, newer)]
    assert kinds == [ConflictKind.BOTH_CHANGED, ConflictKind.ALREADY_THERE]


def test_a_dropped_side_of_a_transfer_takes_the_other_with_it():
    base = edition("base")
    newer = edition("newer", change("n", "BUN", {2019: Ore(-5)}), parent=base)
    own = [
        change("a", "BUN", {2019: Ore(7)}, pair="p"),
        change("b", "SN", {2019: Ore(-7)}, pair="p"),
        change("c", "SN", {2019: Ore(-1)}),
    ]
    conflicts = conflicts_by_board(own, base, newer)
    after = settle(own, conflicts, [Choice.DROP], ["k"], "", SOURCE)
    assert [one.id for one in after] == ["c"]


def test_a_choice_that_is_not_offered_is_refused():
    base = edition("base", change("x", "BUN", {2019: Ore(-5)}))
    newer = edition("newer")
    own = [change("m", "BUN", {2019: Ore(5)}, reverses="x")]
    conflicts = [one for one in conflicts_by_board(own, base, newer) if one.kind is ConflictKind.TAKES_BACK_NOTHING]
    assert len(conflicts) == 1
    with pytest.raises(ValueError, match="no answer"):
        settle(own, conflicts, [Choice.HOLD], ["k"], "", SOURCE)
