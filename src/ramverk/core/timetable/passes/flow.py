"""Running documents: headings, bullets, numbered steps, date lines, slides and prose, read from the top."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ramverk.core.timetable.bodies import find_bodies
from ramverk.core.timetable.columns import Column, head_of
from ramverk.core.timetable.dates import DateKind
from ramverk.core.timetable.drafts import EMPTY, Draft, Form, Harvest, YearMark
from ramverk.core.timetable.lines import Line
from ramverk.core.timetable.passages import Passage
from ramverk.core.timetable.passes.prose import (
    only_takes_part,
    prose_drafts,
    split_sentences,
    states_act,
    take_doer_from,
    tells_of_several_days,
)
from ramverk.core.timetable.passes.regions import year_row
from ramverk.core.timetable.passes.runon import leading_bodies, run_on_drafts
from ramverk.core.timetable.passes.slides import dates_alone, order_is_lost, slide_drafts, stands_before_date
from ramverk.core.timetable.passes.units import DATE_KEY, FOOT, Sort, Unit, units_of
from ramverk.core.timetable.when import cell_dates, date_ahead, dates_in, is_date_cell, row_dates


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
    topic: Unit | None = None
    lists: bool = False
    structured: bool = False
    led: bool = False
    heads: list[str] = field(default_factory=list)


def flow_drafts(lines: Sequence[Line], harvest: Harvest, *, structured: bool) -> None:
    """Read a run of text lines; `structured` says that the document has other rows, so that free
    prose is background.
    """
    units = units_of(lines)
    if order_is_lost(units):
        harvest.lost_order = True
        dates = sum(dates_alone(unit) for unit in units)
        harvest.lost_counts = {"dates": dates, "texts": sum(1 for unit in units if not dates_alone(unit))}
        harvest.unread += [unit.line for unit in units]
        return
    if stands_before_date(units):
        slide_drafts(units, harvest)
        return
    steps = sum(unit.sort is Sort.NUMBERED for unit in units)
    state = _State(structured=structured or _rows_in(units) >= 3 or steps >= 4, vertical=_is_vertical(units))
    state.led = _mostly_led(units)
    for at, unit in enumerate(units):
        _read(unit, units[at + 1] if at + 1 < len(units) else None, state, harvest)
    _close_step(state, harvest)
    _close_topic(state, harvest)


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
    """Let a unit do what its sort does; one that begins something new first closes the step that is open."""
    if unit.sort is Sort.DATE and state.step is not None:
        state.step.date = unit.date
        return
    if unit.sort in {Sort.YEAR, Sort.HEAD, Sort.CARD, Sort.TOPIC}:
        _close_step(state, harvest)
    if unit.sort in {Sort.YEAR, Sort.DATE, Sort.HEADING, Sort.TOPIC}:
        _close_topic(state, harvest)
    if unit.sort is not Sort.BULLET:
        state.lists = False
    if unit.sort is Sort.HEADING:
        _heading(unit, following, state, harvest)
    elif unit.sort is not Sort.TEXT:
        _DEEDS[unit.sort](unit, state, harvest)
    elif not _bare_day(unit, state, harvest):
        _text(unit, state, harvest)


def _year(unit: Unit, state: _State, harvest: Harvest) -> None:
    harvest.items.append(YearMark(year_row(unit.text.text.strip("*_ ")) or 0, unit.line.number))
    state.heading = state.heading if _is_month(state.heading) else EMPTY


def _date_heading(unit: Unit, state: _State, _harvest: Harvest) -> None:
    _open(unit.date, state)
    state.hosts, state.place = unit.who, unit.place


def _topic(unit: Unit, state: _State, _harvest: Harvest) -> None:
    """The text below inherits the heading's date; the heading is a row itself only if no act is told below it."""
    _open(unit.date, state)
    state.topic, state.section = unit, unit.text.text


def _close_topic(state: _State, harvest: Harvest) -> None:
    topic, state.topic = state.topic, None
    if topic is None:
        return
    found = row_dates(topic.text.text)[0]
    draft = Draft(Form.LINE, topic.text, date_at=(found.start, found.end))
    _add(draft, topic, state, harvest)


