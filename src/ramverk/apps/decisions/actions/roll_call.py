"""Vote by roll call: open, cast, note, close. One vote for each who serves, given once; the list is frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ramverk.apps.decisions.actions.decide_clause import after_answer, next_rung, put
from ramverk.apps.decisions.models import Ballot, Choice, Clause, Method, Place, Proposition, PropositionState, Sitting
from ramverk.apps.decisions.policy import may, may_vote
from ramverk.apps.decisions.queries.people import left_empty, name_of, serving
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require
from ramverk.core.decisions.votes import Choice as CoreChoice
from ramverk.core.decisions.votes import Count, count_votes
from ramverk.core.decisions.wording import chair_sentence, outcome_sentence


class ChairMustVote(Invalid):
    """A tie, and the chair has not voted: nothing was closed, and the chair's vote is asked for."""


@transaction.atomic
def open_roll_call(actor: Actor, clause: Clause, version: int, requested_by: str) -> Proposition:
    """Somebody asks for a vote on the next proposition; from now on those who serve can vote."""
    sitting, rung = next_rung(actor, clause, version, "decisions.open_roll_call")
    if not requested_by.strip():
        raise Invalid(_("Skriv vem som begär votering; det står i protokollet."))
    proposition = put(clause, rung)
    change(
        proposition, proposition.version, state=PropositionState.VOTING, method=Method.ROLL_CALL,
        requested_by=requested_by.strip()[:200], opened_at=clock.now(),
    )  # fmt: skip
    change(clause, clause.version)
    record(actor, "decisions.open_roll_call", sitting, after={"clause": str(clause), "requested_by": requested_by})
    return proposition


@transaction.atomic
def cast_vote(actor: Actor, proposition: Proposition, choice: str, place: Place | None) -> Ballot:
    """One vote. The same answer sent again is the same vote; another answer is refused, for a vote given stands."""
    row = _held(proposition)
    sitting = row.clause.sitting
    if place is not None and place.sitting_id != sitting.pk:
        place = None
    require(may_vote(actor, sitting, place))
    if place is None or choice not in Choice.values:
        raise Invalid(_("Svara ja, nej eller avstår."))
    given = Ballot.objects.filter(proposition=row, place=place).first()
    if given is not None:
        return _same(given, choice)
    if row.state != PropositionState.VOTING:
        raise Invalid(_("Voteringen är stängd. Din röst hann inte med."))
    return _given(actor, row, place, choice)


def _held(proposition: Proposition) -> Proposition:
    """The proposition held, so that no vote comes in while the count is being closed."""
    rows = Proposition.objects.select_for_update(of=("self",)).select_related("clause__sitting")
    return rows.get(pk=proposition.pk)


def _given(actor: Actor, row: Proposition, place: Place, choice: str) -> Ballot:
    try:
        with transaction.atomic():
            ballot = Ballot.objects.create(
                proposition=row, place=place, choice=choice, cast_at=clock.now(), cast_by=actor.name
            )
    except IntegrityError:  # the same vote sent twice at once: the constraint lets one of them in
        return _same(Ballot.objects.get(proposition=row, place=place), choice)
    record(actor, "decisions.cast_vote", row, after={"voter": str(place.person), "choice": choice})
    return ballot


@dataclass(frozen=True, slots=True)
class Noted:
    """What came of noting many votes: how many were noted, and the ballots that stood as they were given before."""

    new: int
    kept: tuple[Ballot, ...]


@transaction.atomic
def note_votes(actor: Actor, proposition: Proposition, answers: Mapping[int, str]) -> Noted:
    """Note the votes of many who answer aloud, by place: all of them or none, one row and one trail entry for each.

    A vote that was given meanwhile stands; the answer says whose it is where it is another.
    """
    row = _held(proposition)
    sitting = row.clause.sitting
    require(may(actor, "decisions.close_roll_call", sitting))
    if row.state != PropositionState.VOTING:
        raise Invalid(_("Voteringen är stängd. Inga röster noterades."))
    if not answers or set(answers.values()) - set(Choice.values):
        raise Invalid(_("Ange ja, nej eller avstår för minst en ledamot, ett parti eller de övriga."))
    roll = {place.pk: place for place in serving(sitting)}
    if set(answers) - set(roll):
        raise Invalid(_("Någon av dem tjänstgör inte längre. Inga röster noterades; läs in sidan igen."))
    given = {one.place_id: one for one in Ballot.objects.filter(proposition=row).select_related("place__person")}
    for place, choice in answers.items():
        if place not in given:
            _given(actor, row, roll[place], choice)
    kept = tuple(one for place, one in given.items() if place in answers and one.choice != answers[place])
    return Noted(len(set(answers) - set(given)), kept)


def _same(given: Ballot, choice: str) -> Ballot:
    if given.choice != choice:
        raise Invalid(
            _("Rösten är redan lämnad: %s. En lämnad röst står kvar. Säg till ordföranden om något blev fel.")
            % given.get_choice_display()
        )
    return given


