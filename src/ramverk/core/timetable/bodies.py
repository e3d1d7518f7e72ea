"""Bodies and roles: found in running text, told apart in a column that lost its separators, and named in one way."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ramverk.core.timetable.body_words import FALSE_FRIENDS, QUANTIFIERS, SUFFIXES, WORDS, BodyKind

__all__ = ["BodyKind", "Mention", "Participants", "canonical_body", "find_bodies", "split_participants"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One body in a text. `start:end` is its place in that text, quantifiers included; `name` is how to print it."""

    name: str
    kind: BodyKind
    start: int
    end: int
    genitive: bool = False
    """The body only owns what follows: "kommunstyrelsens förslag"."""
    definite: bool = True
    """False for a bare noun that may be an activity: "budgetberedning", "revision"."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Participants:
    """A participant column told apart. `guessed_split` is true where two names stood without a separator."""

    mentions: tuple[Mention, ...]
    guessed_split: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names in order, without repetition."""
        return tuple(dict.fromkeys(mention.name for mention in self.mentions))


_LINK = re.compile(r"\s+(?:i|från|för|vid|på|av|inom|hos)\s+(?:de\s+|den\s+)?", re.IGNORECASE)
_GENITIVE = r"(?P<gen>:?s)?"
_KNOWN = tuple((kind, re.compile(rf"(?<![\w])(?:{form}){_GENITIVE}(?!\w)", re.IGNORECASE)) for kind, form in WORDS)
# "Kultur-, idrotts- och fritidsnämnden", "Arbetsmarknads- och socialnämnden", "Skol/barnomsorgsnämnden"
_PREFIX = r"(?:[\wåäöÅÄÖ]{1,40}-\s?,\s{0,3}){0,5}(?:[\wåäöÅÄÖ]+-\s?,?\s?(?:(?:och|samt|&)\s+)?)?"
_ADJECTIVE = r"(?:tekniska|sociala|allmänna|gemensamma|lokala|regionala|tekniskt|politiska)\s+"
_MORPH = tuple(
    (
        kind,
        re.compile(
            rf"(?<![\w-]){_PREFIX}(?:(?:{_ADJECTIVE})?[\wåäöÅÄÖ-]+?|{_ADJECTIVE})(?:{ending}){_GENITIVE}(?!\w)",
            re.IGNORECASE,
        ),
    )
    for kind, ending in SUFFIXES
)
_FALSE = re.compile(rf"(?:{FALSE_FRIENDS})", re.IGNORECASE)
_NAMED = re.compile(
    r"(?<!\w)(?:Nämnden|Utskottet|Styrelsen|Kommittén)\s+för\s+(?!beslut|yttrande|godkännande|information"
    r"|beredning|kännedom|att\b|det\b|den\b)"
    r"[\wåäö-]+(?:-?,?\s+(?:och|samt)\s+[\wåäö-]+)?",
)
_OWNED = re.compile(
    r"\s+(?:(?:arbets|lednings|budget|planerings|allmänna|individ|social|tekniska)\s?)?"
    r"(?:utskott(?:et|en)?|presidi(?:um|et|er|erna)|arbetsutskott(?:et)?|ledningsgrupp(?:en)?|förvaltning(?:en)?"
    r"|kansli(?:et)?"
    r"|ledamöter(?:na)?|ekonom(?:er|erna)?|(?:1:?e |2:?e |förste |andre )?(?:vice )?ordf(?:örande(?:n|na)?"
    r"|\b\.?))(?!\w)",
    re.IGNORECASE,
)
_OWNED_KIND = (
    (BodyKind.BOARD_VICE_CHAIRS, re.compile(r"vice", re.IGNORECASE)),
    (BodyKind.BOARD_CHAIRS, re.compile(r"ordf", re.IGNORECASE)),
    (BodyKind.BOARD_PRESIDIA, re.compile(r"presidi", re.IGNORECASE)),
    (BodyKind.COMMITTEE, re.compile(r"utskott", re.IGNORECASE)),
    (BodyKind.POLITICIANS, re.compile(r"ledamöter", re.IGNORECASE)),
    (BodyKind.FINANCE_STAFF, re.compile(r"ekonom", re.IGNORECASE)),
    (BodyKind.MANAGEMENT_TEAM, re.compile(r"ledningsgrupp", re.IGNORECASE)),
    (BodyKind.ADMINISTRATION, re.compile(r"förvaltning|kansli", re.IGNORECASE)),
)
_AS_ATTRIBUTE = re.compile(
    r"[ -](?:förslag|budgetförslag|direktiv|yttrande|proposition|uppdrag|mål|ramar|ärenden?|majoritets|beredning"
    r"|förvaltnings?område|område)",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"[A-ZÅÄÖ]{2,5}|Ks|Kf|ks|kf")
