"""Running documents: headings, bullets, numbered steps, date lines, slides and prose, read from the top."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ramverk.core.timetable.bodies import find_bodies
from ramverk.core.timetable.columns import Column, head_of
from ramverk.core.timetable.dates import DateKind
from ramverk.core.timetable.drafts import EMPTY, Draft, Form, Harvest, YearMark
from ramverk.core.timetable.lines import Line
from ramverk.core.timetable.passages import Passage
from ramverk.core.timetable.passes.prose import only_takes_part, prose_drafts, split_sentences, states_act
from ramverk.core.timetable.passes.runon import leading_bodies, run_on_drafts
from ramverk.core.timetable.passes.tables import year_row
from ramverk.core.timetable.when import cell_dates, date_ahead, dates_in, is_date_cell, row_dates


class Sort(StrEnum):
    """What a unit of text is."""

    YEAR = "year"
    DATE = "date"
    DATED = "dated"
    BULLET = "bullet"
    NUMBERED = "numbered"
    HEADING = "heading"
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


_ATTRIBUTE = re.compile(
    r"^(inbjudna|deltagare|medverkande|kallade|ansvarig(?:a)?|plats|lokal|tid|datum|när|vem|var|utförare|målgrupp)\s*:\s*",
    re.IGNORECASE,
)
_DATE_KEY = re.compile(r"^(?:tid|datum|när)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;)\"”]$")
_FOOT = re.compile(
    r"^(?:(?:sidan |senast )?(?:uppdatera[dt]\w*|publicera[dt]|ändra[dt])|sidansvarig|kontakt(?:a)?\b|läs mer|dela\b|skriv ut|lyssna|tillbaka|relaterat|relaterad|dokument\b"
    r"|sida \d+|sid \d+|\d+ ?\(\d+\)$|www\.|https?:|diarienr|dnr\b|till toppen|telefon|e-post|växel|org\.?nr|hjälpte|klicka\b|illustration\b)",
    re.IGNORECASE,
)


# ------------------------------------------------------------------------------------------------ units
def units_of(lines: Sequence[Line]) -> list[Unit]:
    """Classify lines and join those that a line break tore apart."""
    width = _typical_width(lines)
    units: list[Unit] = []
    for line in lines:
        unit = _unit(line)
        if units and _is_rest_of(units[-1], unit, line, width):
            _join(units[-1], unit)
        else:
            units.append(unit)
        units[-1].last = line
    return _mark_headings(units)


def _typical_width(lines: Sequence[Line]) -> int:
    """The length at which lines break, where they do."""
    lengths = sorted(len(line.raw.text.rstrip()) for line in lines)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _unit(line: Line) -> Unit:
    text = line.text.strip("*_ ")
    body = line.body
    if not line.mark and year_row(text) is not None:
        return Unit(Sort.YEAR, body, line)
    if found := _ATTRIBUTE.match(text):
        return Unit(Sort.ATTRIBUTE, body, line, rest=body.cut(body.text.find(found.group()) + found.end()))
    if is_date_cell(text.rstrip(":")) and line.mark in {"", "-", "•", "*", "·", "–"}:
        return Unit(Sort.DATE, body, line, date=body)
    if line.role == "numbered":
        return Unit(Sort.NUMBERED, body, line)
    ahead = date_ahead(body.text)
    if ahead is not None and _row_may_follow(body.text, ahead):
        return _dated(body, line, ahead)
    if line.mark:
        return Unit(Sort.BULLET, body, line)
    if _all_heads(text):
        return Unit(Sort.HEAD, body, line)
    return Unit(Sort.HEADING if line.role == "heading" else Sort.TEXT, body, line)


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
        return known[0] in {Column.DATE, Column.WHO, Column.ACTIVITY} and len(text) > 2
    return sum(1 for column in known if column) >= max(2, len(words) - 1) and len(set(known)) > 1


def _is_rest_of(unit: Unit, new: Unit, line: Line, width: int) -> bool:
    """Whether a line goes on with the unit above it."""
    if line.blank_before or line.mark or new.sort in {Sort.YEAR, Sort.HEAD, Sort.ATTRIBUTE, Sort.HEADING}:
        return False
    text = line.text
    if unit.sort is Sort.DATE:
        return bool(re.match(r"^(?:kl\b|20\d\d\b.{0,25}$|\(|\d{1,2}[.:]\d\d\b)", text)) and not re.search(
            r"[a-zåäö]{6}", text
        )
    if new.sort is Sort.DATE or unit.sort in {Sort.YEAR, Sort.HEAD, Sort.HEADING}:
        return False
    above = unit.last or unit.line
    full = len(above.raw.text.rstrip()) >= 0.72 * width and width > 40
    if new.sort is Sort.DATED and unit.sort in {Sort.DATED, Sort.DATE}:
        return bool(re.search(r"\b(?:den|till|senast|per|före|efter|från|och)$", above.text))
    if text[:1].islower() and not (new.sort is Sort.DATED and _SENTENCE_END.search(unit.text.text) and not full):
        return True
    if new.sort is Sort.DATED:
        return (
            full
            and not _SENTENCE_END.search(above.text)
            and bool(re.search(r"\b(?:den|till|senast|per|före|efter|från|och)$", above.text))
        )
    if unit.sort is Sort.BULLET or unit.sort is Sort.NUMBERED:
        return line.indent > unit.line.indent or (full and not _SENTENCE_END.search(above.text))
    if unit.sort is Sort.DATED:
        return line.indent > unit.line.indent or full
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
    for unit, following in zip(units, units[1:], strict=False):
        if unit.sort is Sort.TEXT and _looks_like_heading(unit, following):
            unit.sort = Sort.HEADING
    for unit, following in zip(units, [*units[1:], None], strict=True):
        if unit.sort is Sort.DATED:
            _settle_dated(unit, following)
    for at, unit in enumerate(units):
        if unit.sort in {Sort.TEXT, Sort.HEADING} and _has_date_below(units, at):
            unit.sort = Sort.CARD
    return units


_ROOM = re.compile(
    r"^(?:plats:?\s*)?(?:teams|zoom|digitalt|distans|[\wåäöÅÄÖ-]*(?:sal|salen|rummet|huset|hallen|gården|lokalen)|[A-ZÅÄÖ][\wåäö]+\s+(?:hotell|folkets hus))"
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
        if _DATE_KEY.match(unit.text.text) and any(value.is_dated for value in dates_in(unit.rest.text)):
            return True
    return False


def _looks_like_heading(unit: Unit, following: Unit) -> bool:
    text = unit.text.text
    if len(text) > 60 or _SENTENCE_END.search(text.rstrip(":")) or len(text.split()) > 7 or row_dates(text):
        return False
    if not unit.line.blank_before or unit.wrapped:
        return False
    return following.sort in {Sort.TEXT, Sort.BULLET} and len(following.text.text) > len(text)


# ------------------------------------------------------------------------------------------------ reading
@dataclass(slots=True)
class _State:
    """Where the reading stands."""

    heading: Passage = EMPTY
    section: str = ""
    step: Unit | None = None
    vertical: bool = False
    who: Passage | None = None
    hosts: Passage | None = None
    place: Passage = EMPTY
    row: Draft | None = None
    structured: bool = False
    led: bool = False
    heads: list[str] = field(default_factory=list)


def flow_drafts(lines: Sequence[Line], harvest: Harvest, *, structured: bool) -> None:
    """Read a run of text lines; `structured` says that the document has other rows, so that free prose is background."""
    units = units_of(lines)
    if order_is_lost(units):
        harvest.lost_order = True
        dates = sum(_dates_alone(unit) for unit in units)
        harvest.lost_counts = {"dates": dates, "texts": sum(1 for unit in units if not _dates_alone(unit))}
        harvest.unread += [unit.line for unit in units]
        return
    if _stands_before_date(units):
        _slide_drafts(units, harvest)
        return
    state = _State(structured=structured or _rows_in(units) >= 3, vertical=_is_vertical(units))
    state.led = _mostly_led(units)
    for at, unit in enumerate(units):
        _read(unit, units[at + 1] if at + 1 < len(units) else None, state, harvest)
    _close_step(state, harvest)


def _mostly_led(units: Sequence[Unit]) -> bool:
    """Whether most date lines open with bodies and then begin anew, as rows do that lost a participant column."""
    dated = [unit.rest.text for unit in units if unit.sort is Sort.DATED]
    led = sum(1 for text in dated if 0 < leading_bodies(text) < len(text))
    return len(dated) >= 3 and led * 2 > len(dated)


def _rows_in(units: Sequence[Unit]) -> int:
    return sum(1 for unit in units if unit.sort in {Sort.DATE, Sort.DATED, Sort.CARD})


def structure_of(lines: Sequence[Line]) -> int:
    """How many date headings and date lines a run of lines holds."""
    return _rows_in(units_of(lines))


def _read(unit: Unit, following: Unit | None, state: _State, harvest: Harvest) -> None:
    if unit.sort in {Sort.YEAR, Sort.HEAD, Sort.HEADING, Sort.DATE} and state.step is not None:
        if unit.sort is Sort.DATE:
            state.step.date = unit.date
            return
        if unit.sort is not Sort.HEADING:
            _close_step(state, harvest)
    if unit.sort is Sort.YEAR:
        harvest.items.append(YearMark(year_row(unit.text.text.strip("*_ ")) or 0, unit.line.number))
        state.heading = state.heading if _is_month(state.heading) else EMPTY
    elif unit.sort is Sort.DATE:
        _open(unit.date, state)
        state.hosts, state.place = unit.who, unit.place
    elif unit.sort is Sort.HEAD:
        state.heads += unit.text.text.split() if " " in unit.text.text else [unit.text.text]
        harvest.header = harvest.header or ()
    elif unit.sort is Sort.CARD:
        _close_step(state, harvest)
        _open(EMPTY, state)
        _add(Draft(Form.LINE, unit.text, section=state.section), unit, state, harvest)
    elif unit.sort is Sort.HEADING:
        _heading(unit, following, state, harvest)
    elif unit.sort is Sort.ATTRIBUTE:
        _attribute(unit, state, harvest)
    elif unit.sort is Sort.NUMBERED:
        _numbered(unit, state, harvest)
    elif unit.sort is Sort.DATED:
        _dated_line(unit, state, harvest)
    elif unit.sort is Sort.BULLET:
        _bullet(unit, state, harvest)
    elif not _bare_day(unit, state, harvest):
        _text(unit, state, harvest)


_BARE_DAY = re.compile(r"^(?:den\s+)?(\d{1,2}(?:\s*[-–]\s*\d{1,2})?)[:.]?(?:\s+[-–]\s*|\s+|\s*[–:]\s*)(?=[A-ZÅÄÖ])")


def _bare_day(unit: Unit, state: _State, harvest: Harvest) -> bool:
    """A day number under a month heading: "MARS" and then "15 Nämnderna lämnar budgetunderlag"."""
    found = _BARE_DAY.match(unit.text.text)
    if found is None or not _is_month(state.heading) or state.step is not None:
        return False
    if not all(1 <= int(number) <= 31 for number in re.findall(r"\d+", found.group(1))):
        return False
    month = next(value for value in dates_in(state.heading.text) if value.kind is DateKind.MONTH)
    date = unit.text.cut(found.start(1), found.end(1)) + state.heading.cut(month.start, month.end)
    _add(Draft(Form.LINE, unit.text.cut(found.end()), date=date, section=state.section), unit, state, harvest)
    return True


def _is_month(date: Passage) -> bool:
    main = cell_dates(date.text).main if date else None
    return main is not None and main.kind is DateKind.MONTH


def _open(date: Passage, state: _State) -> None:
    state.heading, state.section, state.who, state.row = date, "", None, None
    state.hosts, state.place = None, EMPTY


def _heading(unit: Unit, following: Unit | None, state: _State, harvest: Harvest) -> None:
    """A heading without a date closes the date above it, unless it names an act that the text below tells more about."""
    text = unit.text.text
    if state.step is not None:
        state.step.rest = state.step.rest + unit.text
        return
    if state.vertical or (state.heading and (states_act(text) or find_bodies(text))):
        _text(unit, state, harvest)
        return
    if state.heading and following is not None and following.sort is Sort.BULLET and not _FOOT.match(text):
        state.section = text
        return
    state.heading, state.row, state.section = EMPTY, None, text
    harvest.unread.append(unit.line)


def _attribute(unit: Unit, state: _State, harvest: Harvest) -> None:
    """ "Inbjudna: …", "Plats: …" and "Datum: …" complete the row above them, or the one to come."""
    found = _ATTRIBUTE.match(unit.text.text)
    key = found.group(1).lower() if found else ""
    if key in {"tid", "datum", "när"}:
        if state.step is not None:
            state.step.date = state.step.date + unit.rest
        elif (
            state.row is not None
            and any(value.is_dated for value in dates_in(unit.rest.text))
            and not state.row.inherited
        ):
            state.row.date = unit.rest + state.row.date
        elif state.row is not None and state.row.date and not state.row.inherited:
            state.row.date = state.row.date + unit.rest
        elif is_date_cell(unit.rest.text):
            _open(unit.rest, state)
        elif state.row is not None:
            state.row.clock = unit.rest.text
        return
    row = state.row
    if state.step is not None:
        state.step.rest = state.step.rest + unit.text
    elif row is None:
        if key not in {"plats", "lokal", "var"}:
            state.who = unit.rest
    elif key in {"plats", "lokal", "var"}:
        row.place = unit.rest
    elif key in {"ansvarig", "ansvariga", "utförare", "vem"}:
        row.who = unit.rest if row.who is None else row.who + unit.rest
    else:
        row.invited = row.invited + unit.rest


def _add(draft: Draft, unit: Unit, state: _State, harvest: Harvest) -> None:
    if state.who is not None and draft.who is None:
        draft.who = state.who
    if state.hosts is not None and draft.who is None and draft.inherited == "heading":
        draft.who = state.hosts
    if state.place and draft.inherited == "heading":
        draft.place = state.place
    if state.vertical:
        state.who = None
    draft.page = unit.line.source.page
    draft.lines = [piece.line for piece in unit.text.pieces]
    harvest.items.append(draft)
    state.row = draft


def _dated_line(unit: Unit, state: _State, harvest: Harvest) -> None:
    if state.step is not None:
        if not state.step.date:
            state.step.date, state.step.rest = unit.date, unit.rest
            return
        _close_step(state, harvest)
    who, text = _split_who(unit.rest, state)
    if len(unit.rest.text) > 350 and run_on_drafts(unit.text, harvest):
        return
    _add(Draft(Form.LINE, text, date=unit.date, who=who, section=state.section), unit, state, harvest)
    state.heading = unit.date if _is_month(unit.date) else state.heading


def _split_who(rest: Passage, state: _State) -> tuple[Passage | None, Passage]:
    """Participants and activity of a row that lost its columns; only where the heads say that there was such a column."""
    if not state.led and not any(head_of(head) is Column.WHO for head in state.heads):
        return None, rest
    end = leading_bodies(rest.text)
    return (rest.cut(0, end), rest.cut(end)) if end else (EMPTY, rest)


def _bullet(unit: Unit, state: _State, harvest: Harvest) -> None:
    text = unit.text.text
    if state.step is not None:
        state.step.rest = state.step.rest + unit.text
        return
    if state.row is not None and only_takes_part(text):
        state.row.text = state.row.text + unit.text
        return
    if _FOOT.match(text):
        harvest.unread.append(unit.line)
        return
    if state.heading:
        _add(_under_heading(Form.BULLET, unit.text, state), unit, state, harvest)
        return
    dated = [value for value in row_dates(text) if value.is_dated]
    if dated:
        value = dated[0]
        _add(
            Draft(Form.BULLET, unit.text, date_at=(value.start, value.end), section=state.section), unit, state, harvest
        )
    else:
        harvest.unread.append(unit.line)


def _under_heading(form: Form, text: Passage, state: _State) -> Draft:
    """A row that inherits the heading's date, unless its own text says more exactly when within it."""
    at = None
    for value in row_dates(text.text):
        if value.is_dated or (value.relative is not None and form is Form.SENTENCE):
            at = (value.start, value.end)
            break
    return Draft(form, text, date=state.heading, inherited="heading", date_at=at, section=state.section)


