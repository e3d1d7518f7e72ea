"""From drafts to activities: who, what kind, which marks, and how sure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ramverk.core.timetable.bodies import BodyKind, Mention, find_bodies
from ramverk.core.timetable.date_parser import clock_text
from ramverk.core.timetable.dating import Dated
from ramverk.core.timetable.drafts import EMPTY, Draft, Form
from ramverk.core.timetable.kinds import KindReading, read_kind
from ramverk.core.timetable.model import Activity, Kind, Origin, Part, Precision, Relative
from ramverk.core.timetable.parts import find_parts
from ramverk.core.timetable.passages import Passage
from ramverk.core.timetable.persons import find_persons, without_persons
from ramverk.core.timetable.roles import Roles, council_by_law, read_columns, read_roles
from ramverk.core.timetable.typos import Repair

_PLACE = re.compile(
    r"(?:^|[\s,(])(?:i|på)\s+((?:[A-ZÅÄÖ][\wåäöÅÄÖ-]*\s?){0,2}?[A-ZÅÄÖa-zåäö]*(?:sal|sessionssal|salen|rummet|huset|hallen|gården|lokalen|folkets hus"
    r"|herrgård(?:en)?|konferens(?:center)?|kyrkan|stadshuset|kommunhuset)(?:,\s*[\wåäöÅÄÖ]+)?)(?![\wåäö])"
)
_AFTER_IN = re.compile(r"^[\s,]*(?:i|på|plats:?|lokal:?)\s+(.+)$", re.IGNORECASE)
_CONDITIONAL = re.compile(
    r"\bförutsatt att\b|\bunder förutsättning\b|\bvid behov\b|\bom (?:så )?behov\w*\b|\bom så\b|\bi förekommande fall\b|\bom det (?:krävs|behövs)\b|\bifall\b",
    re.IGNORECASE,
)
_OPTIONAL = re.compile(
    r"\b(?:har|ges|får|finns) (?:chans|möjlighet)\w*|\bmöjlighet (?:att|till)\b|\bkan (?:(?:också|även|olika|andra|övriga|de)\s+)?(?:\w+\s+)?(?:lägga|revidera\w*|lämna|komplettera|kalla|hållas)\b"
    r"|\bev(?:entuell\w*)?\b\.?\s",
    re.IGNORECASE,
)
_RESERVE = re.compile(r"\breserv(?:dag|datum|tid|möte|tillfälle)?\w*\b", re.IGNORECASE)
_RESERVE_NOT = re.compile(r"\breserv(?:ation|er|en\b|erad|fond)", re.IGNORECASE)
_PRELIMINARY = re.compile(r"\((?:prel\w*\.?|preliminärt)\)|\bdatum (?:ej|inte|ännu)\b|\bej fastställ|\bprel\.?\s*(?:datum|tid)|\?", re.IGNORECASE)
_DEADLINE = re.compile(r"\b(?:senast|sista (?:dag|datum|inlämnings\w*)|deadline|stoppdatum|ska vara (?:inne|klar\w*))\b", re.IGNORECASE)
_EXTERNAL = re.compile(
    r"(?:^|\b)(?:SKR|SKL|SCB|riksdagen?s?|regeringen?s?|Skatteverket|finansdepartementet)\b[^.]{0,60}?\b(?:prognos\w*|cirkulär\w*|proposition\w*|presentera\w*|publicera\w*|lämna\w*|besked\w*|beräkning\w*)"
    r"|^\W*(?:(?:ny|nya)\s+)?(?:skatte(?:underlags)?prognos\w*|vårproposition\w*|höstproposition\w*|budgetproposition\w*|vårpropp\w*)",
    re.IGNORECASE,
)
_UNION = re.compile(r"\bMBL\b|\bfackli\w*|\b(?:central\w*\s+)?samverkan(?:sgrupp\w*)?\b|\bCSG\b|\bFSG\b|\barbetstagarorganisation\w*|\bpersonalorganisation\w*")
_EXTENT = {"heldag": "full_day", "hela dagen": "full_day", "halvdag": "half_day"}
_DAYS = re.compile(r"\b(\d|två|tre|fyra)\s*(?:hel)?dag(?:ar|ars)\b", re.IGNORECASE)
_COUNT = {"två": 2, "tre": 3, "fyra": 4}
_DONE = re.compile(r"\b(?:genomfördes|hölls|beslutades|fattades|har (?:genomförts|hållits|beslutats)|är genomförd\w*|avslutad)\b", re.IGNORECASE)
_LABEL = 160


@dataclass(slots=True)
class Built:
    """An activity in the making, with what the findings need to know besides."""

    dated: Dated
    activity: Activity
    roles: Roles
    reading: KindReading
    by_law: bool = False
    guessed: bool = False
    tags: set[str] = field(default_factory=set)


def build(dated: Dated, number: int, codes: dict[str, str], repairs: Mapping[int, tuple[Repair, ...]]) -> Built:
    """One activity out of a dated draft; `repairs` are the typing errors mended on each line."""
    draft = dated.draft
    text = _whole_text(draft)
    persons = find_persons(f"{draft.who.text if draft.who else ''} | {text}")
    roles = _roles(draft, text, codes)
    by_law = not roles.participants and not roles.inferred and council_by_law(text)
    names = _names(roles.participants)
    inferred = ("KF",) if by_law else _names(roles.inferred)
    external = bool(_EXTERNAL.search(text)) and not names
    reading = read_kind(text, participants=[*names, *inferred], recipients=_names(roles.recipients), external=external)
    raw, repaired = _as_written(dated, repairs)
    parts = find_parts(text, names, table=bool(draft.who))
    activity = Activity(
        id=f"R{number:02d}",
        raw_date=raw,
        start=dated.days.start,
        end=dated.days.end,
        precision=_precision(dated),
        kind=reading.kind,
        activity=_label(draft, text),
        text=text,
        participants=names,
        alternatives=dated.alternatives,
        confidence=1.0,
        recipients=_names(roles.recipients),
        participants_inferred=inferred,
        optional_participants=_names(roles.optional),
        mentioned=_names(roles.mentioned),
        persons=persons,
        forum=_forum(draft, roles),
        place=_place(dated, text),
        parts=parts,
        union=_is_union(text, roles),
        external=external,
        done=bool(_DONE.search(text)),
        cells=draft.cells or (dated.draft.date.text, text),
        **(_marks(dated, text) | ({"repaired": repaired} if repaired else {})),
    )
    built = Built(dated, activity, roles, reading, by_law=by_law, guessed=roles.guessed_split)
    return built


def _as_written(dated: Dated, repairs: Mapping[int, tuple[Repair, ...]]) -> tuple[str, str | None]:
    """The date as the source has it, and what was mended in it."""
    raw = dated.raw
    lines = {piece.line for piece in (*dated.draft.date.pieces, *dated.draft.text.pieces)}
    done: list[str] = []
    for before, after in (repair for line in sorted(lines) for repair in repairs.get(line, ())):
        if after in raw:
            raw = raw.replace(after, before, 1)
            done.append(f"”{before}” lästes som ”{after}”")
    return raw, "; ".join(dict.fromkeys(done)) or None


def _whole_text(draft: Draft) -> str:
    """The row's text; a step's name goes first where its body does not repeat it."""
    text = " ".join(draft.text.text.split())
    label = " ".join(draft.label.split())
    if label and not set(_content(label)) & set(_content(text)):
        return f"{label}. {text}" if text else label
    invited = draft.invited.text
    return f"{text} Inbjudna: {invited}" if invited and invited not in text else text


def _content(text: str) -> list[str]:
    return [word for word in re.findall(r"[\wåäö]{5,}", text.lower())]


def _label(draft: Draft, text: str) -> str:
    label = draft.label if draft.label and len(draft.label) > 8 else text
    first = re.split(r"(?<=[a-zåäö)])\.\s+(?=[A-ZÅÄÖ])|\s[–]\s(?=Tjänstemän)", label)[0].rstrip(". ")
    return first if len(first) <= _LABEL else first[: first.rfind(" ", 0, _LABEL)] + " …"


def _names(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_plain(mention.name) for mention in mentions))


_LOOSE_WORDS = re.compile(r"^(?:(?:olika|samlade|den samlade|hela|nyvalda|det nyvalda|den nya|respektive)\s+)+(?=\w)", re.IGNORECASE)


def _plain(name: str) -> str:
    """A body's name without words that only describe it."""
    plain = _LOOSE_WORDS.sub("", name)
    return plain[:1].upper() + plain[1:] if name[:1].isupper() else plain


