"""The tables of a meeting calendar: heads, rows and cells, however the table has been set."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ramverk.core.timetable.bodies import BodyKind, find_bodies
from ramverk.core.timetable.calendar_cells import Cell, is_empty_mark, month_head, read_defaults
from ramverk.core.timetable.dates import DateKind, find_dates

__all__ = [
    "Aim",
    "CalendarLine",
    "Column",
    "Placed",
    "body_head",
    "body_names",
    "line_columns",
    "segments",
    "value_tokens",
]


class Aim(StrEnum):
    """What a column of a calendar holds."""

    MONTH = "month"
    BODY = "body"
    STEP = "step"
    TIME = "time"
    WEEKDAY = "weekday"
    LABEL = "label"
    NOTE = "note"


@dataclass(slots=True)
class Column:
    """A column with what its head says of all its cells. `start` and `end` are its place on the line, where the
    layout is kept."""

    aim: Aim
    name: str = ""
    bodies: tuple[str, ...] = ()
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    time: str | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """A line with its cells, where tabs, pipes or the format show them; `cells` is empty for running text."""

    number: int
    text: str
    cells: tuple[Cell, ...] = ()
    blank_before: bool = False

    @property
    def stripped(self) -> str:
        """The text without the blanks and bullets around it."""
        return re.sub(r"^[\s•·▪◦●○■*–—-]+(?=\w)", "", self.text).strip()


@dataclass(slots=True)
class Placed:
    """A row whose cells have found their columns; `loose` are cells that could not be placed."""

    label: str
    line: int
    cells: dict[int, Cell] = field(default_factory=dict)
    loose: list[Cell] = field(default_factory=list)
    time: str | None = None
    by_position: bool = False


_HEAD_WORDS = (
    (Aim.TIME, r"(?:klockan|klockslag|kl\.?|tid(?:er)?|mötestid(?:er)?|starttid|börjar|sammanträdestid(?:er)?)"),
    (Aim.WEEKDAY, r"(?:veckodag|dag)"),
    (Aim.NOTE, r"(?:plats|lokal|rum|sal|anm(?:ärkning(?:ar)?)?\.?|kommentar(?:er)?|övrigt|not)"),
    (
        Aim.STEP,
        (
            r".*(?:stopp|inläm|sista\s+dag|utskick|kallelse|handlingar|justering|ärendeberedning|deadline|manus"
            r"|till\s+sekr).*"
        ),
    ),
    (
        Aim.LABEL,
        (
            r"(?:beslutsinstans(?:er)?|nämnd(?:er)?(?:\s*/\s*styrelse(?:r)?)?|organ|instans(?:er)?|forum|styrelse|möte(?:n)?"
            r"|månad(?:er)?|ärende(?:n)?|datum|omgång|år|vecka|v\.?)"
        ),
    ),
)
_HEADS = tuple((aim, re.compile(rf"^{pattern}\W*$", re.IGNORECASE)) for aim, pattern in _HEAD_WORDS)
_CODE_NAME = re.compile(r"^[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,2}[A-ZÅÄÖ]{0,4}(?:\s?-?\s?(?:AU|au|utskott|IU|SU|PU))?$")


def head_aim(text: str) -> Aim | None:
    """What a column head that names neither a month nor a body says."""
    tidy = " ".join(text.split()).strip(" *:|")
    return next((aim for aim, pattern in _HEADS if pattern.match(tidy)), None) if tidy else None


def body_names(text: str) -> tuple[str, ...]:
    """The bodies a label names, printable; the label itself where no known body is in it."""
    cleaned = " ".join(re.sub(r"\([^()]*\)", " ", read_defaults(text).rest).split()).strip(" ,;:*|-–•")
    mentions = [mention for mention in find_bodies(cleaned) if not mention.genitive]
    if mentions and not _COMMITTEE.fullmatch(cleaned):
        return tuple(dict.fromkeys(mention.name for mention in mentions))
    return (cleaned,) if cleaned else ()


_COMMITTEE = re.compile(r"(?!KS\b)[A-ZÅÄÖ]{2,6}\s+AU")
"""A board's short code and its committee on two lines of a head: one body, which the legend may spell out."""


_OFFICE = re.compile(
    r"(?:[12]:?[ae]\s+)?(?:vice\s+)?(?:ordförande|sekreterare|ledamöter|kontakt\w*)\s*:", re.IGNORECASE
)
"""A line under a body that names who holds an office there."""


def body_head(text: str) -> bool:
    """Whether a head is a body: a known one that fills it, or a short code in capitals."""
    tidy = " ".join(text.split()).strip(" *:|")
    if not tidy or len(tidy) > 70 or month_head(tidy) or is_empty_mark(tidy):
        return False
    if _OFFICE.match(tidy):
        return False
    rest = re.sub(r"\([^()]*\)", " ", read_defaults(tidy).rest).strip(" ,:;")
    if _CODE_NAME.match(rest) and not re.fullmatch(
        r"(?:Jan|Feb|Mar|Apr|Maj|Jun|Jul|Aug|Sep|Okt|Nov|Dec|Kl|Tid|Dag|År)", rest
    ):
        return True
    if re.search(r"\d(?!:)", rest):
        return False
    mentions = [mention for mention in find_bodies(rest) if not mention.genitive]
    covered = sum(mention.end - mention.start for mention in mentions)
    return bool(mentions) and covered >= 0.5 * len(re.sub(r"\b(?:i|på)\s+[A-ZÅÄÖ]\w+.*", "", rest) or rest)


