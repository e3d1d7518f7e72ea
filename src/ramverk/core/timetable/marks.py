"""The marks of a row: conditional, reserve, deadline, union and the like, by what its date and text say."""

import re
from datetime import date
from typing import TypedDict

from ramverk.core.timetable.bodies import BodyKind
from ramverk.core.timetable.date_parser import clock_text
from ramverk.core.timetable.dating import Dated
from ramverk.core.timetable.model import Relative, WeekdayConflict
from ramverk.core.timetable.roles import Roles

_CONDITIONAL = re.compile(
    r"\b(?:förutsatt att|under förutsättning|vid behov"
    r"|om (?:så )?behov\w*(?=\s+(?:finns|uppstår|föreligger|skulle)|\s*(?:[.,;)]|$))|om så|i förekommande fall"
    r"|om det (?:krävs|behövs)|ifall)\b",
    re.IGNORECASE,
)
_OPTIONAL = re.compile(
    r"\b(?:har|ges|får|finns) (?:chans|möjlighet)\w*|\bmöjlighet (?:att|till)\b|\bev(?:entuell\w*)?\b\.?\s"
    r"|\bkan (?:(?:också|även|olika|andra|övriga|de)\s+)?(?:\w+\s+)?"
    r"(?:lägga|revidera\w*|lämna|komplettera|kalla|hållas)\b",
    re.IGNORECASE,
)
_PERHAPS = re.compile(r"\s*ev(?:entuell\w*)?\b", re.IGNORECASE)
_RESERVE = re.compile(r"\breserv(?:dag|datum|tid|möte|tillfälle)?\w*\b", re.IGNORECASE)
_RESERVE_NOT = re.compile(r"\breserv(?:ation|er|en\b|erad|fond)", re.IGNORECASE)
_PRELIMINARY = re.compile(
    r"\((?:prel\w*\.?|preliminärt)\)|\bdatum (?:ej|inte|ännu)\b|\bej fastställ|\bprel\.?\s*(?:datum|tid)|\?",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:senast|sista (?:dag|tid|datum|inlämnings\w*)|deadline|stoppdatum|ska vara (?:inne|klar\w*))\b", re.IGNORECASE
)
_EXTERNAL = re.compile(
    r"\b(?:SKR|SKL|Sveriges kommuner(?: och (?:regioner|landsting))?|SCB"
    r"|riksdagen?s?|regeringen?s?|Skatteverket|finansdepartementet)\b[^.]{0,60}?"
    r"\b(?:prognos|cirkulär|proposition|presentera|publicera|lämna|besked|beräkning)\w*"
    r"|\b(?:present|lägg|läm)\w*\s+(?:\w+\s+){0,3}?(?:vår|budget|höst)proposition\w*"
    r"|^\W*(?:(?:ny|nya)\s+)?(?:skatte(?:underlags)?prognos|vårproposition|höstproposition|budgetproposition|vårpropp)\w*",
    re.IGNORECASE,
)
_UNION = re.compile(
    r"\bMBL\b|\bfackli\w*|\b(?:central\w*\s+)?samverkan(?:sgrupp\w*)?\b|\bCSG\b|\bFSG\b|\barbetstagarorganisation\w*"
    r"|\bpersonalorganisation\w*",
    re.IGNORECASE,
)
_EXTENT = {"heldag": "full_day", "hela dagen": "full_day", "halvdag": "half_day"}
_DAYS = re.compile(r"\b(\d|två|tre|fyra)\s*(?:hel)?dag(?:ar|ars)\b", re.IGNORECASE)
_COUNT = {"två": 2, "tre": 3, "fyra": 4}
_DONE = re.compile(
    r"\b(?:genomfördes|hölls|beslutades|beslutade|fattades|har (?:genomförts|hållits|beslutats)|är genomförd\w*)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:^|[\s,(])(?:i|på)\s+((?:[A-ZÅÄÖ][\wåäöÅÄÖ-]*\s?){0,2}?[A-ZÅÄÖa-zåäö]*"
    r"(?:sal|salen|rummet|huset|hallen|gården|lokalen|folkets hus|herrgård(?:en)?|konferens(?:center)?|kyrkan)"
    r"(?:,\s*[\wåäöÅÄÖ]+)?)(?![\wåäö])"
)
_AFTER_IN = re.compile(r"^[\s,]*(?:i|på|plats:?|lokal:?)\s+(.+)$", re.IGNORECASE)