def _cell_text(passage: Passage) -> str:
    """A cell with its line breaks where each line begins a name, and as one line where names were wrapped."""
    lines = passage.lines
    if len(lines) > 1 and all(line[:1].isupper() or line[:1] in "•-([" for line in lines):
        return "\n".join(lines)
    return passage.text


def _roles(draft: Draft, text: str, codes: dict[str, str]) -> Roles:
    if draft.who is None:
        led = leading_names(text)
        return read_columns(_expand(text[:led], codes), text[led:].lstrip(" :–-")) if led else _owner(read_roles(text), text)
    cell = "\n".join(filter(None, (_cell_text(draft.forum), _cell_text(draft.who))))
    cell = without_persons(cell)
    roles = read_columns(_expand(cell, codes), text)
    if draft.recipients:
        more = read_columns(_cell_text(draft.recipients), "").participants
        roles = Roles(roles.participants, (*roles.recipients, *more), roles.inferred, roles.optional, roles.mentioned, roles.forum, roles.guessed_split)
    return roles


_LED = re.compile(r"\s*(?::|\s[–-])\s+(?=\S)")


def leading_names(text: str) -> int:
    """Where the names end that a text opens with before a colon or a dash: "KS ordf och 1:e vice ordf: …"; 0 where none do.

    The unions' group before a dash is the forum, not the performer.
    """
    end = 0
    for mention in find_bodies(text):
        gap = text[end : mention.start]
        if mention.genitive or re.search(r"\w", re.sub(r"\b(?:och|samt|1:e|2:e|vice)\b", "", gap)):
            break
        end = mention.end
        if (found := _LED.match(text, end)) and (mention.kind is not BodyKind.UNION_GROUP or ":" in found.group()):
            return end
    return 0


