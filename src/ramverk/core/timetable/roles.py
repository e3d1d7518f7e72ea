"""Who does what in a sentence: performers, receivers, those who may come, and those who are only mentioned."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

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


_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n+|\s*[•;]\s*")
_JOINT = re.compile(
    r"\s+[-–]\s+|\s*(?:,|/|,?\s*\b(?:och|samt|eller)\b|&|\+)\s*(?:även\s+|med\s+|också\s+)?(?:den\s+|de\s+|det\s+)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(\w+)?\W*?\b(till|av|i|vid|hos|på|för|med|från|mellan|inom|enligt|utifrån|inför|efter|utanför|genom|åt|via"
    r"|samt|och|mot|om|bland|under|kring|innan|före)\s+$",
    re.IGNORECASE,
)
_MAY_COME = re.compile(
    r"(?:deltar|medverkar|bjuds in|inbjuds|kan\s+(?:komma att\s+)?(?:delta|medverka|bjudas in|kallas"
    r"|närvara))\s+(?:i den (?:omfattning|utsträckning|mån)\s|vid behov|efter behov|på begäran|om så|när så)",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"^\W*(?:kan|får)\s+(?:också\s+|även\s+|vid behov\s+|komma att\s+)?(?:delta|medverka|bjudas|kallas|närvara"
    r"|adjungeras)|^\W*(?:vid|efter) behov\b|^\W*\((?:vid|efter) behov\)",
    re.IGNORECASE,
)
_INVITED = re.compile(
    r"(?:\b(?:inbjudna|inbjuden|deltagare|medverkande|kallade|närvarande|målgrupp|utförare|ansvariga?|ansvar"
    r"|aktörer?|deltar|forum|beslutsinstans))\s*:\s*$",
    re.IGNORECASE,
)
_TAKES_PART = re.compile(
    r"^(?:\s+(?:också|även|samt|alla|kan))*\s*(?:medverkar|deltar|närvarar|är inbjudna|kallas|inbjuds|bjuds in"
    r"|är med)\b",
    re.IGNORECASE,
)
_RECEIVING = re.compile(
    r"(?:\b(?:info|information|informera[rs]?|informerar|delge[rs]?|delges|meddela[rs]?|kallar|bjuder in|utskick"
    r"|ger|ge|tilldela[rs]?|uppdrar(?: åt)?|remiss|föreslår|underrätta[rs]?|uppmana[rs]?|ålägger))(?:\s+(?:också"
    r"|även))?[\s:]+$",
    re.IGNORECASE,
)
# "I oktober föreslår kommunstyrelsen en budget": after an opening without a body the verb's subject follows it.
_INVERTED = re.compile(r"^\W*(?i:i|under|den|senast|därefter|sedan|på|vid|efter|inför)\b[^A-ZÅÄÖ,.;]*\bföreslår\s+$")
_TWO_SIDED = re.compile(
    r"\b\w*(?:dialog|diskussion|möte|träff|samverkan|genomgång|förhandling|samtal|överläggning|sammanträff"
    r"|avstämning|samråd|seminari"
    r"|workshop|diskuter|förhandl|gemensam|tillsammans|konferens|dag|upptakt)\w*",
    re.IGNORECASE,
)
_ASSEMBLY = re.compile(
    r"^\s+(?:\w+\s+){0,2}?(?:sammanträden?|sammanträdet|möten?|mötet|sammankomst|behandling|beslut|beslutar"
    r"|budgetmöte|budgetsammanträde|gruppmöten?|budgetförhandling(?:ar)?|överläggning(?:ar)?|genomgång|beredning"
    r"|\w*debatt|dialogdag|budgetdagar?|upphandling)\b",
    re.IGNORECASE,
)
_OWN_PAPER = re.compile(
    r"^\s+(?:\w+\s+){0,2}?(?:verksamhetsplan\w*|internbudget\w*|budgetskrivelse\w*|äskande\w*|yttrande\w*"
    r"|(?:budget)?förslag\w*|detaljbudget\w*|budget|budgetar|planeringsunderlag\w*|budgetunderlag\w*|svar|remissvar\w*"
    r"|investeringsäskande\w*|underlag)\b"
    r"(?=.*\b(?:lämna|inlämna|inkom|beslut|fastställ|anta|present|redovis|inne|klar)\w*)",
    re.IGNORECASE,
)
_BEFORE_OR_AFTER = re.compile(r"\b(?:inför|innan|före|efter|till)\s+$", re.IGNORECASE)
_BACKGROUND = re.compile(
    r"\b(?:efter|inför|innan|före|enligt|utifrån)\s+(?:[\wåäö-]+\s+){1,2}(?:i|av|vid|på|från)\s+$", re.IGNORECASE
)
_SUBORDINATE = re.compile(r"\b(?:hur|att|när|där|vad|som|vilka|vilken|eftersom)\s+$", re.IGNORECASE)
_HANDS_OVER = re.compile(r"\böverlämn\w*\s+av\s+(?:\w+\s+)?$", re.IGNORECASE)
_OWNERS = frozenset(
    {
        BodyKind.BOARDS,
        BodyKind.BOARD,
        BodyKind.MAJORITY,
        BodyKind.OPPOSITION,
        BodyKind.PARTIES,
        BodyKind.COMPANIES,
        BodyKind.ADMINISTRATIONS,
        BodyKind.ADMINISTRATION,
    }
)
_WHO_ACTS = re.compile(
    r"^,?\s+(?:som|vilka|vilken|där)\s+(?:sedan\s+|därefter\s+|i sin tur\s+)?(?:beslutar|fastställer|antar"
    r"|bereder|behandlar|tar|fattar|godkänner|lämnar|sammanställer)",
    re.IGNORECASE,
)
_APPOSITION = re.compile(r"\(\s*$")
_FORUM = re.compile(r"^\s*[-–:]\s+\S|^\s+[-–]\s*\S")
_TELLING = re.compile(
    r"\w*(?:present\w+|beredning\w*|info|information\w*|informer\w+|redovis\w+|genomgång\w*|föredra\w*"
    r"|dragning\w*|visning\w*|seminari\w+"
    r"|utbildning\w*|dialog\w*|möten?|mötet|träff\w*|konferens\w*|workshop\w*|dag|dagar|upptakt\w*|internat\w*"
    r"|hearing\w*|kick-?off"
    r"|sammanträde|arbete|arbetet)",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:presenter|informer|redovisa|föredra|visar?\b|berätta)\w*|\b\w*(?:möte|upptakt|konferens|seminarium)\b",
    re.IGNORECASE,
)
_NOT_A_PLACE = re.compile(
    r"(?:arbetet|representerade|ledamot|plats|läget|verksamheten|utvecklingen|pågår|processen|arbetssätt\w*)",
    re.IGNORECASE,
)
_ADOPTED = re.compile(
    r"(?:antage[nt]|antagna|godkän[dt]|godkända|beslutad|beslutat|beslutade|fastställ[dt]|ägda?|lämnade|framtage[nt])",
    re.IGNORECASE,
)
_TOLD = re.compile(r"^\W+(?:info|information|utskick|presentation|redovisning)\b", re.IGNORECASE)
_MEMBERS_OF = re.compile(r"^\s+(?:i|från|för|vid|inom|hos)\s+(?:den\s+|de\s+)?$", re.IGNORECASE)
_PERSONS = frozenset(
    {
        BodyKind.UNIONS,
        BodyKind.POLITICIANS,
        BodyKind.FINANCE_STAFF,
        BodyKind.OFFICIALS,
        BodyKind.MANAGERS,
        BodyKind.CONTROLLERS,
        BodyKind.CHAIRS,
        BodyKind.BOARD_PRESIDIA,
    }
)
_STAFF = re.compile(
    r"\b(?:personal|representanter|företrädare|medarbetare|deltagare|ledamöter|ledning(?:en)?)\s+(?:i|från|för"
    r"|vid|hos|på)\s+$",
    re.IGNORECASE,
)
_OUTSIDE = frozenset({BodyKind.GOVERNMENT, BodyKind.SALAR, BodyKind.TAX_AGENCY, BodyKind.MUNICIPALITIES})


_NEAR = 300
"""Characters looked at on each side of a body; what stands further off does not decide its part."""
_LONGEST = 4000
"""Characters read of one row; a longer text is no row."""


def sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text with their places in it."""
    result, position = [], 0
    for border in [*_SENTENCE_END.finditer(text), None]:
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
        shared = groups and (not groups[-1][-1].genitive or mention.genitive)  # "majoritetens och oppositionens möten"
        if shared and _JOINT.fullmatch(gap):
            groups[-1].append(mention)
        elif groups and groups[-1][-1].kind in _PERSONS and _MEMBERS_OF.fullmatch(gap):
            groups[-1][-1] = replace(mention, start=groups[-1][-1].start)  # "personalens representanter i CSG" is CSG
        elif groups and groups[-1][-1].kind is BodyKind.PARTIES and _MEMBERS_OF.fullmatch(gap):
            continue  # "partierna i fullmäktige" are the parties
        else:
            groups.append([mention])
    return groups


