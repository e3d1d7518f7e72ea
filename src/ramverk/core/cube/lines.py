"""Budget lines as columns: a code per dimension, and an amount."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ramverk.core.cube.labels import DIMENSIONS, Labels, Month

Codes = NDArray[np.unsignedinteger]
Amounts = NDArray[np.int64]


class InvalidLinesError(ValueError):
    """Columns that are no lines; every problem is named."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Budget lines: `codes` holds one unsigned column per dimension, all of the length of `amount`.

    `amount` is int64 öre, income positive and cost negative. `quantity`, where the lines have one, is int64
    thousandths (of a post, a place, a person). The narrowest unsigned type that holds the codes is the fastest.
    Raises InvalidLinesError, naming every problem.
    """

    labels: Labels
    codes: Mapping[str, Codes]
    amount: Amounts
    quantity: Amounts | None = None

    def __post_init__(self) -> None:
        problems = [*_code_problems(self), *_number_problems("amount", self.amount, len(self))]
        if self.quantity is not None:
            problems += _number_problems("quantity", self.quantity, len(self))
        if problems:
            raise InvalidLinesError(problems)

    def __len__(self) -> int:
        return len(self.amount)

    @property
    def nbytes(self) -> int:
        """Bytes of the raw columns."""
        columns = [*self.codes.values(), self.amount, *([] if self.quantity is None else [self.quantity])]
        return sum(column.nbytes for column in columns)


def _code_problems(lines: Lines) -> Iterator[str]:
    unknown = sorted(set(lines.codes) - set(DIMENSIONS))
    if unknown:
        yield f"no dimensions: {', '.join(unknown)}"
    for name in DIMENSIONS:
        column = lines.codes.get(name)
        if column is None:
            yield f"{name} is missing"
        elif column.ndim != 1 or column.dtype.kind != "u":
            yield f"{name} must be one column of unsigned integers, not {column.dtype}"
        elif len(column) != len(lines):
            yield f"{name} has {len(column)} rows and amount {len(lines)}"
        elif len(column) and int(column.max()) >= lines.labels.size(name):
            yield f"{name} has code {column.max()} but {lines.labels.size(name)} members"


def _number_problems(name: str, column: Amounts, rows: int) -> Iterator[str]:
    if column.ndim != 1 or column.dtype != np.int64:
        yield f"{name} must be one column of int64, not {column.dtype}"
    elif len(column) != rows:
        yield f"{name} has {len(column)} rows and amount {rows}"


@dataclass(frozen=True, slots=True)
class Line:
    """One budget line in words; `amount` in öre, `quantity` in thousandths."""

    version: str
    board: str
    unit: str
    activity: str
    account: str
    period: Month
    price_class: str
    amount: int
    quantity: int | None = None


def encode_lines(rows: Iterable[Line]) -> Lines:
    """Lines from rows in words; each dimension counts its members in the order they first appear, periods in time's.

    Quantities are kept when at least one row has one; the others count zero.
    """
    listed = list(rows)
    columns = {name: [getattr(row, name) for row in listed] for name in DIMENSIONS}
    columns["period"] = sorted(columns["period"])
    order = {name: {member: code for code, member in enumerate(dict.fromkeys(columns[name]))} for name in DIMENSIONS}
    codes = {
        name: np.array([order[name][getattr(row, name)] for row in listed], dtype=code_type(len(order[name])))
        for name in DIMENSIONS
    }
    quantities = [row.quantity for row in listed]
    return Lines(
        labels=Labels(**{name: tuple(order[name]) for name in DIMENSIONS}),
        codes=codes,
        amount=np.array([row.amount for row in listed], dtype=np.int64),
        quantity=None
        if all(quantity is None for quantity in quantities)
        else np.array([quantity or 0 for quantity in quantities], dtype=np.int64),
    )


def code_type(members: int) -> np.dtype[np.unsignedinteger]:
    """The narrowest unsigned type that can count so many members."""
    return np.min_scalar_type(max(members - 1, 0))