_OWN_STEP = re.compile(
    r"(?i)^\s+(?:\w+\s+){0,2}?(?:beslut|förslag|budgetförslag|sammanträde|behandling|beredning|möte|budgetmöte|seminarium|budgetseminarium|budgetberedning"
    r"|budgetbehandling|budgetdag(?:ar)?|genomgång|ställningstagande|yttrande|internbudget|budgetkonferens|överläggning(?:ar)?|arbete)\b(?!.*\w(?:as|des|ats)\b)"
)


def _owner(roles: Roles, text: str) -> Roles:
    """In a label without a verb the owner acts: "Kommunstyrelsens förslag till budget"."""
    if roles.participants or roles.inferred:
        return roles
    first = next(iter(find_bodies(text)), None)
    if first is None or not first.genitive or first.start > 0 or not _OWN_STEP.match(text[first.end :]):
        return roles
    return replace(roles, participants=(first,))


def _expand(cell: str, codes: dict[str, str]) -> str:
    """Local short codes written out, as the document's legend explains them."""
    for code, meaning in codes.items():
        cell = re.sub(rf"(?<!\w){re.escape(code)}(?!\w)", meaning, cell)
    return cell


def _precision(dated: Dated) -> Precision:
    return dated.days.precision if dated.days.start is not None else Precision.NONE


def _forum(draft: Draft, roles: Roles) -> str | None:
    if draft.forum:
        return draft.forum.text
    return roles.forum


def _place(dated: Dated, text: str) -> str | None:
    if dated.draft.place:
        return dated.draft.place.text
    if dated.cell is not None and (found := _AFTER_IN.match(dated.cell.rest)):
        return found.group(1).strip(" .")
    found = _PLACE.search(text)
    return found.group(1).strip() if found else None


def _is_union(text: str, roles: Roles) -> bool:
    kinds = {mention.kind for mention in (*roles.participants, *roles.inferred, *roles.recipients)}
    return bool(kinds & {BodyKind.UNION_GROUP, BodyKind.UNIONS}) or bool(_UNION.search(text))


def _marks(dated: Dated, text: str) -> dict[str, object]:
    """The flags of a row, as the contract names them."""
    main = dated.main
    raw = dated.draft.date.text if dated.draft.date else ""
    aside = f"{raw} {dated.draft.note.text}"
    relative = dated.relative
    return {
        "time": _time(dated),
        "relative": relative.relative if relative is not None else None,
        "refers_to": dated.pointers,
        "year_inferred": dated.year_inferred,
        "date_inherited": dated.draft.inherited == "row" and not (dated.inner is not None and dated.own),
        "uncertain": bool(main and main.uncertain) or bool(_PRELIMINARY.search(aside)),
        "day_unknown": bool(main and main.day_unknown),
        "approximate": bool(main and main.approximate),
        "conditional": bool(_CONDITIONAL.search(text)),
        "optional": bool(_OPTIONAL.search(text)) or bool(re.match(r"\s*ev(?:entuell\w*)?\b", raw, re.IGNORECASE)),
        "reserve": _is_reserve(f"{raw} {text}"),
        "deadline": bool(main and main.deadline) or bool(_DEADLINE.search(f"{aside} {text}"[:300])),
        "date_rule": "last_alternative" if dated.cell is not None and dated.cell.several and main is dated.cell.main else None,
        "week": main.week if main and main.week else None,
        "weekday_conflict": dated.conflict,
        "extent": (main.extent if main else None) or _extent(text),
        "duration_days": _duration(text),
        "repaired": main.repaired if main else None,
        "note": dated.draft.note.text or None,
    }


def _time(dated: Dated) -> str | None:
    main = dated.main
    if main is not None and main.time:
        return main.time
    if dated.draft.clock and (clock := clock_text(dated.draft.clock)):
        return clock
    if dated.inner is not None and dated.inner.time and not dated.own:
        return dated.inner.time
    if dated.cell is not None and dated.cell.main is not None and main is not dated.cell.main:
        return dated.cell.main.time
    return None


def _is_reserve(text: str) -> bool:
    return bool(_RESERVE.search(text)) and not _RESERVE_NOT.search(text)


def _extent(text: str) -> str | None:
    lower = text.lower()
    return next((extent for word, extent in _EXTENT.items() if re.search(rf"\b{word}\b", lower)), None)


def _duration(text: str) -> int | None:
    found = _DAYS.search(text)
    if found is None:
        return None
    number = found.group(1).lower()
    return _COUNT.get(number) or int(number)


def is_dated(built: Built) -> bool:
    """Whether the row has a day in force."""
    return built.activity.start is not None


__all__ = ["Built", "Part", "Relative", "build", "find_bodies", "is_dated", "EMPTY", "Kind", "Origin"]
