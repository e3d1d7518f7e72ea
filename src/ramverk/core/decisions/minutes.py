"""Minutes of one matter, written from the data of the meeting (Kommunallagen 5:65-69, 6:35)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

__all__ = [
    "ABSENT",
    "ABSTAIN",
    "ANSWERS",
    "NO",
    "YES",
    "Heading",
    "MeetingFacts",
    "Roll",
    "check_minutes",
    "draft_minutes",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """One part of the minutes."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roll:
    """A vote list: each who was to vote with the answer, in the order of the roll, and what it came to in one sentence.

    `vacant` seats were counted as absent and had nobody to name.
    """

    title: str
    rows: tuple[tuple[str, str], ...]
    result: str
    vacant: int = 0


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
        *(Heading(vote.title, (*_answers(vote), vote.result)) for vote in facts.votes),
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


YES, NO, ABSTAIN, ABSENT = "Ja", "Nej", "Avstår", "Frånvarande eller avgav ingen röst"
ANSWERS = (YES, NO, ABSTAIN, ABSENT)
"""The answers in the order minutes list them, whoever comes first on the roll."""


def _answers(vote: Roll) -> tuple[str, ...]:
    """Each answer with how many gave it and who; as many as the sentence about the result counts."""
    named: dict[str, list[str]] = {answer: [] for answer in ANSWERS}
    for name, answer in vote.rows:
        named.setdefault(answer, []).append(name)
    if vote.vacant:
        named[ABSENT].append("en tom plats" if vote.vacant == 1 else f"{vote.vacant} tomma platser")
    numbers = {answer: len(names) for answer, names in named.items()}
    numbers[ABSENT] += max(0, vote.vacant - 1)
    return tuple(f"{answer} ({numbers[answer]}): {', '.join(names)}." for answer, names in named.items() if names)


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
