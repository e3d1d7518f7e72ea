"""Finding indicators, and seeing how old what is known is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from ramverk.apps.keyfigures.models import CountedIn, Fetch, FetchState, FetchWhat, Indicator, Vintage, VintageSource
from ramverk.apps.keyfigures.policy import INDICATORS, VINTAGES
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock

SHOWN = 60
_COMING = 8
_NATIONAL = (VintageSource.KOLADA, VintageSource.KOLADA_FILE)
"""What tells how old the national figures are; a figure of one's own that was typed yesterday does not."""


def search(actor: Actor, words: str, area: str = "") -> QuerySet[Indicator]:
    """Indicators whose id or name holds every word; those with figures first."""
    rows = INDICATORS.filter(Indicator.objects.all(), actor)
    for word in words.split():
        rows = rows.filter(Q(code__icontains=word) | Q(title__icontains=word) | Q(operating_area__icontains=word))
    if area:
        rows = rows.filter(operating_area=area)
    return rows.annotate(has_figures=Q(current__isnull=False)).order_by("-has_figures", "code")


def operating_areas(actor: Actor) -> list[str]:
    """The areas of work there are."""
    rows = INDICATORS.filter(Indicator.objects.exclude(operating_area=""), actor)
    return list(rows.order_by("operating_area").values_list("operating_area", flat=True).distinct())


def coming(actor: Actor) -> list[Indicator]:
    """Indicators with figures that the catalogue says will be published next, the soonest first."""
    rows = INDICATORS.filter(Indicator.objects.exclude(current=None).filter(order__gt=0), actor)
    return list(rows.filter(publication_date__gte=clock.today()).order_by("publication_date", "code")[:_COMING])


_MOST_OFFERED = 300
"""More than so many nobody finds anything among: a whole country has six thousand."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Indicators with figures to choose among: the January set in its order, then others by their ids."""

    january: Sequence[Indicator]
    others: Sequence[Indicator]

    def __iter__(self) -> Iterator[Indicator]:
        yield from (*self.january, *self.others)


def offered(also: Iterable[str] = ()) -> Offered:
    """What a form offers: everything, or where that is too much the January set, one's own, and those in `also`."""
    rows = Indicator.objects.exclude(current=None)
    if rows.count() > _MOST_OFFERED:
        rows = rows.filter(Q(order__gt=0) | Q(is_local=True) | Q(code__in=list(also)))
    found = list(rows)
    return Offered(
        sorted((one for one in found if one.order), key=lambda one: one.order), [one for one in found if not one.order]
    )


_COSTS = (CountedIn.KR_PER, CountedIn.KR_PER_INHABITANT)
_QUALITY = "kvalitet"


def cost_and_quality_of(indicators: Offered) -> tuple[str, str]:
    """The ids of a cost per head and a result in the first area of work that the catalogue tells both of."""
    costs: dict[str, str] = {}
    results: dict[str, str] = {}
    for one in indicators:
        if _QUALITY in one.perspective.casefold():
            results.setdefault(one.operating_area, one.code)
        elif one.counted_in in _COSTS:
            costs.setdefault(one.operating_area, one.code)
    area = next((name for name in costs if name in results), None)
    return ("", "") if area is None else (costs[area], results[area])


@dataclass(frozen=True, slots=True)
class Freshness:
    """Since when the figures are what they are, and whether somebody has tried in vain since."""

    newest: Vintage | None
    failed_at: datetime | None
    failed_why: str
    overdue: int = 0
    """Indicators that by the catalogue's dates have been published since."""
    asked_at: datetime | None = None
    """When the source was last asked for figures and had nothing newer; nothing where they came from a file since."""

    @property
    def days(self) -> int:
        """How many days old the newest figures are."""
        return (clock.today() - timezone.localdate(self.newest.at)).days if self.newest else 0


def freshness(actor: Actor) -> Freshness:
    """The newest vintage, and the last failed fetch where it came later."""
    seen = VINTAGES.filter(Vintage.objects.all(), actor).order_by("-pk")
    newest = seen.filter(source__in=_NATIONAL).first() or seen.first()
    failed = Fetch.objects.filter(state=FetchState.FAILED).order_by("-pk").first()
    done_since = failed and Fetch.objects.filter(state=FetchState.DONE, what=failed.what, pk__gt=failed.pk).exists()
    overdue = _overdue(newest) if newest else 0
    if failed is None or done_since or (newest and failed.ended_at and newest.at > failed.ended_at):
        return Freshness(newest, None, "", overdue, _asked_since(newest) if newest else None)
    is_english = get_language() == "en" and failed.message_en
    return Freshness(newest, failed.ended_at, failed.message_en if is_english else failed.message, overdue)


def _asked_since(newest: Vintage) -> datetime | None:
    """When figures were last asked for in vain, if it was after the newest came."""
    asked = Fetch.objects.filter(state=FetchState.DONE, what=FetchWhat.FIGURES, vintage=None)
    rows = asked.filter(ended_at__gte=newest.at)
    return rows.order_by("-pk").values_list("ended_at", flat=True).first()


def _overdue(newest: Vintage) -> int:
    """National indicators of the January set that have been published since, and not come."""
    rows = Indicator.objects.filter(order__gt=0, source="", is_local=False).exclude(current=None)
    since = timezone.localdate(newest.at)
    return rows.filter(publication_date__gt=since, publication_date__lte=clock.today()).count()
