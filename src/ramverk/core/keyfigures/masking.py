"""Small numbers: figures that rest on so few people that somebody could be known again are not shown, nor kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ramverk.core.keyfigures.blocks import GENDERS, Block, Cell, Mark

FEWEST_IN_A_UNIT = 5
"""A school or a home tells nothing of fewer people than this, whatever the indicator says."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A cell and how many people it rests on, where that is known."""

    cell: Cell
    people: int | None = None


def masked(rows: Iterable[Counted], fewest: int | None, known: Block | None = None) -> list[Cell]:
    """The cells, those of fewer people than `fewest` without their value.

    Where one sex is masked, so is the other, also where it is `known` from before: together with the total it would
    tell what was hidden.
    """
    cells = [_hidden(row.cell) if _is_small(row, fewest) else row.cell for row in rows]
    given = {(cell.area, cell.year, cell.gender): cell for cell in cells}
    for area, year in sorted({(cell.area, cell.year) for cell in cells}):
        sexes = [given.get((area, year, sex)) or _known(known, area, year, sex) for sex in GENDERS[1:]]
        if any(cell is not None and cell.mark is Mark.MASKED for cell in sexes):
            for cell in sexes:
                if cell is not None and cell.mark is Mark.VALUE:
                    given[area, year, cell.gender] = _hidden(cell)
    return list(given.values())


def _is_small(row: Counted, fewest: int | None) -> bool:
    if row.cell.mark is not Mark.VALUE or row.people is None or fewest is None:
        return False
    return row.people < fewest


def _hidden(cell: Cell) -> Cell:
    return replace(cell, mark=Mark.MASKED, value=None)


def _known(block: Block | None, area: str, year: int, gender: str) -> Cell | None:
    return None if block is None else block.cell(area, year, gender)
