"""The words that tell what is done in a row, with how much each weighs.

10 is the act itself, 7 a clear verb, 5 a common verb, 3 a hint. Source: handbook on timetables §4.
"""

import re
from dataclasses import dataclass

from ramverk.core.timetable.model import Kind


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign of a kind: the words, and their weight."""

    kind: Kind
    weight: float
    pattern: re.Pattern[str]


def _cue(kind: Kind, weight: float, form: str) -> Cue:
    return Cue(kind, weight, re.compile(form, re.IGNORECASE))


CUES: tuple[Cue, ...] = (
    _cue(Kind.DISPATCH, 9, r"\butskick\w*|\bskicka(?:s|r|de|t)? ut\b|\bsänd(?:s|er|a)? ut\b|\butsänd\w*|\bgår ut\b"),
    _cue(
        Kind.DISPATCH,
        8,
        r"\b(?:skicka|sänd|delge|distribuera|utdela|expediera)\w*|\bpå remiss\b|\bremitteras\b|\bremiss till\b",
    ),
    _cue(
        Kind.DISPATCH,
        8,
        r"\b(?:lämnar|utfärdar|ger|delar ut|fördelar)\s+(?:\w+\s+){0,2}?(?:direktiv|anvisning|uppdrag"
        r"|planeringsförutsättning|budgetförutsättning|ramar|budgetram)\w*",
    ),
    _cue(Kind.DISPATCH, 8, r"\b\w*(?:direktiv|anvisning|ramar|förutsättning)\w* ut\b"),
    _cue(Kind.DISPATCH, 6, r"\bdirektiv\w* till\b|\banvisning\w* till\b|\bkallelse\w*"),
    _cue(Kind.DISPATCH, 4.5, r"\b(?:budget)?anvisning\w*"),
    _cue(
        Kind.SUBMISSION,
        9,
        r"\binlämn\w*|\blämna(?:s|r|t|de)? in\b|\binkom(?:mer|ma|na|met)\b|\binleverer\w*|\bska vara inne\b"
        r"|\binskicka\w*|\bskicka(?:s|r)? in\b|\binsänd\w*|\bsänds? in\b|\binrapporter\w*",
    ),
    _cue(
        Kind.SUBMISSION,
        7,
        r"\b(?:av|in)?lämna(?:s|r|t|de)?\b|\blämnande\b|\bleverera\w*|\bsista (?:dag|datum) för\b|\btillhanda\b",
    ),
    _cue(
        Kind.SUBMISSION,
        6,
        r"\bredovisa(?:s|r|t)? till\b|\byttrande\w*|\b(?:budget)?skrivelse\w*|\bäskande\w*|\bprojektblad\b"
        r"|\bremissvar\w*|\bnämnd(?:en|erna)?s\s+svar\b|\brapportera(?:s|r) till\b",
    ),
    _cue(
        Kind.HANDOVER,
        9,
        r"\böverlämn\w*|\bklart? (?:budget)?förslag\b|\blägg(?:s|er) fram\b|\bframläggs?\b|\blägg(?:s"
        r"|er)\b.{0,60}?\bfram\b|\bpresenterar sitt\b.{0,30}förslag|\bslutligt förslag från\b",
    ),
    _cue(
        Kind.PREPARATION,
        7,
        r"\bbered(?:a|er|s|ning)\w*|\b(?:arbeta|räkna)(?:r|s)? fram\b|\btar?\b.{0,40}?\bfram\b|\btas fram\b"
        r"|\bframtag\w*|\bsammanställ\w*|\bbearbet\w*|\bupprätta\w*|\bpolitisk (?:behandling|beredning)\b",
    ),
    _cue(
        Kind.PREPARATION,
        6,
        r"\bbehandla\w*|\b\w*behandling\b|\butarbeta\w*|\bforma(?:r|s)\b|\bgår (?:också |även )?igenom\b"
        r"|\bgenomgång\w*|\bförbered\w*|\baktualiser\w*|\buppdater\w*|\bkomplettera\w*|\bberäkna(?:r|s)?\b"
        r"|\bberäkning\w*|\bpåbörja\w*|\bplanera\w*|\bbudgetarbete\w*|\bframarbet\w*|\bskriver?\b|\bformulera\w*"
        r"|\bprioriter\w*|\bdetaljbudgetera\w*|\binternbudgetera\w*|\bbryt(?:er|s|a)? (?:ner|ned)\b",
    ),
    _cue(
        Kind.PREPARATION,
        8,
        r"\b(?:budget|ärende|investerings|ram|mål)beredning(?:ar|sdag\w*)?\b|\bbudgetdag\w*|\bberedningsdag\w*|\bberedning\b",
    ),
    _cue(
        Kind.DIALOGUE,
        9,
        r"\b\w*(?:dialog|diskussion)(?:er|en|erna|möte\w*|träff\w*|dag\w*)?\b|\böverläggning\w*|\bpresidie?(?:träff|möte|dialog)\w*"
        r"|\bsammanträffa\w*|\b\w*seminari(?:um|et|er|erna)\b|\bworkshop\w*",
    ),
    _cue(
        Kind.DIALOGUE,
        7,
        r"\bdiskutera\w*|\bträff(?:ar|en|as)?\b|\bsamtal\w*|\bmöte(?:n)? med\b|\bkonferens\w*|\bgenomgång\w* "
        r"med\b|\bsamråd\w*|\butfrågning\w*|\bhearing\w*|\bsamsyn\w*|\bbudgetdialog\w*|\bupptakt\w*|\bkick-?off\b",
    ),
    _cue(
        Kind.INFORMATION,
        8,
        r"\binformation\w*|\binfo\b|\binformera\w*|\bpressträff\w*|\bpresskonferens\w*|\bpressinformation\w*"
        r"|\borienter\w*",
    ),
    _cue(
        Kind.INFORMATION,
        7,
        r"\bpresentera\w*|\b\w*presentation\w*|\bredovisning\b|\bredovisa(?:s|r)?\b|\bdragning\w*|\bföredra\w*"
        r"|\brapport(?:era\w*)?\b|\bsläpps?\b|\bvårproposition\w*|\bbudgetproposition\w*"
        r"|\bskatte(?:underlags)?prognos\w*|\bcirkulär\w*",
    ),
    _cue(
        Kind.PUBLICATION,
        9,
        r"\bpublicer\w*|\boffentliggör\w*|\boffentliggjor\w*|\bkungör\w*|\banslås\b|\banslag på\b"
        r"|\btillkännage\w*|\bläggs ut\b|\btrycks\b|\btryckning\b",
    ),
    _cue(
        Kind.DECISION,
        9,
        r"\bbeslut(?:ar|as|ad|ade|ades|at|ats|a)?\b|\bfastställ\w*|\bfastst\b|\bantar\b|\bantas\b|\banta\b|\bantagande\w*"
        r"|\bfattar\b"
        r"|\bbeslut(?:et|en)?\b|\b\w{3,}beslut(?:et)?\b"
        r"|\bgodkänn\w*|\btar ställning\b|\bställning tas\b|\bbudgetbeslut\w*|\brambeslut\w*",
    ),
    _cue(
        Kind.CONSULTATION,
        12,
        r"\bmbl\b|\bmbl-?\w*|\bförhandl(?:ing|as|ar|a)\w*|\bsamverka(?:n|s|r)\b(?!sgrupp)|\bcentral samverkan\b"
        r"|\bfacklig (?:samverkan|förhandling)\w*|\bmedbestämmande\w*",
    ),
    _cue(
        Kind.REVISION,
        9,
        r"\brevider\w*|\bkompletteringsbudget\w*|\btilläggsbudget\w*|\bkonfirmera\w*|\bombudgeter\w*|\bomarbet\w*"
        r"|\bändringsbudget\w*|\bbudgetjustering\w*",
    ),
    _cue(
        Kind.ANALYSIS,
        9,
        r"\b\w*analys(?:er|en|dag|dagar)?\b|\banalysera\w*|\bomvärld\w*|\bbedöm(?:er|ning|s|ningar|a)\b"
        r"|\bnyckeltal\w*|\bbefolkningsprognos\w*|\bprognos(?:er|en)?\b|\butvärder\w*|\buppfölj\w*",
    ),
    _cue(
        Kind.PARTY_WORK,
        10,
        r"\beget arbete\b|\bpartigrupp\w*|\binterna överläggningar\b|\begna (?:budget)?förslag\b|\byrkande\w*"
        r"|\bgruppmöte\w*|\b(?:parti|grupp)(?:överläggning|dag|möte)\w*"
        r"|\bpartiernas (?:eget |egna |interna )?(?:arbete|beredning|budgetarbete|förslag)\b"
        r"|\bpolitiska grupper\w*|\balternativ(?:a)? budget\w*|\boppositionens (?:budget)?förslag\b",
    ),
    _cue(
        Kind.DEADLINE,
        6,
        r"\bklar(?:t|a)?\b|\bsista dag\w*|\bsenast\b|\bdeadline\b|\bstopp(?:datum|dag)?\b|\bmanusstopp\b|\bska "
        r"vara (?:klar|färdig|avslut)\w*|\bfärdigställ\w*|\bfärdig(?:t|a)?\b|\bbryt(?:s|dag|datum)\w*",
    ),
    _cue(
        Kind.MEETING,
        7,
        r"^\W*(?:extra\s+|ordinarie\s+)?(?:sammanträde\w*|möte\w*|nämndsammanträde\w*|styrelsemöte\w*)\W*$"
        r"|\bsammanträder\b|\bkonstituerande\b",
    ),
    _cue(Kind.MEETING, 4, r"\bsammanträde\w*|\bmöte\w*"),
    _cue(
        Kind.PREPARATION,
        3,
        r"\bunderlag\w*|\b\w*förslag\b|\b\w*uppskatt\w*|\b\w*arbet(?:e|et|ar|as)\b|\bram(?:ar|en)?\b",
    ),
    _cue(Kind.REVISION, 5.5, r"\bjuster(?:a|as|ar|ing|ingar|at)\b"),
    _cue(Kind.DISPATCH, 6, r"\bombed\w*|\bfår i uppdrag\b|\buppdras\b|\bger i uppdrag\b|\btilldela\w*"),
    _cue(Kind.INFORMATION, 5, r"\bfår (?:sina|besked|del av|ta del)\b|\b\w*rapport(?:en)? till\b|\bskatteunderlag\w*"),
    _cue(
        Kind.SUBMISSION,
        7,
        r"\b(?:ger|avger|tillställer|sänder)\b.{0,30}(?:förslag|yttrand|svar|äskand|underlag)|\båterrapporter\w*",
    ),
    _cue(Kind.SUBMISSION, 8, r"\bredovisa(?:s|r)?\b.{3,60}\btill\b"),
    _cue(Kind.SUBMISSION, 6, r"\b\w*(?:underlag|äskanden)\s+från\s+(?:\w+\s+)?(?:nämnd|förvaltning|bolag)"),
    _cue(Kind.ANALYSIS, 6, r"\b\w*uppfölj\w*"),
    _cue(Kind.ANALYSIS, 4, r"\b\w*bokslut\w*"),
    _cue(
        Kind.DIALOGUE,
        6,
        r"\btycka till\b|\bsynpunkt\w*|\b\w*upptakt\w*|\bsamlas\b|\b\w*konferens\w*|\b\w*debatt\w*"
        r"|\b\w*internat\b|\b\w*hearing\w*",
    ),
    _cue(Kind.MEETING, 5, r"\b\w+möte(?:n|t)?\b"),
    _cue(Kind.REVISION, 5, r"\bavstämning(?:en|ar)?\b"),
    _cue(Kind.DIALOGUE, 7, r"\bavstämning\w* (?:med|mellan)\b|\bbudgetförhandling\w*|\bförhandlingar mellan\b"),
    _cue(Kind.SUBMISSION, 7, r"\byttra(?:r|t|de)?(?: sig)?\b"),
    _cue(Kind.PREPARATION, 4, r"\bbudgetberedningen\b"),
    _cue(Kind.PREPARATION, 6, r"\bföreslå(?:r|s)\b|\bprioritering\w*"),
    _cue(Kind.PREPARATION, 5, r"\bplaneringsdag\w*|\barbetsdag\w*"),
)
