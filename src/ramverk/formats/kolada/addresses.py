"""What to ask for: addresses with at most 25 ids in a segment."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from urllib.parse import quote

MOST_IDS = 25
MOST_ROWS = 5000


def batches(ids: Sequence[str], size: int = MOST_IDS) -> Iterator[tuple[str, ...]]:
    """The ids in groups that one segment of an address may hold."""
    left = iter(dict.fromkeys(ids))
    while part := tuple(islice(left, size)):
        yield part


def data_addresses(
    base: str, kpis: Sequence[str], areas: Sequence[str], years: Sequence[int] = (), since: date | None = None
) -> Iterator[str]:
    """The addresses that together give all values of these indicators in these areas (and years)."""
    query = f"?per_page={MOST_ROWS}" + (f"&from_date={since.isoformat()}" if since else "")
    for some_kpis in batches(kpis):
        for some_areas in batches(areas):
            path = f"/data/kpi/{_joined(some_kpis)}/municipality/{_joined(some_areas)}"
            if years:
                for some_years in batches([str(year) for year in years]):
                    yield f"{base}{path}/year/{_joined(some_years)}{query}"
            else:
                yield f"{base}{path}{query}"


def kpi_addresses(base: str, kpis: Sequence[str] = ()) -> Iterator[str]:
    """The addresses of the catalogue: of these entries, or of all."""
    if not kpis:
        yield f"{base}/kpi?per_page={MOST_ROWS}"
    for some in batches(kpis):
        yield f"{base}/kpi/{_joined(some)}?per_page={MOST_ROWS}"


def unit_address(base: str, area: str) -> str:
    """The address of the units of a municipality."""
    return f"{base}/ou?municipality={quote(area)}&per_page={MOST_ROWS}"


def unit_data_addresses(
    base: str, kpis: Sequence[str], units: Sequence[str], since: date | None = None
) -> Iterator[str]:
    """The addresses that together give all values of these indicators in these units."""
    query = f"?per_page={MOST_ROWS}" + (f"&from_date={since.isoformat()}" if since else "")
    for some_kpis in batches(kpis):
        for some_units in batches(units):
            yield f"{base}/oudata/kpi/{_joined(some_kpis)}/ou/{_joined(some_units)}{query}"


def area_address(base: str) -> str:
    """The address of all areas."""
    return f"{base}/municipality?per_page={MOST_ROWS}"


def group_address(base: str, title: str) -> str:
    """The address of the groups that have this in their title."""
    return f"{base}/municipality_groups?title={quote(title)}&per_page={MOST_ROWS}"


def _joined(ids: Sequence[str]) -> str:
    return ",".join(quote(one, safe="") for one in ids)
