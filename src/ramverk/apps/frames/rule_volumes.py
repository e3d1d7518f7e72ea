"""Rows of volume: the price list times what the population changes by, at the price level of the opening budget."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from django.utils.translation import gettext as _

from ramverk.apps.frames.models import AssumptionSet, Edition, Operation
from ramverk.apps.frames.people import Price, averages, prices
from ramverk.apps.frames.rule_rows import Rows, rule_row, whole
from ramverk.core.editions.causes import Cause
from ramverk.core.volume.allotment import AgeGroup, volume_change

VOLUME = "volume"
_MNKR = 100_000_000
_TKR = 100_000


def volume_rows(edition: Edition, people: AssumptionSet, priced: AssumptionSet, more: Fraction = Fraction(0)) -> Rows:
    """One row for each board and operation; its age groups are summed unrounded and rounded once.

    `more` is how many per cent more people there are every year than the forecast says. Age groups that the forecast
    does not know give nothing here; `unknown_ages` names them.
    """
    known = averages(people.values)
    grouped: dict[tuple[int, int], list[Price]] = defaultdict(list)
    for price in prices(priced.values):
        if price.age in known:
            grouped[price.body, price.operation].append(price)
    names = dict(Operation.objects.values_list("pk", "name"))
    opening = edition.years[0] - 1
    rows: Rows = {}
    for (body, operation), parts in sorted(grouped.items()):
        before = [_group(one, known, opening, Fraction(1)) for one in parts]
        amounts = {}
        for year in edition.years:
            after = [_group(one, known, year, 1 + more / 100) for one in parts]
            amounts[str(year)] = -whole(sum(volume_change(before, after).values(), Fraction(0)) * _MNKR)
        ages = ", ".join(one.age for one in parts)
        text = _("%(operation)s: antalet invånare %(ages)s år") % {"operation": names[operation], "ages": ages}
        key = f"{VOLUME}:{body}:{operation}"
        rows |= rule_row(key, text, Cause.VOLUME, amounts, [people, priced], body_id=body, operation_id=operation)
    return rows


def _group(price: Price, known: Mapping[str, Mapping[int, Fraction]], year: int, times: Fraction) -> AgeGroup:
    """One age group of a year; a share without a value is that of the year before, all of the group where none is."""
    shares = [share for at, share in sorted(price.shares.items()) if at <= year]
    share = shares[-1] if shares else Fraction(1)
    return AgeGroup(price.age, Fraction(int(price.price), _TKR), known[price.age][year] * times, share)


def unknown_ages(people: AssumptionSet, priced: AssumptionSet) -> Iterable[str]:
    """The age groups of the price list that the forecast does not have."""
    return sorted({price.age for price in prices(priced.values)} - set(people.values))
