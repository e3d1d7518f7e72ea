"""The head of every row said as a head in a PDF's structure tree, so that it is read aloud with each figure of its row.

The engine has a word for it (`pdf.header-cell`), behind a flag that its Python door does not open. It marks the heads
of columns alone, and ties every cell to its column's by name. Here the first cell of a row becomes a head (TH) with
its row as scope, and the ties by name are dropped: they would hide the row's head, and scopes tell both (ISO 32000-1,
14.8.5.7). Nothing else of the file is touched but its table of where things are.
"""

import re
from bisect import bisect_right

__all__ = ["with_row_heads"]

_CELL = re.compile(rb"/S/TD(/P \d+ 0 R/A\[?<</O/Table)/Headers\[\(U\d+x(\d+)y\d+\)\]")
_ENTRY = re.compile(rb"(\d{10}) 00000 n")
_START = re.compile(rb"startxref\n\d+")


def with_row_heads(pdf: bytes) -> bytes:
    """The same PDF, with the first cell of every row of a table as the row's head."""
    at = pdf.rindex(b"\nxref\n") + 1
    ends: list[int] = []
    moved = [0]

    def told(cell: re.Match[bytes]) -> bytes:
        words = b"/S/TH" + cell[1] + b"/Scope/Row" if cell[2] == b"0" else b"/S/TD" + cell[1]
        ends.append(cell.end())
        moved.append(moved[-1] + len(words) - len(cell[0]))
        return words

    def placed(entry: re.Match[bytes]) -> bytes:
        was = int(entry[1])
        return b"%010d 00000 n" % (was + moved[bisect_right(ends, was)])

    body = _CELL.sub(told, pdf[:at])
    return body + _START.sub(b"startxref\n%d" % len(body), _ENTRY.sub(placed, pdf[at:]))