def _head(unit: Unit, state: _State, _harvest: Harvest) -> None:
    state.heads += unit.text.text.split()


def _card(unit: Unit, state: _State, harvest: Harvest) -> None:
    _open(EMPTY, state)
    named = _ACT_KEY.match(unit.text.text)
    text = unit.text.cut(named.end()) if named else unit.text
    _add(Draft(Form.LINE, text, section=state.section), unit, state, harvest)


_ACT_KEY = re.compile(r"(?:aktivitet|vad|moment|händelse|ärende|rubrik)\s*:\s*(?=\S)", re.IGNORECASE)
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
    """A heading without a date closes the date above it, unless it names an act that the text below
    tells more about.
    """
    text = unit.text.text
    if state.step is not None:
        state.step.rest = state.step.rest + unit.text
        return
    if state.vertical or (state.heading and (states_act(text) or find_bodies(text))):
        _text(unit, state, harvest)
        return
    if state.heading and following is not None and following.sort is Sort.BULLET and not FOOT.match(text):
        state.section = text
        return
    state.heading, state.row, state.section = EMPTY, None, text
    harvest.unread.append(unit.line)


def _attribute(unit: Unit, state: _State, _harvest: Harvest) -> None:
    """ "Inbjudna: …", "Plats: …" and "Datum: …" complete the row above them, or the one to come."""
    if DATE_KEY.match(unit.text.text):
        _date_attribute(unit, state)
    elif state.step is not None:
        state.step.rest = state.step.rest + unit.text
    elif state.row is not None:
        _row_attribute(unit, state.row)
    elif not _PLACE_KEY.match(unit.text.text):
        state.who = unit.rest


_PLACE_KEY = re.compile(r"(?:plats|lokal|var)\b", re.IGNORECASE)
_DOER_KEY = re.compile(r"(?:ansvarig|ansvariga|utförare|vem)\b", re.IGNORECASE)


def _date_attribute(unit: Unit, state: _State) -> None:
    row = state.row
    dated = any(value.is_dated for value in dates_in(unit.rest.text))
    if state.step is not None:
        state.step.date = state.step.date + unit.rest
    elif row is not None and not row.inherited and (dated or row.date):
        row.date = unit.rest + row.date if dated else row.date + unit.rest
    elif is_date_cell(unit.rest.text):
        _open(unit.rest, state)
    elif row is not None:
        row.clock = unit.rest.text


def _row_attribute(unit: Unit, row: Draft) -> None:
    if _PLACE_KEY.match(unit.text.text):
        row.place = unit.rest
    elif _DOER_KEY.match(unit.text.text):
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
    state.row, state.topic = draft, None
    state.lists = draft.text.text.rstrip().endswith(":")


def _dated_line(unit: Unit, state: _State, harvest: Harvest) -> None:
    if state.step is not None:
        if not state.step.date:
            state.step.date, state.step.rest = unit.date, unit.rest
            return
        _close_step(state, harvest)
    who, text = _split_who(unit.rest, state)
    if len(unit.rest.text) > 350 and run_on_drafts(unit.text, harvest):
        return
    if who is None and _is_prose(unit):
        for draft in prose_drafts(unit.text, state.heading, structured=False, section=state.section):
            _add(draft, unit, state, harvest)
        return
    _add(Draft(Form.LINE, text, date=unit.date, who=who, section=state.section), unit, state, harvest)
    state.heading = unit.date if _is_month(unit.date) else state.heading


def _is_prose(unit: Unit) -> bool:
    """A paragraph that opens with a date and has later sentences with dates of their own."""
    later = split_sentences(unit.text)[1:]
    return any(value.is_dated and value.start <= 4 for sentence in later for value in row_dates(sentence.text))


def _split_who(rest: Passage, state: _State) -> tuple[Passage | None, Passage]:
    """Participants and activity of a row that lost its columns; only where the heads say that there was such a
    column.
    """
    if not state.led and not _has_who(state):
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
    if FOOT.match(text):
        harvest.unread.append(unit.line)
        return
    if state.row is not None and state.lists and not row_dates(text):  # "fastställs:" and what, point by point
        state.row.text = state.row.text + unit.text
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


