"""Clauses and the order of propositions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.decisions.clauses import Proposal, Stand, Value, contenders, decided
from ramverk.core.decisions.ladder import ladder

SAME, DROPPED = Value(Stand.SAME), Value(Stand.DROPPED)


def text(words):
    return Value(text=words)


def rate(cents):
    return Value(text=f"{cents // 100}:{cents % 100:02}", figures=(("rate", cents),))


MAIN = Proposal("KS", {"rate": rate(2164), "school": Value(figures=(("2019", -100),))})


def walk(options, votes):
    """Answer every rung by `votes(yes, no)`."""
    answers = []
    while (found := ladder(options, answers)).winner is None:
        answers.append(votes(found.next.yes, found.next.no))
    return found, answers


def test_proposals_that_ask_for_the_same_stand_together_and_the_main_one_first():
    theirs = Proposal("A", {"rate": rate(2150), "school": SAME})
    too = Proposal("B", {"rate": rate(2150), "school": Value(figures=(("2019", -100),), text="andra ord")})
    found = contenders("rate", [MAIN, theirs, too])
    assert [one.proposals for one in found] == [("KS",), ("A", "B")]
    assert [one.proposals for one in contenders("school", [MAIN, theirs, too])] == [("KS", "A", "B")]


def test_words_are_compared_without_regard_to_spaces_capitals_and_the_last_stop():
    other = Proposal("A", {"goal": text("alla  barn läser.")})
    main = Proposal("KS", {"goal": text("Alla barn läser")})
    assert len(contenders("goal", [main, other])) == 1


def test_a_clause_that_only_another_proposal_has_stands_against_deciding_nothing():
    other = Proposal("A", {"new": text("Uppdra åt nämnden …")})
    first, second = contenders("new", [MAIN, other])
    assert (first.value.stand, second.proposals) == (Stand.DROPPED, ("A",))


def test_what_was_dropped_is_not_in_the_decision():
    kept = decided(["rate", "new"], {"rate": rate(2164), "new": DROPPED})
    assert list(kept) == ["rate"]
    with pytest.raises(KeyError):
        decided(["rate", "goal"], {"rate": rate(2164)})


def test_the_counter_proposal_is_chosen_before_the_main_vote():
    found = ladder(["KS", "A", "B", "C"], [False])
    assert [(rung.yes, rung.no, rung.is_main) for rung in found.rungs] == [
        ("A", "B", False), ("B", "C", False), (None, None, True),
    ]  # fmt: skip
    assert found.next.yes == "B"
    done = ladder(["KS", "A", "B", "C"], [False, True, True])
    assert done.winner == "KS"
    assert (done.rungs[-1].yes, done.rungs[-1].no) == ("KS", "B")


def test_one_proposal_needs_no_proposition_and_none_cannot_be_decided():
    assert ladder(["KS"]).winner == "KS"
    with pytest.raises(ValueError, match="without any"):
        ladder([])
    with pytest.raises(ValueError, match="answers"):
        ladder(["KS", "A"], [True, False])


OPTIONS = st.lists(st.integers(0, 99), min_size=1, max_size=9, unique=True)


@given(OPTIONS, st.randoms(use_true_random=False))
def test_n_proposals_take_n_less_one_propositions_and_one_of_them_wins(options, chance):
    found, answers = walk(options, lambda yes, no: chance.random() < 0.5)
    assert len(answers) == len(options) - 1 == len(found.rungs)
    assert found.winner in options
    assert found.next is None
    assert [rung.is_main for rung in found.rungs] == [False] * max(len(options) - 2, 0) + [True] * (len(options) > 1)


@given(OPTIONS, st.data())
def test_what_a_majority_prefers_to_everything_else_wins_in_whatever_order(options, data):
    best = data.draw(st.sampled_from(options))
    order = data.draw(st.permutations(options))
    found, _ = walk(order, lambda yes, no: yes == best or (no != best and yes < no))
    assert found.winner == best


@given(OPTIONS, st.lists(st.booleans(), max_size=9))
def test_each_rung_holds_two_different_proposals_and_a_beaten_one_never_returns(options, answers):
    found = ladder(options, answers[: len(options) - 1])
    beaten = set()
    for rung in found.rungs:
        if rung.answer is None:
            continue
        assert rung.yes != rung.no
        assert not {rung.yes, rung.no} & beaten
        beaten.add(rung.no if rung.answer else rung.yes)


@given(
    st.dictionaries(st.sampled_from("abcde"), st.sampled_from([SAME, DROPPED, text("x"), text("y")]), min_size=1),
    st.dictionaries(st.sampled_from("abcde"), st.sampled_from([SAME, DROPPED, text("x"), text("z")])),
)
def test_every_proposal_that_speaks_on_a_clause_stands_behind_exactly_one_contender(mine, theirs):
    main = Proposal("KS", {key: value for key, value in mine.items() if value.stand is not Stand.SAME})
    other = Proposal("A", theirs)
    for clause in "abcde":
        ids = [one for found in contenders(clause, [main, other]) for one in found.proposals]
        assert len(ids) == len(set(ids))
        assert ids[0] == "KS"


@given(OPTIONS, st.lists(st.booleans(), max_size=9))
def test_an_answer_never_changes_what_was_put_before_it(options, answers):
    given_ = answers[: len(options) - 1]
    before = [(rung.yes, rung.no, rung.answer) for rung in ladder(options, given_[:-1]).rungs]
    after = [(rung.yes, rung.no, rung.answer) for rung in ladder(options, given_).rungs]
    answered = max(len(given_) - 1, 0)
    assert after[:answered] == before[:answered]
    assert all(rung.answer is None for rung in ladder(options, given_).rungs[len(given_) :])


@given(OPTIONS, st.data())
def test_whoever_beats_nobody_in_a_straight_vote_never_wins_but_alone(options, data):
    worst = data.draw(st.sampled_from(options))
    found, _ = walk(options, lambda yes, no: no == worst or (yes != worst and yes < no))
    assert (found.winner == worst) == (len(options) == 1)
