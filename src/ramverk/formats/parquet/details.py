"""The detailed lines of a budget: texts as words with numbers, amounts as they were read."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Codes = np.ndarray[Any, np.dtype[np.int64]]
COLUMNS = ("board", "cost_centre", "operation", "account", "price_class", "line")


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
    import polars as pl  # heavy, and needed on few pages

    texts = {name: pl.Series(words, dtype=pl.String).gather(codes) for name, (words, codes) in details.columns.items()}
    frame = pl.DataFrame({**texts, "amount_ore": details.amounts, "row": details.rows})
    out = io.BytesIO()
    frame.write_parquet(out, compression="zstd", metadata=dict(metadata))
    return out.getvalue()


def read_details(data: bytes) -> Details:
    """The lines that `write_details` wrote."""
    import polars as pl

    frame = pl.read_parquet(io.BytesIO(data))
    columns = {name: _column(frame[name]) for name in COLUMNS if name in frame.columns}
    return Details(columns, frame["amount_ore"].to_numpy().astype(np.int64), frame["row"].to_numpy().astype(np.int64))


def _column(series: Any) -> tuple[list[str], Codes]:
    words = ["", *(str(word) for word in series.unique(maintain_order=True) if word)]
    codes = series.replace_strict(words, range(len(words))).to_numpy().astype(np.int64)
    return words, codes