def _numbered(unit: Unit, state: _State, harvest: Harvest) -> None:
    _close_step(state, harvest)
    if state.heading and not _is_step_list(state):
        _add(_under_heading(Form.NUMBERED, unit.text, state), unit, state, harvest)
        return
    state.step = replace(unit, rest=EMPTY, date=EMPTY)


def _is_step_list(state: _State) -> bool:
    return not state.heading


def _close_step(state: _State, harvest: Harvest) -> None:
    """A numbered step with everything that stood under it becomes a row."""
    step, state.step = state.step, None
    if step is None:
        return
    draft = Draft(Form.NUMBERED, step.rest or step.text, date=step.date, section=state.section)
    if step.rest:
        draft.label = step.text.text
    if not step.date:
        _date_inside(draft, step)
    _add(draft, step, state, harvest)


def _date_inside(draft: Draft, step: Unit) -> None:
    ahead = date_ahead(step.text.text)
    if ahead is not None:
        rest = step.text.text[ahead:]
        skip = len(rest) - len(rest.lstrip(" :–—-,"))
        draft.date, draft.text, draft.label = step.text.cut(0, ahead), step.text.cut(ahead + skip) + step.rest, ""
        return
    for text in (draft.text, step.text):
        dated = [value for value in row_dates(text.text) if value.is_dated or value.relative is not None]
        if dated and text is draft.text:
            draft.date_at = (dated[0].start, dated[0].end)
            return
        if dated:
            draft.date = text.cut(dated[0].start, dated[0].end)


