"""Run-on text: a table pasted so that its rows follow one another on one line."""

import re
from collections.abc import Sequence

from ramverk.core.timetable.bodies import Mention, find_bodies
from ramverk.core.timetable.columns import Column, head_of
from ramverk.core.timetable.dates import DateExpression, DateKind, DateRole
from ramverk.core.timetable.drafts import EMPTY, Draft, Form, Harvest, YearMark
from ramverk.core.timetable.passages import Passage
from ramverk.core.timetable.passes.phases import cut_phase_tail
from ramverk.core.timetable.passes.prose import prose_drafts, split_sentences
from ramverk.core.timetable.when import cell_dates, dates_in

_BEFORE_REFERENCE = re.compile(
    r"(?:\b(?:till|den|per|inför|senast|före|efter|från|för|i|under|av|om|på|med|mellan|och|eller|ev\.?"
    r"|t\.?o\.?m\.?|kring|avseende|åren)"
    r"|[(/,–-])\s*$",
    re.IGNORECASE,
)


def row_starts(text: str) -> list[DateExpression]:
    """The dates at which rows begin: nothing leads up to them, and a new beginning follows."""
    found = [value for value in dates_in(text) if value.is_dated and value.role is DateRole.ROW]
    starts: list[DateExpression] = []
    for value in found:
        after = text[value.end :]
        if _BEFORE_REFERENCE.search(text[max(0, value.start - 40) : value.start]) and not _follows_row(
            starts, value, text
        ):
            continue
        if re.match(r"\s*(?:[A-ZÅÄÖ\"”(]|[-–:]\s*[A-ZÅÄÖ]|\d|$)", after) and not re.match(
            r"(?:i|under|den|senast)\b", value.raw
        ):
            starts.append(value)
    return starts


def _follows_row(starts: Sequence[DateExpression], value: DateExpression, text: str) -> bool:
    return bool(starts) and not text[starts[-1].end : value.start].strip()


def run_on_drafts(passage: Passage, harvest: Harvest) -> bool:
    """Read a passage as rows without line breaks; False where it is not such a text."""
    passage, phases = cut_phase_tail(passage)
    text = passage.text
    starts = row_starts(text)
    dated = [value for value in dates_in(text) if value.is_dated and value.role is DateRole.ROW]
    if len(starts) < 3 or len(starts) * 10 < len(dated) * 6:
        return False
    head = _YEAR_END.sub("", text[: starts[0].start])
    heads = trailing_heads(head)
    harvest.preface = harvest.preface or _without_heads(head if heads else text[: starts[0].start], len(heads))
    harvest.phases += phases
    with_who = Column.WHO in heads or _mostly_bodies(text, starts)
    who_last = heads[-1:] == (Column.WHO,)
    groups = _groups(text, starts)
    before = _year_at_end(text[: groups[0][0]])
    if before is not None:
        harvest.items.append(YearMark(int(before.group(1)), passage.pieces[0].line))
    for (start, end), stop in zip(groups, [*(begin for begin, _ in groups[1:]), len(text)], strict=True):
        year = _year_at_end(text[:stop]) if stop < len(text) else None
        rest = passage.cut(end, max(year.start(), end) if year else stop)
        skip = len(rest.text) - len(rest.text.lstrip(" :–—-|"))
        harvest.items += _rows(passage.cut(start, end), rest.cut(skip), with_who=with_who, who_last=who_last)
        if year is not None:
            harvest.items.append(YearMark(int(year.group(1)), passage.pieces[0].line))
    return True


_YEAR_END = re.compile(r"(?<!\d)(20\d\d)\s*$")
_OF_BUDGET = re.compile(r"(?:budget\w*|plan\w*|mål|år|åren|för|[-–,&]|och)\s*$", re.IGNORECASE)


def _year_at_end(text: str) -> re.Match[str] | None:
    """A year row that ended up between two rows: "… presidier 2023 17/1 Information …", but not "budget 2024 17/1"."""
    found = _YEAR_END.search(text)
    return None if found is None or _OF_BUDGET.search(text[: found.start()]) else found


def _groups(text: str, starts: Sequence[DateExpression]) -> list[tuple[int, int]]:
    """Dates that follow each other directly are one cell: "22 maj 30 maj"."""
    groups: list[tuple[int, int]] = []
    for value in starts:
        if groups and not re.search(r"\w", text[groups[-1][1] : value.start]):
            groups[-1] = (groups[-1][0], value.end)
        else:
            groups.append((value.start, value.end))
    return [(start, _with_bracket(text, end)) for start, end in groups]


