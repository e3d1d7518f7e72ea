"""Bytes to text: which character table were they written with?

A byte order mark or valid UTF-8 settles it. Otherwise the tables that Swedish files come in are tried, and the one that
puts å, ä and ö inside words wins. That is no repair: the bytes were right, only the label was missing.
"""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TABLES = ("cp1252", "mac-roman", "cp437", "cp850")
_IN_WORD = re.compile(r"(?<=[A-Za-zÅÄÖåäöé])[^\x00-\x7f]|[^\x00-\x7f](?=[A-Za-zåäöé])")
_SWEDISH = frozenset("åäöÅÄÖéÉüè")
_TYPOGRAPHY = frozenset("–—’‘”“•…·§°½\u00a0\u00ad«»")


def decode(data: bytes) -> str:
    """The text that `data` stands for. Never fails: the best table is used, even when none fits well."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace").removeprefix("\ufeff")
    if wide := wide_table(data):
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _mostly_utf8(data) or max((decode_with(data, name) for name in _TABLES), key=_swedishness)


def wide_table(data: bytes) -> str | None:
    """The name of UTF-16 without a mark, told by zero bytes on every other place; else None."""
    sample = data[:4000]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[0::2], sample[1::2]
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def decode_with(data: bytes, name: str) -> str:
    """Decode a one-byte table; bytes without a meaning in it keep their number, as browsers do."""
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return "".join(_one(byte, name) for byte in data)


def _one(byte: int, name: str) -> str:
    try:
        return bytes([byte]).decode(name)
    except UnicodeDecodeError:
        return chr(byte)


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with single lines in another table occurs in files glued together; then each line is decoded alone."""
    lines = data.split(b"\n")
    decoded = [_utf8_or_none(line) for line in lines]
    marked = sum(text is not None and not text.isascii() for text in decoded)
    broken = decoded.count(None)
    if not marked or broken > marked:
        return None
    return "\n".join(
        max((decode_with(line, name) for name in _TABLES), key=_swedishness) if text is None else text
        for line, text in zip(lines, decoded, strict=True)
    )


def _utf8_or_none(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _swedishness(text: str) -> int:
    """How much the letters beyond ASCII look like Swedish: å, ä, ö inside words for, everything else there against."""
    inside = sum(3 if char in _SWEDISH else -4 for char in _IN_WORD.findall(text))
    return inside + sum(1 if char in _SWEDISH or char in _TYPOGRAPHY else -2 for char in text if not char.isascii())