_INDEFINITE = re.compile(
    r"(?:(?:politisk |central )?budgetberedning|revision|samverkan|verksamhet|förvaltning|press|beredning|hr"
    r"|styrelse|nämnd|fack|staten|central samverkan)",
    re.IGNORECASE,
)
_EXACT_CASE = re.compile(
    r"(?:RS|RF|LS|LF|LSAU|BB|FC|AU|HR|VD|SLK|KLK|RLK|FSG|LSG|KFP|KSP|KLG|FGE|KS(?!AU)[A-ZÅÄÖ]{1,2}U|KSAP|KSPAU|KSPLU)",
    re.IGNORECASE,
)
_VICE = frozenset({BodyKind.VICE_CHAIRS, BodyKind.CHAIRS})
_OWNER_WORD = re.compile(r"^(.*?)[-\s]*(?:1:?e|1:?a|2:?e|första|förste|andra|andre)?\s*(?:vice\s+)?ordf", re.IGNORECASE)
_OWNER_KINDS = {
    BodyKind.EXECUTIVE_CHAIR: BodyKind.EXECUTIVE_VICE_CHAIR,
    BodyKind.EXECUTIVE_VICE_CHAIR: BodyKind.EXECUTIVE_VICE_CHAIR,
    BodyKind.BOARD_CHAIRS: BodyKind.BOARD_VICE_CHAIRS,
    BodyKind.BOARD_VICE_CHAIRS: BodyKind.BOARD_VICE_CHAIRS,
}


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,;:-–•·*()[]")


def _candidates(text: str) -> Iterator[tuple[int, int, BodyKind, bool, float]]:
    for kind, pattern in _KNOWN:
        for match in pattern.finditer(text):
            word = match.group(0)
            if _EXACT_CASE.fullmatch(word) and not word.isupper():
                continue  # "rs", "hr" in lower case are other words
            yield match.start(), match.end(), kind, bool(match["gen"]), 1.0
    for match in _NAMED.finditer(text):
        yield match.start(), match.end(), BodyKind.BOARD, False, 0.9
    for kind, pattern in _MORPH:
        for match in pattern.finditer(text):
            last = re.split(r"[\s,]+", match.group(0))[-1]
            if not _FALSE.fullmatch(last):
                yield match.start(), match.end(), kind, bool(match["gen"]), 0.8


def _with_owned(text: str, found: tuple[int, int, BodyKind, bool, float]) -> tuple[int, int, BodyKind, bool, float]:
    """ "Socialnämndens utskott" is one body, not a genitive."""
    start, end, _kind, genitive, confidence = found
    match = _OWNED.match(text, end) if genitive else None
    if match is None:
        return found
    kind = next((kind for kind, pattern in _OWNED_KIND if pattern.search(match.group(0))), BodyKind.OTHER)
    return start, match.end(), kind, False, min(confidence, 0.9)


def _quantified_start(text: str, start: int, floor: int) -> int:
    while (match := re.search(r"([\wåäöÅÄÖ]+)\.?\s+$", text[floor:start])) and match[1].lower() in QUANTIFIERS:
        start = floor + match.start(1)
    return start


