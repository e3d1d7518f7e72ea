"""Deeds that are told to those who run the round: which verbs, of which things, in which words.

Nothing is told but what an area registers here, verb by verb, and only of things its own policy lets the reader see;
what happens in party rooms is registered by nobody. The trail's rows are named by number: an area never reads them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ramverk.apps.cycle.models import Round
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.verdicts import Sentence


@dataclass(frozen=True, slots=True)
class Together:
    """What several things belong to, so that the same deed done to each of them is told in one sentence."""

    key: str
    url: str
    """Their common page."""
    word: str
    """The word of the sentence that tells them apart, and is then a list: "board"."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that deeds are done to, as it is now: its page, and the words that the sentences ask for."""

    pk: int
    url: str
    words: Mapping[str, str]
    together: Together | None = None


ThingsOf = Callable[[Actor, Round], Iterable[Thing]]


@dataclass(frozen=True, slots=True)
class Telling:
    """The deeds that are told of one sort of thing."""

    subject_type: str
    """As the trail names it: "cycle.submission"."""
    verbs: Mapping[str, Sentence]
    """A whole sentence for each, with the things' words in it: "%(board)s lämnade in: %(what)s"."""
    things: ThingsOf
    """What of the round this person may see: one query."""


_tellings: list[Telling] = []


def register_telling(*tellings: Telling) -> None:
    """Let an area's deeds be told."""
    _tellings.extend(tellings)


def tellings() -> tuple[Telling, ...]:
    """What areas have registered."""
    return tuple(_tellings)
