"""Cells and columns: where a line falls into cells, and what each column holds."""

import re
from collections.abc import Sequence
from enum import StrEnum

from ramverk.core.timetable.lines import Line
from ramverk.core.timetable.passages import Passage


class Column(StrEnum):
    """What a table column is about."""

    DATE = "date"
    DATE_FROM = "from"
    DATE_TO = "to"
    TIME = "time"
    WEEK = "week"
    WEEKDAY = "weekday"
    MONTH = "month"
    YEAR = "year"
    WHO = "who"
    INVITED = "invited"
    RECIPIENT = "recipient"
    FORUM = "forum"
    ACTIVITY = "activity"
    PLACE = "place"
    NUMBER = "number"
    NOTE = "note"


# Heads as they are written, matched as whole words at the beginning of the head; the first that fits wins.
_HEADS: tuple[tuple[Column, str], ...] = (
    (Column.DATE_FROM, r"(?:start(?:datum|tid)?|från(?: och med)?|fr\.?o\.?m\.?|börjar)"),
    (
        Column.DATE_TO,
        (
            r"(?:slut(?:datum|tid)?|till(?: och med)?|t\.?o\.?m\.?|klart?(?: senast)?"
            r"|senast(?: klart?| datum)?|sista (?:dag|datum)|deadline)"
        ),
    ),
    (Column.WEEKDAY, r"(?:veckodag|dag)"),
    (Column.WEEK, r"(?:vecka|v\.?|v(?:ecko)?nr|veckonummer)"),
    (Column.MONTH, r"månad"),
    (Column.YEAR, r"år"),
    (Column.TIME, r"(?:klockslag|kl\.?|klockan|klocktid)"),
    (
        Column.DATE,
        (
            r"(?:tid(?:punkt(?:er)?|er|splan|sperioder?|speriod)?|datum|när|dat\.?|period|tidsplan|senast datum"
            r"|mötesdatum|mötesdag"
            r"|tidsram|preliminärt? datum|prel\.? datum)"
        ),
    ),
    (Column.RECIPIENT, r"(?:mottagare|till vem|mottagande|adressat)"),
    (Column.INVITED, r"(?:inbjudna|kallas|kallade|inbjuds|deltar även|medverkande)"),
    (Column.FORUM, r"(?:forum|mötesforum|möte|sammanträde|instans|beslutsinstans|beslutande organ)"),
    (
        Column.WHO,
        (
            r"(?:deltagare|deltar|vem(?: gör)?|ansvar(?:ig(?:a)?|s?fördelning)?|utförare|utförs av|aktör(?:er)?"
            r"|organ|roll(?:er)?"
            r"|berörda?|målgrupp|huvudansvar|nämnd(?:er)?|funktion|enhet|ägare|handläggare|vilka|av vem|part(?:er)?)"
        ),
    ),
    (Column.PLACE, r"(?:plats|lokal|var|rum)"),
    (Column.NUMBER, r"(?:nr|nummer|steg|#|punkt|id)"),
    (
        Column.ACTIVITY,
        (
            r"(?:aktivitet(?:er)?|vad(?:\s+(?:händer|görs|(?:som\s+)?ska(?:ll)?\s+göras))?|händelse(?:r)?|moment|arbetsmoment|arbetsuppgift(?:er)?|uppgift(?:er)?"
            r"|åtgärd(?:er)?|innehåll"
            r"|beskrivning|process(?:steg)?|ärende(?:n)?|delmoment|delprocess|att göra|text|insats(?:er)?"
            r"|leverans(?:er)?|fas|rubrik)"
        ),
    ),
    (
        Column.NOTE,
        (
            r"(?:kommentar(?:er)?|anmärkning(?:ar)?|anm\.?|övrigt|not(?:ering)?(?:ar)?|info(?:rmation)?|status"
            r"|syfte|underlag)"
        ),
    ),
)
_COMPILED = tuple(
    (
        column,
        re.compile(rf"(?:{pattern})(?:\s*[/(,&]|\s+(?:och|för|som|till|av|i|ska|år|\d)|\s*[:.*]*$)", re.IGNORECASE),
    )
    for column, pattern in _HEADS
)


def head_of(text: str) -> Column | None:
    """What a column head says the column holds, or None where it is no head."""
    tidy = " ".join(text.split()).strip(" *_:|?")
    if not tidy or len(tidy) > 45 or any(sign.isdigit() for sign in tidy):
        return None
    letters = tidy.replace(" ", "")  # recognised text may break a word: "Dat um"
    second = tidy.partition("/")[2].strip()  # "Beslut/Deltagare" is known by its second word
    for reading in dict.fromkeys((tidy, letters, *([second] if second else []))):
        for column, pattern in _COMPILED:
            if pattern.match(reading):
                return column
    return None


