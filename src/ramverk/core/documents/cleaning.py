"""Signs that nobody sees and programs stumble over: found and named before a document is made, and left out of it."""

import re
from dataclasses import dataclass
from typing import Any

from ramverk.core.documents.content import from_json, to_json
from ramverk.core.documents.model import Document

__all__ = ["cleaned", "hidden_in"]

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control signs, turns of direction, signs of no width and halves of signs. Tabs and line breaks are text."""
_DRAWN = {"svg", "screen", "content"}
_SAID_TWICE = {"runs"}
"""Text that stands whole beside its pieces: its signs are counted once, and taken out of both."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text that holds hidden signs: how it begins without them, and how many there are."""

    text: str
    count: int


def hidden_in(document: Document) -> list[Hidden]:
    """Every text of the document with hidden signs, in reading order."""
    return list(_search(to_json(document)))


def _search(value: Any) -> Any:
    if isinstance(value, str):
        if count := len(_HIDDEN.findall(value)):
            yield Hidden(_HIDDEN.sub("", value), count)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in _DRAWN | _SAID_TWICE:
                yield from _search(part)
    elif isinstance(value, list):
        for part in value:
            yield from _search(part)


def cleaned(document: Document) -> Document:
    """The document without hidden signs; the very same where it has none."""
    content = to_json(document)
    return from_json(_clean(content)) if any(True for _found in _search(content)) else document


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _HIDDEN.sub("", value)
    if isinstance(value, dict):
        return {name: part if name in _DRAWN else _clean(part) for name, part in value.items()}
    return [_clean(part) for part in value] if isinstance(value, list) else value
