"""Slides, where the activity stands before its date, and texts where dates and activities were torn apart."""

from collections.abc import Sequence

from ramverk.core.timetable.drafts import EMPTY, Draft, Form, Harvest, YearMark
from ramverk.core.timetable.passes.regions import year_row
from ramverk.core.timetable.passes.units import FOOT, Sort, Unit
from ramverk.core.timetable.when import dates_in


def stands_before_date(units: Sequence[Unit]) -> bool:
    """Whether each activity stands before its date: the last of several dates ends the text, and every date has a
    text above.
    """
    sorts = [unit.sort for unit in units if not FOOT.match(unit.text.text)]
    dates = [at for at, sort in enumerate(sorts) if sort is Sort.DATE]
    texts = {Sort.TEXT, Sort.HEADING, Sort.BULLET}
    if len(dates) < 3 or sorts[-1] is not Sort.DATE or sorts[0] is Sort.DATE:
        return False
    return all(at > 0 and sorts[at - 1] in texts | {Sort.ATTRIBUTE} for at in dates)


def slide_drafts(units: Sequence[Unit], harvest: Harvest) -> None:
    """Texts up to a date belong to that date; the line nearest to it names the activity, earlier ones of the first
    may be a title.
    """
    waiting: list[Unit] = []
    for unit in units:
        if unit.sort is Sort.YEAR:
            harvest.items.append(YearMark(year_row(unit.text.text) or 0, unit.line.number))
        elif unit.sort is Sort.DATE:
            _slide_row(waiting, unit, harvest)
            waiting = []
        elif not FOOT.match(unit.text.text):
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
    """Whether dates and texts stand in separate blocks: several dates with nothing between, then their texts (or the
    other way).

    Then nobody can say which text belongs to which date.
    """
    content = [unit for unit in units if unit.sort not in {Sort.YEAR, Sort.HEAD} and not FOOT.match(unit.text.text)]
    weights = [dates_alone(unit) for unit in content]
    total = sum(weights)
    if total < 3:
        return False
    longest, run = 0, 0
    for weight in weights:
        run = run + weight if weight else 0
        longest = max(longest, run)
    texts = sum(1 for weight in weights if not weight)
    return longest >= 3 and longest * 10 >= total * 6 and texts >= (1 if longest >= 5 else 2)


def dates_alone(unit: Unit) -> int:
    """How many dates a unit holds that is nothing but dates."""
    text = unit.text.text
    if unit.sort is not Sort.DATE and (len(text) > 1000 or not any(sign.isdigit() for sign in text)):
        return 0
    found = [value for value in dates_in(text) if value.is_dated]
    if unit.sort is Sort.DATE:
        return len(found) if len(found) >= 3 else 1
    said = sum(value.end - value.start for value in found)
    return len(found) if len(found) >= 4 and said * 10 >= len(text) * 8 else 0
