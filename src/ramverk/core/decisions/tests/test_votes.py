"""Seats, counting, the chair's vote, quorum and minorities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.decisions.votes import (
    Choice,
    Member,
    NotOnTheRoll,
    Substitute,
    count_votes,
    is_quorate,
    minority_suffices,
    seat_members,
)

YES, NO, ABSTAIN = Choice.YES, Choice.NO, Choice.ABSTAIN
MEMBERS = [Member("Ada", "DP"), Member("Bo", "DP"), Member("Cia", "SM")]
SUBSTITUTES = [Substitute("Dan", "SM"), Substitute("Eva", "DP"), Substitute("Fia", "DP")]


def serving(present, disqualified=()):
    return {seat.member: seat.serving for seat in seat_members(MEMBERS, SUBSTITUTES, present, disqualified)}


def test_a_substitute_of_the_same_party_serves_in_the_order_of_election():
    assert serving({"Ada", "Eva", "Fia", "Dan"}) == {"Ada": "Ada", "Bo": "Eva", "Cia": "Dan"}
    assert serving({"Fia"}) == {"Ada": "Fia", "Bo": None, "Cia": None}


def test_one_who_is_disqualified_leaves_and_a_substitute_comes_in():
    assert serving({"Ada", "Bo", "Cia", "Eva"}, {"Bo"})["Bo"] == "Eva"
    assert serving({"Ada", "Eva", "Fia"}, {"Bo", "Eva"})["Bo"] == "Fia"


@given(st.sets(st.sampled_from(["Ada", "Bo", "Cia", "Dan", "Eva", "Fia"])), st.sets(st.sampled_from(["Ada", "Eva"])))
def test_nobody_serves_on_two_seats_and_nobody_absent_serves(present, disqualified):
    seats = seat_members(MEMBERS, SUBSTITUTES, present, disqualified)
    filled = [seat.serving for seat in seats if seat.serving]
    assert len(filled) == len(set(filled))
    assert set(filled) <= present - disqualified
    assert len(seats) == len(MEMBERS)


def test_the_chairs_vote_decides_a_tie():
    count = count_votes({"Ada": YES, "Bo": NO}, {"Ada", "Bo"}, "Bo", 3)
    assert (count.is_yes, count.by_casting_vote, count.absent) == (False, True, 1)


def test_a_chair_who_abstained_must_vote_when_it_is_needed():
    count = count_votes({"Ada": YES, "Bo": NO, "Cia": ABSTAIN}, {"Ada", "Bo", "Cia"}, "Cia", 3)
    assert count.is_yes is None
    assert count.chair_must_vote
    assert not count_votes({"Ada": YES, "Cia": ABSTAIN}, {"Ada", "Cia"}, "Cia", 3).chair_must_vote


def test_a_ballot_of_somebody_who_does_not_serve_is_refused():
    with pytest.raises(NotOnTheRoll):
        count_votes({"Gun": YES}, {"Ada"}, "Ada", 1)


BALLOTS = st.dictionaries(st.integers(0, 70), st.sampled_from(list(Choice)), max_size=71)


@given(BALLOTS, st.integers(0, 70))
def test_every_ballot_is_counted_once_and_the_majority_wins(ballots, chair):
    count = count_votes(ballots, range(71), chair, 71)
    assert count.yes + count.no + count.abstaining + count.absent == 71
    if count.yes != count.no:
        assert count.is_yes == (count.yes > count.no)
        assert not count.by_casting_vote
    else:
        assert count.is_yes is None or ballots[chair] is (YES if count.is_yes else NO)


@given(BALLOTS, st.integers(0, 70))
def test_yes_and_no_change_places_when_everybody_turns(ballots, chair):
    turned = {voter: {YES: NO, NO: YES}.get(choice, choice) for voter, choice in ballots.items()}
    one, other = count_votes(ballots, range(71), chair, 71), count_votes(turned, range(71), chair, 71)
    assert (one.yes, one.no) == (other.no, other.yes)
    assert one.is_yes is None or one.is_yes != other.is_yes


@pytest.mark.parametrize(
    ("serving", "seats", "holds"), [(26, 51, True), (25, 51, False), (25, 50, False), (0, 0, False)]
)
def test_more_than_half_must_be_present(serving, seats, holds):
    assert is_quorate(serving, seats) is holds


def test_what_jav_leaves_empty_hinders_nothing_but_somebody_must_be_left():
    assert is_quorate(24, 51, disqualified=2)
    assert not is_quorate(24, 51, disqualified=1)
    assert not is_quorate(0, 5, disqualified=5)


@given(st.integers(0, 101), st.integers(0, 101), st.integers(0, 101))
def test_jav_never_takes_the_quorum_from_a_body_that_has_it(serving, empty, disqualified):
    seats = serving + empty + disqualified
    assert not is_quorate(serving, seats) or is_quorate(serving, seats, disqualified)
    everybody_back = is_quorate(serving + disqualified, seats)
    assert is_quorate(serving, seats, disqualified) == (everybody_back and serving > 0)


def test_a_third_of_those_present_refers_a_matter_but_only_once_and_never_an_election():
    assert minority_suffices(17, 51)
    assert not minority_suffices(16, 51)
    assert minority_suffices(16, 48)
    assert not minority_suffices(25, 51, was_postponed=True)
    assert not minority_suffices(25, 51, is_election=True)
    assert not minority_suffices(0, 0)
