"""What this area keeps for a step of the timetable."""

from collections.abc import Iterable

from django.urls import reverse

from ramverk.apps.cycle.desks import Paper
from ramverk.apps.cycle.models import Activity, ActivityKind
from ramverk.apps.investments.models import InvestmentList
from ramverk.apps.investments.policy import LISTS, concerns_investments
from ramverk.apps.investments.queries.projects import seen_prerequisites
from ramverk.apps.organisation.actor import Actor


def papers_of(activity: Activity, actor: Actor) -> Iterable[Paper]:
    """The prerequisites at the dispatch that carries them; the lists that were shown at a step."""
    if not concerns_investments(activity):
        return
    if activity.kind == ActivityKind.DISPATCH:
        for row in seen_prerequisites(activity.round, actor)[:1]:
            yield Paper(str(row), reverse("investments:prerequisites"))
    rows = InvestmentList.objects.filter(activity=activity)
    for found in LISTS.filter(rows, actor):
        yield Paper(found.name, reverse("investments:list", args=[found.pk]))
