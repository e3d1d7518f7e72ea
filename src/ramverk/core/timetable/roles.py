"""Who does what in a sentence: performers, receivers, those who may come, and those who are only mentioned."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ramverk.core.timetable import role_words as words
from ramverk.core.timetable.bodies import BodyKind, Mention, Participants, find_bodies, split_participants


@dataclass(frozen=True, slots=True)
class Roles:
    """The bodies of one activity by the part they play; each body stands in one tuple only."""

    participants: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    inferred: tuple[Mention, ...] = ()
    optional: tuple[Mention, ...] = ()
    mentioned: tuple[Mention, ...] = ()
    forum: str | None = None
    guessed_split: bool = False


class _Part:
    """The parts a body can play, weakest evidence last."""

    SUBJECT, AGENT, INVITED, PLACE, COUNTERPART, AUDIENCE, SOURCE, OWNER = range(8)
    RECIPIENT, OPTIONAL, MENTIONED, ALIAS, CLAUSE = range(10, 15)


@dataclass(slots=True)
class _Reading:
    """Everything gathered from a text, before it is decided who counts."""

    by_part: dict[int, list[Mention]] = field(default_factory=dict)

    def add(self, part: int, mention: Mention) -> None:
        self.by_part.setdefault(part, []).append(mention)

    def of(self, *parts: int) -> list[Mention]:
        chosen = [m for part in parts for m in self.by_part.get(part, [])]
        return sorted(chosen, key=lambda m: m.start)


_NEAR = 300
"""Characters looked at on each side of a body; what stands further off does not decide its part."""
_LONGEST = 4000
"""Characters read of one row; a longer text is no row."""


def sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text with their places in it."""
    result, position = [], 0
    for border in [*words.SENTENCE_END.finditer(text), None]:
        end = border.start() if border else len(text)
        if text[position:end].strip():
            result.append((position, text[position:end]))
        position = border.end() if border else end
    return result


