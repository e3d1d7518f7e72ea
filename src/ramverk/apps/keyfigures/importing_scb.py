"""Takes in a cube of Statistics Sweden: each of its series becomes an indicator, with the same id every time."""

from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.importing import Import
from ramverk.apps.keyfigures.models import CountedIn, Indicator, ScbTable
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Invalid
from ramverk.formats.scb.series import Series, series_of
from ramverk.formats.scb.shapes import Dataset

MOST_SERIES = 400
"""More than these are a table to look things up in, not key figures."""
_UNITS = {
    "antal": CountedIn.NUMBER, "personer": CountedIn.NUMBER, "kr": CountedIn.KR, "kronor": CountedIn.KR,
    "mnkr": CountedIn.MNKR, "procent": CountedIn.PERCENT, "%": CountedIn.PERCENT,
    "kr per invånare": CountedIn.KR_PER_INHABITANT, "kronor per invånare": CountedIn.KR_PER_INHABITANT,
}  # fmt: skip
AREA_OF_WORK = "SCB"


def take_dataset(work: Import, dataset: Dataset, table: ScbTable) -> None:
    """Take a cube in. Raises SourceFault where it does not fit together, Invalid where it is no set of key figures."""
    found = list(series_of(dataset))
    if len(found) > MOST_SERIES:
        words = {"table": table.table, "n": len(found), "most": MOST_SERIES}
        raise Invalid(_("%(table)s ger %(n)d serier; högst %(most)d tas in. Välj färre koder.") % words)
    codes = dict(table.series)
    for series in found:
        codes.setdefault(series.key, f"{table.table}-{len(codes) + 1}")
    _describe(found, codes, table)
    for series in found:
        work.take_blocks({codes[series.key]: series.block}, preliminary=series.unfinished)
    ScbTable.objects.filter(pk=table.pk).update(series=codes, fetched_at=clock.now(), updated=dataset.updated[:40])


def _describe(found: list[Series], codes: dict[str, str], table: ScbTable) -> None:
    """An indicator for each new series; one that has got another name is renamed."""
    wanted = {codes[series.key]: series for series in found}
    known = {row.code: row for row in Indicator.objects.filter(code__in=list(wanted))}
    source = f"SCB, {table.table}"
    Indicator.objects.bulk_create(
        Indicator(
            code=code, title=series.title[:300], source=source, description=table.title,
            counted_in=_UNITS.get(series.counted_in.casefold(), ""), operating_area=AREA_OF_WORK,
        )
        for code, series in wanted.items()
        if code not in known
    )  # fmt: skip
    renamed = [row for code, row in known.items() if row.title != wanted[code].title[:300]]
    for row in renamed:
        row.earlier_title, row.redefined_on = row.title, clock.today()
        row.title = wanted[row.code].title[:300]
    Indicator.objects.bulk_update(renamed, ["title", "earlier_title", "redefined_on"])
