"""Pieces of the source: text that remembers the line and the characters it stood on."""

from dataclasses import dataclass
from itertools import pairwise

from ramverk.core.timetable.model import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one source line. `text` may be tidied or mended; `start` and `end` refer to the line as written."""

    text: str
    line: int
    start: int
    end: int

    def cut(self, start: int, end: int | None = None) -> "Piece":
        """The part of the piece between two offsets of its text, without surrounding blanks."""
        stop = len(self.text) if end is None else min(end, len(self.text))
        start = min(max(start, 0), stop)
        while start < stop and self.text[start].isspace():
            start += 1
        while stop > start and self.text[stop - 1].isspace():
            stop -= 1
        if self.end - self.start != len(self.text):  # mended: offsets no longer match, the whole stretch is the origin
            return Piece(self.text[start:stop], self.line, self.start, self.end)
        return Piece(self.text[start:stop], self.line, self.start + start, self.start + stop)


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces read as one text, joined by single blanks (or as they stand where a word was broken over lines)."""

    pieces: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """The passage as one line."""
        return "".join(text for text, _ in self._joined())

    @property
    def lines(self) -> tuple[str, ...]:
        """The pieces, one string each."""
        return tuple(piece.text for piece in self.pieces)

    def __bool__(self) -> bool:
        return any(piece.text.strip() for piece in self.pieces)

    def __add__(self, other: "Passage") -> "Passage":
        return Passage(self.pieces + other.pieces)

    def _joined(self) -> list[tuple[str, Piece | None]]:
        """Text and the piece it came from; separators have no piece."""
        kept = [piece for piece in self.pieces if piece.text.strip()]
        if not kept:
            return []
        out: list[tuple[str, Piece | None]] = []
        for piece, following in pairwise(kept):
            if _is_broken_word(piece.text, following.text):
                out.append((piece.text.rstrip()[:-1], piece))
                continue
            out.extend([(piece.text, piece), (" ", None)])
        out.append((kept[-1].text, kept[-1]))
        return out

    def cut(self, start: int, end: int | None = None) -> "Passage":
        """The passage between two offsets of its text."""
        out: list[Piece] = []
        offset = 0
        stop = len(self.text) if end is None else end
        for text, piece in self._joined():
            if piece is not None and offset < stop and offset + len(text) > start:
                part = piece.cut(start - offset, min(stop - offset, len(text)))
                if part.text:
                    out.append(part)
            offset += len(text)
        return Passage(tuple(out))

    def span(self, start: int = 0, end: int | None = None) -> Span | None:
        """Where a stretch of the text begins in the source; over several lines, the share of the first one."""
        pieces = self.cut(start, end).pieces
        if not pieces:
            return None
        first = pieces[0]
        return Span(first.line, first.start, first.end)


_SUSPENDED = ("och", "eller", "samt", "till", "resp", "respektive", "/")
_MONTH_STEMS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "sept", "okt", "nov", "dec")


def _is_broken_word(text: str, following: str) -> bool:
    """True where a hyphen at a line's end breaks a word, and is not "mål- och" or a range "mars -"."""
    stem = text.rstrip()
    if len(stem) < 3 or stem[-1] not in "-\u00ad" or not stem[-2].isalpha() or not following[:1].islower():
        return False
    return not following.split(maxsplit=1)[0].startswith(_SUSPENDED + _MONTH_STEMS)
