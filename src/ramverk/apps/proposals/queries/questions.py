"""Questions to the officials: one's own, those to work with, what is known to all, and how long they wait."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import Duty
from ramverk.apps.cycle.models import Activity, Round
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Role
from ramverk.apps.proposals.models import PublishedFact, Question, QuestionState
from ramverk.apps.proposals.policy import FACTS, QUESTIONS, may_answer, may_approve, may_assign


def questions_seen(in_round: Round, actor: Actor) -> list[Question]:
    """The questions that are open to the actor, the oldest first: the same queue for everyone."""
    rows = QUESTIONS.filter(Question.objects.filter(round=in_round), actor)
    return list(rows.select_related("room", "body", "fact"))


def facts_seen(actor: Actor) -> list[PublishedFact]:
    """What is known to all, the latest first."""
    return list(FACTS.filter(PublishedFact.objects.all(), actor))


_TO_ASSIGN = timedelta(days=1)
"""So soon a question is to be delegated."""


def question_duties(activities: Sequence[Activity], actor: Actor) -> Iterable[Duty]:
    """What questions ask of an official: to delegate, to answer, to approve. They hang on the party work they came in
    during, and outlive it.
    """
    steps = sorted(activities, key=lambda one: (one.start or date.max, one.order))
    if not steps or not (actor.owns_the_process or actor.holds((Role.HEAD, Role.OFFICIAL))):
        return
    waiting = Question.objects.filter(round=steps[0].round_id).exclude(
        state__in=[QuestionState.APPROVED, QuestionState.WITHDRAWN]
    )
    for row in QUESTIONS.filter(waiting, actor).select_related("room", "body"):
        asked = timezone.localdate(row.asked_at)
        begun = [one for one in steps if one.start is not None and one.start <= asked]
        step, verb = (begun or steps)[-1 if begun else 0], ""
        if row.state == QuestionState.ASKED and may_assign(actor, row):
            verb = _("Fördela frågan från %s")
        elif row.state == QuestionState.ANSWERED and may_approve(actor, row):
            verb = _("Godkänn svaret till %s")
        elif row.state == QuestionState.ASSIGNED and may_answer(actor, row):
            verb = _("Svara på frågan från %s")
        if verb:
            url = reverse("proposals:question", args=[row.pk])
            yield Duty(verb % row.room.name, step.pk, url, due=row.due or asked + _TO_ASSIGN)


@dataclass(frozen=True, slots=True)
class Service:
    """How the officials' service works for all parties together: nobody's own questions can be read out of it."""

    waiting: int
    answered: int
    median_hours: int | None


def service_of(in_round: Round) -> Service:
    """Counts and the median time from question to answer."""
    rows = list(Question.objects.filter(round=in_round).values_list("state", "asked_at", "approved_at"))
    hours = [(done - asked).total_seconds() / 3600 for _state, asked, done in rows if done is not None]
    waiting = sum(state not in {QuestionState.APPROVED, QuestionState.WITHDRAWN} for state, _asked, _done in rows)
    return Service(waiting, len(hours), round(median(hours)) if hours else None)


def service_by_room(in_round: Round) -> list[tuple[str, int, int | None]]:
    """For the finance department, which answers for the same service to all: room, questions, median hours."""
    found: dict[str, list[float | None]] = {}
    for name, asked, done in Question.objects.filter(round=in_round).values_list(
        "room__name", "asked_at", "approved_at"
    ):
        found.setdefault(name, []).append((done - asked).total_seconds() / 3600 if done else None)
    return [
        (name, len(times), round(median(known)) if (known := [time for time in times if time is not None]) else None)
        for name, times in sorted(found.items())
    ]
