"""Questions to the officials: one's own, those to work with, what is known to all, and how long they wait."""

from dataclasses import dataclass
from statistics import median

from ramverk.apps.cycle.models import Round
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.models import PublishedFact, Question, QuestionState
from ramverk.apps.proposals.policy import FACTS, QUESTIONS


def questions_seen(in_round: Round, actor: Actor) -> list[Question]:
    """The questions that are open to the actor, the oldest first: the same queue for everyone."""
    rows = QUESTIONS.filter(Question.objects.filter(round=in_round), actor)
    return list(rows.select_related("room", "body", "fact"))


def facts_seen(actor: Actor) -> list[PublishedFact]:
    """What is known to all, the latest first."""
    return list(FACTS.filter(PublishedFact.objects.all(), actor))


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
