"""Units of running text: lines classified, and joined where a line break tore them apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ramverk.core.timetable.bodies import find_bodies
from ramverk.core.timetable.columns import Column, head_of
from ramverk.core.timetable.drafts import EMPTY
from ramverk.core.timetable.lines import Line
from ramverk.core.timetable.passages import Passage
from ramverk.core.timetable.passes.regions import year_row
from ramverk.core.timetable.passes.runon import leading_bodies
from ramverk.core.timetable.when import date_ahead, dates_in, is_date_cell, row_dates


class Sort(StrEnum):
    """What a unit of text is."""

    YEAR = "year"
    DATE = "date"
    DATED = "dated"
    BULLET = "bullet"
    NUMBERED = "numbered"
    HEADING = "heading"
    TOPIC = "topic"
    ATTRIBUTE = "attribute"
    HEAD = "head"
    CARD = "card"
    TEXT = "text"


@dataclass(slots=True)
class Unit:
    """One paragraph, bullet, heading or date line; wrapped lines are joined."""

    sort: Sort
    text: Passage
    line: Line
    date: Passage = EMPTY
    rest: Passage = EMPTY
    who: Passage | None = None
    place: Passage = EMPTY
    wrapped: bool = False
    last: Line | None = None


ATTRIBUTE = re.compile(
    r"^(inbjudna|deltagare|medverkande|kallade|ansvarig(?:a)?|plats|lokal|tid|datum|när|vem|var|utförare"
    r"|målgrupp)\s*:\s*",
    re.IGNORECASE,
)
DATE_KEY = re.compile(r"^(?:tid|datum|när)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;)\"”]$")
FOOT = re.compile(
    r"^(?:(?:sidan |senast )?(?:uppdatera[dt]\w*|publicera[dt]|ändra[dt])|sidansvarig|kontakt(?:a)?\b|läs"
    r" mer|dela\b|skriv ut|lyssna|tillbaka|relaterat|relaterad|dokument\b"
    r"|sida \d+|sid \d+|\d+ ?\(\d+\)$|www\.|https?:|diarienr|dnr\b|till toppen|telefon|e-post|växel|org\.?nr"
    r"|hjälpte|klicka\b|illustration\b)",
    re.IGNORECASE,
)

_FOOT_KEY = re.compile(
    r"^(?:(?:sidan |senast )?(?:uppdaterad|publicerad|ändrad|granskad)\w*)(?:\s+den)?\s*:?$", re.IGNORECASE
)
"""A stamp whose date stands on the line below."""


def units_of(lines: Sequence[Line]) -> list[Unit]:
    """Classify lines and join those that a line break tore apart."""
    width = _typical_width(lines)
    units: list[Unit] = []
    for line in lines:
        if not re.search(r"\w", line.raw.text):  # a dash where nothing happens
            continue
        unit = _unit(line)
        if units and _is_rest_of(units[-1], unit, line, width):
            _join(units[-1], unit)
        else:
            units.append(unit)
        units[-1].last = line
    return _mark_headings(units) if units else []


def _typical_width(lines: Sequence[Line]) -> int:
    """The length at which lines break, where they do."""
    lengths = sorted(len(line.raw.text.rstrip()) for line in lines)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _unit(line: Line) -> Unit:
    """The unit that a line is by itself."""
    text = line.text.strip("*_ ")
    body = line.body
    if found := ATTRIBUTE.match(text):
        return Unit(Sort.ATTRIBUTE, body, line, rest=body.cut(body.text.find(found.group()) + found.end()))
    if is_date_cell(text.rstrip(":")) and line.mark in _HEADING_MARKS and not _names_a_body(text):
        return Unit(Sort.DATE, body, line, date=body)
    ahead = None if line.role == "numbered" else date_ahead(body.text)
    if ahead is not None and _row_may_follow(body.text, ahead):
        return _dated(body, line, ahead)
    return Unit(_sort_of(line, text), body, line)


def _names_a_body(text: str) -> bool:
    """ "31 oktober: KS" is a row; "6 februari (ev. info KS 15/1)" is only a date."""
    ahead = date_ahead(text)
    return ahead is not None and bool(find_bodies(re.sub(r"\([^()]*\)", "", text[ahead:])))


_HEADING_MARKS = {"", "-", "•", "*", "·", "–"}


def _sort_of(line: Line, text: str) -> Sort:
    """The sort of a line that neither is a date nor begins with one."""
    if not line.mark and year_row(text) is not None:
        return Sort.YEAR
    if line.mark:
        return Sort.NUMBERED if line.role == "numbered" else Sort.BULLET
    if _all_heads(text):
        return Sort.HEAD
    return Sort.HEADING if line.role == "heading" else Sort.TEXT


def _row_may_follow(text: str, ahead: int) -> bool:
    """A date leads a row if a sign or a new beginning follows it, not the rest of a sentence ("I mars lämnar …")."""
    rest = text[ahead:]
    if re.match(r"\s*(?:[:–—|]|-\s|\t|,\s*(?=[A-ZÅÄÖ]))", rest):
        return True
    if re.match(r"\s*(?:i|under|den|på|senast|från|mellan)\b", text, re.IGNORECASE):
        return bool(re.match(r"\s+[A-ZÅÄÖ]", rest))
    return bool(re.match(r"\s+[\"”(]?[A-ZÅÄÖ]", rest)) or (text[:1].isdigit() and bool(re.match(r"\s+[a-zåäö]", rest)))


def _dated(body: Passage, line: Line, ahead: int) -> Unit:
    rest = body.text[ahead:]
    skip = re.match(r"[\s:–—|,-]*", rest)
    return Unit(Sort.DATED, body, line, date=body.cut(0, ahead), rest=body.cut(ahead + (skip.end() if skip else 0)))


def _all_heads(text: str) -> bool:
    """A line of column heads that lost its columns: "Tid Deltagare/utförare Aktivitet"."""
    words = text.split()
    if not 1 <= len(words) <= 6:
        return False
    known = [head_of(word) for word in words]
    if len(words) == 1:
        return known[0] in {Column.DATE, Column.MONTH, Column.WHO, Column.ACTIVITY} and len(text) > 2
    # "Planeringsdirektiv till nämnder" is no row of heads, though "till" and "nämnder" may head columns
    heads = sum(1 for word, column in zip(words, known, strict=True) if column and (word[:1].isupper() or all(known)))
    return heads >= max(2, len(words) - 1) and len(set(known)) > 1


_LEADS_ON = re.compile(r"\b(?:den|till|senast|per|före|efter|från|och)$")
_REST_OF_DATE = re.compile(r"^(?:kl\b|20\d\d\b.{0,25}$|\(|\d{1,2}[.:]\d\d\b)")


def _is_rest_of(unit: Unit, new: Unit, line: Line, width: int) -> bool:
    """Whether a line goes on with the unit above it."""
    if _FOOT_KEY.match(unit.text.text):
        return not line.blank_before and new.sort is Sort.DATE
    if line.blank_before or line.mark or new.sort in _NEVER_REST or unit.sort in {Sort.YEAR, Sort.HEAD, Sort.HEADING}:
        return False
    above = unit.last or unit.line
    if unit.sort is Sort.DATE:
        return bool(_REST_OF_DATE.match(line.text)) and not re.search(r"[a-zåäö]{6}", line.text)
    full = len(above.raw.text.rstrip()) >= 0.72 * width and width > 40
    if new.sort in {Sort.DATE, Sort.DATED}:
        broken = (
            full
            and width > 55
            and line.text[:1].islower()
            and not _SENTENCE_END.search(above.text)
            and unit.sort in _RUNNING
        )
        return broken or (new.sort is Sort.DATED and bool(_LEADS_ON.search(above.text)))
    return line.text[:1].islower() or _is_wrapped(unit, above, line, full=full)


_RUNNING = {Sort.TEXT, Sort.BULLET, Sort.NUMBERED}
_NEVER_REST = {Sort.YEAR, Sort.HEAD, Sort.ATTRIBUTE, Sort.HEADING}


def _is_wrapped(unit: Unit, above: Line, line: Line, *, full: bool) -> bool:
    """Whether a line that begins with a capital still belongs to the unit: it is indented, or the
    line above is full.
    """
    deeper = line.indent > unit.line.indent
    if unit.sort in {Sort.BULLET, Sort.NUMBERED}:
        return deeper or (full and not _SENTENCE_END.search(above.text))
    if unit.sort is Sort.DATED:
        return deeper or full
    return full and len(above.text) > 45 and leading_bodies(above.text) != len(above.text)


def _join(unit: Unit, new: Unit) -> None:
    unit.text = unit.text + new.text
    unit.wrapped = True
    if unit.sort is Sort.DATE:
        unit.date = unit.text
    if unit.rest:
        unit.rest = unit.rest + new.text


def _mark_headings(units: list[Unit]) -> list[Unit]:
    """Short lines that stand alone above a text and state no act are headings."""
    _open_steps(units)
    topics = [unit for unit, following in pairwise(units) if _is_topic(unit, following)]
    for unit in topics if len(topics) > 1 else ():
        unit.sort, unit.date = Sort.TOPIC, _date_of_topic(unit.text)
    for unit, following in pairwise(units):
        if unit.sort is Sort.TEXT and _looks_like_heading(unit, following):
            unit.sort = Sort.HEADING
    for dated, after in zip(units, [*units[1:], None], strict=True):
        if dated.sort is Sort.DATED:
            _settle_dated(dated, after)
    for at, unit in enumerate(units):
        if unit.sort in {Sort.TEXT, Sort.HEADING} and _has_date_below(units, at):
            unit.sort = Sort.CARD
    return units


def _open_steps(units: list[Unit]) -> None:
    """Steps above bullets with dates of their own are headings: each bullet is a row, not the step."""
    steps: dict[int, list[Unit]] = {}
    at = -1
    for n, unit in enumerate(units):
        if unit.sort is Sort.BULLET and at >= 0:
            steps.setdefault(at, []).append(unit)
        else:
            at = n if unit.sort is Sort.NUMBERED else -1
    own = [unit for bullets in steps.values() for unit in bullets if any(v.is_dated for v in row_dates(unit.text.text))]
    if len(own) < _FEWEST_OWN:
        return
    for at, bullets in steps.items():
        date = _date_of_step(units[at].text)
        if date:
            units[at].sort, units[at].date = Sort.DATE, date
        elif all(unit in own for unit in bullets):
            units[at].sort = Sort.HEADING


_FEWEST_OWN = 2


def _date_of_step(text: Passage) -> Passage:
    """The date a step's name ends with, in brackets or without: "Direktiv (februari)"."""
    found = [value for value in row_dates(text.text) if value.is_dated]
    if not found or re.search(r"\w", text.text[found[-1].end :]):
        return EMPTY
    return text.cut(found[-1].start, found[-1].end)


