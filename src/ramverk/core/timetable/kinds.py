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
        r"\b(?:av|över|in)?lämna(?:s|r|t|de)?\b|\blämnande\b|\bleverera\w*|\bsista (?:dag|datum) för\b|\btillhanda\b",
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
        r"\bbehandla\w*|\bbehandling\b|\butarbeta\w*|\bforma(?:r|s)\b|\bgår (?:också |även )?igenom\b|\bgenomgång\w*|\bförbered\w*|\baktualiser\w*|\buppdater\w*|\bkomplettera\w*|\bberäkn\w*|\bpåbörja\w*|\bplanera\w*|\bbudgetarbete\w*|\bframarbet\w*|\bskriver?\b|\bformulera\w*|\bprioriter\w*",
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
        r"\brevider\w*|\bjuster(?:a|as|ing|ingar|at)\b|\bkompletteringsbudget\w*|\btilläggsbudget\w*|\bkonfirmera\w*|\bombudgeter\w*|\bomarbet\w*|\bändringsbudget\w*|\bbudgetjustering\w*",
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
    _cue(Kind.PREPARATION, 3, r"\bunderlag\w*|\bförslag\b|\barbete\w*|\bram(?:ar|en)?\b"),
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

# Things decided that stand as nouns of another act: "inför beslut", "beslutsunderlag", "beslut om direktiv skickas"
_ASIDE = re.compile(
    r"\([^()]*\)|\b(?:inför|innan|före|efter|enligt|utifrån|utgångspunkt|underlag (?:för|till|inför)|baserat på|med anledning av|för att|som (?:ska|skall|kan|underlag)|så att|sedan)\b[^,.;–]*",
    re.IGNORECASE,
)
_OBJECT_OF_INFO = re.compile(r"\bom\b.*$", re.IGNORECASE | re.DOTALL)


def _position_bonus(position: int, length: int) -> float:
    """The head of a Swedish row tells the act; what follows tells its object."""
    return 2.5 if position < 12 else 1.5 if position < 40 else 1.0 if position < length * 0.5 else 0.0


def _scores(text: str) -> dict[Kind, float]:
    plain = _ASIDE.sub(lambda m: " " * len(m.group(0)), text)
    if not re.search(r"\w{4}", plain):
        plain = text
    scores: dict[Kind, float] = {}
    for cue in _CUES:
        match = cue.pattern.search(plain)
        if match:
            value = cue.weight + _position_bonus(match.start(), len(plain))
            scores[cue.kind] = max(scores.get(cue.kind, 0.0), value)
        elif (match := cue.pattern.search(text)) is not None:
            scores[cue.kind] = max(scores.get(cue.kind, 0.0), cue.weight * 0.4)
    return scores


def _weigh_bodies(
    scores: dict[Kind, float], text: str, performers: frozenset[BodyKind], receivers: frozenset[BodyKind]
) -> None:
    """The body changes what a verb means: boards "beslutar" what they submit, a committee can only prepare."""

    def add(kind: Kind, value: float) -> None:
        if kind in scores:
            scores[kind] += value

    if performers & _POLITICAL and not performers & _POWER:
        add(Kind.PARTY_WORK, 3)
        if re.search(r"\b(?:diskut|diskussion|arbet|förslag|överlägg|prioriter|forma)\w*", text, re.IGNORECASE):
            scores[Kind.PARTY_WORK] = max(
                scores.get(Kind.PARTY_WORK, 0.0), 10.0 if performers & {BodyKind.PARTIES, BodyKind.OPPOSITION} else 5.0
            )
    if performers & _POWER:
        add(Kind.DECISION, 3)
        add(Kind.SUBMISSION, -2)
    elif Kind.DECISION in scores and performers and performers <= _WEAK | _CENTRE | {BodyKind.OFFICIALS}:
        scores[Kind.PREPARATION] = scores.get(Kind.PREPARATION, 5.0) + 2
        scores[Kind.DECISION] -= 3
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
    union = bool((performers | receivers) & _UNION) or re.search(r"\bfack|samverkansgrupp|\bcsg\b", text, re.IGNORECASE)
    if (
        Kind.CONSULTATION in scores
        and not union
        and re.search(r"i samverkan med|samverkan med (?!fack)", text, re.IGNORECASE)
    ):
        scores[Kind.CONSULTATION] -= 6
    if re.search(r"\bantag(?:en|na|et) av\b", text, re.IGNORECASE):
        add(Kind.SUBMISSION, 2)


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
    scores = _first_act(text)
    _weigh_bodies(scores, text, performers, receivers)
    if external:
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