def _text(unit: Unit, state: _State, harvest: Harvest) -> None:
    text = unit.text.text
    if _FOOT.match(text):
        harvest.unread.append(unit.line)
        return
    if state.step is not None:
        if not _belongs_to_step(unit, state.step):
            _close_step(state, harvest)
        else:
            state.step.rest = state.step.rest + unit.text
            return
    if state.vertical and state.heading:
        _cell(unit, state, harvest)
        return
    if state.row is not None and only_takes_part(text) and len(split_sentences(unit.text)) == 1:
        state.row.text = state.row.text + unit.text
        return
    if len(text) > 250 and run_on_drafts(unit.text, harvest):
        return
    if state.heading and _is_label(text):
        _add(_under_heading(Form.LINE, unit.text, state), unit, state, harvest)
        return
    drafts = prose_drafts(unit.text, state.heading, structured=state.structured, section=state.section)
    for draft in drafts:
        _add(draft, unit, state, harvest)
    if not drafts:
        harvest.unread.append(unit.line)


def _belongs_to_step(unit: Unit, step: Unit) -> bool:
    """Text directly under a step tells about it; after an empty line only if the step has said nothing yet."""
    return not unit.line.blank_before or not step.rest


def _is_label(text: str) -> bool:
    """A short line without a full stop names an activity: "Politisk behandling i kommunstyrelsen"."""
    return (
        len(text) < 160
        and not re.search(r"\.\s+[A-ZÅÄÖ]", text)
        and not text.rstrip().endswith(".")
        and not _FOOT.match(text)
    )


