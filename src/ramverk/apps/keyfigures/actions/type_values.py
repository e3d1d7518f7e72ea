"""Write values of a local indicator by hand, year by year."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.importing import Import, Origin, Outcome
from ramverk.apps.keyfigures.models import Indicator, VintageSource
from ramverk.apps.keyfigures.policy import may_type
from ramverk.apps.keyfigures.queries.known import own_area, standing
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require
from ramverk.core.keyfigures.blocks import Cell, Mark, block_of
from ramverk.core.keyfigures.masking import Counted, masked
from ramverk.formats.keyfigure_tables import parse_figure

_YEARS = range(1990, 2100)


@dataclass(frozen=True, slots=True)
class Typed:
    """A year's figure as typed, and how many people it rests on where that matters."""

    year: int
    text: str
    gender: str = "T"
    people: int | None = None


@transaction.atomic
def type_values(actor: Actor, indicator: Indicator, seen: int | None, rows: Sequence[Typed]) -> Outcome:
    """Write them as a vintage of its own. `seen` is the key of the block the writer saw, None for none."""
    locked = Indicator.objects.select_for_update().get(pk=indicator.pk)
    require(may_type(actor, locked))
    if locked.current_id != seen:
        raise Stale(_("Någon annan skrev in värden medan du skrev. Inget har sparats; läs in sidan igen."))
    cells = masked([Counted(_cell(row), row.people) for row in rows], locked.fewest, standing(locked.current))
    said = repr([(cell.year, cell.gender, cell.value, int(cell.mark)) for cell in cells])
    work = Import(Origin(VintageSource.TYPED, locked.code, hashlib.sha256(said.encode()).hexdigest()), actor.name)
    work.take_blocks({locked.code: block_of(cells)})
    outcome = work.finish()
    if outcome.vintage is not None:
        record(actor, "keyfigures.type_values", locked, after={str(cell.year): cell.value for cell in cells})
    return outcome


def _cell(row: Typed) -> Cell:
    own = own_area().code
    if row.year not in _YEARS:
        raise Invalid(_("%(year)s är inget år att skriva in för.") % {"year": row.year})
    try:
        value = parse_figure(row.text)
    except ValueError as error:
        words = {"year": row.year, "text": row.text}
        raise Invalid(_("%(year)s: ”%(text)s” är inget tal. Skriv till exempel 12,5.") % words) from error
    if value is None:
        return Cell(own, row.year, row.gender, Mark.MISSING)
    return Cell(own, row.year, row.gender, Mark.VALUE, value)
