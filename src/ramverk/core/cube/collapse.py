"""One pass over the lines, from columns to the cube."""

from collections.abc import Iterator, Mapping
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ramverk.core.cube.cube import ACTIVITY_TABLE, CLASS_TABLE, MARGINALS, Classes, Cube, new_years
from ramverk.core.cube.labels import DIMENSIONS, Labels
from ramverk.core.cube.limits import bound_of
from ramverk.core.cube.lines import Amounts, Codes, Lines

CHUNK = 1 << 16
"""Lines at a time. The few columns of a chunk stay in the processor's cache, and the memory beside the lines is small
whatever their number; measured best between 2^15 and 2^18."""
CELL_LIMIT = 1 << 24
"""The most cells one table may have (128 MiB). More means that codes were taken for classes."""


class _Table(NamedTuple):
    """Sums on their way: the columns that make the code of a line, their sizes, the code's type, and the flat cells."""

    columns: tuple[str, ...]
    sizes: tuple[int, ...]
    kind: np.dtype[np.unsignedinteger]
    shape: tuple[int, ...]
    cells: Amounts

    def shaped(self) -> Amounts:
        """The sums with an axis for each dimension."""
        return self.cells.reshape(self.shape)


def collapse(lines: Lines, classes: Classes) -> Cube:
    """The sums every what-if needs, in one pass over the lines; exact, in memory that does not grow with them.

    Raises OverflowError when the amounts could exceed int64 öre together, ValueError when a table would be larger than
    `CELL_LIMIT`.
    """
    tables = _tables(lines.labels, classes)
    quantities = None if lines.quantity is None else np.zeros_like(tables["activity"].cells)
    bound = bound_of(lines.amount)
    if lines.quantity is not None:
        bound = max(bound, bound_of(lines.quantity))
    scratch = np.empty(min(CHUNK, len(lines)), dtype=np.intp)
    for part, columns in _chunks(lines):
        for name, table in tables.items():
            codes = _joint_codes(table, columns, scratch)
            # Integers added to integers: exact in any order, where a sum of floats has 53 bits.
            np.add.at(table.cells, codes, lines.amount[part])
            if name == "activity" and lines.quantity is not None and quantities is not None:
                np.add.at(quantities, codes, lines.quantity[part])
    return Cube(
        labels=lines.labels,
        classes=classes,
        rows=len(lines),
        bound=bound,
        by_class=tables["class"].shaped(),
        by_activity=tables["activity"].shaped(),
        marginals={name: tables[name].shaped() for name in classes.marginals},
        quantities=None if quantities is None else quantities.reshape(tables["activity"].shape),
    )


def _tables(labels: Labels, classes: Classes) -> dict[str, _Table]:
    unknown = set(classes.marginals) - set(MARGINALS)
    if unknown:
        raise ValueError(f"no marginals: {', '.join(sorted(unknown))}")
    sizes = {name: labels.size(name) for name in (*DIMENSIONS, "year")}
    tables = {"class": _table(CLASS_TABLE, sizes), "activity": _table(ACTIVITY_TABLE, sizes)}
    return tables | {name: _table(("version", "year", name), sizes) for name in classes.marginals}


def _table(dimensions: tuple[str, ...], sizes: Mapping[str, int]) -> _Table:
    """An empty table. Version and year together are one column, `when`, reckoned once for all the tables."""
    shape = tuple(sizes[name] for name in dimensions)
    count = prod(shape)
    if count > CELL_LIMIT:
        raise ValueError(f"{' x '.join(dimensions)} makes {count} sums; more than {CELL_LIMIT} are not kept")
    kind, cells = np.min_scalar_type(count), np.zeros(count, dtype=np.int64)
    if dimensions[1] == "year":
        return _Table(("when", *dimensions[2:]), (shape[0] * shape[1], *shape[2:]), kind, shape, cells)
    return _Table(dimensions, shape, kind, shape, cells)


def _chunks(lines: Lines) -> Iterator[tuple[slice, dict[str, Codes]]]:
    """Chunks of the lines, each with its columns and `when`."""
    years, firsts = lines.labels.size("year"), new_years(lines.labels)
    kind = np.min_scalar_type(lines.labels.size("version") * years)
    for start in range(0, len(lines), CHUNK):
        part = slice(start, start + CHUNK)
        columns = {name: column[part] for name, column in lines.codes.items()}
        when = columns["version"].astype(kind)
        when *= years
        # Periods stand in order of time: a comparison per new year is several times cheaper than a look-up per line.
        for first in firsts:
            when += (columns["period"] >= first).view(np.uint8)
        yield part, columns | {"when": when}


def _joint_codes(table: _Table, columns: Mapping[str, Codes], scratch: NDArray[np.intp]) -> NDArray[np.intp]:
    """One code per line for all the columns together, counted as a flat array of their shape counts its cells.

    Reckoned in the narrowest type that holds the code: two bytes a line move four times as fast as eight. Written
    over `scratch`, since fresh memory costs more than the reckoning.
    """
    first, *rest = table.columns
    codes = columns[first].astype(table.kind)
    for name, size in zip(rest, table.sizes[1:], strict=True):
        codes *= size
        np.add(codes, columns[name], out=codes, casting="same_kind")
    joint = scratch[: len(codes)]
    joint[:] = codes
    return joint
