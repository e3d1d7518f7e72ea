"""Seventy-one councillors vote at the same moment: no vote is lost, none is doubled, none comes in after the count."""

from datetime import date

import pytest
from tests.cast import swedish

from ramverk.apps.cycle.tests.at_once import alone, at_once, on_a_file
from ramverk.apps.decisions.actions.move_amendment import Wish, move_amendment
from ramverk.apps.decisions.actions.open_sitting import open_sitting, summon, take_attendance
from ramverk.apps.decisions.actions.register_matter import register_matter
from ramverk.apps.decisions.actions.roll_call import cast_vote, close_roll_call, note_votes, open_roll_call
from ramverk.apps.decisions.actions.write_clauses import Written, add_clause
from ramverk.apps.decisions.models import Ballot, Place, Proposition
from ramverk.apps.organisation.actor import actor_of
from ramverk.apps.organisation.models import Mandate, Person
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid

pytestmark = pytest.mark.django_db(transaction=True)
SEATS = 71
MOMENT = "2018-06-20 20:00"


@pytest.fixture
def voteringen(finans, aret, kommunen):
    """A council of 71, everybody there, and an open roll call."""
    people = Person.objects.bulk_create(Person(name=f"Ledamot {n:02}", password="!") for n in range(SEATS))
    Mandate.objects.bulk_create(
        Mandate(person=one, body=kommunen["KF"], role="member", party=kommunen["DP"], order=at,
                valid_from=date(2014, 10, 15)) for at, one in enumerate(people)
    )  # fmt: skip
    with clock.stopped_at(swedish(MOMENT)):
        sitting = register_matter(finans, aret("R21"), kommunen["KF"], "own", "KS 1", "Motion", date(2018, 6, 20))
        clause = add_clause(finans, sitting, sitting.version, Written("Motion", "Motionen bifalls."))
        sitting.refresh_from_db()
        sitting = summon(finans, sitting, sitting.version)
        every = [place.pk for place in sitting.places.all()]
        sitting = take_attendance(finans, sitting, sitting.version, every, chair=people[0].pk)
        sitting = open_sitting(finans, sitting, sitting.version)
        move_amendment(
            finans, sitting, sitting.version, "Avslag", [Wish(clause, stand="dropped")], party=kommunen["FE"]
        )
        clause.refresh_from_db()
        return open_roll_call(finans, clause, clause.version, "Ledamot 01")


def voter(place, proposition):
    """One councillor with a phone: odd ones say no."""
    actor = actor_of(place.person, date(2018, 6, 20))
    choice = "no" if place.order % 2 else "yes"
    return lambda: cast_vote(actor, proposition, choice, place)


def test_seventy_one_vote_at_once_and_every_vote_is_counted_once(voteringen, finans, tmp_path):
    places = list(Place.objects.select_related("person"))
    impatient = [voter(place, voteringen) for place in places[:9]]  # who press twice
    deeds = [voter(place, voteringen) for place in places] + impatient
    with on_a_file(tmp_path):
        answers = at_once(*deeds, when=MOMENT)
        counted = alone(lambda: close_roll_call(finans, Proposition.objects.get(), Proposition.objects.get().version))
        voters = alone(lambda: set(Ballot.objects.values_list("place", flat=True)))
        entries = alone(lambda: TrailEntry.objects.filter(verb="decisions.cast_vote").count())
    assert not [one for one in answers if isinstance(one, Exception)]
    assert voters == {place.pk for place in places}
    assert entries == SEATS
    assert counted.document.content["result"].startswith("35 ja-röster mot 36 nej-röster.")


def test_a_vote_while_the_count_is_closed_is_either_in_the_list_or_refused(voteringen, finans, tmp_path):
    places = list(Place.objects.select_related("person"))[:24]
    deeds = [voter(place, voteringen) for place in places]
    deeds.insert(12, lambda: close_roll_call(finans, voteringen, voteringen.version, casting="no"))
    with on_a_file(tmp_path):
        answers = at_once(*deeds, when=MOMENT)
        ballots = alone(Ballot.objects.count)
        listed = alone(lambda: Proposition.objects.select_related("document").get().document)
    refused = [one for one in answers if isinstance(one, Invalid)]
    assert ballots == len(places) - len(refused)
    if listed is not None:  # the count may itself have been refused: nobody had voted yet and the chair had not either
        assert sum(1 for row in listed.content["votes"] if row["answer"]) == ballots


def test_votes_noted_for_all_while_some_vote_themselves_are_neither_doubled_nor_lost(voteringen, finans, tmp_path):
    places = list(Place.objects.select_related("person"))
    everyone = {place.pk: "yes" for place in places}
    deeds = [voter(place, voteringen) for place in places[:12]]
    deeds[6:6] = [lambda: note_votes(finans, voteringen, everyone)] * 2
    with on_a_file(tmp_path):
        answers = at_once(*deeds, when=MOMENT)
        voters = alone(lambda: list(Ballot.objects.values_list("place", flat=True)))
        entries = alone(lambda: TrailEntry.objects.filter(verb="decisions.cast_vote").count())
    assert all(isinstance(one, Invalid) for one in answers if isinstance(one, Exception))  # a vote that stood already
    assert sorted(voters) == sorted(everyone)
    assert entries == SEATS