def _cell(unit: Unit, state: _State, harvest: Harvest) -> None:
    """One cell per line: bodies first, then the activity."""
    text = unit.text.text
    if state.row is None:
        if leading_bodies(text) == len(text):
            state.who = unit.text if state.who is None else state.who + unit.text
            return
        column = EMPTY if not state.heads or any(head_of(head) is Column.WHO for head in state.heads) else None
        _add(Draft(Form.TABLE, unit.text, date=state.heading, who=state.who or column), unit, state, harvest)
        return
    state.row.text = state.row.text + unit.text


def _is_vertical(units: Sequence[Unit]) -> bool:
    """Cells one under the other: the heads stand so, or bodies follow most dates."""
    heads = [unit for unit in units if unit.sort is Sort.HEAD and " " not in unit.text.text.strip()]
    dates = [(unit, following) for unit, following in zip(units, units[1:], strict=False) if unit.sort is Sort.DATE]
    followed = sum(
        1 for _, after in dates if after.sort is Sort.TEXT and leading_bodies(after.text.text) == len(after.text.text)
    )
    if len(heads) >= 2 and len(dates) >= 2:
        return True
    return len(dates) >= 3 and followed * 10 >= len(dates) * 6


# ------------------------------------------------------------------------------------------------ slides
def _stands_before_date(units: Sequence[Unit]) -> bool:
    """Whether each activity stands before its date: the last of several dates ends the text, and every date has a text above."""
    sorts = [unit.sort for unit in units if not _FOOT.match(unit.text.text)]
    dates = [at for at, sort in enumerate(sorts) if sort is Sort.DATE]
    texts = {Sort.TEXT, Sort.HEADING, Sort.BULLET}
    if len(dates) < 3 or sorts[-1] is not Sort.DATE or sorts[0] is Sort.DATE:
        return False
    return all(at > 0 and sorts[at - 1] in texts | {Sort.ATTRIBUTE} for at in dates)


