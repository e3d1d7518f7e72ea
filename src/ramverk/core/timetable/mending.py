"""Mends text whose å, ä and ö went through the wrong character table.

A table is chosen for the whole document, by which one gives most Swedish words; where letters are lost altogether
(one mark for all three) a word is mended only if exactly one Swedish reading of it is known.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ramverk.core.timetable.swedish_stems import STEMS

_UTF8_READ_AS = ("cp1252", "mac_roman", "cp850", "cp437", "latin-1")
_SINGLE_BYTE = (  # written in, read as
    ("cp850", "cp1252"),
    ("cp850", "latin-1"),
    ("mac_roman", "cp1252"),
    ("mac_roman", "latin-1"),
    ("cp1252", "mac_roman"),
    ("cp1252", "cp850"),
    ("cp1252", "cp437"),
    ("cp1252", "cp1251"),
    ("cp1252", "cp1250"),
)
_LETTERS = "åäöÅÄÖéÉüÜ–—•”“’…"
_LOST = "\ufffd"
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Mended:
    """Lines after mending, how many words changed, and up to three examples ("fÃ¶rslag" -> "förslag")."""

    lines: tuple[str, ...]
    changed: int
    lost: int
    examples: tuple[tuple[str, str], ...] = ()


def mend_encoding(lines: Sequence[str]) -> Mended:
    """Undo a wrong character table, where there is one; plain Swedish text comes back as it was.

    `lost` counts the replacement marks that could not be filled in.
    """
    given = [unicodedata.normalize("NFC", line) for line in lines]
    whole = "\n".join(given)
    mended = whole
    for repair in (_entities, _loose_accents, _wrong_table, _fill_lost, _fill_flattened):
        mended = repair(mended)
    if mended == whole:
        return Mended(tuple(given), 0, mended.count(_LOST))
    out = mended.split("\n")
    if len(out) != len(given):  # never lose a line to a mend
        return Mended(tuple(given), 0, whole.count(_LOST))
    examples = _changes(given, out)
    return Mended(tuple(out), max(len(examples), 1), mended.count(_LOST), tuple(examples[:3]))


def _changes(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for old, new in zip(before, after, strict=True):
        if old != new:
            a, b = old.split(), new.split()
            pairs += (
                [(x, y) for x, y in zip(a, b, strict=False) if x != y] if len(a) == len(b) else [(old[:40], new[:40])]
            )
    return pairs


# ---------------------------------------------------------------------------------------------- wrong table
@cache
def _stem_pattern() -> re.Pattern[str]:
    stems = sorted({stem.lower() for stem in STEMS if re.search("[åäö]", stem.lower()) and len(stem) > 1}, key=len)
    return re.compile("|".join(re.escape(stem) for stem in reversed(stems)))


def _swedishness(text: str) -> int:
    """How many letters of words with å, ä or ö are recognised."""
    return sum(len(found) for found in _stem_pattern().findall(text.lower()))


@cache
def _tables() -> tuple[tuple[tuple[str, str], ...], ...]:
    """Every known misreading as (as it looks, as it was) pairs, longest first."""
    tables = [_utf8_table(codec) for codec in _UTF8_READ_AS]
    tables += [_byte_table(*pair) for pair in _SINGLE_BYTE]
    return tuple(tuple(sorted(table.items(), key=lambda pair: -len(pair[0]))) for table in tables if table)


def _utf8_table(codec: str) -> dict[str, str]:
    table = {}
    for letter in _LETTERS:
        once = _decode(letter.encode(), codec)
        if once:
            table[once] = letter
            twice = _decode(once.encode(), codec)
            if twice:
                table[twice] = letter
    if codec in {"cp1252", "latin-1"}:  # a no-break space, and marks whose second byte the table lacks
        table |= {"Â\u00a0": " ", "Ã\u00a5": "å", "Ã\u0085": "Å", "Ã\u0084": "Ä", "Ã\u0096": "Ö"}
    return table


def _byte_table(written: str, read: str) -> dict[str, str]:
    table = {}
    for letter in "åäöÅÄÖéÉ":
        try:
            seen = letter.encode(written).decode(read)
        except UnicodeError:
            continue
        if seen != letter:
            table[seen] = letter
    return table


def _decode(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeError:
        return None


def _wrong_table(text: str) -> str:
    if text.isascii():
        return _seven_bits(text)
    known = _swedishness(text)
    best, best_score = text, (known, -_oddness(text))
    for table in _tables():
        if not any(mark in text for mark, _ in table):
            continue
        candidate = _substitute(text, table)
        score = (_swedishness(candidate), -_oddness(candidate))
        if score[0] > best_score[0] or (score[0] == best_score[0] > known and score > best_score):
            best, best_score = candidate, score
    return best


def _oddness(text: str) -> int:
    """How many signs have no place in Swedish running text."""
    return len(re.findall(r"[\u0080-\u009f\u00c2\u00c3\u00e2\u0152\u0160\u0161\u017d\u20ac†‡‰√∂├┼]", text))


def _substitute(text: str, table: Sequence[tuple[str, str]]) -> str:
    back = dict(table)
    pattern = re.compile("|".join(re.escape(mark) for mark, _ in table))
    return pattern.sub(lambda found: back[found.group()], text)


def _seven_bits(text: str) -> str:
    """Swedish seven-bit text (SEN 85 02 00), where braces and bars stand for letters."""
    if not re.search(r"[a-zA-Z][{}|][a-z]", text):
        return text
    back = str.maketrans("}{|][\\", "åäöÅÄÖ")
    inside = re.compile(
        r"(?<=[A-Za-z])[{}|]+(?=[a-z])|\b[{}|](?=[a-z])|(?<=[A-Za-z])[{}|]|[{}|](?=[a-z])|[\][\\](?=[A-Z])"
    )
    candidate = inside.sub(lambda found: found.group().translate(back), text)
    return candidate if _swedishness(candidate) > _swedishness(text) + 10 else text


_ENTITIES = {"aring": "å", "auml": "ä", "ouml": "ö", "Aring": "Å", "Auml": "Ä", "Ouml": "Ö", "nbsp": " ", "ndash": "–",
             "#229": "å", "#228": "ä", "#246": "ö", "#197": "Å", "#196": "Ä", "#214": "Ö", "eacute": "é"}  # fmt: skip
_QUOTED = {"=C3=A5": "å", "=C3=A4": "ä", "=C3=B6": "ö", "=C3=85": "Å", "=C3=84": "Ä", "=C3=96": "Ö", "=E5": "å",
           "=E4": "ä", "=F6": "ö", "=C5": "Å", "=C4": "Ä", "=D6": "Ö"}  # fmt: skip


def _entities(text: str) -> str:
    if "&" in text:
        text = re.sub(r"&(#?\w+);", lambda found: _ENTITIES.get(found.group(1), found.group()), text)
    if re.search(r"=(C3=)?[A-F]\d?", text):
        quoted = re.sub("|".join(_QUOTED), lambda found: _QUOTED[found.group()], text)
        if _swedishness(quoted) > _swedishness(text) + 10:
            text = quoted
    return text


def _loose_accents(text: str) -> str:
    """Accents that a PDF left beside their letter: "fo¨rslag", "ma˚l"."""
    if not re.search("[¨˚°]", text):
        return text
    marks = {"¨": {"a": "ä", "o": "ö", "A": "Ä", "O": "Ö"}, "˚": {"a": "å", "A": "Å"}}

    def put(letter: str, mark: str, otherwise: str) -> str:
        return marks.get(mark, {}).get(letter, otherwise)

    after = re.sub("([aoAO]) ?([¨˚])", lambda found: put(found[1], found[2], found[0]), text)
    before = re.sub("([¨˚]) ?([aoAO])", lambda found: put(found[2], found[1], found[0]), text)
    return max((text, after, before), key=_swedishness)


# ---------------------------------------------------------------------------------------------- lost letters
@cache
def _flattened() -> dict[str, set[str]]:
    """Stems by their letters with å, ä, ö replaced by one mark."""
    table: dict[str, set[str]] = {}
    for stem in {stem.lower() for stem in STEMS}:
        table.setdefault(re.sub("[åäö]", "?", stem), set()).add(stem)
    return table


def _fill_lost(text: str) -> str:
    """Put letters back where a mark (the replacement sign, or a question mark inside a word) took their place."""
    if _LOST in text:
        text = re.sub(rf"(?<=\d)(\s?){_LOST}+(\s?)(?=\d)|(\s){_LOST}+(\s)", r"\1\3–\2\4", text)
        text = re.sub(rf"^(\s*)–(?=\s)|^(\s*){_LOST}(?=\s)", r"\1\2•", text, flags=re.MULTILINE)
        text = text.replace(_LOST * 2, _LOST) if text.count(_LOST * 2) * 2 >= text.count(_LOST) * 0.9 else text
        return re.sub(rf"[\w{_LOST}]*{_LOST}[\w{_LOST}]*", lambda found: _fill_word(found, _LOST), text)
    if len(re.findall(r"[a-zA-Z]\?[a-z]", text)) >= 3 and not re.search("[åäöÅÄÖ]", text):
        text = re.sub(r"(?<=\d) \? (?=\d)|(?<=\w) \? (?=[A-Z])", " – ", text)
        return re.sub(r"[^\W\d_?]*\?[\w?]+|\b[pdsfnP]\?(?=\s)", lambda found: _fill_word(found, "?"), text)
    return text


def _fill_word(found: re.Match[str], mark: str) -> str:
    word = found.group()
    masked = word.replace(mark, "?").lower()
    readings = _short_word(found, masked) or _readings(masked)
    if len(readings) != 1:
        return word
    filled = readings.pop()
    capitals = word.replace(mark, "").isupper() and len(word) > 2
    opens = (
        re.search(r"(?:\A|\n\s*|[.!?:]\s+|[•|\t]\s*)\Z", found.string[max(0, found.start() - 6) : found.start()])
        is not None
    )
    return "".join(
        (new.upper() if capitals or (opens and at == 0) else new) if old == mark else old
        for at, (old, new) in enumerate(zip(word, filled, strict=True))
    )


_BEFORE_YEAR = re.compile(
    r"(?:varje|n.sta|n.stkommande|kommande|f.ljande|ett|tv.|tre|per|om|innevarande|f.rra|f.r|flera|under)\s*$",
    re.IGNORECASE,
)


def _short_word(found: re.Match[str], masked: str) -> set[str]:
    """The little words that differ in one letter only, by what stands beside them."""
    before, after = (
        found.string[max(0, found.start() - 30) : found.start()],
        found.string[found.end() : found.end() + 8],
    )
    if masked == "?r":
        return {"år"} if re.match(r"\s*\d{4}", after) or _BEFORE_YEAR.search(before) else {"är"}
    if masked == "f?r":
        return (
            {"får"}
            if re.search(r"(?:na|en|et)\s+$", before)
            and re.match(r"\s+(?:i uppdrag|sin|ta\b|för|d.reft|m.jl|ocks|.ven|nu\b|sedan|inform|besked)", after)
            else {"för"}
        )
    return set()


def _readings(masked: str) -> set[str]:
    """All fillings of the marks that known stems agree on; the longest stem over a mark decides."""
    letters = list(masked)
    for at, letter in enumerate(masked):
        if letter == "?":
            found = _letter_at(masked, at)
            if len(found) != 1:
                return set()
            letters[at] = next(iter(found))
    return {"".join(letters)}


@lru_cache(maxsize=4096)
def _letter_at(masked: str, at: int) -> frozenset[str]:
    best: set[str] = set()
    longest = 0
    for shape, stems in _flattened().items():
        for offset in (i for i, letter in enumerate(shape) if letter == "?"):
            start = at - offset
            if start < 0 or masked[start : start + len(shape)] != shape:
                continue
            if len(shape) < 4 and masked != shape:
                continue
            letters = {stem[offset] for stem in stems}
            if len(shape) > longest:
                best, longest = letters, len(shape)
            elif len(shape) == longest:
                best = best | letters
    return frozenset(best)


def _fill_flattened(text: str) -> str:
    """Text where å, ä and ö were written a, a and o throughout: whole known words and compounds are mended."""
    if re.search("[åäöÅÄÖ]", text) or len(_WORD.findall(text)) < 30:
        return text
    if (
        len(re.findall(r"\b(?:for|fran|namnd\w*|pa|ar|forslag\w*|forvaltning\w*|fullmaktige)\b", text, re.IGNORECASE))
        < 3
    ):
        return text
    return _WORD.sub(lambda found: _unflatten(found.group()), text)


@cache
def _flat_stems() -> list[tuple[str, str]]:
    flat = str.maketrans("åäö", "aao")
    stems = {stem.lower() for stem in STEMS if re.search("[åäö]", stem.lower())}
    by_flat: dict[str, set[str]] = {}
    for stem in stems:
        by_flat.setdefault(stem.translate(flat), set()).add(stem)
    single = [(shape, next(iter(found))) for shape, found in by_flat.items() if len(found) == 1]
    return sorted(single, key=lambda pair: -len(pair[0]))


_SURE = {"nämnd", "månad", "föränd", "fördel", "förbun"}
"""Short stems that stand inside compounds and nothing else looks like ("inför" is not among them: "information")."""


def _unflatten(word: str) -> str:
    lower = word.lower()
    for shape, stem in _flat_stems():
        whole = lower == shape
        if (whole and len(shape) > 1) or (shape in lower and (len(shape) >= 6 or stem in _SURE)):
            at = lower.index(shape)
            kept = "".join(
                new.upper() if old.isupper() else new for old, new in zip(word[at : at + len(shape)], stem, strict=True)
            )
            return _unflatten_rest(word[:at]) + kept + _unflatten_rest(word[at + len(shape) :])
    return word


def _unflatten_rest(rest: str) -> str:
    return _unflatten(rest) if len(rest) >= 5 else rest
