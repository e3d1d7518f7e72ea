"""Minutes of one matter, written from the data of the meeting (Kommunallagen 5:65-69, 6:35)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

__all__ = ["Heading", "MeetingFacts", "check_minutes", "draft_minutes"]


@dataclass(frozen=True, slots=True)
class Heading:
    """One part of the minutes."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roll:
    """A vote list: each who served with the answer, in the order of the roll, and what it came to in one sentence."""

    title: str
    rows: tuple[tuple[str, str], ...]
    result: str


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """Everything the minutes of a matter must hold, in words. Lists keep the order of the meeting."""

    body: str
    day: date
    paragraph: str
    title: str
    register_number: str
    chair: str
    present: tuple[str, ...]
    served_before: tuple[str, ...] = ()
    """Who voted on something but no longer served when the matter was closed."""
    substituting: tuple[str, ...] = ()
    disqualified: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    votes: tuple[Roll, ...] = ()
    decision: tuple[str, ...] = ()
    proposes_to: str = ""
    """The body that decides, where this one only prepares the matter."""
    reservations: tuple[str, ...] = ()
    is_adjusted_at_once: bool = False
    copies_to: tuple[str, ...] = ()
    postponed: str = ""
    notes: tuple[str, ...] = field(default=())


def draft_minutes(facts: MeetingFacts) -> tuple[Heading, ...]:
    """The headings of the minutes; those with nothing in them are left out."""
    parts = [
        Heading("Närvarande", (*_chaired(facts.chair), *_listed(facts.present), *_left(facts.served_before))),
        Heading("Tjänstgörande ersättare", facts.substituting),
        Heading("Jäv", facts.disqualified),
        Heading("Ärendet", (*facts.background, *facts.notes)),
        Heading("Yrkanden", facts.proposals),
        Heading("Propositionsordning", facts.order),
        *(Heading(vote.title, (*_answers(vote.rows), vote.result)) for vote in facts.votes),
        Heading("Beslut", _decision(facts)),
        Heading("Reservationer", facts.reservations),
        Heading("Justering", ("Paragrafen förklaras omedelbart justerad.",) if facts.is_adjusted_at_once else ()),
        Heading("Protokollsutdrag till", (f"{', '.join(facts.copies_to)}.",) if facts.copies_to else ()),
    ]
    return tuple(part for part in parts if part.paragraphs)


def _chaired(chair: str) -> tuple[str, ...]:
    return (f"Ordförande: {chair}.",) if chair else ()


def _listed(names: Sequence[str]) -> tuple[str, ...]:
    return (f"{len(names)} tjänstgörande: {', '.join(names)}.",) if names else ()


def _left(names: Sequence[str]) -> tuple[str, ...]:
    return (f"Tjänstgjorde vid omröstning tidigare i ärendet: {', '.join(names)}.",) if names else ()


def _decision(facts: MeetingFacts) -> tuple[str, ...]:
    """What was decided, or what the body that decides is proposed to decide."""
    if facts.postponed:
        return (facts.postponed,)
    lead = (f"{facts.body} föreslår {facts.proposes_to} besluta:",) if facts.proposes_to and facts.decision else ()
    return (*lead, *_numbered(facts.decision))


def _numbered(clauses: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{number}. {clause}" for number, clause in enumerate(clauses, 1))


def _answers(rows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    by_answer: dict[str, list[str]] = {}
    for name, answer in rows:
        by_answer.setdefault(answer, []).append(name)
    return tuple(f"{answer} ({len(names)}): {', '.join(names)}." for answer, names in by_answer.items())


NEEDED: Mapping[str, str] = {
    "chair": "vem som var ordförande",
    "present": "vilka som tjänstgjorde",
    "paragraph": "paragrafens nummer",
    "decision": "vad som beslutades",
}


def check_minutes(facts: MeetingFacts) -> tuple[str, ...]:
    """What the minutes still lack, in Swedish words (KL 5:65-66); empty when they are whole."""
    missing = [words for name, words in NEEDED.items() if not getattr(facts, name)]
    if facts.postponed:
        missing = [words for words in missing if words != NEEDED["decision"]]
    return tuple(missing)