def _groups(text: str, mentions: tuple[Mention, ...]) -> list[list[Mention]]:
    """Bodies that stand side by side: "socialnämnden, barn- och utbildningsnämnden och serviceenheten"."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        gap = text[groups[-1][-1].end : mention.start] if groups else ""
        # "majoritetens och oppositionens möten" are both owners; "KS och bolagens vd" are not
        shared = groups and groups[-1][-1].genitive == mention.genitive
        if shared and words.JOINT.fullmatch(gap):
            groups[-1].append(mention)
        elif groups and groups[-1][-1].kind in words.PERSONS and words.MEMBERS_OF.fullmatch(gap):
            groups[-1][-1] = replace(mention, start=groups[-1][-1].start)  # "personalens representanter i CSG" is CSG
        elif groups and groups[-1][-1].kind is BodyKind.PARTIES and words.MEMBERS_OF.fullmatch(gap):
            continue  # "partierna i fullmäktige" are the parties
        else:
            groups.append([mention])
    return groups


def _of_agent(verb: str, _before: str) -> int:
    return _Part.MENTIONED if words.ADOPTED.fullmatch(verb) else _Part.AGENT


def _of_place(verb: str, _before: str) -> int:
    return _Part.MENTIONED if words.NOT_A_PLACE.fullmatch(verb) else _Part.PLACE


def _of_audience(verb: str, before: str) -> int:
    if words.LAST_CHANCE.search(before):
        return _Part.SUBJECT
    return _Part.AUDIENCE if words.TELLING.fullmatch(verb) or words.TELLS.search(before) else _Part.MENTIONED


def _of_counterpart(verb: str, before: str) -> int:
    return _Part.COUNTERPART if words.TWO_SIDED.search(before) or verb in {"tillsammans", "ihop"} else _Part.MENTIONED


_PREPOSITIONS: dict[str, Callable[[str, str], int]] = {
    "av": _of_agent,
    "genom": lambda _verb, _before: _Part.AGENT,
    "åt": lambda _verb, _before: _Part.RECIPIENT,
    "till": lambda _verb, _before: _Part.RECIPIENT,
    "inom": lambda _verb, _before: _Part.PLACE,
    "hos": lambda _verb, _before: _Part.PLACE,
    "i": _of_place,
    "vid": _of_place,
    "på": _of_place,
    "för": _of_audience,
    "från": lambda _verb, _before: _Part.SOURCE,
    "med": _of_counterpart,
    "mellan": _of_counterpart,
    "och": lambda _verb, _before: _Part.SUBJECT,
    "samt": lambda _verb, _before: _Part.SUBJECT,
}
"""The part a preposition gives the body after it, from the word before it and the text before; others only mention."""


def _genitive_part(last: Mention, before: str, after: str) -> int:
    """A body that owns what follows: at its own meeting it acts, its own papers it delivers."""
    if words.ASSEMBLY.match(after):
        return _Part.MENTIONED if words.BEFORE_OR_AFTER.search(before) else _Part.PLACE
    if last.kind in words.OWNERS and (words.HANDS_OVER.search(before) or words.LAST_CHANCE.search(before)):
        return _Part.AGENT
    return _Part.OWNER if last.kind in words.OWNERS and words.OWN_PAPER.match(after) else _Part.MENTIONED


def _followed_part(text: str, end: int) -> int | None:
    """The part given by what stands after the body: "deltar", "kan bjudas in", "som beslutar"."""
    after = text[end : end + _NEAR]
    if (words.MAY_COME.search(after) and words.TAKES_PART.match(after)) or words.MAY.match(after):
        return _Part.OPTIONAL
    if re.match(r"\s+tillhanda\b", after):
        return _Part.RECIPIENT
    if words.WHO_ACTS.match(after):
        return _Part.SUBJECT
    return _Part.INVITED if words.TAKES_PART.match(after) else None


def _told_part(before: str) -> int | None:
    """The part of a body after a verb of telling: the one told, or in a sentence turned round the one who tells."""
    if match := words.RECEIVING.search(before):
        # "I oktober föreslår kommunstyrelsen …": the first body after the verb acts
        turned = words.ACTIVE.match(match.group(0)) and before[: match.start()].strip() and not find_bodies(before)
        return _Part.SUBJECT if turned else _Part.RECIPIENT
    others = find_bodies(before)  # "… informerar ekonomikontoret kommunstyrelsen"
    adjacent = bool(others) and not before[others[-1].end :].strip()
    return _Part.RECIPIENT if adjacent and words.RECEIVING.search(before[: others[-1].start]) else None


def _preceded_part(before: str, after: str) -> int:
    """The part given by what stands before the body: a bracket, a verb of telling, a preposition; else the subject."""
    before = words.STAFF.sub("", before)
    if words.INVITED.search(before):
        return _Part.INVITED
    if words.APPOSITION.search(before):
        last_words = words.CLOSES.fullmatch(after) is not None
        return _Part.INVITED if last_words or not re.search(r"\w\s*\(\s*$", before) else _Part.ALIAS
    told = _told_part(before)
    return _prepositional_part(before) if told is None else told


def _prepositional_part(before: str) -> int:
    """The part a preposition gives; without one the body is the subject of its clause."""
    match = words.BEFORE.search(before)
    if match is None:
        return _Part.CLAUSE if words.SUBORDINATE.search(before) else _Part.SUBJECT
    if words.BACKGROUND.search(before):
        return _Part.MENTIONED
    rule = _PREPOSITIONS.get(match[2].lower())
    return rule((match[1] or "").lower(), before) if rule else _Part.MENTIONED


def _part_of(text: str, group: list[Mention]) -> int:
    first, last = group[0], group[-1]
    before, after = text[max(0, first.start - _NEAR) : first.start], text[last.end : last.end + _NEAR]
    if not before.strip() and words.TOLD.match(after) and last.kind is not BodyKind.UNION_GROUP:
        return _Part.RECIPIENT
    if last.genitive:
        return _genitive_part(last, before, after)
    if words.TURNED.search(before) and not words.COMES.match(after):
        return _Part.SUBJECT
    part = _followed_part(text, last.end)
    return _preceded_part(before, after) if part is None else part


def _is_activity(mention: Mention, group: list[Mention], text: str) -> bool:
    """ "Budgetberedning dag 1" is something done, "budgetberedningen" someone."""
    if re.search(r"så kallade\s+$", text[: mention.start]):
        return True
    return not mention.definite and len(group) == 1


def _read_sentence(text: str, offset: int, reading: _Reading) -> None:
    groups = _groups(text, find_bodies(text))
    seen: set[BodyKind] = set()
    for group in groups:
        part = _part_of(text, group)
        for mention in group:
            owned = mention.genitive and not group[-1].genitive
            place = replace(mention, start=mention.start + offset, end=mention.end + offset)
            at_board = part == _Part.PLACE and mention.kind is BodyKind.BOARDS  # "behandling i nämnd"
            if (_is_activity(mention, group, text) and not at_board) or mention.kind in words.OUTSIDE:
                continue
            if part == _Part.ALIAS and mention.kind in seen:
                continue
            seen.add(mention.kind)
            reading.add(_Part.MENTIONED if owned else part, place)


def _unique(mentions: list[Mention], *taken: tuple[Mention, ...]) -> tuple[Mention, ...]:
    keys = {_key(m) for group in taken for m in group}
    result: dict[str, Mention] = {}
    for mention in mentions:
        if _key(mention) not in keys:
            result.setdefault(_key(mention), mention)
    return tuple(result.values())


_COLLECTIVE = frozenset(
    {
        BodyKind.COUNCIL,
        BodyKind.EXECUTIVE_BOARD,
        BodyKind.EXECUTIVE_COMMITTEE,
        BodyKind.DRAFTING_COMMITTEE,
        BodyKind.MAJORITY,
        BodyKind.OPPOSITION,
        BodyKind.PARTIES,
        BodyKind.UNION_GROUP,
        BodyKind.EXECUTIVE_CHAIR,
    }
)


def _key(mention: Mention) -> str:
    """Two names of one body are one body: "Kommunstyrelsen (KS)"."""
    if mention.kind in _COLLECTIVE:
        return mention.kind.value
    return re.sub(r"(?:ernas|ernas|arnas|erna|arna|ens|en|et|er|ar|s)$", "", mention.name.lower())


def _decide(reading: _Reading) -> Roles:
    acting = reading.of(_Part.SUBJECT, _Part.AGENT, _Part.INVITED, _Part.PLACE, _Part.COUNTERPART)
    led = bool(reading.of(_Part.SUBJECT, _Part.AGENT, _Part.INVITED))
    if not led:  # "processen inleds med att kommunstyrelsen fastställer …": the clause holds the act
        acting = sorted(acting + reading.of(_Part.CLAUSE), key=lambda m: m.start)
    receiving = reading.of(_Part.RECIPIENT)
    audience = reading.of(_Part.AUDIENCE)
    if acting:
        receiving += audience
    else:
        acting = audience
    acting = acting or reading.of(_Part.SOURCE)
    owners = reading.of(_Part.OWNER)
    if owners and not reading.of(_Part.SUBJECT, _Part.AGENT):
        acting = sorted(acting + owners, key=lambda m: m.start)
    participants = _unique(acting)
    optional = _unique(reading.of(_Part.OPTIONAL), participants)
    recipients = _unique(receiving, participants, optional)
    inferred = _unique(reading.of(_Part.ALIAS), participants, recipients)
    rest = reading.of(_Part.MENTIONED, _Part.SOURCE, _Part.OWNER, _Part.CLAUSE)
    return Roles(
        participants, recipients, inferred, optional, _unique(rest, participants, recipients, optional, inferred)
    )


def _forum(text: str) -> tuple[str | None, int]:
    """A body before a dash at the head of the text ("Central samverkansgrupp – Information …"), and where it ends."""
    mentions = find_bodies(text)
    if not mentions or mentions[0].start > 0 or not words.FORUM.match(text[mentions[0].end :]):
        return None, 0
    return mentions[0].name, mentions[0].end


@lru_cache(maxsize=2048)
def read_roles(text: str) -> Roles:
    """Read who acts, receives, may come and is mentioned out of a text without a participant column.

    Spans refer to `text`. A body in the genitive ("kommunstyrelsens förslag") is only mentioned.
    """
    reading = _Reading()
    for offset, sentence in sentences(text[:_LONGEST]):
        _read_sentence(sentence, offset, reading)
    forum, _ = _forum(text)
    return replace(_decide(reading), forum=forum)


_COUNCIL_BY_LAW = re.compile(
    r"konfirmera\w*\s+(?:budget)?beslut|fastställ\w*\s+(?:av\s+)?skattesats\w*|beslut\w*\s+om\s+skattesats",
    re.IGNORECASE,
)


def council_by_law(text: str) -> bool:
    """True where the text names an act only the council can do, without naming the council (KL 5:1, 11:10)."""
    return _COUNCIL_BY_LAW.search(text) is not None


def read_columns(cell: str, text: str) -> Roles:
    """Read a row with a participant column: the column says who takes part, the text adds the rest.

    Bodies that act in the text but not in the column are `inferred`; where the column is empty that is all there is.
    """
    column: Participants = split_participants(cell)
    roles = read_roles(text)
    participants = column.mentions
    recipients = _unique(list(roles.recipients), participants)
    optional = _unique(list(roles.optional), participants, recipients)
    inferred = _unique([*roles.participants, *roles.inferred], participants, recipients, optional)
    mentioned = _unique(list(roles.mentioned), participants, recipients, optional, inferred)
    return Roles(participants, recipients, inferred, optional, mentioned, roles.forum, column.guessed_split)
