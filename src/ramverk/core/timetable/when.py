"""What the passes ask of the date language: is this a date cell, does a date lead here, which date rules a sentence."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from ramverk.core.timetable.dates import CellDates, DateExpression, DateKind, DateRole, find_dates, read_cell

_NOTHING = re.compile(r"^[\s,.;:()\[\]/*–—-]*$")
# What may stand beside the date in a cell or heading without being an activity.
_BESIDE = re.compile(
    r"^(?:[\s,.;:()\[\]/*–—?-]|\b(?:i|på|den|kl(?:ockan)?|från|till|och|samt|obs|prel\w*|ev\w*|eventuell\w*|reserv\w*|reservdag\w*"
    r"|reservdatum|alternativt|alt|flytta\w*|flyttas|flyttat|ändra\w*|tidigare|nytt|ny|tid|datum|dag|dagen|heldag|halvdag|senast|info|KS|KF|KSAU"
    r"|extra|inställt|klar|deadline|stopp|fm|em|lunch|frukost|ca|cirka|preliminärt|månad|vecka|v|år|under|perioden|period)\b|\d)*$",
    re.IGNORECASE,
)
_PLACE_TAIL = re.compile(r"^[\s,]*(?:(?:i|på|plats:?|lokal:?)\s+)[A-ZÅÄÖ][^.!?:]{2,60}$")


# Whether `13.3.` is a date is a fact about the whole document that every question below depends on.
_FINLAND: ContextVar[bool] = ContextVar("finland", default=False)


@contextmanager
def country(*, finland: bool) -> Iterator[None]:
    """Read dates as a document from Finland writes them, within the block."""
    token = _FINLAND.set(finland)
    try:
        yield
    finally:
        _FINLAND.reset(token)


def dates_in(text: str) -> tuple[DateExpression, ...]:
    """Every date expression in a text; remembered, since several passes ask about the same line."""
    return _dates(text, _FINLAND.get())


def cell_dates(text: str) -> CellDates:
    """A text read as a date cell."""
    return _cell(text, _FINLAND.get())


@lru_cache(maxsize=8192)
def _dates(text: str, finland: bool) -> tuple[DateExpression, ...]:
    return find_dates(text, finland=finland)


@lru_cache(maxsize=8192)
def _cell(text: str, finland: bool) -> CellDates:
    return read_cell(text, finland=finland)


def is_date_cell(text: str) -> bool:
    """Whether the text is a date and nothing but a date with what belongs to it (time, remark in brackets, place)."""
    if not text.strip() or len(text) > 140:
        return False
    cell = cell_dates(text)
    if cell.main is None or cell.main.kind is DateKind.RELATIVE:
        return False
    if cell.main.weak and not re.fullmatch(r"[\W\d]*\w+\.?[\W\d]*", text):
        return False
    return bool(
        _NOTHING.match(cell.rest) or _BESIDE.match(cell.rest) or _is_bracketed(cell) or _PLACE_TAIL.match(cell.rest)
    )


def _is_bracketed(cell: CellDates) -> bool:
    """Everything beside the date stands in brackets: "6 februari (ev. info KS 15/1)"."""
    return bool(_BESIDE.match(re.sub(r"\([^()]*\)?", "", cell.rest)))


def date_ahead(text: str) -> int | None:
    """Where the date ends that the text begins with; None where it begins with something else.

    Several dates in a row ("22 maj 30 maj", "25 maj 4 juni, kl 11-12") and brackets with a date belong together.
    """
    found = [value for value in dates_in(text) if value.is_dated and value.role is DateRole.ROW]
    if not found or not _NOTHING.match(text[: found[0].start]):
        return None
    if found[0].weak and found[0].kind is DateKind.MONTH and not re.match(r"[\s:–-]|$", text[found[0].end :]):
        return None
    end = found[0].end
    for value in found[1:]:
        between = text[end : value.start]
        if not re.fullmatch(r"[\s,;/]*(?:och|alt(?:ernativt)?\.?|eller)?\s*(?:\((?:ev\w*\.?)?[^()]{0,30})?", between):
            break
        end = value.end
        if "(" in between:
            end = text.find(")", end) + 1 or end
    bracket = re.match(r"\s*\((?:[^()]*\d[^()]*|prel\w*\.?|ev\w*\.?|reserv\w*)\)", text[end:], re.IGNORECASE)
    return end + bracket.end() if bracket else end


def row_dates(text: str) -> list[DateExpression]:
    """The dates of a text that could date a row."""
    return [
        value
        for value in dates_in(text)
        if value.role is DateRole.ROW and (value.is_dated or value.relative is not None) and not value.weak
    ]
