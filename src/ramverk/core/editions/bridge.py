"""The bridge: what happened between two editions, by cause, so that the rows sum exactly to the difference."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Post, PostKind, per_year
from ramverk.core.editions.editions import Edition, add_up, common_ancestor, path
from ramverk.core.money import Amounts, Ore

__all__ = ["Bridge", "BridgeRow", "Step", "bridge", "frame_bridge", "moving_steps"]


@dataclass(frozen=True, slots=True)
class Step:
    """One change as the bridge passes it: forwards, or backwards where the later edition does not have it."""

    change: Change
    sign: int = 1

    def in_year(self, year: int) -> Ore:
        """What passing it does to a year."""
        return self.change.in_year(year) * self.sign


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """One cause: how much it moved each year, split into what lasts and what is one-off, and the steps behind it."""

    cause: Cause
    amounts: Amounts
    one_off: Amounts
    steps: tuple[Step, ...]

    def lasting(self, year: int) -> Ore:
        """The part of a year that is not one-off."""
        return self.amounts.get(year, Ore(0)) - self.one_off.get(year, Ore(0))


@dataclass(frozen=True, slots=True)
class Bridge:
    """From one amount to another, year by year. `unexplained` is what published totals leave over; zero otherwise."""

    years: tuple[int, ...]
    start: Amounts
    rows: tuple[BridgeRow, ...]
    end: Amounts

    def difference(self, year: int) -> Ore:
        """What the rows must sum to."""
        return self.end.get(year, Ore(0)) - self.start.get(year, Ore(0))

    def closes(self) -> bool:
        """Whether the rows sum to the difference in every year; true by construction, and tested."""
        return all(
            sum((row.amounts[year] for row in self.rows), Ore(0)) == self.difference(year) for year in self.years
        )


def moving_steps(row: BridgeRow, years: Sequence[int]) -> list[Step]:
    """The steps of a row without those that cancel: of one owner, in the same words, and nothing in any year together.

    A frame that is spread over the owner's operations moves nothing for who reads owner by owner.
    """
    together: dict[tuple[str, str], list[Step]] = {}
    for step in row.steps:
        together.setdefault((step.change.post.owner, step.change.text), []).append(step)
    still = {key for key, steps in together.items() if not any(sum(one.in_year(y) for one in steps) for y in years)}
    return [step for step in row.steps if (step.change.post.owner, step.change.text) not in still]


Wanted = Callable[[Post], bool]


def is_money_of_boards(post: Post) -> bool:
    """The posts a frame bridge is about, unless told otherwise."""
    return post.kind is PostKind.FRAME


def bridge(
    first: Edition,
    second: Edition,
    *,
    wanted: Wanted = is_money_of_boards,
    published: Mapping[int, Ore] | None = None,
) -> Bridge:
    """What happened between two editions, through their common ancestor.

    Changes of `second` are passed forwards, those that only `first` has backwards. `wanted` chooses posts, for example
    one board's. `published` are printed totals of `second`: what they differ by is a row of its own, never spread.
    """
    ancestor = common_ancestor(first, second)
    ahead = [Step(change) for change in path(ancestor, second) if wanted(change.post)]
    back = [Step(change, -1) for change in path(ancestor, first) if wanted(change.post)]
    years = tuple(sorted({*first.years, *second.years}))
    start, end = _sum_of(first, wanted, years), _sum_of(second, wanted, years)
    rows = _rows([*back, *ahead], years)
    if published is not None:
        rows, end = _with_residual(rows, end, published, years)
    return Bridge(years, start, rows, end)


def frame_bridge(edition: Edition, *, wanted: Wanted = is_money_of_boards, yearly: bool = False) -> Bridge:
    """From the opening frame to the frame, by cause, within one edition and its ancestors.

    Each year stands against the opening frame, or with `yearly` against the year before: the same changes, two
    presentations.
    """
    years = edition.years
    steps = [Step(change) for change in edition.all_changes() if wanted(change.post)]
    opening = [step for step in steps if step.change.cause is Cause.OPENING_FRAME]
    rows = _rows([step for step in steps if step.change.cause is not Cause.OPENING_FRAME], years)
    start, end = _sums(opening, years), _sums(steps, years)
    if yearly:
        return Bridge(years, _starts_yearly(start, end, years), tuple(_yearly(row, years) for row in rows), end)
    return Bridge(years, start, rows, end)


def _starts_yearly(start: Amounts, end: Amounts, years: tuple[int, ...]) -> Amounts:
    """The frame of the year before; a cyclical opening frame moves with its own year."""
    moved = per_year(start, years)
    starts: Amounts = {}
    for at, year in enumerate(years):
        starts[year] = start[year] if at == 0 else end[years[at - 1]] + moved[year]
    return starts


def _yearly(row: BridgeRow, years: tuple[int, ...]) -> BridgeRow:
    return BridgeRow(row.cause, per_year(row.amounts, years), per_year(row.one_off, years), row.steps)


def _sum_of(edition: Edition, wanted: Wanted, years: tuple[int, ...]) -> Amounts:
    return _sums((Step(change) for change in edition.all_changes() if wanted(change.post)), years)


def _sums(steps: Iterable[Step], years: tuple[int, ...]) -> Amounts:
    sums = dict.fromkeys(years, 0)  # plain whole numbers until the end: a ledger has thousands of steps
    for step in steps:
        for year, amount in step.change.amounts.items():
            if year in sums:
                sums[year] += step.sign * int(amount)
    return {year: Ore(amount) for year, amount in sums.items()}


def _rows(steps: Iterable[Step], years: tuple[int, ...]) -> tuple[BridgeRow, ...]:
    by_cause: dict[Cause, list[Step]] = {}
    for step in steps:
        by_cause.setdefault(step.change.cause, []).append(step)
    rows = []
    for cause in Cause:
        found = by_cause.get(cause, [])
        if found:
            one_off = _sums((step for step in found if step.change.is_one_off), years)
            rows.append(BridgeRow(cause, _sums(found, years), one_off, tuple(found)))
    return tuple(rows)


def _with_residual(
    rows: tuple[BridgeRow, ...], end: Amounts, published: Mapping[int, Ore], years: tuple[int, ...]
) -> tuple[tuple[BridgeRow, ...], Amounts]:
    left = {year: published.get(year, end[year]) - end[year] for year in years}
    if not any(left.values()):
        return rows, end
    residual = BridgeRow(Cause.UNEXPLAINED, left, dict.fromkeys(years, Ore(0)), ())
    return (*rows, residual), {year: published.get(year, end[year]) for year in years}


def by_owner(steps: Iterable[Step]) -> dict[str, tuple[Step, ...]]:
    """The steps of a row by board."""
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.change.post.owner, []).append(step)
    return {owner: tuple(of_owner) for owner, of_owner in found.items()}


def moved_posts(first: Edition, second: Edition) -> dict[Post, Amounts]:
    """The posts that differ between two editions, with the difference by year."""
    ancestor = common_ancestor(first, second)
    ahead = add_up(path(ancestor, second))
    for post, amounts in add_up(path(ancestor, first), -1).items():
        mine = ahead.setdefault(post, {})
        for year, amount in amounts.items():
            mine[year] = mine.get(year, Ore(0)) + amount
    return {post: kept for post, amounts in ahead.items() if (kept := {y: a for y, a in amounts.items() if a})}
