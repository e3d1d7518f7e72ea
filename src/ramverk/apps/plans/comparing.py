"""Two versions of a section, word by word or row by row."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ramverk.apps.plans.models import GoalLevel, IndicatorDirection
from ramverk.core.money import Ore, Unit, format_exact

_CHOICES = {"level": GoalLevel, "direction": IndicatorDirection}
"""Fields that are kept as codes and read as words."""
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: `same`, `added` or `removed`."""

    kind: str
    text: str


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Piece]:
    """What was taken away and what came, in reading order."""
    if "text" in before or "text" in after:
        return list(_pieces(_WORDS.findall(before.get("text", "")), _WORDS.findall(after.get("text", ""))))
    return list(_pieces(_lines(before.get("rows", ())), _lines(after.get("rows", ()))))


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for what, b1, b2, a1, a2 in matcher.get_opcodes():
        if what == "equal":
            yield Piece("same", "".join(after[a1:a2]))
            continue
        if removed := "".join(before[b1:b2]):
            yield Piece("removed", removed)
        if added := "".join(after[a1:a2]):
            yield Piece("added", added)


def _lines(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Each row as one readable line, the identities left out."""
    return [f"{_line(row)}\n" for row in rows]


def _line(row: Mapping[str, Any]) -> str:
    parts: list[str] = []
    for name, value in row.items():
        if name in {"key", "parent_key"} or value in ("", None, [], {}, False):
            continue
        if name == "amounts":
            parts.extend(f"{year}: {format_exact(Ore(amount), Unit.TKR)} tkr" for year, amount in value.items())
        elif name in _CHOICES:
            parts.append(str(_CHOICES[name](value).label))
        elif isinstance(value, Mapping):
            parts.extend(f"{year}: {part}" for year, part in value.items())
        elif isinstance(value, list):
            parts.extend(f"[{_line(one)}]" if isinstance(one, Mapping) else str(one) for one in value)
        elif value is not True:
            parts.append(str(value))
    return " · ".join(parts)