class Marks(TypedDict):
    """The optional fields of an activity that follow from its date and its text."""

    time: str | None
    relative: Relative | None
    refers_to: tuple[date | None, ...]
    year_inferred: bool
    date_inherited: bool
    uncertain: bool
    day_unknown: bool
    approximate: bool
    conditional: bool
    optional: bool
    reserve: bool
    deadline: bool
    done: bool
    date_rule: str | None
    week: int | None
    weekday_conflict: WeekdayConflict | None
    extent: str | None
    duration_days: int | None
    note: str | None


def read_marks(dated: Dated, text: str) -> Marks:
    """The marks of a row, under the contract's names."""
    main = dated.main
    raw = dated.draft.date.text if dated.draft.date else ""
    aside = f"{raw} {dated.draft.note.text}"
    relative = dated.relative
    moved = dated.cell is not None and dated.cell.several and main is dated.cell.main
    return Marks(
        time=_time(dated),
        relative=relative.relative if relative is not None else None,
        refers_to=dated.pointers,
        year_inferred=dated.year_inferred,
        date_inherited=dated.draft.inherited == "row" and not (dated.inner is not None and dated.own),
        uncertain=bool(main and main.uncertain) or bool(_PRELIMINARY.search(aside)),
        day_unknown=bool(main and main.day_unknown),
        approximate=bool(main and main.approximate),
        conditional=bool(_CONDITIONAL.search(text)),
        optional=bool(_OPTIONAL.search(text)) or bool(_PERHAPS.match(raw)),
        reserve=bool(_RESERVE.search(f"{raw} {text}")) and not _RESERVE_NOT.search(f"{raw} {text}"),
        deadline=bool(main and main.deadline) or bool(_DEADLINE.search(f"{aside} {text}"[:300])),
        done=bool(_DONE.search(text)) and not (main and main.deadline),
        date_rule="last_alternative" if moved else None,
        week=main.week if main and main.week else None,
        weekday_conflict=dated.conflict,
        extent=(main.extent if main else None) or _extent(text),
        duration_days=_duration(text),
        note=dated.draft.note.text or None,
    )


def _time(dated: Dated) -> str | None:
    """The clock time: of the ruling date, of the row's own line, or of the heading."""
    main, cell = dated.main, dated.cell
    times = [
        main.time if main is not None else None,
        clock_text(dated.draft.clock) if dated.draft.clock else None,
        dated.inner.time if dated.inner is not None and not dated.own else None,
        cell.main.time if cell is not None and cell.main is not None else None,
    ]
    return next((time for time in times if time), None)


def _extent(text: str) -> str | None:
    lower = text.lower()
    return next((extent for word, extent in _EXTENT.items() if re.search(rf"\b{word}\b", lower)), None)


def _duration(text: str) -> int | None:
    found = _DAYS.search(text)
    if found is None:
        return None
    number = found.group(1).lower()
    return _COUNT.get(number) or int(number)


def find_place(dated: Dated, text: str) -> str | None:
    """The room of a row: its own column or line, after the date in a heading, or in the text."""
    if dated.draft.place:
        return dated.draft.place.text
    if dated.cell is not None and (found := _AFTER_IN.match(dated.cell.rest)):
        return found.group(1).strip(" .")
    found = _PLACE.search(text)
    return found.group(1).strip() if found else None


def is_union(text: str, roles: Roles) -> bool:
    """Whether a row concerns the unions."""
    kinds = {mention.kind for mention in (*roles.participants, *roles.inferred, *roles.recipients)}
    return bool(kinds & {BodyKind.UNION_GROUP, BodyKind.UNIONS}) or bool(_UNION.search(text))


def is_external(text: str) -> bool:
    """Whether a row tells of an outside event: a forecast of SKR, a government bill."""
    return bool(_EXTERNAL.search(text))
