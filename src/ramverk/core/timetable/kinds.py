"""What sort of step a row is: the verb and the body decide together, never the verb alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ramverk.core.timetable.bodies import BodyKind, canonical_body
from ramverk.core.timetable.model import DocumentType, Kind
from ramverk.core.timetable.roles import sentences


@dataclass(frozen=True, slots=True)
class KindReading:
    """The kind of a row, how sure the reader is (0 to 1), and the other readings that came close."""

    kind: Kind
    confidence: float
    others: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: Kind
    weight: float
    pattern: re.Pattern[str]


def _cue(kind: Kind, weight: float, form: str) -> _Cue:
    return _Cue(kind, weight, re.compile(form, re.IGNORECASE))


# Weights: 10 the act itself, 7 a clear verb, 5 a common verb, 3 a hint. The handbook on timetables §4 is the source.
_CUES: tuple[_Cue, ...] = (
    _cue(Kind.DISPATCH, 9, r"\butskick\w*|\bskicka(?:s|r|de|t)? ut\b|\bsänd(?:s|er|a)? ut\b|\butsänd\w*|\bgår ut\b"),
    _cue(
        Kind.DISPATCH,
        8,
        r"\b(?:skicka|sänd|delge|distribuera|utdela|expediera)\w*|\bpå remiss\b|\bremitteras\b|\bremiss till\b",
    ),
    _cue(
        Kind.DISPATCH,
        8,
        r"\b(?:lämnar|utfärdar|ger|delar ut|fördelar)\s+(?:\w+\s+){0,2}?(?:direktiv|anvisning|uppdrag|planeringsförutsättning|budgetförutsättning|ramar|budgetram)\w*",
    ),
    _cue(Kind.DISPATCH, 6, r"\b(?:budget)?anvisning\w*|\bdirektiv\w* till\b|\bkallelse\w*"),
    _cue(
        Kind.SUBMISSION,
        9,
        r"\binlämn\w*|\blämna(?:s|r|t|de)? in\b|\binkom(?:mer|ma|na|met)\b|\binleverer\w*|\bska vara inne\b|\binskicka\w*|\bskicka(?:s|r)? in\b|\binsänd\w*|\bsänds? in\b|\binrapporter\w*",
    ),
    _cue(
        Kind.SUBMISSION,
        7,
        r"\b(?:av|in)?lämna(?:s|r|t|de)?\b|\blämnande\b|\bleverera\w*|\bsista (?:dag|datum) för\b|\btillhanda\b",
    ),
    _cue(
        Kind.SUBMISSION,
        6,
        r"\bredovisa(?:s|r|t)? till\b|\byttrande\w*|\b(?:budget)?skrivelse\w*|\bäskande\w*|\bprojektblad\b|\bremissvar\w*|\brapportera(?:s|r) till\b",
    ),
    _cue(
        Kind.HANDOVER,
        9,
        r"\böverlämn\w*|\bklart? (?:budget)?förslag\b|\blägg(?:s|er) fram\b|\bframläggs?\b|\blägg(?:s|er)\b.{0,60}?\bfram\b|\bpresenterar sitt\b.{0,30}förslag|\bslutligt förslag (?:från|till)\b",
    ),
    _cue(
        Kind.PREPARATION,
        7,
        r"\bbered(?:a|er|s|ning)\w*|\barbeta(?:r|s)? fram\b|\btar? fram\b|\btas fram\b|\bframtag\w*|\bsammanställ\w*|\bbearbet\w*|\bupprätta\w*|\bpolitisk (?:behandling|beredning)\b",
    ),
    _cue(
        Kind.PREPARATION,
        6,
        r"\bbehandla\w*|\bbehandling\b|\butarbeta\w*|\bforma(?:r|s)\b|\bgår (?:också |även )?igenom\b|\bgenomgång\w*|\bförbered\w*|\baktualiser\w*|\buppdater\w*|\bkomplettera\w*|\bberäkna(?:r|s)?\b|\bberäkning\w*|\bpåbörja\w*|\bplanera\w*|\bbudgetarbete\w*|\bframarbet\w*|\bskriver?\b|\bformulera\w*|\bprioriter\w*",
    ),
    _cue(
        Kind.PREPARATION,
        8,
        r"\b(?:budget|ärende)beredning(?:en|ar|sdag\w*)?\b|\bbudgetdag\w*|\bberedningsdag\w*|\bberedning\b",
    ),
    _cue(
        Kind.DIALOGUE,
        9,
        r"\b\w*(?:dialog|diskussion)(?:er|en|erna)?\b|\böverläggning\w*|\bpresidie?(?:träff|möte|dialog)\w*|\bsammanträffa\w*|\b\w*seminari(?:um|et|er|erna)\b|\bworkshop\w*",
    ),
    _cue(
        Kind.DIALOGUE,
        7,
        r"\bdiskutera\w*|\bträff(?:ar|en|as)?\b|\bsamtal\w*|\bmöte(?:n)? med\b|\bkonferens\w*|\bgenomgång\w* med\b|\bsamråd\w*|\butfrågning\w*|\bhearing\w*|\bsamsyn\w*|\bbudgetdialog\w*|\bupptakt\w*|\bkick-?off\b",
    ),
    _cue(
        Kind.INFORMATION,
        8,
        r"\binformation\w*|\binfo\b|\binformera\w*|\bpressträff\w*|\bpresskonferens\w*|\bpressinformation\w*|\borienter\w*",
    ),
    _cue(
        Kind.INFORMATION,
        7,
        r"\bpresent(?:era|ation)\w*|\bredovisning\b|\bredovisa(?:s|r)?\b|\bdragning\w*|\bföredra\w*|\brapport(?:era\w*)?\b|\bsläpps?\b|\bvårproposition\w*|\bbudgetproposition\w*|\bskatteunderlagsprognos\w*|\bcirkulär\w*",
    ),
    _cue(
        Kind.PUBLICATION,
        9,
        r"\bpublicer\w*|\boffentliggör\w*|\boffentliggjor\w*|\bkungör\w*|\banslås\b|\banslag på\b|\btillkännage\w*|\bläggs ut\b|\btrycks\b|\btryckning\b",
    ),
    _cue(
        Kind.DECISION,
        9,
        r"\bbeslut(?:ar|as|ade|at|a)?\b|\bfastställ\w*|\bantar\b|\bantas\b|\banta\b|\bantagande\w*|\bfattar\b|\bbeslut(?:et|en)?\b|\bgodkänn\w*|\btar ställning\b|\bställning tas\b|\bbudgetbeslut\w*|\brambeslut\w*",
    ),
    _cue(
        Kind.CONSULTATION,
        12,
        r"\bmbl\b|\bmbl-?\w*|\bförhandl(?:ing|as|ar|a)\w*|\bsamverka(?:n|s|r)\b(?!sgrupp)|\bcentral samverkan\b|\bfacklig (?:samverkan|förhandling)\w*|\bmedbestämmande\w*",
    ),
    _cue(
        Kind.REVISION,
        9,
        r"\brevider\w*|\bkompletteringsbudget\w*|\btilläggsbudget\w*|\bkonfirmera\w*|\bombudgeter\w*|\bomarbet\w*|\bändringsbudget\w*|\bbudgetjustering\w*",
    ),
    _cue(
        Kind.ANALYSIS,
        9,
        r"\b\w*analys(?:er|en|dag|dagar)?\b|\banalysera\w*|\bomvärld\w*|\bbedöm(?:er|ning|s|ningar|a)\b|\bnyckeltal\w*|\bbefolkningsprognos\w*|\bprognos(?:er|en)?\b|\butvärder\w*|\buppfölj\w*",
    ),
    _cue(
        Kind.PARTY_WORK,
        10,
        r"\beget arbete\b|\bpartigrupp\w*|\binterna överläggningar\b|\begna (?:budget)?förslag\b|\byrkande\w*|\bgruppmöte\w*|\bpartiernas (?:eget |egna |interna )?(?:arbete|beredning|budgetarbete|förslag)\b|\bpolitiska grupper\w*|\balternativ(?:a)? budget\w*|\boppositionens (?:budget)?förslag\b",
    ),
    _cue(
        Kind.DEADLINE,
        6,
        r"\bklar(?:t|a)?\b|\bsista dag\w*|\bsenast\b|\bdeadline\b|\bstopp(?:datum|dag)?\b|\bmanusstopp\b|\bska vara (?:klar|färdig|avslut)\w*|\bfärdigställ\w*|\bfärdig(?:t|a)?\b|\bbryt(?:s|dag|datum)\w*",
    ),
    _cue(
        Kind.MEETING,
        7,
        r"^\W*(?:extra\s+|ordinarie\s+)?(?:sammanträde\w*|möte\w*|nämndsammanträde\w*|styrelsemöte\w*)\W*$|\bsammanträder\b|\bkonstituerande\b",
    ),
    _cue(Kind.MEETING, 4, r"\bsammanträde\w*|\bmöte\w*"),
    _cue(Kind.PREPARATION, 3, r"\bunderlag\w*|\bförslag\b|\b\w*arbet(?:e|et|ar|as)\b|\bram(?:ar|en)?\b"),
)

_CUES += (
    _cue(Kind.REVISION, 5.5, r"\bjuster(?:a|as|ar|ing|ingar|at)\b"),
    _cue(Kind.DISPATCH, 6, r"\bombed\w*|\bfår i uppdrag\b|\buppdras\b|\bger i uppdrag\b|\btilldela\w*"),
    _cue(Kind.INFORMATION, 5, r"\bfår (?:sina|besked|del av|ta del)\b|\b\w*rapport(?:en)? till\b|\bskatteunderlag\w*"),
    _cue(
        Kind.SUBMISSION,
        7,
        r"\b(?:ger|avger|tillställer|sänder)\b.{0,30}(?:förslag|yttrand|svar|äskand|underlag)|\båterrapporter\w*",
    ),
    _cue(Kind.SUBMISSION, 8, r"\bredovisa(?:s|r)?\b.{3,60}\btill\b"),
    _cue(Kind.ANALYSIS, 6, r"\b\w*uppfölj\w*"),
    _cue(Kind.ANALYSIS, 4, r"\b\w*bokslut\w*"),
    _cue(Kind.DIALOGUE, 6, r"\btycka till\b|\bsynpunkt\w*|\b\w*upptakt\w*|\bsamlas\b|\b\w*konferens\w*|\bdebatt\w*"),
    _cue(Kind.MEETING, 5, r"\b\w+möte(?:n|t)?\b"),
)

_OUTSIDE = re.compile(
    r"^\W*(?:skr|skl|sveriges kommuner|regeringen|regeringens|riksdagen|finansdepartementet|staten|skatteverket|konjunkturinstitutet|scb)\b"
    r"|\b(?:vår|budget|höst)proposition\w*\W+(?:\w+\W+){0,3}?(?:present|lägg|läm|publicer|offentlig)\w*|\bcirkulär\w*",
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

# Nouns of an act that stand beside the row's own act: "inför beslut", "efter publiceringen", "underlag till budgetberedningen".
_LEAD = re.compile(
    r"^\W*(?:inför|innan|före|efter|enligt|utifrån|baserat på|med anledning av|med stöd (?:av|i)|mot bakgrund av)\s+[\wåäö-]+",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\([^()]*\)|(?<=\w )(?:inför|innan|före|efter|enligt|utifrån|baserat på|med anledning av|underlag (?:för|till|inför))\s+"
    r"(?:(?:de|den|det|en|ett)\s+)?(?:[\wåäö-]+s\s+){0,2}[\wåäö-]+"
    r"|(?<=\w )(?:utgångspunkt|som (?:ska|skall|kan|underlag)|så att|sedan)\b[^,.;–]*",
    re.IGNORECASE,
)
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
    for aside in (_LEAD, _ASIDE) if _GATHER.search(text) else (_LEAD, _ASIDE, _PURPOSE):
        plain = aside.sub(lambda match: " " * len(match.group(0)), plain)
    return plain if re.search(r"\w{4}", plain) else text


def _scores(text: str) -> dict[Kind, float]:
    plain = _blanked(text)
    scores: dict[Kind, float] = {}
    for cue in _CUES:
        for match in cue.pattern.finditer(plain):
            weight = cue.weight * (0.6 if _AS_OBJECT.search(plain[max(0, match.start() - 60) : match.start()]) else 1.0)
            scores[cue.kind] = max(scores.get(cue.kind, 0.0), weight + _position_bonus(match.start(), len(plain)))
        if cue.kind not in scores and cue.pattern.search(text):
            scores[cue.kind] = cue.weight * 0.4
    return scores


def _weigh_bodies(
    scores: dict[Kind, float], text: str, performers: frozenset[BodyKind], receivers: frozenset[BodyKind]
) -> None:
    """The body changes what a verb means: boards "beslutar" what they submit, a committee can only prepare."""

    def add(kind: Kind, value: float) -> None:
        if kind in scores:
            scores[kind] += value

    if performers & (_POLITICAL | {BodyKind.POLITICIANS}) and not performers & _POWER:
        add(Kind.PARTY_WORK, 3)
        if re.search(
            r"\b(?:diskut|diskussion|arbet|\w*förslag|förhandla|överlägg|prioriter|forma)\w*", text, re.IGNORECASE
        ):
            scores[Kind.PARTY_WORK] = max(
                scores.get(Kind.PARTY_WORK, 0.0), 10.0 if performers & {BodyKind.PARTIES, BodyKind.OPPOSITION} else 5.0
            )
    if performers & _POWER:
        add(Kind.DECISION, 3)
        add(Kind.SUBMISSION, -2)
    elif Kind.DECISION in scores and performers and performers <= _WEAK | _CENTRE | {BodyKind.OFFICIALS}:
        scores[Kind.PREPARATION] = scores.get(Kind.PREPARATION, 5.0) + 2
        scores[Kind.DECISION] -= 3
    if Kind.SUBMISSION in scores and performers & (_POWER | _CENTRE | _WEAK) and not performers & _GIVERS:
        home = Kind.HANDOVER if receivers & _POWER else Kind.DISPATCH  # the centre gives, the boards hand in
        scores[home] = max(scores.get(home, 0.0), scores.pop(Kind.SUBMISSION))
    if performers & _GIVERS:
        add(Kind.SUBMISSION, 2)
        add(Kind.DISPATCH, -4)
        add(Kind.REVISION, 1)
    elif (
        Kind.SUBMISSION in scores
        and not performers & _GIVERS
        and receivers & _GIVERS
        and not receivers & (_POWER | _CENTRE)
    ):
        scores[Kind.DISPATCH] = scores.get(Kind.DISPATCH, 0.0) + scores.pop(
            Kind.SUBMISSION
        )  # the centre hands to the boards
    if receivers & (_CENTRE | _POWER) and Kind.SUBMISSION in scores:
        scores[Kind.SUBMISSION] += 1
    if performers & _CENTRE:
        add(Kind.DISPATCH, 2)
    if performers & (_POLITICAL | {BodyKind.POLITICIANS}) and not re.search(r"mbl|fack|samverkan", text, re.IGNORECASE):
        scores.pop(Kind.CONSULTATION, None)
    union = bool((performers | receivers) & _UNION) or re.search(r"\bfack|samverkansgrupp|\bcsg\b", text, re.IGNORECASE)
    if (
        Kind.CONSULTATION in scores
        and not union
        and re.search(r"i samverkan med|samverkan med (?!fack)", text, re.IGNORECASE)
    ):
        scores[Kind.CONSULTATION] -= 6
    if re.search(r"\bantag(?:en|na|et) av\b", text, re.IGNORECASE):
        add(Kind.SUBMISSION, 2)


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
    if external or is_external(text):
        scores[Kind.INFORMATION] = scores.get(Kind.INFORMATION, 0.0) + 10
    if not scores:
        return KindReading(Kind.OTHER, 0.3)
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
    return scores