def _is_topic(unit: Unit, following: Unit) -> bool:
    """A heading that names a step and ends with its time, above the text about it: "Budgetupptakt i februari"."""
    text = unit.text.text
    if unit.sort not in {Sort.TEXT, Sort.HEADING} or unit.wrapped or not unit.line.blank_before:
        return False
    if len(text) > 60 or _SENTENCE_END.search(text) or following.sort not in {Sort.TEXT, Sort.BULLET}:
        return False
    return bool(_date_of_topic(unit.text)) and (following.sort is Sort.BULLET or len(following.text.text) > len(text))


def _date_of_topic(text: Passage) -> Passage:
    found = row_dates(text.text)
    if len(found) != 1 or not found[0].is_dated or found[0].start < 5 or found[0].end < len(text.text.rstrip()):
        return EMPTY
    return text.cut(found[0].start, found[0].end)


_ROOM = re.compile(
    r"^(?:plats:?\s*)?(?:teams|zoom|digitalt|distans|[\wåäöÅÄÖ-]*(?:sal|salen|rummet|huset|hallen|gården"
    r"|lokalen)|[A-ZÅÄÖ][\wåäö]+\s+(?:hotell|folkets hus))"
    r"(?:\s*,.{0,30}|\s+\d+)?\.?$",
    re.IGNORECASE,
)


