"""Questions to the officials: asked by a room, delegated, answered, approved, and perhaps made known to all."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.notify import notify
from ramverk.apps.cycle.models import Round
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, Mandate, Person, Role, on
from ramverk.apps.proposals.actions.hand_over import tell_parties
from ramverk.apps.proposals.models import PartyRoom, PublishedFact, Question, QuestionState
from ramverk.apps.proposals.policy import may_answer, may_approve, may_assign, may_publish, may_take_back
from ramverk.apps.proposals.queries.rooms import seated_in
from ramverk.apps.proposals.vault import prove
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def ask_question(actor: Actor, room: PartyRoom, in_round: Round, text: str) -> Question:
    """A member asks; from then on the officials who work with it see the question, and nobody else outside."""
    prove(actor, room)
    if not text.strip():
        raise Invalid(_("Skriv vad ni vill veta."))
    made = Question.objects.create(
        room=room, round=in_round, text=text.strip()[:4000], asked_at=clock.now(), asked_by=actor.name
    )
    _tell(in_finance(), "proposals.asked", _("En fråga från ett parti väntar på att fördelas."), made)
    record(actor, "proposals.ask_question", made)
    return made


@transaction.atomic
def assign_question(actor: Actor, question: Question, version: int, body: Body, due: date) -> Question:
    """Finance delegates it to who can answer."""
    locked = _locked(question)
    require(may_assign(actor, locked))
    if due < clock.today():
        raise Invalid(_("Välj en dag som inte har varit."))
    from_state = locked.state
    change(locked, version, body=body, due=due, state=QuestionState.ASSIGNED)
    flip(actor, locked, from_state, QuestionState.ASSIGNED)
    people = Mandate.objects.filter(on(clock.today()), body=body, role__in=[Role.HEAD, Role.OFFICIAL]).values("person")
    _tell(people, "proposals.assigned", _("En fråga från ett parti väntar på ert svar."), locked)
    record(actor, "proposals.assign_question", locked, after={"body": str(body), "due": due.isoformat()})
    return locked


@transaction.atomic
def answer_question(actor: Actor, question: Question, version: int, text: str) -> Question:
    """Somebody who works where it was delegated writes the answer; it is given when another has approved it."""
    locked = _locked(question)
    require(may_answer(actor, locked))
    if not text.strip():
        raise Invalid(_("Skriv svaret."))
    from_state = locked.state
    change(
        locked, version, answer=text.strip(), answered_by=actor.name, answered_by_id=actor.person_id,
        state=QuestionState.ANSWERED,
    )  # fmt: skip
    if from_state != QuestionState.ANSWERED:
        flip(actor, locked, from_state, QuestionState.ANSWERED)
    record(actor, "proposals.answer_question", locked)
    return locked


@transaction.atomic
def approve_answer(actor: Actor, question: Question, version: int) -> Question:
    """A head approves, never the one who wrote it; the party has its answer in the same moment."""
    locked = _locked(question)
    require(may_approve(actor, locked))
    change(locked, version, approved_at=clock.now(), approved_by=actor.name, state=QuestionState.APPROVED)
    flip(actor, locked, QuestionState.ANSWERED, QuestionState.APPROVED)
    parties = [place.party for place in seated_in(locked.room)]
    room = reverse("proposals:room", args=[locked.room_id])
    tell_parties(parties, "proposals.answered", _("Svar har kommit på en fråga till tjänstemännen."), path=room)
    record(actor, "proposals.approve_answer", locked)
    return locked


@transaction.atomic
def publish_fact(actor: Actor, question: Question, version: int, asked: str, answer: str) -> PublishedFact:
    """The facts of an answer for everyone, in neutral words: neither who asked nor why can be read in them."""
    locked = _locked(question)
    require(may_publish(actor, locked))
    if not asked.strip() or not answer.strip():
        raise Invalid(_("Skriv frågan neutralt och svaret som det ska läsas av alla."))
    fact = PublishedFact.objects.create(question=asked.strip(), answer=answer.strip(), at=clock.now())
    change(locked, version, fact=fact)
    record(actor, "proposals.publish_fact", fact)
    return fact


@transaction.atomic
def take_back_question(actor: Actor, question: Question, version: int) -> Question:
    """The room takes its question back while it is unanswered."""
    locked = _locked(question)
    require(may_take_back(actor, locked))
    from_state = locked.state
    change(locked, version, state=QuestionState.WITHDRAWN)
    flip(actor, locked, from_state, QuestionState.WITHDRAWN)
    record(actor, "proposals.take_back_question", locked)
    return locked


def in_finance() -> object:
    """The ids of those who work in the finance department today."""
    rows = Mandate.objects.filter(
        on(clock.today()), body__kind="finance_department", role__in=[Role.HEAD, Role.OFFICIAL]
    )
    return rows.values("person")


def _tell(people: object, code: str, subject: str, question: Question) -> None:
    path = reverse("proposals:question", args=[question.pk])
    notify(Person.objects.filter(is_active=True, pk__in=people), code, subject, path=path)  # type: ignore[misc]


def _locked(question: Question) -> Question:
    return Question.objects.select_for_update(of=("self",)).select_related("room", "body").get(pk=question.pk)
