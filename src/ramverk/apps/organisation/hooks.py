"""What higher areas tell this one: what a body or a person takes part in. Filled when the areas start."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body


@dataclass(frozen=True, slots=True)
class Participation:
    """Something a body takes part in, as a line on its page."""

    when: str
    title: str
    url: str
    part: str = ""
    """As what: performs, is invited, receives."""


Source = Callable[[Actor, Body, date], Iterable[Participation]]
_SOURCES: list[Source] = []


def tells_participation(source: Source) -> Source:
    """Register a function that gives what a body takes part in, already filtered for the actor who asks."""
    if source not in _SOURCES:
        _SOURCES.append(source)
    return source


def participations(actor: Actor, body: Body, day: date) -> list[Participation]:
    """Everything the registered areas know, in their order."""
    return [line for source in _SOURCES for line in source(actor, body, day)]
