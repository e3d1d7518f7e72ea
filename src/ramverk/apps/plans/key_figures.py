"""Goals and key figures: a measure that is a key figure takes its outcomes from there, and tells its targets there."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.urls import reverse

from ramverk.apps.keyfigures.models import Indicator as KeyFigure
from ramverk.apps.keyfigures.queries.measures import outcomes_of
from ramverk.apps.keyfigures.targets import Target
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.models import Goal, Indicator
from ramverk.apps.plans.policy import GOALS
from ramverk.core.goals.goals import NotATarget, parse_target


def known_outcomes(codes: Iterable[str]) -> dict[str, dict[int, Decimal]]:
    """The municipality's own figures by id and year, as the decimal numbers they are written as."""
    rows = list(KeyFigure.objects.filter(code__in=set(codes)))
    values = outcomes_of(rows)
    return {
        row.code: {year: Decimal(repr(value)) for year, value in values[row.pk].items() if value is not None}
        for row in rows
    }


def targets_of(actor: Actor) -> Iterator[Target]:
    """The targets that the actor may see, of goals that are measured by a key figure."""
    goals = GOALS.filter(Goal.objects.all(), actor)
    rows = Indicator.objects.filter(goal__in=goals, catalogue__isnull=False).select_related("catalogue", "goal")
    figures = {
        row.code: row
        for row in KeyFigure.objects.filter(code__in={row.catalogue.code for row in rows if row.catalogue})
    }
    for row in rows:
        if row.catalogue and row.catalogue.code in figures:
            yield Target(figures[row.catalogue.code], _by_year(row), row.goal.text[:160], reverse("plans:index"))


def _by_year(row: Indicator) -> dict[int, float]:
    found = {}
    for year, text in row.targets.items():
        try:
            value = parse_target(text)
        except NotATarget:
            continue
        if value is not None:
            found[int(year)] = float(value.low)
    return found
