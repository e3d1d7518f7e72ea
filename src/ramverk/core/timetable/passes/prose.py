"""Prose: which sentences state an act, and which date each of them has."""

import re
from dataclasses import dataclass
from itertools import pairwise

from ramverk.core.timetable.bodies import BodyKind, find_bodies
from ramverk.core.timetable.dates import DateExpression, DateKind
from ramverk.core.timetable.drafts import Draft, Form
from ramverk.core.timetable.kinds import read_kind
from ramverk.core.timetable.model import Kind
from ramverk.core.timetable.passages import Passage
from ramverk.core.timetable.roles import read_roles
from ramverk.core.timetable.when import row_dates

_ABBREVIATED = re.compile(
    r"(?:\b(?:t\.?ex|bl\.?a|m\.?m|m\.?fl|d\.?v\.?s|o\.?s\.?v|osv|ca|c:a|kl|prel|ev|resp|inkl|exkl|avd"
    r"|ekonomiavd|ordf|vice|nr|dnr|tel|st"
    r"|jan|feb|febr|mar|apr|aug|sep|sept|okt|nov|dec|mån|tis|ons|tors|fre|v|s|f\.?n|s\.?k|fr\.?o\.?m"
    r"|t\.?o\.?m|alt|forts|jfr|kap|max|min|obs|p)"
    r"|\b\d{1,2}|\b[A-ZÅÄÖ])\.$",
    re.IGNORECASE,
)
_ENDS_ANYWAY = re.compile(r"(?:\b(?:m\.?m|m\.?fl|osv)|\d{1,2}[.:]\d\d)\.$", re.IGNORECASE)
"""What closes a list, and a time of day, may well end a sentence."""
_END = re.compile(r"[.!?][)\"”’]?\s+(?=[\"”(]?[A-ZÅÄÖ0-9])|\s+[•·]\s+|;\s+(?=[A-ZÅÄÖ])")
# Openings of sentences that explain the one before; they state no act of their own.
_EXPLAINS = re.compile(
    r"^(?:(?:vid |i |under )?valår\b|materialet|underlaget|direktive[nt]|budgetskrivelsen|budgetskrivelserna"
    r"|budgeten\s+(?:är|innehåller)|där\b(?!\s+(?:presenterar|redovisar|lämnar|beslutar|bereder|går))"
    r"|här\b(?!\s+(?:presenterar|redovisar|lämnar|beslutar|bereder|går))|man\b|det(?:ta)?\b(?!\s+(?:andra|första|senare))"
    r"|den\s+(?:är|innehåller|ska)|de\s+ska|dessa\b|syftet|målet\s+(?:är|med)|i\s+(?:budgeten"
    r"|budgetskrivelsen|planen|direktiven)\b|exempel|till\s+exempel"
    r"|läs\s+mer|kontakt|du\b|vi\b|här\s+kan|ovan|nedan|tidplanen|tidsplanen|processen|malmö"
    r"|under\s+förutsättning|efter\s+detta\s+är|om\b)",
    re.IGNORECASE,
)
_FUTURE_MARK = re.compile(
    r"\b(?:tre|två|fyra|flera)\s+gånger\b|\bvarje\s+(?:månad|år|kvartal)\b|\bårligen\b|\blöpande\b", re.IGNORECASE
)
_TAKES_PART = re.compile(
    r"\b(?:medverkar|deltar|närvarar|är inbjudna|inbjuds|kallas|bjuds in)\b[^.]*\.?$", re.IGNORECASE
)


def split_sentences(passage: Passage) -> list[Passage]:
    """The sentences of a passage; abbreviations and ordinal numbers do not end one."""
    text = passage.text
    out: list[Passage] = []
    start = 0
    for found in _END.finditer(text):
        before = text[max(start, found.start() - 30) : found.start() + 1]
        if text[found.start()] == "." and _ABBREVIATED.search(before) and not _ENDS_ANYWAY.search(before):
            continue
        out.append(passage.cut(start, found.end()))
        start = found.end()
    out.append(passage.cut(start))
    return [sentence for sentence in out if sentence]


_DEFINES = re.compile(
    r"\b(?:består|utgörs)\s+av\b|^att\s+\w+\b.*\bär\b|^[^,.]*\bbör\s+(?:\w+\s+)?(?:omfatta|vara|utgå|ligga|innehålla)\b",
    re.IGNORECASE,
)
"""What something is made of, what is a condition for what, and how it ought to be: no act."""


