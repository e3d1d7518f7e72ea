"""Footnote numbers that lost their raised position: "255" under a list of numbered notes is the 25th with note 5."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["Footnotes", "read_footnotes"]

_NUMBERED = re.compile(r"(?:^|(?<=\s))(\d{1,2})[.)]\s+(?=[A-ZÅÄÖ])")
_VALUES = re.compile(r"^[\s\d,–-]+(?:,[A-ZÅÄÖ])?\s*$")
_GLUED = re.compile(r"(?<!\d)(\d{2,4})((?:,(?:\d{1,2}|[A-ZÅÄÖ]))*)(?!\d)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The numbered notes of a document, keyed by their raised number, and the lines that hold them."""

    texts: dict[str, str] = field(default_factory=dict)
    lines: frozenset[int] = frozenset()

    def raise_in(self, text: str) -> str:
        """A line of days with the notes raised that stand glued to them; every other line as it is.

        Only a number that is no day is told apart, and only where it falls into a day and a note in one way.
        """
        if not self.texts or not _VALUES.match(text):
            return text
        return _GLUED.sub(self._parted, text)

    def _parted(self, found: re.Match[str]) -> str:
        number = found.group(1)
        if int(number) <= _LAST_DAY:
            return found.group()
        ways = [(number[:at], number[at:].translate(_RAISED)) for at in (1, 2) if 1 <= int(number[:at]) <= _LAST_DAY]
        ways = [(day, note) for day, note in ways if note in self.texts]
        if len(ways) != 1:
            return found.group()
        return "".join(ways[0]) + found.group(2).translate(_RAISED)


def read_footnotes(lines: Sequence[tuple[int, str]]) -> Footnotes:
    """The notes "1. Bokslut.  2. Budget." of a document, counted upwards from one; none where there is only one."""
    texts: dict[str, str] = {}
    held: set[int] = set()
    for number, text in lines:
        found = list(_NUMBERED.finditer(text))
        ends = [note.start() for note in found[1:]] + [len(text)]
        for note, end in zip(found, ends, strict=False):
            if int(note.group(1)) == len(texts) + 1:
                texts[note.group(1).translate(_RAISED)] = text[note.end() : end].strip(" .")
                held.add(number)
    return Footnotes(texts, frozenset(held)) if len(texts) > 1 else Footnotes()
