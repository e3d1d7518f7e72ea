"""Editions are branches of one ledger: bridges close, branches move without loss, frozen ones stay the same bytes."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.editions.bridge import bridge, frame_bridge
from ramverk.core.editions.causes import Cause, words_of
from ramverk.core.editions.changes import Change, Post, PostKind, Source, SourceKind, accumulated, per_year
from ramverk.core.editions.checks import check_edition
from ramverk.core.editions.compare import ConflictKind, compare, rebase
from ramverk.core.editions.content import checksum, folded_bytes, from_json, to_json
from ramverk.core.editions.editions import Edition, EditionKind, fold
from ramverk.core.explain import explain_post
from ramverk.core.money import Ore

YEARS = (2019, 2020, 2021)
BY_HAND = Source(SourceKind.PERSON, "Ekonomichefen")
TKR = 100_000


def frame(board, part=""):
    return Post(PostKind.FRAME, board, part)


def change(name, board, cause, *tkr, **more):
    amounts = {year: Ore(amount * TKR) for year, amount in zip(YEARS, tkr, strict=False) if amount}
    return Change(name, frame(board), Cause(cause), amounts, more.pop("text", name), BY_HAND, **more)


def edition(name, *changes, parent=None, kind=EditionKind.DIRECTIVE_DRAFT):
    return Edition(name, kind, name, YEARS, changes, parent)


@pytest.fixture
def base():
    return edition(
        "Budget 2018",
        change("BUN ram", "BUN", "opening_frame", -812_000, -812_000, -812_000),
        change("SN ram", "SN", "opening_frame", -431_000, -431_000, -431_000),
        kind=EditionKind.BASE,
    )


@pytest.fixture
def preliminary(base):
    return edition(
        "Preliminära ramar",
        change("index BUN", "BUN", "index", -20_300, -40_900, -61_600),
        change("elever", "BUN", "volume", -4_300, -9_800, -14_000),
        change("index SN", "SN", "index", -10_775, -21_500, -32_300),
        change("flytt", "BUN", "one_off", -1_500, is_one_off=True),
        parent=base,
        kind=EditionKind.PRELIMINARY,
    )


def test_a_frame_is_the_sum_of_its_changes_along_the_line_of_parents(preliminary):
    assert fold(preliminary)[frame("BUN")][2019] == Ore(-838_100 * TKR)
    assert fold(preliminary)[frame("SN")][2020] == Ore(-452_500 * TKR)


def test_the_bridge_of_a_frame_stands_against_the_opening_frame_or_year_by_year(preliminary):
    of_bun = {"wanted": lambda post: post.owner == "BUN"}
    whole = frame_bridge(preliminary, **of_bun)
    assert {row.cause.value: row.amounts[2020] // TKR for row in whole.rows} == {
        "index": -40_900, "volume": -9_800, "one_off": 0,
    }  # fmt: skip
    yearly = frame_bridge(preliminary, yearly=True, **of_bun)
    assert {row.cause.value: row.amounts[2020] // TKR for row in yearly.rows} == {
        "index": -20_600, "volume": -5_500, "one_off": 1_500,
    }  # fmt: skip
    assert whole.closes()
    assert yearly.closes()
    assert yearly.start[2020] == whole.end[2019]


def test_the_bridge_tells_what_lasts_from_what_is_one_off(preliminary):
    row = next(row for row in frame_bridge(preliminary).rows if row.cause is Cause.ONE_OFF)
    assert (row.one_off[2019], row.lasting(2019)) == (Ore(-1_500 * TKR), Ore(0))


def test_a_bridge_between_branches_goes_through_their_common_ancestor(preliminary):
    majority = edition("Majoriteten", change("satsning", "BUN", "political", -5_000), parent=preliminary)
    opposition = edition("Oppositionen", change("annan satsning", "SN", "political", -7_000), parent=preliminary)
    found = bridge(majority, opposition)
    assert found.closes()
    assert found.difference(2019) == Ore(-2_000 * TKR)
    assert [step.sign for step in found.rows[0].steps] == [-1, 1]


def test_a_published_total_that_differs_gets_a_row_of_its_own(base, preliminary):
    printed = {2019: Ore(-1_279_900 * TKR)}
    found = bridge(base, preliminary, published=printed)
    assert found.rows[-1].cause is Cause.UNEXPLAINED
    assert (
        found.rows[-1].amounts[2019]
        == printed[2019] - fold(preliminary)[frame("BUN")][2019] - fold(preliminary)[frame("SN")][2019]
    )
    assert found.closes()


def test_compare_shows_the_posts_that_differ_side_by_side(preliminary):
    majority = edition("Majoriteten", change("satsning", "BUN", "political", -5_000), parent=preliminary)
    rows = compare([preliminary, majority])
    assert [row.post.owner for row in rows] == ["BUN"]
    assert rows[0].against_first(1, 2019) == Ore(-5_000 * TKR)


def test_rebase_keeps_every_change_and_lists_the_posts_both_have_touched(base, preliminary):
    party = edition(
        "Partiet", change("mer skola", "BUN", "political", -3_000), change("mer vård", "SN", "political", -2_000),
        parent=preliminary,
    )  # fmt: skip
    newer = edition("Ramar 2", *preliminary.changes, change("rättelse", "BUN", "correction", 400), parent=base)
    moved = rebase(party, newer)
    assert [kept.id for kept in moved.edition.changes] == ["mer skola", "mer vård"]
    assert [(conflict.kind, conflict.post.owner) for conflict in moved.conflicts] == [
        (ConflictKind.BOTH_CHANGED, "BUN")
    ]
    assert moved.conflicts[0].base_moved == {2019: Ore(400 * TKR)}


def test_rebase_says_when_the_new_base_holds_the_same_change(base, preliminary):
    party = edition("Partiet", change("a", "BUN", "political", -3_000, text="Mer skola"), parent=preliminary)
    newer = edition(
        "Ramar 2", *preliminary.changes, change("b", "BUN", "political", -3_000, text="mer skola"), parent=base
    )
    kinds = [conflict.kind for conflict in rebase(party, newer).conflicts]
    assert ConflictKind.ALREADY_THERE in kinds


def test_rebase_says_when_what_was_taken_back_is_gone(base, preliminary):
    party = edition(
        "Partiet", change("nej", "BUN", "efficiency_reversal", 4_300, reverses="elever"), parent=preliminary
    )
    kept = tuple(one for one in preliminary.changes if one.id != "elever")
    moved = rebase(party, edition("Ramar 2", *kept, parent=base))
    assert ConflictKind.TAKES_BACK_NOTHING in [conflict.kind for conflict in moved.conflicts]


def test_every_number_explains_itself_down_to_its_source(preliminary):
    tree = explain_post(preliminary, frame("BUN"), 2019)
    assert tree.amount == Ore(-838_100 * TKR)
    assert tree.ties()
    leaf = tree.parts[0].parts[0]
    assert (leaf.label, leaf.edition, leaf.source) == ("BUN ram", "Budget 2018", BY_HAND)


def codes(found):
    return [finding.code for finding in check_edition(found, boards=("BUN", "SN"))]


def test_a_transfer_that_does_not_cancel_is_an_error_and_a_balanced_one_is_none(preliminary):
    out = change("ut", "BUN", "transfer", 900, 900, 900, pair="p")
    into = change("in", "SN", "transfer", -900, -900, -800, pair="p")
    assert "transfer_unbalanced" in codes(edition("Utkast", out, into, parent=preliminary))
    level = replace(into, amounts={year: Ore(-900 * TKR) for year in YEARS})
    assert "transfer_unbalanced" not in codes(edition("Utkast", out, level, parent=preliminary))


def test_a_board_or_year_that_is_unknown_is_an_error(preliminary):
    assert "board_unknown" in codes(edition("Utkast", change("x", "XN", "political", 1), parent=preliminary))
    early = replace(change("x", "BUN", "political"), amounts={2018: Ore(1)})
    assert "year_unknown" in codes(edition("Utkast", early, parent=preliminary))


def test_a_one_off_that_lasts_is_warned_about(preliminary):
    lasting = change("engångs", "BUN", "one_off", -10, -10, is_one_off=True)
    assert "one_off_lasts" in codes(edition("Utkast", lasting, parent=preliminary))
    assert "one_off_lasts" not in codes(preliminary)


def test_a_one_off_of_last_year_must_be_reversed(base):
    old = replace(base, changes=(*base.changes, change("val", "SN", "one_off", -300, -300, -300)))
    assert "one_off_not_reversed" in codes(edition("Utkast", parent=old))
    back = change("återgång", "SN", "one_off_reversal", 300, 300, 300, reverses="val")
    assert "one_off_not_reversed" not in codes(edition("Utkast", back, parent=old))


def test_a_forecast_never_touches_a_frame(preliminary):
    assert "cause_misplaced" in codes(edition("Utkast", change("prognos", "BUN", "forecast", 5), parent=preliminary))


# --- laws ------------------------------------------------------------------------------------------------------------

ores = st.integers(-(10**12), 10**12).map(Ore)
lettered = st.sampled_from(["BUN", "SN", "KFN", "TN"])


@st.composite
def changes(draw, prefix):
    rows = draw(
        st.lists(st.tuples(lettered, st.sampled_from(Cause), st.lists(ores, min_size=3, max_size=3)), max_size=6)
    )
    return tuple(
        Change(f"{prefix}{at}", frame(board), cause, dict(zip(YEARS, amounts, strict=True)), f"rad {at}", BY_HAND)
        for at, (board, cause, amounts) in enumerate(rows)
    )


@st.composite
def trees(draw):
    """Five editions, each on one of those before it."""
    made = [Edition("0", EditionKind.BASE, "0", YEARS, draw(changes("0-")))]
    for at in range(1, 5):
        parent = draw(st.sampled_from(made))
        made.append(Edition(str(at), EditionKind.PARTY_PROPOSAL, str(at), YEARS, draw(changes(f"{at}-")), parent))
    return made


@given(trees(), st.data())
def test_a_bridge_sums_exactly_to_the_difference_between_any_two_editions(made, data):
    first, second = data.draw(st.sampled_from(made)), data.draw(st.sampled_from(made))
    found = bridge(first, second)
    assert found.closes()
    for year in YEARS:
        before = sum((amounts.get(year, Ore(0)) for amounts in fold(first).values()), Ore(0))
        after = sum((amounts.get(year, Ore(0)) for amounts in fold(second).values()), Ore(0))
        assert found.difference(year) == after - before


@given(trees(), st.data())
def test_both_presentations_of_a_frame_bridge_close(made, data):
    chosen = data.draw(st.sampled_from(made))
    assert frame_bridge(chosen).closes()
    assert frame_bridge(chosen, yearly=True).closes()


@given(trees(), st.data())
def test_rebase_onto_its_own_base_changes_nothing(made, data):
    chosen = data.draw(st.sampled_from(made[1:]))
    moved = rebase(chosen, chosen.parent)
    assert moved.edition == chosen
    assert moved.conflicts == ()


@given(trees(), st.data())
def test_rebase_loses_no_change(made, data):
    chosen, onto = data.draw(st.sampled_from(made[1:])), data.draw(st.sampled_from(made))
    assert rebase(chosen, onto).edition.changes == chosen.changes


@given(trees(), st.data())
def test_the_order_of_changes_does_not_matter_to_the_fold(made, data):
    chosen = data.draw(st.sampled_from(made))
    shuffled = replace(chosen, changes=tuple(data.draw(st.permutations(chosen.changes))))
    assert folded_bytes(shuffled) == folded_bytes(chosen)


@given(trees(), st.data())
def test_an_edition_is_read_back_as_it_was_written(made, data):
    chosen = data.draw(st.sampled_from(made))
    again = from_json(json.loads(json.dumps(to_json(chosen))))
    assert again == chosen
    assert checksum(again) == checksum(chosen)


@given(trees(), st.data())
def test_every_explanation_ties(made, data):
    chosen = data.draw(st.sampled_from(made))
    post, year = frame(data.draw(lettered)), data.draw(st.sampled_from(YEARS))
    tree = explain_post(chosen, post, year)
    assert tree.ties()
    assert tree.amount == fold(chosen).get(post, {}).get(year, Ore(0))


@given(st.lists(ores, min_size=3, max_size=3))
def test_the_two_forms_of_yearly_amounts_invert_each_other(values):
    amounts = dict(zip(YEARS, values, strict=True))
    assert accumulated(per_year(amounts, YEARS), YEARS) == amounts


def test_a_frozen_edition_folds_to_the_same_bytes_for_ever(preliminary):
    """These sums stand in decided documents; if they change, so has the meaning of every frozen edition."""
    assert checksum(preliminary) == "8b90727d4ae4fcc75b7d18adad3aca0b11c0f52d3d2f797e159e93e478061804"


def test_every_cause_has_its_words():
    assert all(words_of(cause).swedish and words_of(cause).english for cause in Cause)
