"""What to ask the national source for, and whether it was asked for before."""

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.models import ComparisonGroup, Fetch, FetchState, Indicator
from ramverk.apps.keyfigures.queries.known import NATION, own_area
from ramverk.apps.trail.verdicts import Invalid
from ramverk.formats.kolada.addresses import area_address, data_addresses, group_address, kpi_addresses

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
    return [*asked, ["areas", area_address(base)], ["groups", group_address(base, own_area().title)]]


def figure_addresses(codes: Iterable[str], areas: Iterable[str]) -> Asked:
    """The figures of these indicators in these areas: all, or only what has changed since they were last fetched."""
    base, kpis, places = source(), sorted(codes), sorted(areas)
    whole = [["values", address] for address in data_addresses(base, kpis, places)]
    since = last_asked(whole)
    return [["values", address] for address in data_addresses(base, kpis, places, since=since)] if since else whole


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
    rows = Indicator.objects.filter(is_local=False, vanished_on=None)
    return sorted(set(rows.filter(order__gt=0).values_list("code", flat=True)) | set(
        rows.exclude(current=None).values_list("code", flat=True)
    ))  # fmt: skip