_LONE_DAY = re.compile(r"\bden\s+(\d{1,2})(?::?[ea])?(?=[\s).,;]|$)(?!\s*[a-zåäö]{3,9}\b)", re.IGNORECASE)


def _lone_day(text: Passage, month: Passage) -> Passage:
    """ "senast den 16:e" under a month's name, as a date; empty where there is none."""
    found = _LONE_DAY.search(text.text) if _is_month(month) and not row_dates(text.text) else None
    if found is None or not 1 <= int(found.group(1)) <= 31:
        return EMPTY
    value = next(one for one in dates_in(month.text) if one.kind is DateKind.MONTH)
    return text.cut(found.start(1), found.end(1)) + month.cut(value.start, value.end)


def _under_heading(form: Form, text: Passage, state: _State) -> Draft:
    """A row that inherits the heading's date, unless its own text says more exactly when within it."""
    at = None
    for value in row_dates(text.text):
        if value.is_dated or (value.relative is not None and form is Form.SENTENCE):
            at = (value.start, value.end)
            break
    date = EMPTY if at else _lone_day(text, state.heading)
    return Draft(form, text, date=date or state.heading, inherited="heading", date_at=at, section=state.section)


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
    if tells_of_several_days(step.rest):
        drafts = prose_drafts(step.rest, EMPTY, structured=False, section=step.text.text)
        for draft in drafts:
            take_doer_from(step.text, draft)
            _add(draft, step, state, harvest)
        if drafts:
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
    if FOOT.match(text):
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
    """Text directly under a step tells about it; after an empty line only if the step has said nothing yet, or if
    the text goes on from it ("Regionstyrelsen fattar därefter beslut …").
    """
    return not unit.line.blank_before or not step.rest or bool(_GOES_ON.search(unit.text.text[:80]))


_GOES_ON = re.compile(r"\b(?:därefter|därpå|slutligen|till sist)\b", re.IGNORECASE)


def _is_label(text: str) -> bool:
    """A short line without a full stop names an activity: "Politisk behandling i kommunstyrelsen"."""
    return (
        len(text) < 160
        and not re.search(r"\.\s+[A-ZÅÄÖ]", text)
        and not text.rstrip().endswith(".")
        and not FOOT.match(text)
    )


def _cell(unit: Unit, state: _State, harvest: Harvest) -> None:
    """One cell per line: bodies first, then the activity."""
    text = unit.text.text
    if state.row is None:
        if leading_bodies(text) == len(text):
            state.who = unit.text if state.who is None else state.who + unit.text
            return
        column = EMPTY if not state.heads or _has_who(state) else None
        _add(Draft(Form.TABLE, unit.text, date=state.heading, who=state.who or column), unit, state, harvest)
        return
    if unit.line.blank_before and state.heads and not _has_who(state):  # the next row's cell; its date cell is empty
        _add(Draft(Form.TABLE, unit.text, date=state.heading, inherited="row"), unit, state, harvest)
        return
    state.row.text = state.row.text + unit.text


def _has_who(state: _State) -> bool:
    return any(head_of(head) is Column.WHO for head in state.heads)


def _is_vertical(units: Sequence[Unit]) -> bool:
    """Cells one under the other: the heads stand so, or bodies follow most dates."""
    heads = [unit for unit in units if unit.sort is Sort.HEAD and " " not in unit.text.text.strip()]
    dates = [(unit, following) for unit, following in pairwise(units) if unit.sort is Sort.DATE]
    followed = sum(
        1 for _, after in dates if after.sort is Sort.TEXT and leading_bodies(after.text.text) == len(after.text.text)
    )
    if len(heads) >= 2 and len(dates) >= 2:
        return True
    return len(dates) >= 3 and followed * 10 >= len(dates) * 6


_DEEDS: dict[Sort, Callable[[Unit, _State, Harvest], None]] = {
    Sort.YEAR: _year,
    Sort.DATE: _date_heading,
    Sort.DATED: _dated_line,
    Sort.BULLET: _bullet,
    Sort.NUMBERED: _numbered,
    Sort.ATTRIBUTE: _attribute,
    Sort.HEAD: _head,
    Sort.TOPIC: _topic,
    Sort.CARD: _card,
}