_DISPLAY = (
    (re.compile(r"(?:varje|respektive|alla)\s+politiskt\s+parti|partiet|parti", re.IGNORECASE), "Politiska partier"),
)
_MEMBERS = re.compile(
    r"(?:personalens\s+representanter|representanter|ledamöter|ledamöterna|politikerna|personal|företrädare"
    r"|tjänstemän|chefer|ekonomer)\s+(?:i|från|för|vid)\s+$",
    re.IGNORECASE,
)


def _mention(text: str, start: int, end: int, floor: int, kind: BodyKind, genitive: bool, confidence: float) -> Mention:
    word = text[start:end]
    # an abbreviation has no genitive form: "KS förslag"
    if not genitive and _ABBREVIATION.fullmatch(word) and _AS_ATTRIBUTE.match(text, end):
        genitive = True
    whole = _quantified_start(text, start, floor)
    name = _clean(text[whole:end])
    if genitive and not _ABBREVIATION.fullmatch(word):
        name = re.sub(r":?s$", "", name)
    name = next((shown for pattern, shown in _DISPLAY if pattern.fullmatch(name)), name)
    definite = _INDEFINITE.fullmatch(word) is None
    return Mention(_upper_first(name), kind, whole, end, genitive, definite, confidence)


@lru_cache(maxsize=4096)
def find_bodies(text: str) -> tuple[Mention, ...]:
    """Every body named in the text, left to right and without overlap; the longest reading wins."""
    candidates = sorted(
        (_with_owned(text, found) for found in _candidates(text)), key=lambda c: (c[0], c[0] - c[1], -c[4])
    )
    mentions: list[Mention] = []
    floor = 0
    for start, end, kind, genitive, confidence in candidates:
        if start < floor:
            continue
        mentions.append(_mention(text, start, end, floor, kind, genitive, confidence))
        floor = end
    return tuple(mentions)


def canonical_body(text: str) -> BodyKind | None:
    """The kind of body a name stands for, or None where the name says nothing known.

    >>> [str(canonical_body(name)) for name in ("KS 1:e vice ordf", "Barn- och utbildningsnämnden", "Ekonomiavd.")]
    ['executive_vice_chair', 'board', 'finance_department']
    """
    mentions = find_bodies(re.sub(r"\s+", " ", text).strip())
    if not mentions:
        return None
    owners = [m for m in mentions if not m.genitive]
    return (owners or list(mentions))[0].kind


_HARD = re.compile(
    r"\s*(?:[,;/\n\t•·|+]|(?<!\w)(?:och|samt|o|&|m\.?fl\.?|inkl\.?|jämte|(?:i samarbete|tillsammans|i samråd) "
    r"med)(?!\w))\s*",
    re.IGNORECASE,
)
_CODES = re.compile(r"(?:[A-ZÅÄÖ]{2,6})(?:\s+[A-ZÅÄÖ]{2,6})+")
_PLURAL = re.compile(r"[\wåäö]+(?:er|ar|or|en|erna|arna|chefer)", re.IGNORECASE)
_ALL = re.compile(r"^(samtliga|alla|övriga|berörda|övriga berörda)\s", re.IGNORECASE)


def _gap_is_soft(gap: str) -> bool:
    return not _HARD.search(gap) and not gap.strip(" .\u00a0")


def _unknown(text: str, start: int, end: int) -> Iterator[Mention]:
    """Names the vocabulary does not hold, one per separator: "Räddningschefen, [namn]"."""
    position = start
    for piece in [*_HARD.finditer(text, start, end), None]:
        stop = piece.start() if piece else end
        name = _clean(text[position:stop])
        if re.search(r"\w", name):
            if _CODES.fullmatch(name):
                for code in re.finditer(r"\S+", text[position:stop]):
                    yield Mention(
                        code.group(0), BodyKind.BOARD, position + code.start(), position + code.end(), confidence=0.5
                    )
            else:
                yield Mention(_upper_first(name), BodyKind.OTHER, position, stop, confidence=0.4)
        position = piece.end() if piece else end