def states_act(text: str) -> bool:
    """Whether a sentence says that somebody does something of the budget process, and does not just explain."""
    if _EXPLAINS.match(text.strip()) or _DEFINES.search(text.strip()) or len(text.split()) < 2:
        return False
    roles = read_roles(text)
    kind = read_kind(text, participants=[mention.name for mention in roles.participants])
    if kind.kind is Kind.OTHER:
        return bool(re.search(r"\b(?:startar|inleds|påbörjas|börjar)\b", text))
    return kind.confidence >= 0.5


def only_takes_part(text: str) -> bool:
    """A bullet or sentence that only says who takes part: "Kommunfullmäktige, revisorer och controllers medverkar."."""
    tidy = text.strip()
    if re.match(
        r"(?:inbjudna|deltagare|medverkande|medverkar|deltar|kallade|närvarande|målgrupp)\s*:", tidy, re.IGNORECASE
    ):
        return True
    found = _TAKES_PART.search(tidy)
    if found is None or len(split_words(tidy[found.end() :])) > 0:
        return False
    roles = read_roles(tidy)
    people = (*roles.participants, *roles.optional)
    lead = tidy[: found.start()]
    covered = sum(mention.end - mention.start for mention in people if mention.end <= found.start() + 1)
    return bool(people) and covered * 2 >= len(lead.strip())


def split_words(text: str) -> list[str]:
    """The words of a text."""
    return re.findall(r"\w+", text)


@dataclass(frozen=True, slots=True)
class Clause:
    """One date of a sentence and the stretch it rules; `date` is None for a sentence without a date of its own."""

    text: Passage
    date: DateExpression | None
    at: tuple[int, int] | None


def clauses(sentence: Passage) -> list[Clause]:
    """Cut a sentence so that each part has one date: "… i början av juni och beslut ska fattas i juni"."""
    text = sentence.text
    dates = row_dates(text)
    if not dates:
        return [Clause(sentence, None, None)]
    real = [value for value in dates if value.is_dated] or dates[:1]
    if len(real) == 1:
        value = real[0]
        return [Clause(sentence, value, (value.start, value.end))]
    borders = _borders(text, real)
    out = []
    for value, (start, end) in zip(real, borders, strict=True):
        part = sentence.cut(start, start + len(text[start:end].rstrip(" ,;")))
        offset = len(text[start:end]) - len(text[start:end].lstrip())
        out.append(Clause(part, value, (value.start - start - offset, value.end - start - offset)))
    return out


_CLAUSE = re.compile(r"\b(?:och|samt|som|vilka|vilket)\s+(?=\w+\s)", re.IGNORECASE)
"""Where a clause with its date last begins: "… sina planer som fastställs senast den 15 december"."""


def _borders(text: str, dates: list[DateExpression]) -> list[tuple[int, int]]:
    """Where each date's clause begins and ends: before the dates when they lead, after them when they trail."""
    leads = not re.search(r"\w{3,}", text[: dates[0].start])
    cuts = [0]
    for earlier, later in pairwise(dates):
        if leads:
            trails = not re.search(r"\w{3,}", text[later.end :])
            joints = [found.start() for found in _CLAUSE.finditer(text, earlier.end, later.start)] if trails else []
            cuts.append(joints[-1] if joints else later.start)
        else:
            joint = re.match(r"\s*[,;]?\s*", text[earlier.end :])
            cuts.append(earlier.end + (joint.end() if joint else 0))
    cuts.append(len(text))
    return list(pairwise(cuts))


def prose_drafts(paragraph: Passage, heading: Passage, *, structured: bool, section: str = "") -> list[Draft]:
    """The rows of a paragraph: under a date heading every sentence with an act, elsewhere every dated act."""
    drafts: list[Draft] = []
    for sentence in split_sentences(paragraph):
        if drafts and only_takes_part(sentence.text) and not row_dates(sentence.text):
            drafts[-1].text = drafts[-1].text + sentence
            continue
        for clause in clauses(sentence):
            draft = _draft(clause, heading, drafts, section, structured=structured)
            if draft is None:
                continue
            if drafts and _goes_on(draft, drafts[-1]):
                drafts[-1].text = drafts[-1].text + draft.text
                continue
            _who_meets(draft, drafts)
            drafts.append(draft)
    return drafts


