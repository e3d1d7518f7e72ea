"""An edition as bytes that never change: what is frozen, sent on and checked."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Post, PostKind, Source, SourceKind
from ramverk.core.editions.editions import Edition, EditionKind, Folded, fold
from ramverk.core.money import Ore

__all__ = ["FORMAT", "canonical", "checksum", "folded_bytes", "from_json", "to_json"]

FORMAT = "ramverk.edition/1"
"""Rises when the shape changes; older editions keep theirs and stay readable."""


def canonical(value: Any) -> bytes:
    """JSON in one form: keys sorted, no blanks, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def to_json(edition: Edition) -> dict[str, Any]:
    """The edition with its whole line of parents, the root first; internal notes are left out."""
    return {"format": FORMAT, "line": [_edition(member) for member in edition.line()]}


def checksum(edition: Edition) -> str:
    """SHA-256 over the canonical bytes of the edition with all it rests on."""
    return hashlib.sha256(canonical(to_json(edition))).hexdigest()


def folded_bytes(edition: Edition) -> bytes:
    """The frames of an edition as canonical bytes, independent of the order of its changes."""
    return canonical(_folded(fold(edition)))


def _folded(folded: Folded) -> list[list[Any]]:
    return [
        [post.kind.value, post.owner, post.part, {str(year): int(amount) for year, amount in sorted(amounts.items())}]
        for post, amounts in sorted(folded.items(), key=lambda item: item[0])
    ]


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "id": edition.id,
        "kind": edition.kind.value,
        "name": edition.name,
        "years": list(edition.years),
        "forecast_set": edition.forecast_set,
        "changes": [_change(change) for change in edition.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": change.id,
        "post": [change.post.kind.value, change.post.owner, change.post.part],
        "cause": change.cause.value,
        "amounts": {str(year): int(amount) for year, amount in sorted(change.amounts.items())},
        "text": change.text,
        "source": [change.source.kind.value, change.source.words, change.source.reference],
    }
    marks = {"one_off": change.is_one_off, "earmarked": change.is_earmarked}
    links = {"pair": change.pair, "reverses": change.reverses, "rule": change.rule}
    return row | {name: value for name, value in (marks | links).items() if value}


def from_json(content: Mapping[str, Any]) -> Edition:
    """The edition that `to_json` wrote. Raises ValueError for another format."""
    if content.get("format") != FORMAT:
        raise ValueError(f"unknown format of edition: {content.get('format')!r}")
    edition: Edition | None = None
    for row in content["line"]:
        edition = Edition(
            id=row["id"],
            kind=EditionKind(row["kind"]),
            name=row["name"],
            years=tuple(row["years"]),
            changes=tuple(_read_change(change) for change in row["changes"]),
            parent=edition,
            forecast_set=row["forecast_set"],
        )
    if edition is None:
        raise ValueError("the line of editions is empty")
    return edition


def _read_change(row: Mapping[str, Any]) -> Change:
    kind, owner, part = _three(row["post"])
    source, words, reference = _three(row["source"])
    return Change(
        id=row["id"],
        post=Post(PostKind(kind), owner, part),
        cause=Cause(row["cause"]),
        amounts={int(year): Ore(amount) for year, amount in row["amounts"].items()},
        text=row["text"],
        source=Source(SourceKind(source), words, reference),
        is_one_off=row.get("one_off", False),
        is_earmarked=row.get("earmarked", False),
        pair=row.get("pair", ""),
        reverses=row.get("reverses", ""),
        rule=row.get("rule", ""),
    )


def _three(values: Sequence[str]) -> tuple[str, str, str]:
    first, second, third = values
    return first, second, third