_WIDEST = 400
"""No head is longer than this; running text often is."""


def line_columns(line: CalendarLine) -> list[Column] | None:
    """The columns of a header line: at least three months, or at least two bodies and no dates; otherwise None."""
    if len(line.text) > _WIDEST:
        return None
    cells = line.cells or [part for cell in _gap_cells(line) for part in _months_apart(cell)]
    months = [month_head(cell.text) for cell in cells]
    if sum(found is not None for found in months) >= 3:
        return [_head_column(cell) for cell in cells]
    if not line.cells:
        columns = _running_months(line)
        if columns:
            return columns
    return _body_columns(line, cells)


def _months_apart(cell: Cell) -> list[Cell]:
    """Months with one blank between them ("April Maj") are as many heads; any other cell stays whole."""
    words = list(re.finditer(r"\S+", cell.text))
    if len(words) < 2 or not all(month_head(word.group()) for word in words):
        return [cell]
    return [Cell(word.group(), cell.line, cell.start + word.start(), cell.start + word.end()) for word in words]


def _head_column(cell: Cell) -> Column:
    text = " ".join(cell.text.split())
    found = month_head(text)
    if found:
        return Column(Aim.MONTH, text, month=found[0], year=found[1], start=cell.start, end=cell.end)
    aim = head_aim(text)
    if aim in (None, Aim.STEP) and body_head(text):
        defaults = read_defaults(text)
        return Column(
            Aim.BODY,
            text,
            body_names(text),
            weekday=defaults.weekday,
            time=defaults.time,
            start=cell.start,
            end=cell.end,
        )
    return Column(aim or (Aim.NOTE if text else Aim.LABEL), text, start=cell.start, end=cell.end)


def _running_months(line: CalendarLine) -> list[Column] | None:
    words = list(re.finditer(r"\S+", line.text))
    heads = [(word, month_head(word.group())) for word in words]
    places = [number for number, (_, found) in enumerate(heads) if found]
    if len(places) < 3 or places[-1] - places[0] + 1 > len(places) + 2:
        return None
    if any(word.group()[0].isdigit() for word, _ in heads[places[0] : places[-1]]):
        return None
    columns = []
    for number, (word, found) in enumerate(heads):
        if found:
            columns.append(
                Column(Aim.MONTH, word.group(), month=found[0], year=found[1], start=word.start(), end=word.end())
            )
        elif number < places[0] or number > places[-1]:
            aim = head_aim(word.group())
            if aim is not None:
                columns.append(Column(aim, word.group(), start=word.start(), end=word.end()))
    return columns


def _body_columns(line: CalendarLine, cells: Sequence[Cell]) -> list[Column] | None:
    if any(value.is_dated and value.kind is not DateKind.MONTH for value in find_dates(line.text)):
        return None
    filled = [cell for cell in cells if cell.text.strip()]
    columns = [_head_column(cell) for cell in cells]
    bodies = sum(column.aim is Aim.BODY for column in columns)
    if _explains(line.text):
        return None
    if bodies >= 2 and bodies >= len(filled) / 2:
        return columns
    steps = sum(column.aim in (Aim.BODY, Aim.STEP) for column in columns)
    if bodies and steps >= 2 and steps >= len(filled) / 2 and len(filled) >= 3:
        return columns
    return None if line.cells else _running_bodies(line)


def _explains(text: str) -> bool:
    """ "KSAU  Kommunstyrelsens arbetsutskott" is a line of a legend: one body, twice."""
    mentions = [mention for mention in find_bodies(text) if not mention.genitive]
    return len(mentions) == 2 and mentions[0].kind is mentions[1].kind and mentions[0].kind not in _MANY


_MANY = frozenset({BodyKind.BOARD, BodyKind.COMMITTEE, BodyKind.COMPANY, BodyKind.OTHER})
"""Kinds of which a municipality has several."""


def _running_bodies(line: CalendarLine) -> list[Column] | None:
    """ "KSAU KS KF" without visible columns: the line is nothing but bodies."""
    text = line.text
    mentions = [mention for mention in find_bodies(text) if not mention.genitive]
    covered = sum(mention.end - mention.start for mention in mentions)
    if (
        len(mentions) < 2
        or covered < 0.8 * len(re.sub(r"\s+|(?i:månad|datum|möte)", "", text))
        or re.search(r"[.,;]", text)
    ):
        return None
    return [Column(Aim.BODY, m.name, (m.name,), start=m.start, end=m.end) for m in mentions]


