"""One cell: forgiving about case, blanks and how a date is written; strict about everything else."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ramverk.formats.organisation_sheets.tables import Column, Content
from ramverk.formats.organisation_sheets.vocabulary import (
    BODY_KINDS,
    LANGUAGES,
    ROLES,
    YES_NO,
    Words,
    code_of,
    nearest,
    word_for,
)

_CHOICES: dict[Content, tuple[Words, str, str]] = {
    Content.BODY_KIND: (BODY_KINDS, "slaget", "kind of body"),
    Content.ROLE: (ROLES, "rollen", "role"),
    Content.LANGUAGE: (LANGUAGES, "språket", "language"),
}
_EMAIL = re.compile(r"[^\s@,;<>()\"']+@[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}")
_TRIGGERS = ("=", "+", "-", "@", "\t", "\r")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2})?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/. -]\s?(\d{4})")
_SPOKEN = re.compile(r"(?:den\s+)?(\d{1,2})\s+([a-zåäö]+)\.?\s+(\d{4})", re.IGNORECASE)
_LARGEST = 32_767


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell cannot be used, and the cure: code, Swedish and English sentence without the place."""

    code: str
    sv: str
    en: str


Value = str | int | bool | date | None


def escape(text: str) -> str:
    """A text that no spreadsheet takes for a formula: `'` before = + - @, tab and carriage return.

    >>> escape("=HYPERLINK()"), escape("Ärende 4"), escape("'=1")
    ("'=HYPERLINK()", 'Ärende 4', "''=1")
    """
    return f"'{text}" if text.lstrip("'").startswith(_TRIGGERS) else text


def unescape(text: str) -> str:
    """What `escape` was given."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_TRIGGERS) else text


def as_text(raw: Any) -> str:
    """What stands in the cell, as one line of text; a whole number without its ".0", nothing invisible."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "ja" if raw else "nej"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", str(raw))).strip()
    return text if text.isprintable() else "".join(sign for sign in text if sign.isprintable())


def parse_date(raw: Any) -> date | None:
    """A day from a date cell or from 2018-02-06, 20180206, 6/2 2018, 6.2.2018 or 6 februari 2018; else None.

    A bare number that is no eight-digit date is refused: whether it counts days since 1900 or 1904 cannot be known.
    """
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = as_text(raw)
    try:
        return _from_text(text)
    except ValueError:
        return None


def _from_text(text: str) -> date | None:
    if match := _ISO.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(text):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if match := _SPOKEN.fullmatch(text):
        short = match[2][:3].casefold()
        return date(int(match[3]), _MONTHS.index(short) + 1, int(match[1])) if short in _MONTHS else None
    return None


def parse_cell(column: Column, raw: Any) -> Value | Problem:
    """The cell's value in the form its column wants (empty cells give the column's empty value), or the problem."""
    text = as_text(raw)
    if text.startswith("="):
        return Problem(
            "formula", f"'{_short(text)}' är en formel. Klistra in värdet i stället.", "a formula; paste its value"
        )
    text = unescape(text)
    if not text:
        return _empty(column)
    if column.content is Content.DATE:
        return parse_date(raw) or Problem(
            "date",
            f"'{_short(text)}' är inte ett datum. Skriv till exempel 2018-02-06.",
            f"'{_short(text)}' is no date; write for example 2018-02-06",
        )
    return _PARSERS[column.content](column, text)


def _empty(column: Column) -> Value | Problem:
    if column.required:
        return Problem(
            "missing", f"{column.head} saknas. Fyll i cellen.", f"{column.name} is missing; fill in the cell"
        )
    empty: dict[Content, Value] = {
        Content.DATE: None,
        Content.WHOLE: 0,
        Content.YES_NO: False,
        Content.LANGUAGE: "sv",
    }
    return empty.get(column.content, "")


def _text(column: Column, text: str) -> Value | Problem:
    if len(text) > column.longest:
        return Problem(
            "too_long",
            f"'{_short(text)}' är {len(text)} tecken. Högst {column.longest} får plats; korta texten.",
            f"{len(text)} characters; at most {column.longest}",
        )
    return text


def _email(column: Column, text: str) -> Value | Problem:
    if not _EMAIL.fullmatch(text):
        return Problem(
            "email",
            f"'{_short(text)}' är inte en e-postadress. Skriv till exempel namn@kommunen.se.",
            f"'{_short(text)}' is no e-mail address",
        )
    return _text(column, text.lower())


def _whole(_column: Column, text: str) -> Value | Problem:
    digits = re.sub(r"[\s\u00a0\u202f]", "", text)
    if not (digits.isascii() and digits.isdigit()) or int(digits) > _LARGEST:
        return Problem(
            "whole",
            f"'{_short(text)}' är inte ett helt tal mellan 0 och {_LARGEST}. Skriv bara siffror.",
            f"'{_short(text)}' is no whole number from 0 to {_LARGEST}",
        )
    return int(digits)


def _yes_no(_column: Column, text: str) -> Value | Problem:
    code = code_of(YES_NO, text)
    if code is None:
        return Problem("yes_no", f"'{_short(text)}' är varken ja eller nej. Skriv ja eller nej.", "write ja or nej")
    return code == "yes"


def _choice(column: Column, text: str) -> Value | Problem:
    words, what, what_en = _CHOICES[column.content]
    if (code := code_of(words, text)) is not None:
        return code
    near = nearest(words, text)
    known = ", ".join(word_for(words, code) for code in words)
    cure = f"Menade du {near}?" if near else f"Skriv något av: {known}."
    cure_en = f"Did you mean {near}?" if near else f"Write one of: {known}."
    return Problem(
        "unknown_word", f"{what} '{_short(text)}' finns inte. {cure}", f"{what_en} '{_short(text)}' unknown. {cure_en}"
    )


_PARSERS = {
    Content.TEXT: _text,
    Content.EMAIL: _email,
    Content.WHOLE: _whole,
    Content.YES_NO: _yes_no,
    Content.BODY_KIND: _choice,
    Content.ROLE: _choice,
    Content.LANGUAGE: _choice,
}


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