def _of_agent(verb: str, _before: str) -> int:
    return _Part.MENTIONED if _ADOPTED.fullmatch(verb) else _Part.AGENT


def _of_place(verb: str, _before: str) -> int:
    return _Part.MENTIONED if _NOT_A_PLACE.fullmatch(verb) else _Part.PLACE


def _of_audience(verb: str, before: str) -> int:
    return _Part.AUDIENCE if _TELLING.fullmatch(verb) or _TELLS.search(before) else _Part.MENTIONED


def _of_counterpart(verb: str, before: str) -> int:
    return _Part.COUNTERPART if _TWO_SIDED.search(before) or verb in {"tillsammans", "ihop"} else _Part.MENTIONED


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
    if _ASSEMBLY.match(after):
        return _Part.MENTIONED if _BEFORE_OR_AFTER.search(before) else _Part.PLACE
    if last.kind in _OWNERS and _HANDS_OVER.search(before):
        return _Part.AGENT
    return _Part.OWNER if last.kind in _OWNERS and _OWN_PAPER.match(after) else _Part.MENTIONED


def _followed_part(text: str, end: int) -> int | None:
    """The part given by what stands after the body: "deltar", "kan bjudas in", "som beslutar"."""
    after = text[end : end + _NEAR]
    if (_MAY_COME.search(after) and _TAKES_PART.match(after)) or _MAY.match(after):
        return _Part.OPTIONAL
    if re.match(r"\s+tillhanda\b", after):
        return _Part.RECIPIENT
    if _WHO_ACTS.match(after):
        return _Part.SUBJECT
    return _Part.INVITED if _TAKES_PART.match(after) else None


