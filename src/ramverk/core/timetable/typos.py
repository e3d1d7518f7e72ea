"""Typing and recognition errors in dates that have exactly one reading: "l8 januari", "2 feburari", "1 5 mars", "2O
april".
"""

import re
from collections.abc import Callable

from ramverk.core.timetable.date_values import MONTHS

_MONTH = "|".join(MONTHS)
_ANY_MONTH = rf"(?:{_MONTH}|jan|feb|febr|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec)"
_LOOKS_LIKE = str.maketrans({"l": "1", "I": "1", "|": "1", "O": "0", "o": "0", "S": "5", "B": "8", "Z": "2"})
_WORDS = {
    "mark",
    "mass",
    "mats",
    "vars",
    "mer",
    "mar",
    "jul",
    "juli",
    "juni",
    "maj",
    "mars",
    "april",
    "man",
    "mat",
    "mai",
    "jon",
    "mål",
    "mars.",
}
# A day written with letters that look like digits, before a month.
_LETTER_DAY = re.compile(
    rf"(?<![\w.,/-])(\d[lIOoSBZ]|[lIOoSBZ]\d|[lI]{{2}}|[lI][Oo])(?=\s?[-–]?\s?(?i:{_ANY_MONTH})\b)"
)
_LETTER_DAY_RANGE = re.compile(rf"(?<![\w.,/])(\d{{1,2}}\s?[-–]\s?)([\dlIOo]{{2}})(?=\s{_ANY_MONTH}\b)")
_SPLIT_DAY = re.compile(rf"(^|[\t|]\s*)([1-3])\s(\d)(?=\s{_ANY_MONTH}\b)", re.IGNORECASE)
_SPLIT_YEAR = re.compile(
    r"(?<!\d)(20[ \u00a0][0-3]\d|2[ \u00a0]0[0-3]\d|20[0-3][ \u00a0]\d"
    r"|2[Oo][0-3]\d|20[0-3][lIOo]|2[Oo][lIOo0-9]\d)(?![\d/])"
)
_NUMERIC_LETTERS = re.compile(r"(?<![\w/])(?=[\dlIOo]*[lIOo])(?=[lIOo/]*\d)([\dlIOo]{1,2}/[\dlIOo]{1,2})(?![\w/])")
_CLOCK_LETTERS = re.compile(
    r"(?<=\bkl)([.:]?\s?)(?=[\dlIOo.:]*[lIOo])([\dlIOo]{1,2}(?:[.:][\dlIOo]{2})?)(?![\w])", re.IGNORECASE
)
_MIXED_ISO = re.compile(r"(?<!\d)(20[0-3]\d)([.,/_ ]-?|-)([01]\d)([.,/_]|-)([0-3]\d)(?!\d)")
_NEAR_MONTH = re.compile(r"(?<![\w.])(\d{1,2}\.?\s?)?([A-Za-zåäö]{3,11})(?![\w])")
_SPACED_MONTH = re.compile(
    r"(?<=\d )(?:" + "|".join(rf"{m[:i]} {m[i:]}" for m in MONTHS for i in range(1, len(m))) + r")(?!\w)", re.IGNORECASE
)

Repair = tuple[str, str]


def mend_dates(text: str) -> tuple[str, tuple[Repair, ...]]:
    """The text with such errors mended, and each mend as (as written, as read)."""
    if not any(sign.isdigit() for sign in text) and len(text) > 40:
        return text, ()
    repairs: list[Repair] = []
    for pattern, mend in _MENDS:
        text = pattern.sub(_noting(mend, repairs), text)
    return text, tuple(repairs)


def _noting(mend: Callable[[re.Match[str]], str], repairs: list[Repair]) -> Callable[[re.Match[str]], str]:
    def replace(found: re.Match[str]) -> str:
        new = mend(found)
        if new != found.group():
            repairs.append((found.group().strip(), new.strip()))
        return new

    return replace


def _letters(found: re.Match[str]) -> str:
    day = found.group(1).translate(_LOOKS_LIKE)
    return day if day.isdigit() and 1 <= int(day) <= 31 else found.group()


def _letters_in_range(found: re.Match[str]) -> str:
    day = found.group(2).translate(_LOOKS_LIKE)
    return found.group(1) + day if day.isdigit() and 1 <= int(day) <= 31 else found.group()