def _with_bracket(text: str, end: int) -> int:
    found = re.match(r"\s*\([^()]*\d[^()]*\)", text[end:])
    return end + found.end() if found else end


_WHOLE_MONTHS = {DateKind.MONTH, DateKind.MONTHS, DateKind.SEASON}


def _rows(date: Passage, rest: Passage, *, with_who: bool, who_last: bool) -> list[Draft]:
    """One row; under a month without participant column one for each sentence that states an act."""
    main = cell_dates(date.text).main
    if not with_who and main is not None and main.kind in _WHOLE_MONTHS and len(split_sentences(rest)) > 1:
        drafts = prose_drafts(rest, date, structured=True)
        if drafts:
            return drafts
    return [_draft(date, rest, with_who=with_who, who_last=who_last)]


def _draft(date: Passage, rest: Passage, *, with_who: bool, who_last: bool) -> Draft:
    if not with_who:
        return Draft(Form.TABLE, rest, date=date)
    if who_last:
        start = trailing_bodies(rest.text)
        who, text = rest.cut(start), rest.cut(0, start)
        return Draft(Form.TABLE, text or who, date=date, who=who, cells=(date.text, text.text, who.text))
    end = leading_bodies(rest.text)
    who, text = (rest.cut(0, end), rest.cut(end)) if end else (EMPTY, rest)
    return Draft(Form.TABLE, text or who, date=date, who=who, cells=(date.text, who.text, text.text))


def trailing_heads(text: str) -> tuple[Column, ...]:
    """Column heads at the end of what stands before the first row."""
    columns: list[Column] = []
    for word in reversed(text.split()):
        column = head_of(word)
        if column is None:
            break
        columns.append(column)
    return tuple(reversed(columns)) if len(columns) > 1 else ()


def _without_heads(text: str, count: int) -> str:
    words = text.split()
    return " ".join(words[: len(words) - count])


def _mostly_bodies(text: str, starts: Sequence[DateExpression]) -> bool:
    """Whether most rows begin with bodies followed by a new beginning, as in a table with a participant column."""
    ends = [value.start for value in starts[1:]] + [len(text)]
    hits = 0
    for value, stop in zip(starts, ends, strict=True):
        part = text[value.end : stop].strip()
        end = leading_bodies(part)
        hits += bool(end and part[end:].strip()[:1].isupper())
    return hits * 2 >= len(starts)


def leading_bodies(text: str) -> int:
    """Where the bodies end that a text begins with, if a new beginning follows them; 0 where it begins otherwise.

    "Ekonomiavd. Utskick till nämnderna" -> 11; "Nämnderna lämnar …" -> 0, since the body is the sentence's subject.
    """
    groups = _groups_of_bodies(text)
    while groups:
        end = groups[-1][-1].end
        while end < len(text) and text[end] in ".)*":
            end += 1
        rest = text[end:].lstrip(" ,;:")
        if not rest or (rest[0].isupper() or rest[0] in '"”(' or rest[0].isdigit()):
            return len(text) if not rest else end
        groups.pop()
    return 0


def trailing_bodies(text: str) -> int:
    """Where the bodies begin that a text ends with, as a column of its own; its length where it ends otherwise.

    "Nämnderna lämnar budgetförslag Nämnderna" -> 32; "Utskick till nämnderna" -> 22, since they receive it.
    """
    start, end = len(text), len(text.rstrip(" .*"))
    for mention in reversed(find_bodies(text)):
        joined = re.fullmatch(r"[\s,./&]*(?:(?:och|samt)\s+)?", text[mention.end : end])
        if mention.genitive or not mention.definite or joined is None:
            break
        end = mention.start
        if text[end].isupper():  # "… KS ordf och 1:e vice ordf" begins at the first of them
            start = end
    return start


def _groups_of_bodies(text: str) -> list[list[Mention]]:
    """Bodies from the beginning of the text on, those joined by "och", "samt" or a comma together."""
    groups: list[list[Mention]] = []
    end = 0
    for mention in find_bodies(text):
        gap = text[end : mention.start]
        if re.search(r"[\wåäö]", re.sub(r"\b(?:och|samt|övriga|berörda|resp)\b", "", gap)) or mention.genitive:
            break
        if not mention.definite and groups:
            break
        if groups and re.match(r"\s*(?:,|och\b|samt\b|/|&)", gap):
            groups[-1].append(mention)
        else:
            groups.append([mention])
        end = mention.end
    return groups
