"""Bytes of a line to text: CP437 by rule, but UTF-8 files and single CP1252 lines occur."""

from enum import StrEnum

_SHOWS_CP1252 = frozenset("σΣ÷┼─╓")
"""What å, ä, ö, Å, Ä, Ö of CP1252 look like when read as CP437."""
SAFE_BELOW = 0xB0
"""CP437's letters lie below. Above are frames and Greek, which readers take for another character table."""


class Table(StrEnum):
    """The character table a line turned out to be written with."""

    ASCII = "ascii"
    UTF8 = "utf-8"
    CP437 = "cp437"
    CP1252 = "cp1252"


def decode_line(line: bytes) -> tuple[str, Table]:
    """Strict UTF-8, else CP437; if that shows characters that CP1252's å, ä and ö become, CP1252. Never fails."""
    try:
        return line.decode("utf-8"), Table.ASCII if line.isascii() else Table.UTF8
    except UnicodeDecodeError:
        text = line.decode("cp437")
    if _SHOWS_CP1252.isdisjoint(text):
        return text, Table.CP437
    return line.decode("cp1252", errors="replace"), Table.CP1252


_INSTEAD = {
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "”": '"', "“": '"', "„": '"', "’": "'", "‘": "'", "…": "...",
    "•": "-", "§": "par.", "ß": "ss", "ø": "ö", "Ø": "Ö", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "€": "EUR",
    "\r": " ", "\n": " ", "\t": " ", "\uff3c": "/",
}  # fmt: skip


def encode_text(text: str, replaced: dict[str, str]) -> bytes:
    """CP437, with what it lacks replaced; each replacement is noted in `replaced`."""
    return b"".join(_encode(char, replaced) for char in text)


def _encode(char: str, replaced: dict[str, str]) -> bytes:
    if " " <= char <= "~":
        return char.encode("ascii")
    try:
        coded = char.encode("cp437")
    except UnicodeEncodeError:
        coded = b""
    if coded and 0x80 <= coded[0] < SAFE_BELOW:
        return coded
    instead = _INSTEAD.get(char, "?")
    replaced[char] = instead
    return instead.encode("cp437")
