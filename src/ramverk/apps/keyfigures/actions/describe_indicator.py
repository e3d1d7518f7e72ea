"""Decide what the source does not know: which way is wished, the unit, the heads, the board it concerns."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.models import CountedIn, Indicator, Wish
from ramverk.apps.keyfigures.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.formats.kolada.decoding import unit_in

JANUARY = Path(__file__).parents[1] / "data" / "january_set.csv"


@dataclass(frozen=True, slots=True)
class Described:
    """What is decided of an indicator."""

    wish: str = Wish.NONE
    counted_in: str = ""
    section: str = ""
    order: int = 0
    heads: Indicator | None = None
    deviation: Indicator | None = None
    body: Body | None = None
    operations: tuple[str, ...] = ()
    """Codes of the municipality's own operations whose frames a net cost deviation is held beside."""


@transaction.atomic
def describe_indicator(actor: Actor, indicator: Indicator, version: int, words: Described) -> None:
    """Set it, against the version the person saw."""
    require(may(actor, "keyfigures.describe_indicator"))
    if words.wish not in Wish.values or words.counted_in not in {"", *CountedIn.values}:
        raise Invalid(_("Välj riktning och enhet i listorna."))
    if indicator in (words.heads, words.deviation):
        raise Invalid(_("Ett nyckeltal kan inte räknas per sig självt. Välj ett annat."))
    before, after = change(
        indicator, version, wish=words.wish, counted_in=words.counted_in, section=words.section.strip()[:80],
        order=words.order, heads=words.heads, deviation=words.deviation, body=words.body,
        operations=list(words.operations),
    )  # fmt: skip
    if after:
        told = {
            name: {key: _plain(value) for key, value in side.items()} for name, side in (("b", before), ("a", after))
        }
        record(actor, "keyfigures.describe_indicator", indicator, before=told["b"], after=told["a"])


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Indicator | Body) else value


@transaction.atomic
def use_january_set(actor: Actor) -> int:
    """Lay in the set that is shown first in the January dialogue; what is decided already stands. Returns how many."""
    require(may(actor, "keyfigures.describe_indicator"))
    rows = list(csv.DictReader(JANUARY.read_text(encoding="utf-8").splitlines(), delimiter=";"))
    known = {row["id"]: _called(row["id"], row["namn"]) for row in rows}
    laid = 0
    for row in rows:
        indicator = known[row["id"]]
        if indicator.order:
            continue
        fields = {
            "section": row["avsnitt"], "order": int(row["ordning"]), "wish": row["riktning"],
            "deviation": known.get(row["avvikelse i mnkr"]),
        }  # fmt: skip
        change(indicator, indicator.version, **fields)
        laid += 1
    if laid:
        record(actor, "keyfigures.describe_indicator", known[rows[0]["id"]], after={"indicators": laid})
    return laid


def _called(code: str, title: str) -> Indicator:
    defaults = {"title": title, "counted_in": unit_in(title), "municipality_type": "K"}
    return Indicator.objects.get_or_create(code=code, defaults=defaults)[0]
