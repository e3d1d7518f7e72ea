"""Take in figures from a table: local ones, or national ones where there is no way out to the source."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.importing import Import, Origin, Outcome
from ramverk.apps.keyfigures.models import Area, Indicator, Unit, VintageSource
from ramverk.apps.keyfigures.policy import may
from ramverk.apps.keyfigures.queries.known import own_area, standing
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.freeze import store
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.keyfigures.blocks import Cell, Mark, block_of
from ramverk.core.keyfigures.masking import FEWEST_IN_A_UNIT, Counted, masked
from ramverk.formats.keyfigure_tables import TableFault, TableRow, read_table

_MOST_SAID = 20


@transaction.atomic
def import_table(actor: Actor, name: str, content: bytes) -> Outcome:
    """All of the table or nothing. The file is kept."""
    require(may(actor, "keyfigures.import_figures"))
    rows, faults = read_table(content, name)
    asked = Indicator.objects.filter(code__in={row.indicator for row in rows}).select_related("current", "units")
    indicators = {row.code: row for row in asked}
    faults += _unknown(rows, set(indicators))
    if faults:
        raise Invalid(_said(faults))
    file = store(content)
    work = Import(Origin(VintageSource.TABLE, name, file.sha256, file), actor.name)
    own = own_area().code
    units = _units(rows, own)
    work.take_units({code: (title, own) for title, code in units.items()}, rename=False)
    counted: dict[tuple[str, bool], list[Counted]] = defaultdict(list)
    for row in rows:
        place = units[row.unit] if row.unit else row.area or own
        counted[row.indicator, bool(row.unit)].append(Counted(_cell(place, row), row.people))
    for (code, of_units), some in counted.items():
        indicator = indicators[code]
        known = standing(indicator.units if of_units else indicator.current)
        cells = masked(some, fewest_of(indicator, of_units=of_units), known)
        work.take_blocks({code: block_of(cells)}, of_units=of_units)
    outcome = work.finish()
    if outcome.vintage is not None:
        after = {"source": name, "sha256": file.sha256, "indicators": outcome.indicators}
        record(actor, "keyfigures.import_figures", outcome.vintage, after=after)
    return outcome


def fewest_of(indicator: Indicator, *, of_units: bool) -> int | None:
    """How many people must lie behind a figure for it to be shown; a unit never tells of fewer than five."""
    return max(indicator.fewest or 0, FEWEST_IN_A_UNIT) if of_units else indicator.fewest


def _cell(area: str, row: TableRow) -> Cell:
    if row.value is None:
        return Cell(area, row.year, row.gender, Mark.MISSING)
    return Cell(area, row.year, row.gender, Mark.VALUE, row.value)


def _units(rows: Iterable[TableRow], own: str) -> dict[str, str]:
    """The ids of the units that a table names: those known by id or name, and for new ones the name itself."""
    named = {row.unit for row in rows if row.unit}
    known = {row.title.casefold(): row.code for row in Unit.objects.filter(area=own)} if named else {}
    known |= {code.casefold(): code for code in known.values()}
    return {name: known.get(name.casefold(), name) for name in named}


def _unknown(rows: list[TableRow], known: set[str]) -> list[TableFault]:
    areas = set(Area.objects.values_list("code", flat=True)) | {"", own_area().code}
    faults = []
    for row in rows:
        if row.indicator not in known:
            faults.append(
                TableFault(
                    row.place,
                    f"Nyckeltalet ”{row.indicator}” finns inte i katalogen. Lägg upp det först, eller rätta id:t.",
                    f"The key figure “{row.indicator}” is not in the catalogue. Set it up first, or correct the id.",
                )
            )
        if row.area not in areas:
            faults.append(
                TableFault(
                    row.place,
                    f"Området ”{row.area}” är okänt. Skriv kommunens fyra siffror, eller läs in katalogen med områden.",
                    f"The area “{row.area}” is unknown. Write the municipality's four digits, or read in the areas.",
                )
            )
    return faults


def _said(faults: list[TableFault]) -> str:
    is_english = get_language() == "en"
    lines = [f"{fault.place}: {fault.message_en if is_english else fault.message}" for fault in faults[:_MOST_SAID]]
    if len(faults) > _MOST_SAID:
        lines.append(_("… och %(n)d fel till.") % {"n": len(faults) - _MOST_SAID})
    return " ".join([*lines, _("Inget har sparats.")])
