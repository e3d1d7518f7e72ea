"""The live totals of the drafting days: the draft as it stands, and with what is being tried."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import Paper
from ramverk.apps.cycle.models import Activity, ActivityKind
from ramverk.apps.decisions.models import Option, OptionState, Scenario
from ramverk.apps.decisions.policy import OPTIONS, SCENARIOS
from ramverk.apps.decisions.queries.projects import moved_by
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.queries.figures import Figures, figures
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.projects import Basis, basis_of


@dataclass(frozen=True, slots=True)
class YearTotal:
    """One year: öre, and the result's share of taxes and grants in hundredths of a per cent."""

    year: int
    tried: int
    """What the options being tried cost."""
    result: int
    result_tried: int
    share: int | None
    share_tried: int | None

    @property
    def share_words(self) -> str:
        """The share with what is tried, in per cent: "1,25"."""
        if self.share_tried is None:
            return ""
        sign = "−" if self.share_tried < 0 else ""
        return f"{sign}{abs(self.share_tried) // 100},{abs(self.share_tried) % 100:02d}"


def totals(edition: Edition, options: Sequence[Option]) -> list[YearTotal]:
    """What is agreed lies in the draft already; what is tried is counted on top."""
    on = [one for one in options if one.is_tried and one.state == OptionState.OPEN]
    return _counted(figures(edition), on, _basis(edition, on))


@dataclass(frozen=True, slots=True)
class Line:
    """An option as it is shown: what it costs each year, and what it moves of the investments where it is a project."""

    option: Option
    cost: list[tuple[int, int]]
    net: list[tuple[int, int]]


def lines_of(options: Sequence[Option]) -> list[Line]:
    """Every option with its amounts, öre; what is agreed with those it had then."""
    known = {one.edition_id: one.edition for one in options}
    basis = {pk: _basis(edition, options) for pk, edition in known.items()}
    return [_line(one, basis[one.edition_id]) for one in options]


def _line(option: Option, basis: Basis) -> Line:
    if option.project and option.state != OptionState.AGREED:
        moved = moved_by(basis, [option], option.edition.years)
        cost, net = moved.cost, moved.net
    else:
        cost, net = {int(year): amount for year, amount in option.figures.items()}, {}
    return Line(option, *([(year, each[year]) for year in sorted(each) if each[year]] for each in (cost, net)))


def _basis(edition: Edition, options: Sequence[Option]) -> Basis:
    """The projects the draft counts on, where any option is about one."""
    return basis_of(edition) if any(one.project for one in options) else Basis()


@dataclass(frozen=True, slots=True)
class Kept:
    """A scenario with its totals. Those of its options that are agreed or dropped since are not counted again."""

    scenario: Scenario
    options: tuple[Option, ...]
    settled: tuple[Option, ...]
    years: tuple[YearTotal, ...]
    is_tried: bool
    """Whether it is exactly what is being tried now."""


def scenarios_of(activity: Activity, actor: Actor, edition: Edition, options: Sequence[Option]) -> list[Kept]:
    """The scenarios that are kept, each with what it comes to on the draft as it stands."""
    rows = list(SCENARIOS.filter(Scenario.objects.filter(activity=activity), actor))
    if not rows:
        return []
    of, basis = figures(edition), _basis(edition, options)
    tried = {one.pk for one in options if one.is_tried and one.state == OptionState.OPEN}
    found = []
    for row in rows:
        picked = [one for one in options if one.pk in set(row.picks)]
        left = [one for one in picked if one.state == OptionState.OPEN]
        settled = tuple(one for one in picked if one.state != OptionState.OPEN)
        is_tried = bool(left) and {one.pk for one in left} == tried
        found.append(Kept(row, tuple(left), settled, tuple(_counted(of, left, basis)), is_tried))
    return found


def _counted(of: Figures, on: Sequence[Option], basis: Basis) -> list[YearTotal]:
    found = []
    projects = moved_by(basis, [one for one in on if one.project], of.years)
    for year in of.years:
        tried = projects.cost[year] + sum(int(one.figures.get(str(year), 0)) for one in on if not one.project)
        result, base = int(of.budget.result(year)), int(of.budget.taxes_and_grants(year))
        found.append(YearTotal(year, tried, result, result - tried, _share(result, base), _share(result - tried, base)))
    return found


def _share(result: int, base: int) -> int | None:
    return round(10_000 * result / base) if base else None


def options_of(activity: Activity, actor: Actor) -> list[Option]:
    """The options that may be seen, in their order."""
    rows = OPTIONS.filter(Option.objects.filter(activity=activity), actor)
    return list(rows.select_related("body", "edition"))


def papers_of(activity: Activity, actor: Actor) -> list[Paper]:
    """The way to the options from a preparation step, for those who take part."""
    if activity.kind != ActivityKind.PREPARATION or not any(
        circle.rows(actor) is not None for circle in OPTIONS.circles
    ):
        return []
    return [Paper(_("Alternativ och överenskommelser"), reverse("decisions:drafting", args=[activity.pk]))]
