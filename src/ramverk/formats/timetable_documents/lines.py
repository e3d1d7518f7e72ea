"""From fragments of text to `SourceLine`: white space, composed letters and strike-through, the same for every format.

Readers mark struck characters with a combining long stroke (U+0336) after each of them. That is also how people strike
through in plain text, so one place turns the marks into ranges.
"""

import re
import unicodedata
from collections.abc import Sequence

from ramverk.core.timetable.model import SourceLine
from ramverk.formats.timetable_documents.errors import TooLargeDocument

STROKE = "\u0336"
MAX_LINES = 20_000
MAX_LINE_LENGTH = 20_000

_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
)
_NOTHING = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(9), *range(14, 32), 0x7F]
)
_CLEAN: dict[int, str | None] = {**_SPACES, **_NOTHING, 0x0B: "\n", 0x0C: "\n", 0x2028: "\n", 0x2029: "\n", 0x0D: "\n"}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def strike(text: str) -> str:
    """`text` with every character but white space marked as struck through."""
    return "".join(char if char.isspace() else char + STROKE for char in text.replace(STROKE, ""))


def clean(text: str) -> str:
    """`text` with composed letters, ordinary spaces and no invisible characters; tabs and line breaks stay."""
    text = _LONE_SURROGATE.sub("\ufffd", text.replace("\r\n", "\n"))
    return unicodedata.normalize("NFC", text).translate(_CLEAN)


def collapse(text: str) -> str:
    """One cell's text: runs of white space made one space, line breaks kept, empty lines dropped."""
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _unmark(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Take the strokes out of `text` and give the ranges they covered."""
    plain: list[str] = []
    ranges: list[tuple[int, int]] = []
    for char in text:
        if char != STROKE:
            plain.append(char)
        elif plain:
            last = len(plain) - 1
            if ranges and ranges[-1][1] >= last:
                ranges[-1] = (ranges[-1][0], last + 1)
            else:
                ranges.append((last, last + 1))
    joined = "".join(plain)
    return joined, tuple(_bridge(joined, ranges))


def _bridge(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join ranges parted only by spaces, and let none begin or end with a space."""
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        if joined and not text[joined[-1][1] : start].strip(" "):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    tight = ((start + _indent(text[start:end]), end - _indent(text[start:end][::-1])) for start, end in joined)
    return [(start, end) for start, end in tight if start < end]


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


class Lines:
    """Collects the lines of a document in order; numbers them unless the format knows the number.

    Raises TooLargeDocument when there are more lines than any timetable has.
    """

    def __init__(self) -> None:
        """Begin with no lines, on page one."""
        self._lines: list[SourceLine] = []
        self._last = 0
        self.page = 1

    def text(self, text: str, *, role: str = "", number: int | None = None) -> None:
        """Add a line of running text. Indents and runs of spaces stay, since they may be columns."""
        plain, struck = _unmark(clean(text).replace("\n", " ").rstrip()[: MAX_LINE_LENGTH * 2])
        self._append(SourceLine(self._number(number), plain[:MAX_LINE_LENGTH], None, role, struck, self.page))

    def row(self, cells: Sequence[str], *, number: int | None = None) -> None:
        """Add a table row. Cells keep their line breaks; `text` shows them as spaces."""
        tidy = [collapse(cell) for cell in cells]
        if not any(tidy):
            return
        plain, struck = _unmark("\t".join(cell.replace("\n", " ") for cell in tidy))
        held = tuple(cell.replace(STROKE, "") for cell in tidy)
        self._append(SourceLine(self._number(number), plain, held, "", struck, self.page))

    def blank(self, *, number: int | None = None) -> None:
        """Add an empty line: it parts paragraphs."""
        self.text("", number=number)

    def done(self) -> tuple[SourceLine, ...]:
        """All lines collected."""
        return tuple(self._lines)

    @property
    def has_text(self) -> bool:
        """Whether any line holds something to read."""
        return any(line.text.strip() for line in self._lines)

    def _number(self, number: int | None) -> int:
        self._last = self._last + 1 if number is None else number
        return self._last

    def _append(self, line: SourceLine) -> None:
        if len(self._lines) >= MAX_LINES:
            raise TooLargeDocument(f"mer än {MAX_LINES} rader", f"{MAX_LINES} rader")
        self._lines.append(line)