def _gap_cells(line: CalendarLine) -> list[Cell]:
    return [
        Cell(part.group().strip(), line.number, part.start(), part.end())
        for part in re.finditer(r"\S+(?:[ \u00a0]\S+)*", line.text)
    ]


# --- cells in lines without visible columns --------------------------------------------------------------------------

_VALUE = re.compile(
    r"(?<![\w/.:])(?:(?:0?[1-9]|[12]\d|3[01])/(?:1[0-2]|0?[1-9])(?:-\d\d)?|(?:0?[1-9]|[12]\d|3[01])(?:[-–](?:0?[1-9]|[12]\d|3[01]))?)"
    r"(?![\d]|[.:]\d|[a-zåäö])(?:\s?\*+|[¹²³⁴⁵⁶⁷⁸⁹⁰#¤]+|(?<=\d)[A-ZÅÄÖ]{1,3}(?!\w)|\s[A-ZÅÄÖ](?![\wåäö]))?"
    r"(?:\s?\((?!v)[^()]{1,25}\)|\s(?:må|ti|on|to|fr|mån|tis|ons|tor|tors|fre)d?\.?(?!\w)|,?\s?kl\.?\s?\d{1,2}(?:[.:]\d\d)?)*"
)
_CLOCK_TOKEN = re.compile(
    r"(?:kl(?:ockan)?\.?\s*)?(?<![\d.])(?:[01]?\d|2[0-4])[.:][0-5]\d(?:\s*[-–]\s*(?:[01]?\d|2[0-4])[.:][0-5]\d)?"
    r"|kl\.?\s*\d{1,2}(?!\d)",
    re.IGNORECASE,
)
_DASH_TOKEN = re.compile(r"(?<!\S)[-–—−](?!\S)")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A running row told apart: the label in front, the values with their places, and the row's time."""

    label: str
    values: tuple[Cell, ...]
    time: str | None


def value_tokens(line: CalendarLine) -> Tokens:
    """Tell apart a row of day numbers: "KF 18:00 30 27* 5, 19(08.00) -"; a comma binds two days into one cell."""
    text = line.text
    values = [match.span() for match in (*_VALUE.finditer(text), *_DASH_TOKEN.finditer(text))]
    clocks = [m for m in _CLOCK_TOKEN.finditer(text) if not any(a <= m.start() < b for a, b in values)]
    values = sorted(span for span in values if not any(m.start() <= span[0] < m.end() for m in clocks))
    joined: list[tuple[int, int]] = []
    for start, end in values:
        if joined and re.fullmatch(r"\s?[,;/+&]\s?|\s?och\s", text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    first = min([start for start, _ in joined] + [m.start() for m in clocks] + [len(text)])
    cells = tuple(Cell(text[start:end].strip(), line.number, start, end) for start, end in joined)
    clock = read_defaults(clocks[0].group()).time if clocks else None
    return Tokens(text[:first].strip(" \t|:,"), cells, clock)


def segments(line: CalendarLine) -> tuple[str, tuple[Cell, ...]]:
    """Tell apart a row of whole dates: what stands in front, then one cell per date with its tail, and one per lone
    dash."""
    text = line.text
    starts: set[int] = {dash.start() for dash in _DASH_TOKEN.finditer(text)}
    for piece in re.finditer(
        r"\S+(?:[ \u00a0]\S+)*", text
    ):  # a wide gap parts two cells: "månd   27 mars" is no weekday of that date
        days = [value for value in find_dates(piece.group()) if value.first is not None and value.first.is_day]
        starts |= {piece.start() + value.start for value in days}
    if not starts:
        return text.strip(), ()
    order = sorted(starts)
    cells = [
        Cell(text[start:end].strip(), line.number, start, end)
        for start, end in zip(order, [*order[1:], len(text)], strict=True)
    ]
    return text[: order[0]].strip(), tuple(_without_trailing_dash(cell) for cell in cells)


def _without_trailing_dash(cell: Cell) -> Cell:
    return cell if is_empty_mark(cell.text) else replace(cell, text=re.sub(r"\s[-–—]$", "", cell.text))


_YEAR = re.compile(r"(?<![\d§/.-])(20[0-4]\d)(?:\s*[-–/]\s*(?:20)?\d\d)?(?![\d/-])")
_OF_BUDGET = re.compile(
    r"(?:budget\w*|verksamhetsplan\w*|\bmål\b|flerårsplan\w*|årsredovisning\w*|bokslut\w*)(?:\s+(?:för|år|året|åren))*\s*$",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"uppdatera|publicera|ändra[dt]|granskad|§|dnr|diarie|beslut(?:ad|at)|fastställ|antag", re.IGNORECASE
)


def year_mark(text: str) -> int | None:
    """The year a heading or title puts over what follows; None for sentences, stamps and dates."""
    if len(text) > 110 or _STAMP.search(text) or any(value.first and value.first.is_day for value in find_dates(text)):
        return None
    calendar = (found for found in _YEAR.finditer(text) if not _OF_BUDGET.search(text[: found.start()]))
    return next((int(found.group(1)) for found in calendar), None)