def _preceded_part(before: str, after: str) -> int:
    """The part given by what stands before the body: a bracket, a verb of telling, a preposition; else the subject."""
    before = _STAFF.sub("", before)
    if _INVITED.search(before):
        return _Part.INVITED
    if _APPOSITION.search(before):
        last_words = not after.strip(" ).")
        return _Part.INVITED if last_words or not re.search(r"\w\s*\(\s*$", before) else _Part.ALIAS
    if _RECEIVING.search(before) and not _INVERTED.search(before):
        return _Part.RECIPIENT
    match = _BEFORE.search(before)
    if match is None:
        return _Part.CLAUSE if _SUBORDINATE.search(before) else _Part.SUBJECT
    if _BACKGROUND.search(before):
        return _Part.MENTIONED
    rule = _PREPOSITIONS.get(match[2].lower())
    return rule((match[1] or "").lower(), before) if rule else _Part.MENTIONED


def _part_of(text: str, group: list[Mention]) -> int:
    first, last = group[0], group[-1]
    before, after = text[max(0, first.start - _NEAR) : first.start], text[last.end : last.end + _NEAR]
    if not before.strip() and _TOLD.match(after) and last.kind is not BodyKind.UNION_GROUP:
        return _Part.RECIPIENT
    if last.genitive:
        return _genitive_part(last, before, after)
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
            if (_is_activity(mention, group, text) and not at_board) or mention.kind in _OUTSIDE:
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
    if not mentions or mentions[0].start > 0 or not _FORUM.match(text[mentions[0].end :]):
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
