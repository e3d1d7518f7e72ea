"""Take in figures from a table: local ones, or national ones where there is no way out to the source."""

from collections import defaultdict

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.importing import Import, Origin, Outcome
from ramverk.apps.keyfigures.models import Area, Indicator, VintageSource
from ramverk.apps.keyfigures.policy import may
from ramverk.apps.keyfigures.queries.known import own_area
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.freeze import store
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.keyfigures.blocks import Cell, Mark, block_of
from ramverk.formats.keyfigure_tables import TableFault, TableRow, read_table

_MOST_SAID = 20


@transaction.atomic
def import_table(actor: Actor, name: str, content: bytes) -> Outcome:
    """All of the table or nothing. The file is kept."""
    require(may(actor, "keyfigures.import_figures"))
    rows, faults = read_table(content, name)
    indicators = {row.code: row for row in Indicator.objects.filter(code__in={row.indicator for row in rows})}
    faults += _unknown(rows, set(indicators))
    if faults:
        raise Invalid(_said(faults))
    file = store(content)
    work = Import(Origin(VintageSource.TABLE, name, file.sha256, file), actor.name)
    own = own_area().code
    cells: dict[str, list[Cell]] = defaultdict(list)
    for row in rows:
        cells[row.indicator].append(cell_of(indicators[row.indicator], row.area or own, row))
    work.take_blocks({code: block_of(some) for code, some in cells.items()})
    outcome = work.finish()
    if outcome.vintage is not None:
        after = {"source": name, "sha256": file.sha256, "indicators": outcome.indicators}
        record(actor, "keyfigures.import_figures", outcome.vintage, after=after)
    return outcome


def cell_of(indicator: Indicator, area: str, row: TableRow) -> Cell:
    """The cell of a row. A value that rests on too few people is masked, and not kept."""
    if row.value is None:
        return Cell(area, row.year, row.gender, Mark.MISSING)
    if indicator.fewest and row.people is not None and row.people < indicator.fewest:
        return Cell(area, row.year, row.gender, Mark.MASKED)
    return Cell(area, row.year, row.gender, Mark.VALUE, row.value)


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
