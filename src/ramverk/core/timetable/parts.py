"""Rows that hold several activities: where they can be divided."""

import re
from collections import Counter

from ramverk.core.timetable.bodies import find_bodies
from ramverk.core.timetable.kinds import read_kind
from ramverk.core.timetable.model import Kind, Part
from ramverk.core.timetable.roles import read_roles, sentences

_MAY = re.compile(r"\bdeltar i den\b|\bmedverkar\b|\bvid behov\b|\binbjudna\b", re.IGNORECASE)
_NEXT_TO = re.compile(r"\s*(?:och|samt|,|/|&)\s*")


def find_parts(text: str, participants: tuple[str, ...], *, table: bool) -> tuple[Part, ...]:
    """The activities of one row, or nothing where it is one.

    Two signs divide a row: a closing sentence that stands once after each activity, and sentences with performers of
    their own who do different kinds of things.
    """
    found = [sentence for _, sentence in sentences(text)]
    if len(found) < 2:
        return ()
    repeated = _by_refrain(found, participants)
    return repeated or _by_performer(found, participants if table else None)


def _by_refrain(found: list[str], participants: tuple[str, ...]) -> tuple[Part, ...]:
    """ "A. Tjänstemän deltar. B. Tjänstemän deltar.": the refrain closes each activity."""
    counts = Counter(_tidy(sentence) for sentence in found)
    refrain = next((sentence for sentence, count in counts.items() if count > 1), None)
    if refrain is None:
        return ()
    groups: list[list[str]] = [[]]
    for sentence in found:
        if _tidy(sentence) == refrain:
            groups.append([])
        else:
            groups[-1].append(sentence)
    texts = [" ".join(group) for group in groups if group]
    if len(texts) < 2:
        return ()
    return tuple(_part(text, names) for text, names in zip(texts, _shared(texts, participants), strict=True))


def _tidy(sentence: str) -> str:
    return " ".join(sentence.lower().split()).strip(" .")


def _shared(texts: list[str], participants: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Who of the row does which part: those a part names or alludes to; the last part gets the last group, the first
    the rest.
    """
    out: list[tuple[str, ...]] = []
    for text in texts:
        own = {mention.name for mention in find_bodies(text)}
        out.append(tuple(name for name in participants if name in own))
    parties = [name for name in participants if re.search(r"parti|opposition|majoritet", name, re.IGNORECASE)]
    own_party = next(
        (at for at, text in enumerate(texts) if re.search(r"egna partier|partigrupp", text, re.IGNORECASE)), None
    )
    if own_party is not None and parties and len(parties) < len(participants):
        rest = tuple(name for name in participants if name not in parties)
        return [tuple(parties) if at == own_party else rest for at in range(len(texts))]
    return [names or participants for names in out]


def _part(text: str, names: tuple[str, ...]) -> Part:
    return Part(names, text.strip(" ."), read_kind(text, participants=list(names)).kind)


def _by_performer(found: list[str], column: tuple[str, ...] | None) -> tuple[Part, ...]:
    """Sentences whose subjects are different bodies and whose acts differ; `column` holds the row's participants in a
    table.
    """
    parts: list[Part] = []
    for sentence in found:
        if _MAY.search(sentence):
            continue
        roles = read_roles(sentence)
        names = tuple(dict.fromkeys(mention.name for mention in roles.participants))
        reading = read_kind(sentence, participants=list(names))
        if column and not set(names) <= set(column):
            continue
        if names and reading.kind is not Kind.OTHER and reading.confidence >= 0.6:
            parts.append(Part(names, sentence.strip(" ."), reading.kind))
    performers = {part.participants for part in parts}
    kinds = {part.kind for part in parts}
    return tuple(parts) if len(parts) >= 2 and len(performers) == len(parts) and len(kinds) == len(parts) else ()
