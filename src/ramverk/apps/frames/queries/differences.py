"""What a set of assumptions says otherwise than the set it replaces."""

from dataclasses import dataclass

from ramverk.apps.frames.assumptions import Described, describe
from ramverk.apps.frames.models import AssumptionSet


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs; empty where one of the sets does not state it."""

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
    differs_less: bool
    """The values differ, but less than the page shows of them."""


def shown(one: AssumptionSet, *, is_chosen: bool) -> Shown:
    """A set with its columns in order, and what it changes."""
    described = describe(one)
    columns = _columns(described)
    rows = tuple(
        (label, tuple((column, dict(cells).get(column, "")) for column in columns)) for label, cells in described
    )
    before = one.replaces
    differences = tuple(_differences(describe(before), described)) if before else ()
    differs_less = before is not None and not differences and before.values != one.values
    return Shown(one, columns, rows, is_chosen, differences, differs_less)


def _columns(described: Described) -> tuple[str, ...]:
    """Words before years, years in order."""
    found = {column for _label, cells in described for column, _text in cells}
    return tuple(sorted(found, key=lambda column: (column.isdecimal(), column)))


def _differences(before: Described, after: Described) -> list[Difference]:
    was = {(label, column): text for label, cells in before for column, text in cells}
    now = {(label, column): text for label, cells in after for column, text in cells}
    return [
        Difference(*key, was.get(key, ""), now.get(key, ""))
        for key in {**now, **was}
        if was.get(key, "") != now.get(key, "")
    ]