def _owned_vice(mention: Mention, owner: Mention | None) -> Mention:
    """ "KS ordf och 1:e vice ordf": the second role belongs to the owner of the first."""
    match = _OWNER_WORD.match(owner.name) if owner else None
    if owner is None or match is None or mention.kind not in _VICE:
        return mention
    kind = _OWNER_KINDS[owner.kind] if mention.kind is BodyKind.VICE_CHAIRS else owner.kind
    name = f"{match[1].strip()} {mention.name[:1].lower()}{mention.name[1:]}".strip()
    return Mention(_upper_first(name), kind, mention.start, mention.end)


def _shared_quantifier(mention: Mention, before: Mention | None, gap: str) -> Mention:
    """ "Samtliga nämnder och förvaltningar" speaks of all of both."""
    match = _ALL.match(before.name) if before else None
    joined = re.fullmatch(r"\s*(?:och|samt|&|/)\s*", gap)
    if match is None or joined is None or not re.fullmatch(r"[\wåäö]+(?:er|ar|en)", mention.name, re.IGNORECASE):
        return mention
    name = f"{match[1]} {mention.name[:1].lower()}{mention.name[1:]}"
    return Mention(name, mention.kind, mention.start, mention.end)


def _tail_of(mention: Mention, text: str, end: int) -> Mention:
    """Words after a body that only narrow it stay with it: "Ledningsgruppen för skola"."""
    name = _clean(text[mention.start : end])
    return Mention(_upper_first(name), mention.kind, mention.start, end, False, mention.definite, mention.confidence)


def split_participants(cell: str, codes: Mapping[str, str] | None = None) -> Participants:
    """Tell the bodies and roles of a participant column apart, as written, also where line breaks were lost.

    `codes` holds short codes from the document's own legend ("SN" -> "Socialnämnden"). Unknown words are kept as names
    of their own where a separator sets them off. Nothing is dropped but a repeated name.
    """
    found = find_bodies(cell)
    result: list[Mention] = []
    owner: Mention | None = None
    guessed = False
    position = 0
    for index, mention in enumerate(found):
        gap = cell[position : mention.start]
        if result and _LINK.fullmatch(gap):
            result[-1] = _tail_of(result[-1], cell, mention.end)
            position = mention.end
            continue
        if index == 0 or re.search(r"\w", _HARD.sub("", gap)):
            guessed |= index > 0 and _gap_is_soft(gap)
            result += _gap_names(cell, position, mention.start, result)
        else:
            guessed |= _gap_is_soft(gap)
        shaped = _shared_quantifier(_owned_vice(mention, owner), result[-1] if result else None, gap)
        owner = shaped if shaped.kind in _OWNER_KINDS else owner
        result.append(shaped)
        position = mention.end
    result += _gap_names(cell, position, len(cell), result)
    named = (
        Mention(
            codes.get(m.name, m.name) if codes else m.name, m.kind, m.start, m.end, m.genitive, m.definite, m.confidence
        )
        for m in result
    )
    return Participants(tuple({m.name.lower(): m for m in reversed(list(named))}.values())[::-1], guessed)


def _gap_names(cell: str, start: int, end: int, result: list[Mention]) -> list[Mention]:
    """What stands between two known bodies: its own names, or words that narrow the body before."""
    gap = cell[start:end]
    if not re.search(r"\w", _HARD.sub("", gap)):
        return []
    narrowing = re.match(r"\s+(?:i|för|från|vid|på|av|med|som|utan|inom)\s[^,;/\n\t•·]*?(?=\s*(?:[,;/\n\t•·]|$))", gap)
    narrowing = narrowing or re.match(
        r"\s+(?!(?:och|samt|o|jämte|inkl|tillsammans|i)\b)[a-zåäö][\wåäö]+(?=\s*(?:[,;/\n\t•·]|$))", gap
    )
    bracket = re.match(r"\s*\([^)]*\)", gap)
    if result and (match := narrowing or bracket):
        if narrowing:
            result[-1] = _tail_of(result[-1], cell, start + match.end())
        start += match.end()
    return list(_unknown(cell, start, end))