def _settle_dated(unit: Unit, following: Unit | None) -> None:
    """A date line that names only a room, or only bodies above bullets, is a heading."""
    rest = unit.rest.text
    if _ROOM.match(rest):
        unit.sort, unit.place = Sort.DATE, unit.rest
    elif following is not None and following.sort is Sort.BULLET and rest and leading_bodies(rest) == len(rest):
        unit.sort, unit.who = Sort.DATE, unit.rest


def _has_date_below(units: list[Unit], at: int) -> bool:
    """Whether the lines "Datum: …", "Plats: …" stand right below: then the text names the activity."""
    for unit in units[at + 1 : at + 6]:
        if unit.sort is not Sort.ATTRIBUTE:
            return False
        if DATE_KEY.match(unit.text.text) and any(value.is_dated for value in dates_in(unit.rest.text)):
            return True
    return False


def _looks_like_heading(unit: Unit, following: Unit) -> bool:
    text = unit.text.text
    if len(text) > 60 or _SENTENCE_END.search(text.rstrip(":")) or len(text.split()) > 7 or row_dates(text):
        return False
    if not unit.line.blank_before or unit.wrapped:
        return False
    if following.sort is Sort.DATED:  # "Drift" above its dated lines
        return not following.line.blank_before and len(text.split()) <= _LONGEST_NAME and not find_bodies(text)
    return following.sort in {Sort.TEXT, Sort.BULLET} and len(following.text.text) > len(text)


_LONGEST_NAME = 3
"""Words in the name of a part of the process."""