def heads_of(cells: Sequence[str]) -> tuple[Column | None, ...] | None:
    """The columns of a header row, or None where the row is not one: it needs a time and a content column."""
    found = [head_of(cell) for cell in cells]
    filled = [cell for cell in cells if cell.strip()]
    known = [column for column in found if column is not None]
    if len(filled) < 2 or len(known) < max(2, len(filled) // 2 + len(filled) % 2) or len(set(known)) < 2:
        return None
    when = {Column.DATE, Column.WEEK, Column.MONTH, Column.DATE_FROM, Column.DATE_TO, Column.TIME, Column.WEEKDAY}
    what = {Column.ACTIVITY, Column.WHO, Column.FORUM, Column.NOTE}
    if not (when & set(known) and what & set(known)):
        return None
    _settle_day_and_time(found, cells)
    _settle_unnamed(found, cells)
    return tuple(_settle(found))


_CLOCK_HEAD = re.compile(r"tid(?:er)?\W*", re.IGNORECASE)


def _settle_day_and_time(found: list[Column | None], cells: Sequence[str]) -> None:
    """ "Dag" beside "Tid" and no "Datum": the day is the date, the time a time of day."""
    dates = [at for at, column in enumerate(found) if column is Column.DATE]
    if len(dates) == 1 and Column.WEEKDAY in found and _CLOCK_HEAD.fullmatch(cells[dates[0]].strip()):
        found[dates[0]] = Column.TIME
        found[found.index(Column.WEEKDAY)] = Column.DATE


def _settle_unnamed(found: list[Column | None], cells: Sequence[str]) -> None:
    """A column under a head of its own, often the table's title, holds the activity where no other does."""
    if Column.ACTIVITY in found or Column.NOTE in found:
        return
    other = next((at for at, column in enumerate(found) if column is None and cells[at].strip()), None)
    if other is not None:
        found[other] = Column.ACTIVITY


def _settle(found: list[Column | None]) -> list[Column | None]:
    """Mend a header's double meanings: "Tid" beside "Datum" is a clock time; a lone "Vecka" or "Månad" is the date."""
    out = list(found)
    _settle_dates(out)
    _settle_doubles(out)
    if Column.ACTIVITY not in out:
        _stand_in(out, (Column.NOTE, Column.FORUM, Column.WHO), Column.ACTIVITY)
    return out


def _settle_dates(out: list[Column | None]) -> None:
    """One date column: further ones are clock times, and without any the nearest kin takes its place."""
    dates = [at for at, column in enumerate(out) if column is Column.DATE]
    for at in dates[1:]:
        out[at] = Column.TIME
    if not dates and Column.DATE_FROM not in out:
        _stand_in(out, (Column.DATE_TO, Column.WEEK, Column.MONTH, Column.TIME), Column.DATE)


def _settle_doubles(out: list[Column | None]) -> None:
    """A second activity column is a note."""
    for at in [at for at, column in enumerate(out) if column is Column.ACTIVITY][1:]:
        out[at] = Column.NOTE


def _stand_in(out: list[Column | None], spares: tuple[Column, ...], wanted: Column) -> None:
    """Let the first of the spare columns that is there be the wanted one."""
    spare = next((column for column in spares if column in out), None)
    if spare is not None:
        out[out.index(spare)] = wanted


_RULE = re.compile(r"^[\s|+:=_–—-]+$")


def is_rule(text: str) -> bool:
    """A line of dashes and pipes that only draws."""
    return bool(_RULE.match(text)) and len(text.strip()) > 2


def split_by_tab(line: Line) -> tuple[Passage, ...]:
    """The cells between tabs; leading and inner empty cells are kept."""
    return _split(line, re.compile(r" *\t *"))


def split_by_pipe(line: Line) -> tuple[Passage, ...]:
    """The cells between pipes, without the frame."""
    cells = _split(line, re.compile(r"\s*\|\s*"))
    text = line.raw.text.strip()
    if text.startswith("|"):
        cells = cells[1:]
    if text.endswith("|"):
        cells = cells[:-1]
    return cells


def split_by_gap(line: Line) -> tuple[Passage, ...]:
    """The stretches between two or more blanks."""
    return tuple(cell for cell in _split(line, re.compile(r"\s{2,}|\t+")) if cell.text)


def _split(line: Line, separator: re.Pattern[str]) -> tuple[Passage, ...]:
    piece = line.raw
    cells: list[Passage] = []
    start = 0
    for found in separator.finditer(piece.text):
        cells.append(Passage((piece.cut(start, found.start()),)))
        start = found.end()
    cells.append(Passage((piece.cut(start),)))
    return tuple(cells)
