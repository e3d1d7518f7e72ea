"""What to ask the national source for, and whether it was asked for before."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.models import ComparisonGroup, Fetch, FetchState, Indicator, ScbTable, Unit
from ramverk.apps.keyfigures.queries.known import NATION, own_area
from ramverk.apps.trail.verdicts import Invalid
from ramverk.formats.kolada.addresses import (
    area_address,
    data_addresses,
    group_address,
    kpi_addresses,
    unit_address,
    unit_data_addresses,
)
from ramverk.formats.scb.addresses import data_address
from ramverk.formats.scb.decoding import selections

Asked = list[list[str]]
"""Pairs of kind and address, as a fetch keeps them."""


def source() -> str:
    """The base address. Raises Invalid where none is set."""
    base: str = settings.KOLADA_URL
    if not base:
        raise Invalid(_("Ingen källa är inställd här, så inget kan hämtas. Läs in siffrorna från en fil i stället."))
    return base.rstrip("/")


def catalogue_addresses(codes: Sequence[str] = ()) -> Asked:
    """The entries of these indicators (or all), the areas, and the groups of one's own municipality."""
    base = source()
    asked = [["kpis", address] for address in kpi_addresses(base, codes)]
    own = own_area()
    asked += [["areas", area_address(base)], ["groups", group_address(base, own.title)]]
    return [*asked, ["units", unit_address(base, own.code)]] if own.code else asked


def figure_addresses(codes: Iterable[str], areas: Iterable[str], units: Iterable[str] = ()) -> Asked:
    """The figures of these indicators in these areas and units: all, or what has changed since they were last fetched.

    Units are asked of only for indicators that the catalogue says have them.
    """
    kpis, places, schools = sorted(codes), sorted(areas), sorted(units)
    whole = _figures(kpis, places, schools)
    since = last_asked(whole)
    return _figures(kpis, places, schools, since) if since else whole


def _figures(kpis: list[str], places: list[str], units: list[str], since: date | None = None) -> Asked:
    base = source()
    asked = [["values", address] for address in data_addresses(base, kpis, places, since=since)]
    if units:
        told = sorted(Indicator.objects.filter(code__in=kpis, has_units=True).values_list("code", flat=True))
        asked += [["unitdata", address] for address in unit_data_addresses(base, told, units, since)]
    return asked


def wanted_units() -> list[str]:
    """The units of one's own municipality that the source knows; those from a table have no address there."""
    rows = Unit.objects.filter(area=own_area().code)
    return sorted(code for code in rows.values_list("code", flat=True) if re.fullmatch(r"V\d+E\d+", code))


def last_asked(whole: Asked) -> date | None:
    """When the same figures were last fetched whole, or as what had changed since."""
    paths = [urlsplit(address).path for _kind, address in whole]
    for fetch in Fetch.objects.filter(state=FetchState.DONE).order_by("-pk")[:50]:
        if [urlsplit(address).path for _kind, address in fetch.addresses] == paths:
            return fetch.started_at.date()
    return None


def wanted_areas() -> list[str]:
    """One's own, the nation, and every member of the groups that hold."""
    codes = {own_area().code, NATION}
    for group in ComparisonGroup.objects.filter(replaced_by=None):
        codes.update(group.members)
    return sorted(codes - {""})


def wanted_indicators() -> list[str]:
    """The January set and whatever has been read in before."""
    rows = Indicator.objects.filter(is_local=False, source="", vanished_on=None)
    return sorted(set(rows.filter(order__gt=0).values_list("code", flat=True)) | set(
        rows.exclude(current=None).values_list("code", flat=True)
    ))  # fmt: skip


def scb_source() -> str:
    """SCB's base address. Raises Invalid where none is set."""
    base: str = settings.SCB_URL
    if not base:
        raise Invalid(_("Ingen adress till SCB är inställd här. Läs in en sparad tabell (json-stat2) i stället."))
    return base.rstrip("/")


MOST_CELLS = 150_000
"""What SCB answers at a time."""
_MOST_CODES = 100
"""Codes of one dimension in an address: more would make it too long."""


def scb_addresses(tables: Iterable[ScbTable]) -> Asked:
    """The chosen cells of the tables, in parts that SCB answers."""
    base = scb_source()
    asked: Asked = []
    for table in tables:
        sizes = {name: _spread(codes) for name, codes in table.codes.items()}
        divisible = [name for name in sizes if not _is_rule(table.codes[name])]
        split = max(divisible, key=lambda name: len(sizes[name]), default="")
        for part in selections(sizes, MOST_CELLS, split) if split else ():
            for codes in _shorter(part, split):
                told = {name: table.codes[name] if _is_rule(table.codes[name]) else codes[name] for name in codes}
                asked.append([f"scb:{table.table}", data_address(base, table.table, told, table.lists)])
    return asked


def _is_rule(codes: Sequence[str]) -> bool:
    """Whether the codes are a rule such as TOP(5) that the source works out itself."""
    return len(codes) == 1 and codes[0].startswith("TOP(")


def _spread(codes: Sequence[str]) -> list[str]:
    """As many codes as the source will answer for: TOP(5) stands for five."""
    return [f"{codes[0]} {n}" for n in range(int(codes[0][4:-1]))] if _is_rule(codes) else list(codes)


def _shorter(part: dict[str, tuple[str, ...]], split: str) -> Iterable[dict[str, tuple[str, ...]]]:
    for at in range(0, len(part[split]), _MOST_CODES):
        yield part | {split: part[split][at : at + _MOST_CODES]}
