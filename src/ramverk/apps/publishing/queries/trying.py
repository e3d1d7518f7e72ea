"""A resident's try: what other frames and another tax rate would mean, worked out in memory and kept nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import Edition as FramesEdition
from ramverk.apps.frames.models import FinancialGoal
from ramverk.apps.frames.queries.figures import Figures, figures, figures_of
from ramverk.apps.frames.queries.goals import ShownGoal, goals_held
from ramverk.apps.frames.queries.legal import with_reserve
from ramverk.apps.frames.queries.statements import stated, stated_of
from ramverk.apps.organisation.models import Municipality
from ramverk.apps.proposals.terms import OpenTerms, rates_behind, terms_of
from ramverk.apps.publishing.queries.open_book import OpenEdition
from ramverk.core.editions.changes import Post, PostKind
from ramverk.core.editions.editions import Edition, EditionKind, fold
from ramverk.core.editions.proposing import tax_of_income
from ramverk.core.editions.trying import Bounds, Try, read_try, try_changes
from ramverk.core.findings import Finding
from ramverk.core.money import Ore
from ramverk.core.statements.result_budget import check_balance


@dataclass(frozen=True, slots=True)
class TriedFrame:
    """A board's frame of the first year, net cost in öre: as it is, what is tried, what it may be moved by at most."""

    key: str
    name: str
    before: int
    change: int
    most: int
    each: int | None
    """What the change is per inhabitant."""

    @property
    def after(self) -> int:
        """As it would be."""
        return self.before + self.change


@dataclass(frozen=True, slots=True)
class TriedYear:
    """A year's result before and after, öre."""

    year: int
    before: int
    after: int

    @property
    def change(self) -> int:
        """The difference."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class TriedGoal:
    """A goal before and after, in words."""

    name: str
    condition: str
    before: str
    after: str
    was_met: bool | None
    is_met: bool | None


@dataclass(frozen=True, slots=True)
class Tried:
    """Everything the page shows of a try."""

    base: OpenEdition
    tried: Try
    bounds: Bounds
    findings: tuple[Finding, ...]
    frames: tuple[TriedFrame, ...]
    years: tuple[TriedYear, ...]
    goals: tuple[TriedGoal, ...]
    law: tuple[Finding, ...]
    tax: int
    """What the tried rate gives the municipality in the first year, öre."""
    person: int | None
    """What it costs somebody with the median income, öre a year; None where the income is unknown."""
    each: int | None
    """What all of it costs or gives per inhabitant in the first year, öre of result; None where nobody is counted."""

    @property
    def balances(self) -> bool:
        """Whether the budget year holds the balance requirement, with what the reserve covers."""
        return not any(one.code == "balance_requirement" for one in self.law)

    @property
    def moved(self) -> int:
        """What the frames are moved by together, öre of net cost."""
        return sum(one.change for one in self.frames)


def bounds_of(edition: FramesEdition, of: Figures, terms: OpenTerms) -> Bounds:
    """What may be tried: frames that are not closed, and the tax rate that the edition counts on where it is known."""
    frames = {
        board.key: Ore(board.frame[0].amount or 0)
        for board in of.boards
        if terms.is_open(Post(PostKind.FRAME, board.key)) and (board.frame[0].amount or 0) > 0
    }
    return Bounds(frames, rates_behind(edition, terms).get(of.years[0]))


def try_out(base: OpenEdition, asked: Mapping[str, str]) -> Tried:
    """The try that stands in an address, on an open edition."""
    terms = terms_of(base.edition.round)
    before = figures(base.edition)
    bounds = bounds_of(base.edition, before, terms)
    tried, findings = read_try(asked, bounds)
    core = core_edition(base.edition)
    changes = try_changes(tried, fold(core), bounds, core.years, "En invånares försök")
    moved = Edition("try", EditionKind.PARTY_PROPOSAL, "try", core.years, changes, core, core.forecast_set)
    after = figures_of(moved) if changes else before
    was = stated(base.edition)
    now = stated_of(moved, base.edition) if changes else was
    goals = list(FinancialGoal.objects.filter(round=base.edition.round_id))
    people = Municipality.objects.values_list("inhabitants", flat=True).first()
    first = before.years[0]
    years = tuple(
        TriedYear(year, int(before.budget.result(year)), int(after.budget.result(year))) for year in before.years
    )
    return Tried(
        base=base, tried=tried, bounds=bounds, findings=findings,
        frames=tuple(
            TriedFrame(
                board.key, board.name, board.frame[0].amount or 0, int(tried.frames.get(board.key, Ore(0))),
                int(bounds.most(board.key)),
                _each(int(tried.frames.get(board.key, Ore(0))), people),
            )
            for board in before.boards
            if board.key in bounds.frames
        ),
        years=years,
        goals=tuple(map(_goal, goals_held(goals, was), goals_held(goals, now))) if goals else (),
        law=tuple(with_reserve(check_balance(after.budget), base.edition, now)),
        tax=int(after.budget.tax_revenue[first] - before.budget.tax_revenue[first]),
        person=_person(tried, bounds, terms),
        each=_each(years[0].change, people),
    )  # fmt: skip


def _each(amount: int, people: int | None) -> int | None:
    """Öre per inhabitant, to whole kronor."""
    return round(amount / people / 100) * 100 if people else None


def _person(tried: Try, bounds: Bounds, terms: OpenTerms) -> int | None:
    if terms.median_income is None or bounds.rate is None:
        return None
    return int(tax_of_income(Ore(terms.median_income), (tried.rate or bounds.rate) - bounds.rate))


def _goal(before: ShownGoal, after: ShownGoal) -> TriedGoal:
    return TriedGoal(
        before.goal.name, before.condition, _words(before), _words(after), before.is_met, after.is_met
    )  # fmt: skip


def _words(goal: ShownGoal) -> str:
    return ", ".join(f"{one.year}: {one.value}" if one.year else one.value for one in goal.outcomes if one.value)
