"""What sort of step a row is: the verb and the body decide together, never the verb alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ramverk.core.timetable.bodies import BodyKind, canonical_body, find_bodies
from ramverk.core.timetable.dates import find_dates
from ramverk.core.timetable.kind_words import CUES
from ramverk.core.timetable.model import DocumentType, Kind
from ramverk.core.timetable.roles import sentences


@dataclass(frozen=True, slots=True)
class KindReading:
    """The kind of a row, how sure the reader is (0 to 1), and the other readings that came close."""

    kind: Kind
    confidence: float
    others: tuple[Kind, ...] = ()


_OUTSIDE = re.compile(
    r"^\W*(?:skr|skl|sveriges kommuner|regeringen|regeringens|riksdagen|finansdepartementet|staten|skatteverket"
    r"|konjunkturinstitutet|scb)\b"
    r"|\b(?:vår|budget|höst)proposition\w*\W+(?:\w+\W+){0,3}?(?:present|lägg|läm|publicer|offentlig)\w*|\bcirkulär\w*"
    r"|\b(?:present|lägg|läm)\w*\s+(?:\w+\s+){0,3}?(?:vår|budget|höst)proposition\w*",
    re.IGNORECASE,
)

_POWER = frozenset({BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD})
_BOARDS = frozenset({BodyKind.BOARDS, BodyKind.BOARD})
_POLITICAL = frozenset({BodyKind.PARTIES, BodyKind.MAJORITY, BodyKind.OPPOSITION})
_UNION = frozenset({BodyKind.UNIONS, BodyKind.UNION_GROUP})
_CENTRE = frozenset({BodyKind.FINANCE_DEPARTMENT, BodyKind.CENTRAL_OFFICE, BodyKind.FINANCE_DIRECTOR})
_GIVERS = frozenset(
    {
        BodyKind.BOARDS,
        BodyKind.BOARD,
        BodyKind.ADMINISTRATIONS,
        BodyKind.ADMINISTRATION,
        BodyKind.COMPANIES,
        BodyKind.COMPANY,
        BodyKind.PARTIES,
        BodyKind.ADMINISTRATION_HEADS,
        BodyKind.JOINT_AUTHORITIES,
        BodyKind.AUDITORS,
        BodyKind.BOARD_CHAIRS,
    }
)
_WEAK = frozenset(
    {BodyKind.DRAFTING_COMMITTEE, BodyKind.EXECUTIVE_COMMITTEE, BodyKind.COMMITTEE, BodyKind.MANAGEMENT_TEAM}
)

_TO_SOMEONE = re.compile(r"\btill\b", re.IGNORECASE)
_PROPOSAL_TO = re.compile(
    r"^\W*(?:[\wåäö-]+\s+){0,2}?\w*förslag\b[^.]{0,60}\btill\s+(?!budget|mål|beslut)", re.IGNORECASE
)
_PARTY_ACT = re.compile(
    r"\b(?:diskut|diskussion|arbet|\w*förslag|förhandla|överlägg|prioriter|forma)\w*", re.IGNORECASE
)
_OWN_PARTY = re.compile(r"\begna?\s+parti", re.IGNORECASE)
_LAYS_PROPOSAL = re.compile(
    r"förslag\w*\s+(?:\w+\s+){0,3}?(?:present|läggs|offentliggör)|(?:presenterar|lägger"
    r"|offentliggör)\s+(?:\w+\s+){0,4}?\w*förslag",
    re.IGNORECASE,
)
_UNION_WORD = re.compile(r"\bfack|samverkansgrupp|\bcsg\b", re.IGNORECASE)
_BY_LAW = re.compile(r"mbl|fack|samverkan", re.IGNORECASE)
_TOLD_BY_LAW = re.compile(r"\bmbl\W*(?:§\s*)?19\b|§\s*19\b|\b19\s*§|\bmbl[- ]?info\w*", re.IGNORECASE)
_NEGOTIATED = re.compile(
    r"förhandl|\bsamverka\w*|(?:§|\bmbl)\W{0,2}(?:11|12|13|14)\b|\b(?:11|12|13|14)\s*§", re.IGNORECASE
)
_IN_COOPERATION = re.compile(r"i samverkan med|samverkan med (?!fack)", re.IGNORECASE)
_DECIDES_OWN = re.compile(
    r"\bsista (?:dag|datum)\w*\s+(?:[^.,]{0,40}?\s)?att\s+(?:besluta|fastställa|anta)\b[^.]*\b(?:intern|detalj)budget",
    re.IGNORECASE,
)
"""The last day to adopt what a board keeps for itself: nothing is handed in."""
_OWN_PROPOSAL = re.compile(r"\b(?:si(?:tt|na)\s+(?:\w+\s+)?|lämna\w*\s+)\w*förslag", re.IGNORECASE)
_ADOPTED_BY = re.compile(r"\bantag(?:en|na|et) av\b", re.IGNORECASE)

# Nouns of an act that stand beside the row's own act: "inför beslut", "efter publiceringen", "underlag till mötet".
_LEAD = re.compile(
    r"^\W*som\s[^,.]{0,80}?\bingår att\b|^\W*(?:inför|innan|före|efter|enligt|utifrån|baserat på|med anledning av"
    r"|med stöd (?:av|i)|mot bakgrund "
    r"av)\s+[\wåäö-]+",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\([^()]*\)|(?<=\w )(?:inför|innan|före|efter|enligt|utifrån|baserat på|med anledning av|underlag (?:för"
    r"|till|inför))\s+"
    r"(?:(?:de|den|det|en|ett)\s+)?(?:[\wåäö-]+s\s+){0,2}[\wåäö-]+"
    r"|(?<=\w )(?:utgångspunkt|som (?:ska|skall|kan|underlag|(?:respektive |varje )?(?:nämnd|styrelse|politiker"
    r"|förvaltning|bolag)\w*|de\b|man\b|vi\b)|så att|sedan)\b[^,.;–]*",
    re.IGNORECASE,
)
_ASKS_FOR = re.compile(
    r"(?<=föreslår )[^.;]{0,80}?\b(?:att\s+)?(?:anta|fastställa|besluta|godkänna)\b|(?<=förslag till )beslut\b",
    re.IGNORECASE,
)
"""What a body proposes that another decides."""
_PURPOSE = re.compile(r"\bför att\b[^,.;–]*", re.IGNORECASE)
_GATHER = re.compile(r"\b(?:samlas|träffas|möts|sammanträder|sammanträffar)\b", re.IGNORECASE)
_AS_OBJECT = re.compile(
    r"\b(?:av|om|kring|över|angående|avseende|gällande|från|beträffande|rörande)\s+(?:[\wåäö-]+\s+)?$", re.IGNORECASE
)


_LONGEST = 4000
"""Characters read of one row; a longer text is no row."""


def _position_bonus(position: int, length: int) -> float:
    """The head of a Swedish row tells the act; what follows tells its object."""
    return 2.5 if position < 12 else 1.5 if position < 40 else 1.0 if position < length * 0.5 else 0.0


def _blanked(text: str) -> str:
    """The text with what only gives a background, a purpose or a reference blanked out, places unchanged."""
    plain = text
    always = (_LEAD, _ASIDE, _ASKS_FOR)
    for aside in always if _GATHER.search(text) else (*always, _PURPOSE):
        plain = aside.sub(lambda match: " " * len(match.group(0)), plain)
    return plain if re.search(r"\w{4}", plain) else text


def _scores(text: str) -> dict[Kind, float]:
    plain = _blanked(text)
    scores: dict[Kind, float] = {}
    for cue in CUES:
        for match in cue.pattern.finditer(plain):
            weight = cue.weight * (0.6 if _AS_OBJECT.search(plain[max(0, match.start() - 60) : match.start()]) else 1.0)
            scores[cue.kind] = max(scores.get(cue.kind, 0.0), weight + _position_bonus(match.start(), len(plain)))
        if cue.kind not in scores and cue.pattern.search(text):
            scores[cue.kind] = cue.weight * 0.4
    return scores


_Scores = dict[Kind, float]
_Bodies = frozenset[BodyKind]


def _add(scores: _Scores, kind: Kind, value: float) -> None:
    if kind in scores:
        scores[kind] += value


def _weigh_politics(scores: _Scores, text: str, performers: _Bodies) -> None:
    """Parties that discuss, write or negotiate among themselves do party work; boards with "egna förslag" do not."""
    if performers & _BOARDS and not performers & _POLITICAL and Kind.PARTY_WORK in scores:
        scores.pop(Kind.PARTY_WORK)
        scores[Kind.SUBMISSION] = max(scores.get(Kind.SUBMISSION, 0.0), 8.0)
    if not performers & (_POLITICAL | {BodyKind.POLITICIANS}) or performers & _POWER:
        return
    _add(scores, Kind.PARTY_WORK, 3)
    if BodyKind.MAJORITY in performers and _LAYS_PROPOSAL.search(text):
        scores[Kind.HANDOVER] = max(scores.get(Kind.HANDOVER, 0.0), 13.0)
    alone = performers <= _POLITICAL | {BodyKind.POLITICIANS}  # with others in the room it is a dialogue
    if alone and _OWN_PARTY.search(text):  # a party that talks with its own people, whatever the talk is called
        scores[Kind.PARTY_WORK] = max(scores.get(Kind.PARTY_WORK, 0.0), 14.0)
    elif _PARTY_ACT.search(text):
        strength = 10.0 if alone and performers & {BodyKind.PARTIES, BodyKind.OPPOSITION} else 5.0
        scores[Kind.PARTY_WORK] = max(scores.get(Kind.PARTY_WORK, 0.0), strength)


def _weigh_power(scores: _Scores, performers: _Bodies) -> None:
    """The council and the executive board decide; a committee or an office that "beslutar" mostly prepares."""
    if performers & _POWER:
        _add(scores, Kind.DECISION, 3)
        _add(scores, Kind.SUBMISSION, -2)
    elif Kind.DECISION in scores and performers and performers <= _WEAK | _CENTRE | {BodyKind.OFFICIALS}:
        scores[Kind.PREPARATION] = scores.get(Kind.PREPARATION, 5.0) + 2
        scores[Kind.DECISION] -= 3
    if performers & _CENTRE:
        _add(scores, Kind.DISPATCH, 2)


def _weigh_delivery(scores: _Scores, text: str, performers: _Bodies, receivers: _Bodies) -> None:
    """Who gives to whom: boards hand in, the centre sends out or hands over."""
    gives = bool(performers & _GIVERS)
    if Kind.SUBMISSION in scores and not gives:
        to_boards = bool(receivers & _GIVERS) and not receivers & (_POWER | _CENTRE)
        if performers & (_POWER | _CENTRE | _WEAK) or to_boards:
            handed = receivers & _POWER or (performers & _WEAK and _OWN_PROPOSAL.search(text))
            home = Kind.HANDOVER if handed else Kind.DISPATCH
            scores[home] = max(scores.get(home, 0.0), scores.pop(Kind.SUBMISSION))
    if gives:
        _add(scores, Kind.SUBMISSION, 2)
        _add(scores, Kind.DISPATCH, -4)
        _add(scores, Kind.REVISION, 1)
    if receivers & (_CENTRE | _POWER):
        _add(scores, Kind.SUBMISSION, 1)
    if performers & _BOARDS and not performers & _POWER and scores.get(Kind.SUBMISSION, 0.0) >= 7 and receivers:
        _add(scores, Kind.SUBMISSION, 4)  # what a board decides and delivers is delivered
    if _ADOPTED_BY.search(text):
        _add(scores, Kind.SUBMISSION, 2)
    if _DECIDES_OWN.search(text) and not receivers and Kind.DECISION in scores:
        scores[Kind.DECISION] = max(scores[Kind.DECISION], scores.get(Kind.SUBMISSION, 0.0) + 1)


def _weigh_unions(scores: _Scores, text: str, bodies: _Bodies) -> None:
    """Only with the unions, or by law, is it consultation: parties negotiate too, and "i samverkan med" is a phrase."""
    if Kind.CONSULTATION not in scores:
        return
    if _TOLD_BY_LAW.search(text) and not _NEGOTIATED.search(text):  # MBL 19 §: the employer tells, nothing is settled
        scores[Kind.INFORMATION] = max(scores.get(Kind.INFORMATION, 0.0), scores.pop(Kind.CONSULTATION), 9.0)
        return
    named = bool(bodies & _UNION) or _UNION_WORD.search(text) is not None
    if bodies & (_POLITICAL | {BodyKind.POLITICIANS}) and not _BY_LAW.search(text):
        scores.pop(Kind.CONSULTATION)
    elif not named and _IN_COOPERATION.search(text):
        scores[Kind.CONSULTATION] -= 6


def _weigh_bodies(scores: _Scores, text: str, performers: _Bodies, receivers: _Bodies) -> None:
    """The body changes what a verb means: boards "beslutar" what they submit, a committee can only prepare."""
    _weigh_politics(scores, text, performers)
    _weigh_power(scores, performers)
    _weigh_delivery(scores, text, performers, receivers)
    _weigh_unions(scores, text, performers | receivers)


def _weigh_silence(scores: _Scores, text: str, performers: _Bodies, receivers: _Bodies) -> None:
    """A row without a verb: "Ramar till nämnderna" is sent out, "Detaljbudget till KS" handed in."""
    if performers & _WEAK and receivers & _POWER and _PROPOSAL_TO.search(text):
        scores[Kind.HANDOVER] = max(scores.get(Kind.HANDOVER, 0.0), 12.0)
    offices = performers & _CENTRE and receivers & _GIVERS and not receivers & _POWER
    if not receivers or performers - _GIVERS - (_CENTRE if offices else frozenset()):
        return
    if max(scores.values(), default=0.0) >= 7 or not _TO_SOMEONE.search(text):
        return
    home = Kind.SUBMISSION if receivers & (_CENTRE | _POWER) else Kind.DISPATCH
    scores[home] = max(scores.get(home, 0.0), 7.0)


_RESERVE_DAY = re.compile(r"\(?\breserv(?:dag|datum|tid)?\w*\b[^()]*\)?", re.IGNORECASE)
_MATTER = re.compile(
    r"\w*budget\w*|\w*direktiv\w*|\w*ram(?:ar|arna|beslut)?|\w*förutsättning\w*|\w*plan(?:en|er)?|skattesats\w*|mål(?:en)?|\w*ärenden?",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset(
    "och med för samt inkl inklusive resurs preliminära preliminär slutlig den ny ekonomiska".split()
)
_MOST_WORDS = 6
"""A matter is named in a few words; a longer text tells something."""


def _wordless(text: str, performers: _Bodies) -> KindReading:
    """A row without an act: "Kommunstyrelsen" is its meeting; where a matter is named ("Budget", "Mål och budget 2020")
    the bodies with power decide it and the others prepare it.
    """
    text = _RESERVE_DAY.sub(" ", text)
    meeting = _POWER | _BOARDS | _WEAK | _UNION
    mentions = [mention for mention in find_bodies(text) if mention.kind in meeting]
    rest = "".join(" " if any(m.start <= n < m.end for m in mentions) else letter for n, letter in enumerate(text))
    dates = [range(value.start, value.end) for value in find_dates(text)]
    rest = "".join(" " if any(n in days for days in dates) else letter for n, letter in enumerate(rest))
    left = [word for word in re.findall(r"[^\W\d_]{3,}", rest) if word.lower() not in _SMALL_WORDS]
    bodies = frozenset(mention.kind for mention in mentions) | performers & meeting
    if not bodies or len(left) > _MOST_WORDS:
        return KindReading(Kind.OTHER, 0.3)
    if left and all(_MATTER.fullmatch(word) for word in left):
        kind = Kind.CONSULTATION if bodies <= _UNION else Kind.DECISION if bodies & _POWER else Kind.PREPARATION
        return KindReading(kind, 0.4, (Kind.MEETING,))
    return KindReading(Kind.MEETING, 0.5) if mentions and len(left) <= 1 else KindReading(Kind.OTHER, 0.3)


def is_external(text: str) -> bool:
    """True for an outside event: the state's bills, the forecast of the municipalities' association."""
    return _OUTSIDE.search(text) is not None


def read_kind(
    text: str,
    participants: Iterable[str | BodyKind] = (),
    recipients: Iterable[str | BodyKind] = (),
    *,
    document_type: DocumentType = DocumentType.PROCESS,
    external: bool = False,
) -> KindReading:
    """The kind of a row (or of one part of it) from its activity text and its bodies.

    Names are mapped by `canonical_body`. Every row of a meeting calendar is a meeting; outside events are information.
    """
    if document_type is DocumentType.MEETING_CALENDAR:
        return KindReading(Kind.MEETING, 1.0)
    performers = frozenset(k for p in participants if (k := p if isinstance(p, BodyKind) else canonical_body(p)))
    receivers = frozenset(k for r in recipients if (k := r if isinstance(r, BodyKind) else canonical_body(r)))
    text = text[:_LONGEST]
    scores = _first_act(text)
    _weigh_bodies(scores, text, performers, receivers)
    _weigh_silence(scores, text, performers, receivers)
    if external or is_external(text):
        scores[Kind.INFORMATION] = scores.get(Kind.INFORMATION, 0.0) + 10
    if not scores:
        return _wordless(text, performers)
    ranked = sorted(scores, key=lambda kind: -scores[kind])
    best, margin = ranked[0], scores[ranked[0]] - (scores[ranked[1]] if len(ranked) > 1 else 0.0)
    others = tuple(kind for kind in ranked[1:] if scores[best] - scores[kind] < 3)
    return KindReading(best, round(min(0.98, 0.6 + margin / 20), 2), others)


def _first_act(text: str) -> dict[Kind, float]:
    """Scores of the whole text, where later sentences count less: the first says what the row is."""
    scores: dict[Kind, float] = {}
    for index, (_, sentence) in enumerate(sentences(text)):
        for kind, value in _scores(sentence).items():
            scores[kind] = max(scores.get(kind, 0.0), value - (3 if index else 0))
    if _GATHER.search(text):  # people who meet to discuss something do not analyse it
        _add(scores, Kind.DIALOGUE, 3)
    return scores