def _joined_day(found: re.Match[str]) -> str:
    day = int(found.group(2) + found.group(3))
    return f"{found.group(1)}{day}" if 10 <= day <= 31 else found.group()


def _year(found: re.Match[str]) -> str:
    year = re.sub(r"\s", "", found.group()).translate(_LOOKS_LIKE)
    return year if year.isdigit() and 2000 <= int(year) <= 2039 else found.group()


def _numeric(found: re.Match[str]) -> str:
    value = found.group(1).translate(_LOOKS_LIKE)
    day, _, month = value.partition("/")
    good = day.isdigit() and month.isdigit() and 1 <= int(day) <= 31 and 1 <= int(month) <= 12
    return value if good else found.group()


def _clock(found: re.Match[str]) -> str:
    value = found.group(2).translate(_LOOKS_LIKE)
    return found.group(1) + value if re.fullmatch(r"[0-2]?\d(?:[.:][0-5]\d)?", value) else found.group()


def _iso(found: re.Match[str]) -> str:
    year, first, month, second, day = found.groups()
    good = 1 <= int(month) <= 12 and 1 <= int(day) <= 31 and first != second
    return f"{year}-{month}-{day}" if good else found.group()


def _month(found: re.Match[str]) -> str:
    """A misspelt month after a day number, or standing alone: one slip from exactly one month."""
    number, word = found.group(1) or "", found.group(2)
    alone = found.string.strip(" :\t.") == word
    if not (number or alone) or word.lower() in _WORDS:
        return found.group()
    month = nearest_month(word)
    if month is None or (len(word) < 5 and not number):
        return found.group()
    return number + (month.capitalize() if word[:1].isupper() else month)


def nearest_month(word: str) -> str | None:
    """The month that a word is one slip away from; None where it is a month, or more than one or none is near."""
    lower = word.lower()
    if re.fullmatch(_ANY_MONTH, lower) or len(lower) < 3:
        return None
    found = [month for month in MONTHS if _one_slip(lower, month) or _one_slip(lower.replace("rn", "m"), month)]
    found += [month for month in MONTHS if lower.replace("rn", "m") == month or lower.replace("l", "i") == month]
    return found[0] if len(set(found)) == 1 else None


def _one_slip(word: str, month: str) -> bool:
    """One letter wrong, lost, doubled or swapped with its neighbour; in short months only a look-alike."""
    if abs(len(word) - len(month)) > 1 or word[:1] != month[:1]:
        return False
    if len(month) <= 4 and len(word) == len(month) + 1:
        return any(word[:at] + word[at + 1 :] == month for at in range(1, len(word))) and word != f"{month}s"
    if len(month) <= 4:
        return (
            len(word) == len(month)
            and sum(a != b for a, b in zip(word, month, strict=True)) == 1
            and _alike(word, month)
        )
    if len(word) == len(month):
        wrong = [at for at, (a, b) in enumerate(zip(word, month, strict=True)) if a != b]
        swapped = (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and word[wrong[0]] == month[wrong[1]]
            and word[wrong[1]] == month[wrong[0]]
        )
        return len(wrong) == 1 or swapped
    longer, shorter = (word, month) if len(word) > len(month) else (month, word)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


_ALIKE = {
    frozenset("il"),
    frozenset("i1"),
    frozenset("l1"),
    frozenset("nu"),
    frozenset("ji"),
    frozenset("jl"),
    frozenset("ae"),
    frozenset("rn"),
}


def _alike(word: str, month: str) -> bool:
    return all(a == b or frozenset((a, b)) in _ALIKE for a, b in zip(word, month, strict=True))


def _unspaced(found: re.Match[str]) -> str:
    return found.group().replace(" ", "")


_MENDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_SPACED_MONTH, _unspaced),
    (_NEAR_MONTH, _month),
    (_LETTER_DAY, _letters),
    (_LETTER_DAY_RANGE, _letters_in_range),
    (_SPLIT_DAY, _joined_day),
    (_SPLIT_YEAR, _year),
    (_NUMERIC_LETTERS, _numeric),
    (_CLOCK_LETTERS, _clock),
    (_MIXED_ISO, _iso),
)
