"""The goals of a Mål & Budget: the vision, the council's goals, and how the boards mean to reach them."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Edition
from ramverk.apps.plans.models import Goal, GoalLevel
from ramverk.apps.publishing.contents.common import paragraphs
from ramverk.apps.publishing.queries.board_goals import BoardGoal, Measure, board_goals
from ramverk.apps.publishing.queries.open_book import council_goals
from ramverk.core.documents.model import Block, Cell, Column, Heading, Paragraph, Row, Style, Table


def goal_blocks(edition: Edition) -> Iterator[Block]:
    """Each goal of the council's with the boards' goals that lead up to it, as the plans stood when the edition froze.

    Plans are told of from the moment they are handed in; nothing where the round has no goals.
    """
    goals = council_goals(edition.round)
    boards = board_goals(edition.round, edition.frozen_at)
    for vision in (goal for goal in goals if goal.level == GoalLevel.VISION):
        yield Paragraph(vision.text, Style.LEAD)
    if boards:
        yield Paragraph(
            _("Under varje mål står hur nämnderna vill nå dit, ur de planer som de har antagit och lämnat in.")
        )
    named = {str(goal.key) for goal in goals}
    for number, goal in enumerate((goal for goal in goals if goal.level == GoalLevel.COUNCIL), 1):
        yield Heading(2, goal.text, f"mal-{number}")
        yield from _council_goal(goal, edition.years, number)
        towards = [one for one in boards if one.leads_to == str(goal.key)]
        yield from _board_table(towards, edition.years, _("Nämndernas mål mot ”%s”") % goal.text, str(number))
    if others := [one for one in boards if one.leads_to not in named]:
        yield Heading(2, _("Nämndernas övriga mål"), "mal-ovriga")
        yield from _board_table(others, edition.years, _("Nämndernas övriga mål"), "ovriga")


def _council_goal(goal: Goal, years: Sequence[int], number: int) -> Iterator[Block]:
    if goal.is_good_economy:
        yield Paragraph(_("Mål för god ekonomisk hushållning."), Style.NOTE)
    yield from paragraphs(goal.reason)
    rows = [
        Row(
            (
                Cell(_named(one.name, one.unit)),
                Cell(_with_year(one.baseline, one.baseline_year)),
                *_targets(one.targets, years),
            )
        )
        for one in goal.indicators.all()
    ]
    if rows:
        columns = (Column(_("Mått")), *_value_columns(years))
        yield Table(f"mal-{number}-matt", _("Så mäts målet ”%s”") % goal.text, columns, tuple(rows))


def _board_table(goals: Sequence[BoardGoal], years: Sequence[int], caption: str, key: str) -> Iterator[Block]:
    """A row for each measure of each board's goal; the goal is told again on every row, so that each can be read."""
    rows = [
        Row((Cell(f"{goal.board}: {goal.text}"), *_cells(measure, years)))
        for goal in goals
        for measure in goal.measures or (None,)
    ]
    if rows:
        columns = (Column(_("Nämnd och mål")), Column(_("Mått")), *_value_columns(years))
        source = _("Källa: nämndernas inlämnade verksamhetsplaner.")
        yield Table(f"mal-{key}-namnder", caption, columns, tuple(rows), source=source)


def _cells(measure: Measure | None, years: Sequence[int]) -> tuple[Cell, ...]:
    if measure is None:
        return (Cell(_("mäts inte i siffror")), *(Cell("") for _year in ("", *years)))
    return (Cell(_named(measure.name, measure.unit)), Cell(measure.baseline), *_targets(measure.targets, years))


def _targets(targets: Mapping[str, str], years: Sequence[int]) -> tuple[Cell, ...]:
    return tuple(Cell(str(targets.get(str(year), ""))) for year in years)


def _value_columns(years: Sequence[int]) -> tuple[Column, ...]:
    return (Column(_("Utgångsvärde")), *(Column(str(year), is_figures=True) for year in years))


def _named(name: str, unit: str) -> str:
    return f"{name} ({unit})" if unit else name


def _with_year(value: str, year: int | None) -> str:
    return f"{value} ({year})" if value and year else value
