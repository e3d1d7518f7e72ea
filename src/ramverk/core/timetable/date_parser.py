"""The parser of the date language: terminals to `DateExpression` by the grammar in `dates.lark`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedToken
from lark.lexer import PatternRE, TerminalDef

from ramverk.core.timetable.date_values import (
    FIRST_DAY,
    LAST_DAY,
    MONTHS,
    WEEKDAYS,
    DateExpression,
    DateKind,
    DatePoint,
)
from ramverk.core.timetable.model import Relative

_DOTTED = r"(?:0?[1-9]|[12]\d|3[01])\.\s?(?:1[0-2]|0?[1-9])(?:\.\s?(?:20)?\d\d)?(?!\d|[.:]\d)\.?"
_NUMBER_WORDS = {
    "någon": 1,
    "en": 1,
    "ett": 1,
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
    "tio": 10,
}
_PART_DAYS = (
    (r"första\s+veckan", (1, 7)),
    (r"andra\s+veckan", (8, 14)),
    (r"tredje\s+veckan", (15, 21)),
    (r"fjärde\s+veckan", (22, 28)),
    (r"sista\s+veckan", (-7, LAST_DAY)),
    (r"första\s+(?:halvan|hälften|delen)", (1, 15)),
    (r"(?:andra|senare|sista)\s+(?:halvan|hälften|delen)", (16, LAST_DAY)),
    (r"början|inledningen|tidigt|primo", (1, 10)),
    (r"mitten|medio", (11, 20)),
    (r"slutet|sent|ultimo", (21, LAST_DAY)),
)
_SEASON_MONTHS = {"vår": (3, 5), "som": (6, 8), "hös": (9, 11), "vin": (12, 2)}
_FEASTS = {"hal": ((6, 25), (7, 7)), "mid": ((6, 19), (6, 26)), "jul": ((12, 20), (12, 31))}
"""Movable feasts (Easter, Whitsun) have no window of their own here: they are read as a relative time."""


def _number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found.group()) if found else 0


def month_number(name: str) -> int:
    """The month (1 to 12) of a Swedish month name or abbreviation."""
    beginning = name.lower()[:3]
    return next((number for number, month in enumerate(MONTHS, 1) if month.startswith(beginning)), 0)


def weekday_number(name: str) -> int:
    """The weekday (Monday = 0) of a Swedish weekday name or abbreviation."""
    beginning = name.lower().rstrip(".")[:3]
    return next((number for number, weekday in enumerate(WEEKDAYS) if weekday.startswith(beginning)), 0)


def full_year(text: str) -> int:
    """A year of two or four digits as a year of the 21st century (or as written)."""
    number = _number(text)
    return number if number > 99 else 2000 + number


def clock_text(text: str) -> str:
    """A time as written ("kl. 13.00 – 16.00") as "13:00-16:00"."""
    found = re.findall(r"(\d{1,2})[.:,]?(\d{2})?(?!\d)", text)
    return "-".join(f"{int(hour):02d}:{minute or '00'}" for hour, minute in found[:2])


_EMPTY = DateExpression(start=0, end=0, raw="", kind=DateKind.DAY)


def _expression(
    kind: DateKind, first: DatePoint, last: DatePoint | None = None, **more: Any
) -> DateExpression:  # forwarded to replace
    return replace(_EMPTY, kind=kind, first=first, last=last or first, **more)


def _tokens(children: list[Any], *names: str) -> list[str]:
    return [str(child) for child in children if isinstance(child, Token) and child.type in names]


def _values(children: list[Any]) -> list[DateExpression]:
    return [child for child in children if isinstance(child, DateExpression)]


def _year_in(children: list[Any]) -> int | None:
    years = _tokens(children, "YEAR", "SHORTYEAR")
    return full_year(years[-1]) if years else None


class _Builder(Transformer[Token, DateExpression]):
    """Turns what a rule found into an expression; one method per alias of the grammar."""

    # --- days -----------------------------------------------------------------------------------------------------
    def day(self, children: list[Any]) -> DateExpression:
        number = _number(_tokens(children, "NUM")[0])
        return _expression(
            DateKind.DAY, DatePoint(month_number(_tokens(children, "MONTH")[0]), number, number, _year_in(children))
        )

    def numeric(self, children: list[Any]) -> DateExpression:
        day, month, *year = re.findall(r"\d+", str(children[0]))
        stated = full_year(year[0]) if year else _year_in(children)
        return _expression(DateKind.DAY, DatePoint(int(month), int(day), int(day), stated))

    dotted = numeric

    def iso(self, children: list[Any]) -> DateExpression:
        digits = re.sub(r"\D", "", str(children[0]))
        year, month, day = full_year(digits[:-4]), int(digits[-4:-2]), int(digits[-2:])
        return _expression(DateKind.DAY, DatePoint(month, day, day, year))

    compact = iso

    def iso_span(self, children: list[Any]) -> DateExpression:
        written = re.findall(r"\d+", str(children[0]))
        year, month, first, last = (int(number) for number in written)
        ends = DatePoint(month, first, first, year), DatePoint(month, last, last, year)
        return _expression(DateKind.RANGE, *ends)

    def open_day(self, children: list[Any]) -> DateExpression:
        point = DatePoint(month_number(_tokens(children, "MONTH")[0]), year=_year_in(children))
        return _expression(DateKind.MONTH, point, day_unknown=True)

    def open_numeric(self, children: list[Any]) -> DateExpression:
        return _expression(DateKind.MONTH, DatePoint(_number(str(children[0]))), day_unknown=True)

    def day_either(self, children: list[Any]) -> DateExpression:
        return replace(self.day_list(children), uncertain=True)

    def month_either(self, children: list[Any]) -> DateExpression:
        return replace(self.month_range(children), uncertain=True)

    def weekday_pair(self, children: list[Any]) -> DateExpression:
        first, last = (weekday_number(name) for name in _tokens(children, "WEEKDAY"))
        return replace(self.day_list(children), weekday=first, last_weekday=last)

    def nth_weekday(self, children: list[Any]) -> DateExpression:
        """The week of the month in which that weekday falls; `resolve` finds the day when the year is known."""
        (value,) = _values(children)
        word = _tokens(children, "NTH")[0].lower().split()[-1]
        low, high = _part_days(f"{word} veckan")
        point = replace(value.first or DatePoint(1), low=low, high=high)
        return _expression(DateKind.WINDOW, point, weekday=weekday_number(_tokens(children, "WEEKDAY")[0]))

    def last_day(self, children: list[Any]) -> DateExpression:
        point = DatePoint(month_number(_tokens(children, "MONTH")[0]), LAST_DAY, LAST_DAY, _year_in(children))
        return _expression(DateKind.DAY, point)

    def day_range(self, children: list[Any]) -> DateExpression:
        first, last = _values(children)
        weekdays = _tokens(children, "WEEKDAY")
        return _joined(first, last, DateKind.RANGE, last_weekday=weekday_number(weekdays[0]) if weekdays else None)

    def day_span(self, children: list[Any]) -> DateExpression:
        (last,) = _values(children)
        days = [_number(number) for number in _tokens(children, "NUM")]
        return _listed(days, last, DateKind.RANGE)

    def day_list(self, children: list[Any]) -> DateExpression:
        (last,) = _values(children)
        days = [_number(number) for number in _tokens(children, "NUM")]
        return _listed(days, last, DateKind.DAYS)

    def weekday(self, children: list[Any]) -> DateExpression:
        (value,) = _values(children)
        numbers = [weekday_number(name) for name in _tokens(children, "WEEKDAY")]
        return replace(value, weekday=numbers[0], last_weekday=numbers[1] if len(numbers) > 1 else value.last_weekday)

    # --- weeks ----------------------------------------------------------------------------------------------------
    def week(self, children: list[Any]) -> DateExpression:
        texts = _tokens(children, "NUM", "WEEKNUM", "NUMERIC")
        numbers = [int(number) for text in texts for number in re.findall(r"\d+", text)]
        kind = DateKind.WEEKS if len(numbers) > 1 else DateKind.WEEK
        ok = all(1 <= number <= 53 for number in numbers)
        return replace(
            _EMPTY, kind=kind, week=numbers[0], last_week=numbers[-1], week_year=_year_in(children), impossible=not ok
        )

    def week_of_month(self, children: list[Any]) -> DateExpression:
        month, week = _values(children)
        year = month.first.year if month.first else None
        return replace(week, week_year=week.week_year or year)

    def in_week(self, children: list[Any]) -> DateExpression:
        values = _values(children)
        week = next(value for value in values if value.week is not None)
        days = next(value for value in values if value.week is None)
        return replace(days, week=week.week, last_week=week.last_week)

    def weekday_of_week(self, children: list[Any]) -> DateExpression:
        (value,) = _values(children)
        return replace(value, weekday=weekday_number(_tokens(children, "WEEKDAY")[0]))

    # --- months, windows, seasons ----------------------------------------------------------------------------------
    def month(self, children: list[Any]) -> DateExpression:
        name = _tokens(children, "MONTH")[0]
        weak = len(name.rstrip(".")) <= 4 and len(children) == 1 and name.lower() not in ("maj", "mars", "juni", "juli")
        return _expression(DateKind.MONTH, DatePoint(month_number(name), year=_year_in(children)), weak=weak)

    def iso_month(self, children: list[Any]) -> DateExpression:
        year, month = re.findall(r"\d+", str(children[0]))
        return _expression(DateKind.MONTH, DatePoint(int(month), year=int(year)))

    def one_month(self, children: list[Any]) -> DateExpression:
        (value,) = _values(children)
        return value

    def month_range(self, children: list[Any]) -> DateExpression:
        values = _values(children)
        return replace(_joined(values[0], values[-1], DateKind.MONTHS), weak=False)

    def part(self, children: list[Any]) -> DateExpression:
        (value,) = _values(children)
        low, high = _part_days(_tokens(children, "PART")[0])
        point = replace(value.first or DatePoint(1), low=low, high=high)
        return _expression(DateKind.WINDOW, point, approximate=True)

    def year_part(self, children: list[Any]) -> DateExpression:
        low, high = _part_days(_tokens(children, "PART")[0])
        months = (
            (1, 2)
            if high == 10
            else (11, 12)
            if low == 21
            else (6, 7)
            if low == 11
            else (1, 6)
            if low == 1
            else (7, 12)
        )
        year = _year_in(children)
        return _expression(
            DateKind.SEASON, DatePoint(months[0], year=year), DatePoint(months[1], year=year), approximate=True
        )

    def season_part(self, children: list[Any]) -> DateExpression:
        value = self.season(children)
        low, high = _part_days(_tokens(children, "PART")[0])
        point = value.last if low == 21 else value.first
        if low == 11 and value.first is not None:
            point = replace(value.first, month=value.first.month % 12 + 1)
        return _expression(DateKind.MONTH if high else DateKind.SEASON, point or DatePoint(1), approximate=True)

    def one_window(self, children: list[Any]) -> DateExpression:
        (value,) = _values(children)
        return value

    def window_range(self, children: list[Any]) -> DateExpression:
        first, last = _values(children)
        return replace(_joined(first, last, DateKind.WINDOW), approximate=True)

    def turn(self, children: list[Any]) -> DateExpression:
        first, last = _values(children)
        if first.first is None or last.first is None:
            return replace(first, impossible=True)
        return _joined(
            _expression(DateKind.WINDOW, replace(first.first, low=25)),
            _expression(DateKind.WINDOW, replace(last.first, high=7)),
            DateKind.WINDOW,
            approximate=True,
        )

    def year_turn(self, children: list[Any]) -> DateExpression:
        years = [full_year(year) for text in _tokens(children, "YEAR", "YEARSPAN") for year in re.findall(r"\d+", text)]
        first = years[0] if years else None
        last = None if first is None else first + 1
        return _expression(
            DateKind.WINDOW, DatePoint(12, 25, LAST_DAY, first), DatePoint(1, FIRST_DAY, 7, last), approximate=True
        )

    def feast(self, children: list[Any]) -> DateExpression:
        text = _tokens(children, "FEAST")[0]
        name = text.split()[-1].lower()[:3]
        if name not in _FEASTS:
            return replace(
                _EMPTY, kind=DateKind.RELATIVE, relative=Relative(to=text.split()[-1].lower(), approximate=True)
            )
        first, last = (DatePoint(month, day, day, _year_in(children)) for month, day in _FEASTS[name])
        return _expression(
            DateKind.WINDOW, first, last, approximate=True, deadline=text.lower().startswith(("före", "innan"))
        )

    def season(self, children: list[Any]) -> DateExpression:
        names = [
            re.sub(r"^(?:för(?=v|s)|sen\s?|tidig\s|hög)", "", name.lower()) for name in _tokens(children, "SEASON")
        ]
        spans = [_SEASON_MONTHS[name[:3]] for name in names if name[:3] in _SEASON_MONTHS]
        years = [full_year(year) for text in _tokens(children, "YEAR", "YEARSPAN") for year in re.findall(r"\d+", text)]
        if not spans:
            return replace(_EMPTY, impossible=True)
        first, last = (
            DatePoint(spans[0][0], year=years[0] if years else None),
            DatePoint(spans[-1][1], year=years[-1] if years else None),
        )
        return _joined(
            _expression(DateKind.SEASON, first), _expression(DateKind.SEASON, last), DateKind.SEASON, approximate=True
        )

    def quarter(self, children: list[Any]) -> DateExpression:
        text = _tokens(children, "QUARTER")[0].lower()
        words = ("första", "andra", "tredje", "fjärde")
        number = _number(text) or next((index for index, word in enumerate(words, 1) if text.startswith(word)), 1)
        year = _year_in(children)
        length = 4 if text.startswith("tertial") else 3
        if number * length > 12:
            return replace(_EMPTY, impossible=True)
        first, last = DatePoint(length * (number - 1) + 1, year=year), DatePoint(length * number, year=year)
        return _expression(DateKind.MONTHS, first, last)

    def years(self, children: list[Any]) -> DateExpression:
        first, last = (full_year(year) for year in re.findall(r"\d+", str(children[0])))
        return replace(_EMPTY, kind=DateKind.YEARS, years=(first, last), impossible=not first <= last <= first + 9)

    # --- around the date --------------------------------------------------------------------------------------------
    def clock(self, children: list[Any]) -> str:
        return clock_text(str(children[0]))

    def at(self, children: list[Any]) -> DateExpression:
        (value,) = _values(children)
        weekdays = _tokens(children, "WEEKDAY")
        times = [child for child in children if isinstance(child, str) and not isinstance(child, Token)]
        return replace(value, time=times[0], weekday=weekday_number(weekdays[0]) if weekdays else value.weekday)

    def extent(self, children: list[Any]) -> DateExpression:
        (value,) = _values(children)
        word = _tokens(children, "EXTENT")[0].lower()
        times = [child for child in children if isinstance(child, str) and not isinstance(child, Token)]
        full = word.startswith("hel")
        return replace(value, extent="full_day" if full else "half_day", time=times[0] if times else None)

    def until(self, _children: list[Any]) -> dict[str, bool]:
        return {"deadline": True, "open_start": True}

    def since(self, _children: list[Any]) -> dict[str, bool]:
        return {"open_end": True}

    def around(self, _children: list[Any]) -> dict[str, bool]:
        return {"approximate": True, "uncertain": True}

    def perhaps(self, _children: list[Any]) -> dict[str, bool]:
        return {"uncertain": True}

    def within(self, _children: list[Any]) -> dict[str, bool]:
        return {}

    def trail(self, _children: list[Any]) -> dict[str, bool]:
        return {"uncertain": True}

    def bare(self, children: list[Any]) -> DateExpression:
        (value,) = _values(children)
        flags = {name: flag for child in children if isinstance(child, dict) for name, flag in child.items()}
        if value.weak and len(children) > 1:
            value = replace(value, weak=False)
        return replace(value, **flags)

    def led(self, children: list[Any]) -> DateExpression:
        value = self.bare(children)
        return replace(value, open_end=False) if value.kind in (DateKind.RANGE, DateKind.MONTHS) else value

    between = led

    def time_first(self, children: list[Any]) -> DateExpression:
        value = self.bare(children)
        times = [child for child in children if isinstance(child, str) and not isinstance(child, Token)]
        return replace(value, time=times[0])

    def relative(self, children: list[Any]) -> DateExpression:
        return replace(_EMPTY, kind=DateKind.RELATIVE, relative=relative_time(str(children[0])))


def _part_days(text: str) -> tuple[int, int]:
    return next(
        (days for pattern, days in _PART_DAYS if re.search(pattern, text, re.IGNORECASE)), (FIRST_DAY, LAST_DAY)
    )


def _joined(
    first: DateExpression, last: DateExpression, kind: DateKind, **more: Any
) -> DateExpression:  # forwarded to replace
    """Two expressions as one from the first's first point to the last's last; a year written once serves both."""
    start, end = first.first, last.last
    if start is None or end is None:
        return replace(first, impossible=True)
    if end.year is not None and start.year is None:
        wraps = (start.month, start.low) > (end.month, end.high if end.high > 0 else 31)
        start = start.in_year(end.year - 1 if wraps else end.year)
    marks = {"weekday": first.weekday, "day_unknown": first.day_unknown or last.day_unknown}
    return replace(_EMPTY, kind=kind, first=start, last=end, **{**marks, **more})


def _listed(days: list[int], last: DateExpression, kind: DateKind) -> DateExpression:
    """ "4, 11 och 18 maj" or "2-3 maj": the days before the last share its month and year."""
    point = last.last
    if point is None or not point.is_day or [*days, point.low] != sorted({*days, point.low}):
        return replace(last, impossible=True)
    points = (*(replace(point, low=day, high=day) for day in days), point)
    if all(b.low - a.low == 1 for a, b in pairwise(points)):
        kind = DateKind.RANGE
    return replace(_EMPTY, kind=kind, first=points[0], last=point, listed=points if kind is DateKind.DAYS else ())


def relative_time(text: str) -> Relative:
    """ "cirka två veckor senare" as a distance to the row before; the sign says which side."""
    lowered = " ".join(text.lower().split())
    unit = next(
        (days for stem, days in (("vecka", 7), ("veckor", 7), ("dag", 1), ("månad", 30)) if stem in lowered), None
    )
    words = lowered.split()
    numbers = [_NUMBER_WORDS[word] for word in words if word in _NUMBER_WORDS] or [
        int(word) for word in re.findall(r"\d+", lowered)
    ][-1:]
    if lowered.startswith(("nästa", "påföljande")):
        return Relative(after="previous", days=unit)
    if unit is None or lowered.startswith("samma"):
        return Relative(to="previous") if lowered.startswith("samma") else Relative(after="previous")
    days = unit * (numbers[0] if numbers else 1)
    rough = (
        bool(re.search(r"\d\s?[-–]\s?\d", lowered))
        or bool(re.match(r"(?:cirka|ca|c:a|omkring|ungefär|någon|några)", lowered))
        or unit == 30
    )
    backwards = any(word in lowered for word in ("före", "innan", "dessförinnan", "tidigare"))
    known = days if numbers or lowered.startswith(("dagen", "veckan")) else None
    if backwards:
        return Relative(before="next", days=known, approximate=rough or None)
    return Relative(after="previous", days=known, approximate=rough or None)


def _with_dots(terminal: TerminalDef) -> None:
    if terminal.name == "DOTTED":
        terminal.pattern = PatternRE(_DOTTED)


@cache
def _scanner(*, finland: bool) -> Lark:
    return Lark.open_from_package(
        __name__, "dates.lark", parser=None, lexer="basic", edit_terminals=_with_dots if finland else None
    )


@cache
def _parser() -> Lark:
    return Lark.open_from_package(__name__, "dates.lark", parser="lalr", lexer="basic", transformer=_Builder())


_CORE = frozenset(
    {
        "MONTH",
        "NUMERIC",
        "ISO",
        "ISOSPAN",
        "ISOMONTH",
        "COMPACT",
        "DOTTED",
        "WEEKWORD",
        "SEASON",
        "PART",
        "TURN",
        "YEARTURN",
        "FEAST",
        "QUARTER",
        "YEARSPAN",
        "RELATIVE",
        "OPENNUMERIC",
    }
)
_ENDS = frozenset({"WORD", "OTHER", "BREAK", "NOISE", "DIGITS"})
_LONGEST = 16
"""No expression has more terminals than this; the limit keeps a hostile line of commas cheap."""


def scan(text: str, *, finland: bool = False) -> list[Token]:
    """Cut a text into the terminals of the date language."""
    return _tidied(list(_scanner(finland=finland).lex(text)))


_COMMA_FREE = frozenset({"TIME", "CLOCK", "WEEKDAY", "EXTENT", "WEEKWORD", "DEN"})
_BRACKETED = frozenset({"TIME", "CLOCK", "WEEKDAY", "EXTENT", "WEEKWORD", "NUM", "WEEKNUM", "PERHAPS"})


def _tidied(tokens: list[Token]) -> list[Token]:
    """Without the signs that carry nothing, so that the grammar need not allow them everywhere.

    A comma before a time or a weekday goes, brackets around one go, a dash between week and weekday goes.
    """
    kept: list[Token] = []
    skip = -1
    for index, token in enumerate(tokens):
        following = tokens[index + 1].type if index + 1 < len(tokens) else ""
        if token.type == "COMMA" and following in _COMMA_FREE:
            continue
        if token.type == "DASH" and following == "WEEKDAY" and len(kept) > 1 and kept[-2].type == "WEEKWORD":
            continue
        if token.type == "LPAREN":
            skip = _closing(tokens, index)
            if skip > 0:
                continue
        if index == skip:
            kept[-1].end_pos = token.end_pos
            continue
        kept.append(token)
    return kept


def _closing(tokens: list[Token], opening: int) -> int:
    """Where the bracket closes when it holds nothing but a weekday, a time, a week or a doubt; otherwise -1."""
    after_week = opening > 1 and tokens[opening - 2].type == "WEEKWORD"
    allowed = _BRACKETED | {"MONTH", "NUMERIC", "DASH"} if after_week else _BRACKETED
    for inside, index in enumerate(range(opening + 1, min(opening + 6, len(tokens)))):
        if tokens[index].type == "RPAREN":
            lone_number = inside == 1 and tokens[index - 1].type == "NUM"
            return index if inside and not lone_number else -1
        if tokens[index].type not in allowed:
            return -1
    return -1


def runs(tokens: list[Token]) -> Iterator[list[Token]]:
    """The maximal runs of date terminals that hold at least one that can be the core of a date."""
    run: list[Token] = []
    for token in tokens:
        if token.type not in _ENDS:
            run.append(token)
            continue
        if any(part.type in _CORE for part in run):
            yield run
        run = []
    if any(part.type in _CORE for part in run):
        yield run


def _candidates(tokens: list[Token]) -> list[int]:
    """The lengths at which a prefix of `tokens` may be complete, longest first."""
    reader = _parser().parse_interactive()
    lengths = []
    for count, token in enumerate(tokens, 1):
        try:
            reader.feed_token(token)
        except UnexpectedToken:
            break
        if "$END" in reader.choices():  # type: ignore[no-untyped-call]
            lengths.append(count)
    return lengths[::-1]


def longest_expression(tokens: list[Token]) -> tuple[DateExpression, int] | None:
    """The longest prefix of `tokens` that is an expression, and how many terminals it took."""
    window = tokens[:_LONGEST]
    for count in _candidates(window):
        reader = _parser().parse_interactive()
        try:
            for token in window[:count]:
                reader.feed_token(token)
            value = reader.feed_eof(window[count - 1])  # type: ignore[no-untyped-call]
        except UnexpectedToken:
            continue
        if isinstance(value, DateExpression) and not value.impossible:
            return value, count
    return None


# Built while the library loads, so that the first document is read as quickly as the next.
_parser()
_scanner(finland=False)
