"""The detailed lines of a budget: texts as words with numbers, amounts as they were read."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

Codes = np.ndarray[Any, np.dtype[np.int64]]
COLUMNS = ("board", "cost_centre", "operation", "account", "price_class", "line", "decision")


@dataclass(frozen=True, slots=True)
class Details:
    """Lines as columns. Each text column is its words, "" the first of them, and per line the number of one."""

    columns: Mapping[str, tuple[list[str], Codes]]
    amounts: Codes
    rows: Codes
    """Where each line stands in the file it was read from."""

    def __len__(self) -> int:
        return len(self.amounts)

    def word(self, column: str, at: int) -> str:
        """A line's text in a column."""
        words, codes = self.columns[column]
        return words[int(codes[at])]


def write_details(details: Details, metadata: Mapping[str, str]) -> bytes:
    """The lines as Parquet; the same lines give the same bytes."""
    texts = {
        name: pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(words, pa.string()))
        for name, (words, codes) in details.columns.items()
    }
    table = pa.table({**texts, "amount_ore": pa.array(details.amounts), "row": pa.array(details.rows)})
    return written(table, metadata)


def written(table: pa.Table, metadata: Mapping[str, str]) -> bytes:
    """A table as Parquet with what it says of itself."""
    own = {**(table.schema.metadata or {}), **{key.encode(): value.encode() for key, value in metadata.items()}}
    out = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(own), out, compression="zstd")
    return out.getvalue()


def read_details(data: bytes) -> Details:
    """The lines that `write_details` wrote."""
    # One thread: a server's workers are copies of a process whose threads they do not have.
    table = pq.read_table(io.BytesIO(data), use_threads=False)
    columns = {name: _column(table[name]) for name in COLUMNS if name in table.column_names}
    return Details(columns, _numbers(table["amount_ore"]), _numbers(table["row"]))


def _numbers(column: Any) -> Codes:
    return np.asarray(column.to_numpy(), np.int64)


def _column(column: Any) -> tuple[list[str], Codes]:
    """Words and numbers, with the empty text first whatever the file's own order is."""
    own = column.combine_chunks().dictionary_encode() if not _is_coded(column) else column.combine_chunks()
    if isinstance(own, pa.ChunkedArray):
        own = own.unify_dictionaries().chunk(0) if own.num_chunks else pa.array([], pa.string()).dictionary_encode()
    found: list[str] = own.dictionary.to_pylist()
    words = ["", *(word for word in found if word)]
    numbers = {word: number for number, word in enumerate(words)}
    places = np.array([numbers[word] for word in found] or [0], np.int64)
    return words, places[np.asarray(own.indices.to_numpy(zero_copy_only=False), np.int64)]


def _is_coded(column: Any) -> bool:
    return bool(pa.types.is_dictionary(column.type))