def _slide_drafts(units: Sequence[Unit], harvest: Harvest) -> None:
    """Texts up to a date belong to that date; the line nearest to it names the activity, earlier ones of the first may be a title."""
    waiting: list[Unit] = []
    for unit in units:
        if unit.sort is Sort.YEAR:
            harvest.items.append(YearMark(year_row(unit.text.text) or 0, unit.line.number))
        elif unit.sort is Sort.DATE:
            _slide_row(waiting, unit, harvest)
            waiting = []
        elif not _FOOT.match(unit.text.text):
            waiting.append(unit)
    harvest.unread += [unit.line for unit in waiting]


def _slide_row(waiting: list[Unit], date: Unit, harvest: Harvest) -> None:
    if not waiting:
        return
    if not harvest.drafts:
        while len(waiting) > 1 and (waiting[0].sort is Sort.HEADING or waiting[1].line.blank_before):
            harvest.unread.append(waiting.pop(0).line)
    text = EMPTY
    for unit in waiting:
        text = text + unit.text
    draft = Draft(Form.SLIDE, text, date=date.date, page=date.line.source.page)
    draft.lines = [unit.line.number for unit in (*waiting, date)]
    harvest.items.append(draft)


def order_is_lost(units: Sequence[Unit]) -> bool:
    """Whether dates and texts stand in separate blocks: several dates with nothing between, then their texts (or the other way).

    Then nobody can say which text belongs to which date.
    """
    content = [unit for unit in units if unit.sort not in {Sort.YEAR, Sort.HEAD} and not _FOOT.match(unit.text.text)]
    weights = [_dates_alone(unit) for unit in content]
    total = sum(weights)
    if total < 3:
        return False
    longest, run = 0, 0
    for weight in weights:
        run = run + weight if weight else 0
        longest = max(longest, run)
    texts = sum(1 for weight in weights if not weight)
    return longest >= 3 and longest * 10 >= total * 6 and texts >= (1 if longest >= 5 else 2)


def _dates_alone(unit: Unit) -> int:
    """How many dates a unit holds that is nothing but dates."""
    text = unit.text.text
    if unit.sort is not Sort.DATE and (len(text) > 1000 or not any(sign.isdigit() for sign in text)):
        return 0
    found = [value for value in dates_in(text) if value.is_dated]
    if unit.sort is Sort.DATE:
        return len(found) if len(found) >= 3 else 1
    said = sum(value.end - value.start for value in found)
    return len(found) if len(found) >= 4 and said * 10 >= len(text) * 8 else 0


__all__ = ["Sort", "Unit", "flow_drafts", "order_is_lost", "structure_of", "units_of"]
