"""How many people there will be of each age: what the budget's volumes are counted on, drawn and in a table."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from ramverk.apps.frames.models import AssumptionKind, AssumptionSet, Edition
from ramverk.apps.frames.people import from_youngest
from ramverk.apps.frames.queries.editions import chosen_sets
from ramverk.apps.frames.queries.figures import Figures
from ramverk.apps.publishing.contents.common import day_words
from ramverk.apps.publishing.contents.figures import drawn
from ramverk.core.documents.model import Block, Cell, Chart, Column, Row, Table
from ramverk.core.money import Unit, format_count
from ramverk.formats.charts.declaration import Chart as Declared
from ramverk.formats.charts.declaration import Kind, Role, Series

KEY = "befolkning"


def population_blocks(edition: Edition, _of: Figures, _source: str) -> Iterator[Block]:
    """Nothing where the edition counts on no population forecast."""
    chart = population_chart(edition)
    if chart is not None:
        yield chart


def population_chart(edition: Edition) -> Chart | None:
    """Every age group's way through the years of the forecast that the edition rests on."""
    forecast = _forecast(edition)
    ages = from_youngest(forecast.values) if forecast is not None else []
    if forecast is None or not ages:
        return None
    people: Mapping[str, Mapping[str, int]] = forecast.values
    years = sorted(people[ages[0]])
    total = {year: sum(people[age][year] for age in ages) for year in years}
    source = _source_of(forecast)
    series = tuple(Series(_age(age), tuple(people[age][year] for year in years), Role.AS_IS) for age in ages)
    rows = [Row((Cell(_age(age)), *(_people(people[age][year]) for year in years))) for age in ages]
    rows.append(Row((Cell(_("Alla")), *(_people(total[year]) for year in years)), is_sum=True))
    span = {"first": years[0], "last": years[-1]}
    table = Table(
        KEY, _("Invånare vid årets slut, efter ålder"),
        (Column(_("Ålder")), *(Column(year, is_figures=True) for year in years)), tuple(rows), source=source,
    )  # fmt: skip
    title = _("Invånarna efter ålder %(first)s–%(last)s, förändring i procent") % span
    declared = Declared(Kind.TRENDS, _described(people, ages, years, total), tuple(years), series, is_count=True)
    return drawn(KEY, title, declared, table, source)


def _forecast(edition: Edition) -> AssumptionSet | None:
    """The forecast that the edition or the nearest of its parents was counted on."""
    at: Edition | None = edition
    while at is not None:
        if (found := chosen_sets(at).get(AssumptionKind.POPULATION)) is not None:
            return found
        at = at.parent
    return None


def _described(
    people: Mapping[str, Mapping[str, int]], ages: list[str], years: list[str], total: Mapping[str, int]
) -> str:
    """What the drawing shows, in words: all of them, and the ages that move the most and the least."""
    first, last = years[0], years[-1]
    moves = {age: people[age][last] / people[age][first] - 1 for age in ages if people[age][first]}
    words = _("Från %(first)s till %(last)s går invånarna från %(from)s till %(to)s.") % {
        "first": first, "last": last, "from": _count(total[first]), "to": _count(total[last]),
    }  # fmt: skip
    if not moves:
        return words
    most, least = max(moves, key=lambda age: moves[age]), min(moves, key=lambda age: moves[age])
    return f"{words} " + _("Snabbast växer gruppen %(most)s (%(up)s %%), långsammast %(least)s (%(down)s %%).") % {
        "most": _age(most),
        "up": _move(moves[most]),
        "least": _age(least),
        "down": _move(moves[least]),
    }


def _source_of(forecast: AssumptionSet) -> str:
    return _("Källa: %(name)s, %(day)s (%(source)s).") % {
        "name": forecast.name, "day": day_words(forecast.dated), "source": forecast.source,
    }  # fmt: skip


def _age(group: str) -> str:
    """ "7–15 år"; the oldest, who have no end, are "80 år och äldre"."""
    return _("%s år och äldre") % group.rstrip("–") if group.endswith("–") else _("%s år") % group


def _people(count: int) -> Cell:
    return Cell(_count(count))


def _count(count: int) -> str:
    return format_count(count, Unit.KR)


def _move(share: float) -> str:
    return format_count(round(share * 1000), Unit.MNKR, sign=True)
