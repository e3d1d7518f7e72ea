"""Finding indicators, and seeing how old what is known is."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from ramverk.apps.keyfigures.models import Fetch, FetchState, Indicator, Vintage
from ramverk.apps.keyfigures.policy import INDICATORS, VINTAGES
from ramverk.apps.organisation.actor import Actor

SHOWN = 60


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


@dataclass(frozen=True, slots=True)
class Freshness:
    """Since when the figures are what they are, and whether somebody has tried in vain since."""

    newest: Vintage | None
    failed_at: datetime | None
    failed_why: str


def freshness(actor: Actor) -> Freshness:
    """The newest vintage, and the last failed fetch where it came later."""
    newest = VINTAGES.filter(Vintage.objects.all(), actor).order_by("-pk").first()
    failed = Fetch.objects.filter(state=FetchState.FAILED).order_by("-pk").first()
    done_since = failed and Fetch.objects.filter(state=FetchState.DONE, pk__gt=failed.pk).exists()
    if failed is None or done_since or (newest and failed.ended_at and newest.at > failed.ended_at):
        return Freshness(newest, None, "")
    return Freshness(newest, failed.ended_at, failed.message)
