"""An edition as two tables: what its posts are, and every change behind them with cause and source."""

from typing import Any

import pyarrow as pa

from ramverk.core.editions.content import checksum
from ramverk.core.editions.editions import Edition, fold
from ramverk.formats.parquet.details import written


def write_posts(edition: Edition) -> bytes:
    """One row per post and year: the sum of the changes along the line of parents."""
    rows = [
        {"post_kind": post.kind.value, "owner": post.owner, "part": post.part, "year": year, "amount_ore": int(amount)}
        for post, amounts in sorted(fold(edition).items(), key=lambda item: item[0])
        for year, amount in sorted(amounts.items())
    ]
    texts = ("post_kind", "owner", "part")
    return _written(edition, "posts", rows, texts)


def write_changes(edition: Edition) -> bytes:
    """One row per change and year, the root edition's first; internal notes are left out."""
    rows: list[dict[str, Any]] = [
        {
            "edition_id": member.id, "edition": member.name, "edition_kind": member.kind.value, "change_id": change.id,
            "post_kind": change.post.kind.value, "owner": change.post.owner, "part": change.post.part,
            "cause": change.cause.value, "text": change.text, "source_kind": change.source.kind.value,
            "source": change.source.words, "source_reference": change.source.reference, "pair": change.pair,
            "reverses": change.reverses, "rule": change.rule, "is_one_off": change.is_one_off,
            "is_earmarked": change.is_earmarked, "year": year, "amount_ore": int(amount),
        }
        for member in edition.line()
        for change in member.changes
        for year, amount in sorted(change.amounts.items())
    ]  # fmt: skip
    texts = (
        "edition_id", "edition", "edition_kind", "change_id", "post_kind", "owner", "part", "cause", "text",
        "source_kind", "source", "source_reference", "pair", "reverses", "rule",
    )  # fmt: skip
    return _written(edition, "changes", rows, texts)


def _written(edition: Edition, table: str, rows: list[dict[str, Any]], texts: tuple[str, ...]) -> bytes:
    fields = [(name, pa.string()) for name in texts]
    if table == "changes":
        fields += [("is_one_off", pa.bool_()), ("is_earmarked", pa.bool_())]
    schema = pa.schema([*fields, ("year", pa.int32()), ("amount_ore", pa.int64())])
    metadata = {
        "ramverk_table": f"{table}/1", "ramverk_edition": edition.id, "ramverk_name": edition.name,
        "ramverk_checksum": checksum(edition),
    }  # fmt: skip
    return written(pa.Table.from_pylist(rows, schema), metadata)
