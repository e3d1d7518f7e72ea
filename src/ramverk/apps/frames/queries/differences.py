"""What a set of assumptions says otherwise than the set it replaces."""

from collections.abc import Iterable
from dataclasses import dataclass

from ramverk.apps.frames.assumptions import Described, describe
from ramverk.apps.frames.models import AssumptionKind, AssumptionSet
from ramverk.apps.frames.statement_values import STATEMENT_KINDS


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that both sets state, and differently."""

    label: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A set as its page shows it."""

    set: AssumptionSet
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    is_chosen: bool
    differences: tuple[Difference, ...]
    left_out: tuple[str, ...]
    """What only the earlier set states, row by row: an empty cell is no value, and nothing it could differ by."""
    added: tuple[str, ...]
    """What only this set states, row by row."""
    differs_less: bool
    """The values differ, but less than the page shows of them."""

    @property
    def has_amounts(self) -> bool:
        """Whether amounts of money stand among its values, and the page says in what unit."""
        return self.set.kind in _OF_AMOUNTS


def shown(one: AssumptionSet, *, is_chosen: bool) -> Shown:
    """A set with its columns in order, and what it changes."""
    described = describe(one)
    columns = _columns(described)
    rows = tuple(
        (label, tuple((column, dict(cells).get(column, "")) for column in columns)) for label, cells in described
    )
    before = one.replaces
    was = _by_cell(describe(before)) if before else {}
    now = _by_cell(described) if before else {}
    differences = tuple(
        Difference(*cell, was[cell], now[cell]) for cell in now if cell in was and was[cell] != now[cell]
    )
    left_out, added = _rows(cell for cell in was if cell not in now), _rows(cell for cell in now if cell not in was)
    differs_less = before is not None and not (differences or left_out or added) and before.values != one.values
    return Shown(one, columns, rows, is_chosen, differences, left_out, added, differs_less)


_OF_AMOUNTS = {AssumptionKind.FORECAST, AssumptionKind.INTERNAL_INTEREST, *STATEMENT_KINDS}
_Cell = tuple[str, str]


def _by_cell(described: Described) -> dict[_Cell, str]:
    return {(label, column): text for label, cells in described for column, text in cells if text}


def _rows(cells: Iterable[_Cell]) -> tuple[str, ...]:
    """The cells in words, those of a row together: "Skattesats, kr per 100 kr 2019, 2020"."""
    found: dict[str, list[str]] = {}
    for label, column in cells:
        found.setdefault(label, []).append(column)
    return tuple(f"{label} {', '.join(columns)}" for label, columns in found.items())


def _columns(described: Described) -> tuple[str, ...]:
    """Words before years, years in order."""
    found = {column for _label, cells in described for column, _text in cells}
    return tuple(sorted(found, key=lambda column: (column.isdecimal(), column)))
