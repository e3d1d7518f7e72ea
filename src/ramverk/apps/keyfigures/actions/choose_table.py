"""Choose a table of Statistics Sweden and which of its cells are fetched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.importing_scb import MOST_SERIES
from ramverk.apps.keyfigures.models import ScbTable
from ramverk.apps.keyfigures.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@dataclass(frozen=True, slots=True)
class Chosen:
    """The codes of each dimension, of the time one rule such as TOP(10), and the code lists they are asked by."""

    codes: Mapping[str, Sequence[str]]
    lists: Mapping[str, str] = field(default_factory=dict)
    series: int = 1
    """How many indicators it becomes."""


@transaction.atomic
def choose_table(actor: Actor, table: str, title: str, chosen: Chosen, version: int = 0) -> ScbTable:
    """Choose it, or choose other cells against the version the person saw (0: not chosen before)."""
    require(may(actor, "keyfigures.choose_table"))
    empty = [name for name, codes in chosen.codes.items() if not codes]
    if empty:
        raise Invalid(_("Välj minst en kod för %(names)s.") % {"names": ", ".join(empty)})
    if chosen.series > MOST_SERIES:
        words = {"n": chosen.series, "most": MOST_SERIES}
        raise Invalid(_("Det blir %(n)d nyckeltal; högst %(most)d tas in från en tabell. Välj färre koder.") % words)
    fields = {
        "title": title[:300], "codes": {name: list(codes) for name, codes in chosen.codes.items()},
        "lists": dict(chosen.lists),
    }  # fmt: skip
    row, is_new = ScbTable.objects.get_or_create(table=table, defaults=fields)
    if is_new:
        record(actor, "keyfigures.choose_table", row, after={"codes": fields["codes"], "lists": fields["lists"]})
        return row
    before, after = change(row, version or row.version, **fields)
    if after:
        record(actor, "keyfigures.choose_table", row, before=before, after=after)
    return row
