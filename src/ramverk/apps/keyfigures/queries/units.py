"""The municipality's units under an indicator: each school and home beside the municipality as a whole."""

from dataclasses import dataclass

from ramverk.apps.keyfigures.models import Indicator, Unit
from ramverk.apps.keyfigures.policy import UNITS
from ramverk.apps.keyfigures.queries.known import Known, known, known_units, own_area
from ramverk.apps.organisation.actor import Actor
from ramverk.core.keyfigures.blocks import Cell


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit in a year."""

    title: str
    cell: Cell
    before: float | None
    """The year before."""
    women: Cell
    men: Cell
    apart: float | None
    """Its figure less the municipality's."""


@dataclass(frozen=True, slots=True)
class Units:
    """The units of which something is known, in a year; the municipality's own figure of that year beside."""

    of: Known
    year: int
    rows: tuple[UnitRow, ...]
    own: float | None
    has_genders: bool


def units_of(actor: Actor, indicator: Indicator, asked: int | None = None) -> Units | None:
    """The units of one's own municipality in the year asked, or the last one that tells of any of them."""
    of = known_units(indicator)
    if of is None:
        return None
    block, area = of.block, own_area().code
    named = dict(UNITS.filter(Unit.objects.filter(area=area), actor).values_list("code", "title"))
    codes = [code for code in block.areas if code in named]
    told = [year for year in block.years if any(block.value(code, year) is not None for code in codes)]
    if not codes or not block.years:
        return None
    year = asked if asked is not None and asked in block.years else (told or block.years)[-1]
    own = known([indicator])[0].block.value(area, year)
    rows = [_row(of, code, named[code], year, own) for code in codes]
    known_rows = [row for row in rows if row.cell.mark.name != "UNKNOWN"]
    ordered = sorted(known_rows, key=lambda row: (row.cell.value is None, -(row.cell.value or 0.0), row.title))
    has_genders = any(row.women.value is not None or row.men.value is not None for row in ordered)
    return Units(of, year, tuple(ordered), own, has_genders)


def _row(of: Known, code: str, title: str, year: int, own: float | None) -> UnitRow:
    cell = of.block.cell(code, year)
    apart = None if cell.value is None or own is None else cell.value - own
    return UnitRow(
        title,
        cell,
        of.block.value(code, year - 1),
        of.block.cell(code, year, "K"),
        of.block.cell(code, year, "M"),
        apart,
    )
