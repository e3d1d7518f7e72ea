"""What pages tell of an indicator: its course, its years, its place among others, what moved."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ramverk.apps.keyfigures import drawing
from ramverk.apps.keyfigures.models import Indicator
from ramverk.apps.keyfigures.queries.groups import Group, titles
from ramverk.apps.keyfigures.queries.known import NATION, Known, known, own_area
from ramverk.apps.keyfigures.queries.moving import moves_of_own
from ramverk.apps.keyfigures.shown import decimals_of
from ramverk.apps.organisation.actor import Actor
from ramverk.core.keyfigures.blocks import GENDERS, Mark
from ramverk.core.keyfigures.comparison import Direction, Placing, placed, ranks


def course_chart(of: Known, group: Group | None) -> drawing.Lines | None:
    """Own, the group's middle and span, and the nation, over the years that are known."""
    own, block = own_area(), of.block
    mine, nation = block.series(own.code), block.series(NATION)
    middles: dict[int, float | None] = {}
    band: dict[int, tuple[float, float]] = {}
    for year in block.years:
        line = _among(of, group, year, own.code)
        middles[year] = line.middle
        if line.lowest is not None and line.highest is not None:
            band[year] = (line.lowest, line.highest)
    told = [year for year in block.years if any(one.get(year) is not None for one in (mine, nation, middles))]
    years = list(range(told[0], told[-1] + 1)) if told else []
    series = [
        drawing.Series("nation", _("Riket"), nation),
        drawing.Series("group", _("Gruppens mitt"), middles),
        drawing.Series("own", own.title, mine),
    ]
    return drawing.lines(years, series, band, decimals_of(of.indicator), of.preliminary_year)


def _among(of: Known, group: Group | None, year: int, own: str) -> Placing:
    """One's own figure among the group's."""
    others = of.block.among(year, group.members if group else ())
    return placed(of.block.value(own, year), others, Direction(of.indicator.wish))


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of one indicator as its table shows it."""

    year: int
    is_preliminary: bool
    own: str
    own_value: float | None
    why: str
    women: float | None
    men: float | None
    placing: Placing
    nation: float | None


def year_rows(of: Known, group: Group | None) -> list[YearRow]:
    """The years, the newest first, of which something is known."""
    own = own_area().code
    rows = []
    for year in reversed(of.block.years):
        cell = of.block.cell(own, year)
        placing, nation = _among(of, group, year, own), of.block.value(NATION, year)
        if cell.mark is Mark.UNKNOWN and nation is None and placing.count == 0:
            continue
        women, men = (of.block.value(own, year, gender) for gender in GENDERS[1:])
        rows.append(
            YearRow(
                year, of.is_preliminary(year), cell.mark.name.lower(), cell.value, why_empty(cell.mark, cell.status),
                women, men, placing, nation,
            )
        )  # fmt: skip
    return rows


def why_empty(mark: Mark, status: str) -> str:
    """Why there is no value, in words; nothing where there is one."""
    words = {
        Mark.VALUE: "",
        Mark.UNKNOWN: _("inte rapporterat"),
        Mark.MISSING: _("värde saknas"),
        Mark.WITHDRAWN: _("återtaget av källan"),
        Mark.MASKED: _("för få personer för att visas"),
    }[mark]
    return f"{words} ({status})" if words and status else words


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One municipality's place in a year."""

    rank: int
    title: str
    value: float | None
    is_own: bool


def place_rows(of: Known, group: Group | None, year: int | None) -> list[PlaceRow]:
    """The group's members and one's own municipality in order; those without a value last."""
    if year is None or group is None:
        return []
    own = own_area()
    codes = [own.code, *group.members]
    places = ranks(of.block.among(year, codes), Direction(of.indicator.wish))
    values = of.block.of_year(year, codes)
    named = titles(set(codes))
    rows = [
        PlaceRow(int(place), own.title if code == own.code else named.get(code, code), value, code == own.code)
        for place, code, value in zip(places, codes, values, strict=True)
    ]
    return sorted(rows, key=lambda row: (row.rank == 0, row.rank, row.title))


def cost_beside_quality(
    across: Indicator | None, up: Indicator | None, group: Group | None, asked: str
) -> tuple[drawing.Scatter | None, list[tuple[str, float, float, bool]], int | None]:
    """Two indicators of the group's municipalities in the last year that both tell of one's own, or the year asked."""
    if across is None or up is None or group is None:
        return None, [], None
    own = own_area()
    one, other = known([across, up])
    common = sorted(set(one.block.years) & set(other.block.years), reverse=True)
    codes = [own.code, *group.members]
    wanted = [int(asked)] if asked.isdigit() else common
    for year in wanted:
        pairs = zip(codes, one.block.of_year(year, codes), other.block.of_year(year, codes), strict=True)
        full = [(code, x, y) for code, x, y in pairs if x is not None and y is not None]
        if any(code == own.code for code, _x, _y in full) and len(full) > 1:
            named = titles({code for code, _x, _y in full}) | {own.code: own.title}
            rows = [(named.get(code, code), x, y, code == own.code) for code, x, y in full]
            decimals = (decimals_of(across), decimals_of(up))
            return drawing.scatter(rows, decimals, with_labels=len(rows) <= 16), rows, year
    return None, [], None


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One figure of one's own that a vintage told otherwise."""

    indicator: Indicator
    year: int
    gender: str
    before: float | None
    before_why: str
    after: float | None
    after_why: str


def moved_rows(actor: Actor) -> list[MovedRow]:
    """Own figures that were revised, came or went with the newest block of each indicator that had an earlier one."""
    return [
        MovedRow(
            indicator, move.year, move.gender, move.before.value, why_empty(move.before.mark, move.before.status),
            move.after.value, why_empty(move.after.mark, move.after.status),
        )
        for indicator, move in moves_of_own(actor)
    ]  # fmt: skip
