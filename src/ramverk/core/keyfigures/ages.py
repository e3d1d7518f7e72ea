"""Spans of ages as people write them: "6", "7–15 år", "80–", "100+ år"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

EVERYBODY = 999
"""The end of a span without an end."""
_SPAN = re.compile(r"(\d{1,3})(?:\s*([-–+])\s*(\d{1,3})?)?\s*(?:år)?")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From one age to another, both counted in."""

    first: int
    last: int

    def __str__(self) -> str:
        if self.last == EVERYBODY:
            return f"{self.first}–"
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    def made_of(self, parts: Iterable["Span"]) -> tuple["Span", ...]:
        """Parts that follow on each other and together are just this span, the longest first; empty where none do."""
        chosen: list[Span] = []
        at = self.first
        usable = sorted((one for one in parts if one.first >= self.first and one.last <= self.last), reverse=True)
        while True:
            following = next((one for one in usable if one.first == at), None)
            if following is None:
                return ()
            chosen.append(following)
            if following.last == self.last:
                return tuple(chosen)
            at = following.last + 1


def span_of(text: str) -> Span | None:
    """The span of a text, or none where it is no span of ages."""
    found = _SPAN.fullmatch(text.strip().replace("\u2212", "-"))
    if found is None:
        return None
    first = int(found[1])
    if found[2] is None:
        return Span(first, first)
    last = EVERYBODY if found[3] is None else int(found[3])
    return Span(first, last) if last >= first and not (found[2] == "+" and found[3]) else None