@transaction.atomic
def close_roll_call(actor: Actor, proposition: Proposition, version: int, casting: str = "") -> Proposition:
    """Count and freeze. `casting` is the vote of a chair who has not voted, or abstained, where it is needed (KL 4:25).

    The vote of one who has not voted counts as any other; one who abstained decides the tie. The minutes say which.
    """
    sitting = (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("body", "matter")
        .get(clauses__propositions=proposition.pk)
    )
    require(may(actor, "decisions.close_roll_call", sitting))
    row = (
        Proposition.objects.select_for_update(of=("self",)).select_related("clause", "yes", "no").get(pk=proposition.pk)
    )
    if row.version != version:
        raise Stale(_("Voteringen har ändrats. Läs in sidan igen."))
    if row.state != PropositionState.VOTING:
        raise Invalid(_("Voteringen är redan stängd."))
    needed = counted(row, sitting).chair_must_vote and casting in _DECIDING
    said = _chair_voted(actor, row, sitting, casting) if needed else ""
    count = counted(row, sitting, casting)
    if count.is_yes is None:
        raise ChairMustVote(
            _(
                "Det står %(yes)s mot %(no)s och ordföranden har inte röstat. Ordföranden måste rösta när det behövs "
                "(kommunallagen 4 kap. 25 §); ange rösten och stäng igen."
            )
            % {"yes": count.yes, "no": count.no}
        )
    content = vote_list(row, sitting, count)
    content["result"] = f"{content['result']} {said}".strip()
    title = f"{_('Omröstning')}: {row.clause}"[:300]
    document = freeze(actor, "vote_list", title, content)
    change(
        row, version, state=PropositionState.SETTLED, is_yes=count.is_yes, by_casting_vote=count.by_casting_vote,
        closed_at=clock.now(), document=document,
    )  # fmt: skip
    after_answer(sitting, row.clause)
    after = {"yes": count.yes, "no": count.no, "abstaining": count.abstaining, "checksum": document.checksum}
    record(actor, "decisions.close_roll_call", sitting, after=after)
    return row


_DECIDING = (Choice.YES, Choice.NO)


def _chair_voted(actor: Actor, proposition: Proposition, sitting: Sitting, casting: str) -> str:
    """The chair's late vote in words; a ballot of its own where there is none, so that the list holds it."""
    place = _chair_of(serving(sitting), sitting)
    if place is None:
        return ""
    abstained = Ballot.objects.filter(proposition=proposition, place=place).exists()
    if not abstained:
        Ballot.objects.create(
            proposition=proposition, place=place, choice=casting, cast_at=clock.now(), cast_by=actor.name
        )
        record(actor, "decisions.cast_vote", proposition, after={"voter": str(place.person), "choice": casting})
    return chair_sentence(name_of(place), CoreChoice(casting), abstained=abstained)


def counted(proposition: Proposition, sitting: Sitting, casting: str = "") -> Count:
    """The count as it stands, by places; `casting` decides a tie in which the chair abstained."""
    given = Ballot.objects.filter(proposition=proposition).values_list("place", "choice")
    ballots, roll = {place: CoreChoice(choice) for place, choice in given}, serving(sitting)
    chair = _chair_of(roll, sitting)
    count = count_votes(ballots, [place.pk for place in roll], chair.pk if chair else None, sitting.seats)
    if count.chair_must_vote and chair is not None and chair.pk in ballots and casting in _DECIDING:
        return replace(count, is_yes=casting == Choice.YES, by_casting_vote=True, chair_must_vote=False)
    return count


def _chair_of(roll: Sequence[Place], sitting: Sitting) -> Place | None:
    return next((place for place in roll if place.person_id == sitting.chair_id), None)


def vote_list(proposition: Proposition, sitting: Sitting, count: Count) -> dict[str, Any]:
    """What is frozen: each who served with the answer, the members whose seats stood empty, and the result."""
    given = {ballot.place_id: ballot for ballot in Ballot.objects.filter(proposition=proposition)}
    rows = [_listed(place, given.get(place.pk)) for place in (*serving(sitting), *left_empty(sitting))]
    return {
        "body": sitting.body.name,
        "day": sitting.day.isoformat(),
        "clause": str(proposition.clause),
        "yes": proposition.yes.name,
        "no": proposition.no.name,
        "requested_by": proposition.requested_by,
        "votes": rows,
        "vacant": max(0, sitting.seats - len(rows)),
        "result": outcome_sentence(count, proposition.yes.name, proposition.no.name),
    }


def _listed(place: Place, ballot: Ballot | None) -> dict[str, str]:
    return {
        "name": name_of(place),
        "answer": ballot.choice if ballot else "",
        "at": ballot.cast_at.isoformat() if ballot else "",
        "by": ballot.cast_by if ballot else "",
    }