def tells_of_several_days(paragraph: Passage) -> bool:
    """Whether at least two sentences of a paragraph each have a day of their own: each is then a step by itself."""
    days = [
        {value.first for value in row_dates(sentence.text) if value.first is not None and value.first.is_day}
        for sentence in split_sentences(paragraph)
    ]
    return len(set.union(set(), *days)) > 1 and sum(bool(found) for found in days) > 1


def take_doer_from(title: Passage, draft: Draft) -> None:
    """What is handed in without a word of by whom comes from the one body the step is named for."""
    text = draft.text.text
    named = find_bodies(title.text)
    if len(named) == 1 and not read_roles(text).participants and read_kind(text).kind is Kind.SUBMISSION:
        draft.who = title.cut(named[0].start, named[0].end)


_ALSO = re.compile(r"^(?:[\wåäö]+\s+){1,3}(?:också|även|vidare|dessutom)\b", re.IGNORECASE)
_THE_MEETING = re.compile(
    r"\b(?:ett|det|vid)\s+(?:\w+\s+)?(?:första|andra|tredje|senare|samma|sista)\s+(?:sammanträde|möte)", re.IGNORECASE
)
_MEETING = re.compile(r"\bsammanträd\w*|\bmöte\w*", re.IGNORECASE)


def _goes_on(draft: Draft, above: Draft) -> bool:
    """ "Utskottet går också igenom …" tells more of the act before it, when it has no date and no known body of its
    own.
    """
    text = draft.text.text
    if draft.date_at is not None or not _ALSO.match(text) or read_roles(text).participants:
        return False
    return read_kind(text).kind is read_kind(above.text.text).kind


def _who_meets(draft: Draft, earlier: list[Draft]) -> None:
    """ "Beslut fattas vid ett andra sammanträde": the body that met in the sentence before meets again."""
    text = draft.text.text
    if not _THE_MEETING.search(text) or not earlier or any(not mention.genitive for mention in find_bodies(text)):
        return
    above = next((row for row in reversed(earlier) if _MEETING.search(row.text.text)), None)
    bodies = (
        [mention for mention in find_bodies(above.text.text) if mention.kind in _MEETS] if above is not None else []
    )
    if above is not None and bodies:
        draft.who = above.text.cut(bodies[-1].start, bodies[-1].end)


_MEETS = {
    BodyKind.EXECUTIVE_BOARD,
    BodyKind.COUNCIL,
    BodyKind.EXECUTIVE_COMMITTEE,
    BodyKind.DRAFTING_COMMITTEE,
    BodyKind.BOARD,
    BodyKind.BOARDS,
}


def _draft(clause: Clause, heading: Passage, earlier: list[Draft], section: str, *, structured: bool) -> Draft | None:
    if structured and not heading:
        return None
    if not _is_row(clause, heading, earlier):
        return None
    inherited = "heading" if heading else ""
    return Draft(Form.SENTENCE, clause.text, date=heading, inherited=inherited, date_at=clause.at, section=section)


def _is_row(clause: Clause, heading: Passage, earlier: list[Draft]) -> bool:
    """Whether a clause is a row: under a heading every act, elsewhere every dated one that is not a mere habit."""
    text, date = clause.text.text, clause.date
    if date is None:
        return bool(heading) and states_act(text)
    if not heading and _FUTURE_MARK.search(text) and not _decides(text):
        return False
    if date.kind is DateKind.RELATIVE and not heading and not earlier and not states_act(text):
        return False
    return _worth(text, date)


def _decides(text: str) -> bool:
    """A yearly decision is a step of the year, not a habit: "fullmäktige fastställer den årligen i november"."""
    roles = read_roles(text)
    kind = read_kind(text, participants=[mention.name for mention in roles.participants])
    return bool(roles.participants) and kind.kind is Kind.DECISION


def _worth(text: str, date: DateExpression) -> bool:
    """A dated sentence is a row if it states an act; an explaining opening does not matter then."""
    roles = read_roles(text)
    kind = read_kind(text, participants=[mention.name for mention in roles.participants])
    if kind.kind is not Kind.OTHER:
        return not re.match(r"(?:när|om|eftersom|medan|efter att|innan)\b", text.strip(), re.IGNORECASE)
    return (date.is_dated and bool(roles.participants)) or bool(
        re.search(r"\b(?:startar|inleds|påbörjas|börjar)\b", text)
    )
