"""What politics does with the projects a budget counts on: cut, take in again, move in time, add; and what follows.

A project that is cut or moved takes its capital cost, its rents and its operating effects with it, in every frame they
hit; what the loans cost follows what is invested.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Post, PostKind, Source
from ramverk.core.investments.portfolio import FINANCE, Bite, bites
from ramverk.core.investments.sheets import NOTHING, Effect, Sheet
from ramverk.core.money import Amounts, Ore

__all__ = [
    "LOANS",
    "ClashKind",
    "Invested",
    "ProjectClash",
    "ProjectDeed",
    "ProjectVerb",
    "TooEarlyError",
    "changes_of_projects",
    "choose_projects",
    "clashes",
    "follow_on",
    "invested",
    "moved_in_time",
]

LOANS = Post(PostKind.FINANCE, "", "financial_cost")
"""Where the interest on loans stands."""


class ProjectVerb(StrEnum):
    """What is done with a project."""

    CUT = "cut"
    """It goes out."""
    TAKE_IN = "take_in"
    """It is on the list but left out by the base, and comes in."""
    MOVE = "move"
    """It comes, some years later or earlier."""
    ADD = "add"
    """It is a proposal's own, on no list."""
    HOLD = "hold"
    """It stays as the proposal has it, whatever the list says."""


class TooEarlyError(ValueError):
    """A project moved to before the budget's first year."""


@dataclass(frozen=True, slots=True)
class ProjectDeed:
    """One thing done with one project. `by` is years later (earlier: negative); `sheet` of what is added or held."""

    key: str
    verb: ProjectVerb
    by: int = 0
    sheet: Sheet | None = None


def moved_in_time(sheet: Sheet, by: int, first: int) -> Sheet:
    """The sheet with its outlays, contributions, activation and effects `by` years later; nothing of it is resized.

    Money spent before the first year stays spent. Raises `TooEarlyError` where an outlay would lie before `first`.

    >>> hall = Sheet("a", "Hallen", "KFN", outlay={2019: Ore(500), 2020: Ore(300)}, activated=(2020, 9))
    >>> later = moved_in_time(hall, 1, 2019)
    >>> sorted(later.outlay), later.activated
    ([2020, 2021], (2021, 9))
    """
    years = [year + by for amounts in (sheet.outlay, sheet.contributions) for year, amount in amounts.items() if amount]
    if years and min(years) < first:
        raise TooEarlyError(f"{sheet.name} would begin in {min(years)}")
    effects = tuple(replace(one, amounts=_effect_later(one, by, first)) for one in sheet.effects)
    activated = (sheet.activated[0] + by, sheet.activated[1]) if sheet.activated else None
    return replace(
        sheet, outlay=_later(sheet.outlay, by), contributions=_later(sheet.contributions, by), activated=activated,
        effects=effects,
    )  # fmt: skip


def _later(amounts: Amounts, by: int) -> Amounts:
    return {year + by: amount for year, amount in amounts.items()}


def _effect_later(effect: Effect, by: int, first: int) -> Amounts:
    """An effect goes on as it was in its last year: moved earlier, that fills the years at the end."""
    if not effect.amounts:
        return {}
    last = max(effect.amounts)
    moved = {year: amount for year, amount in _later(effect.amounts, by).items() if year >= first}
    return moved | dict.fromkeys(range(last + by + 1, last + 1), effect.amounts[last])


def choose_projects(
    counted: Iterable[Sheet], listed: Iterable[Sheet], deeds: Iterable[ProjectDeed], first: int
) -> tuple[Sheet, ...]:
    """What a budget counts on after the deeds. `counted` is what its base does, `listed` the whole list behind it.

    A deed on a project that is nowhere does nothing: that is told where the base is changed. Raises `TooEarlyError`.
    """
    known, chosen = {sheet.key: sheet for sheet in listed}, {sheet.key: sheet for sheet in counted}
    for deed in deeds:
        here = chosen.get(deed.key) or known.get(deed.key)
        if deed.verb is ProjectVerb.CUT:
            chosen.pop(deed.key, None)
        elif deed.sheet is not None:
            chosen[deed.key] = deed.sheet
        elif here is not None:
            chosen[deed.key] = moved_in_time(here, deed.by, first) if deed.by else here
    return tuple(chosen.values())


@dataclass(frozen=True, slots=True)
class Invested:
    """What is invested by year, öre: gross, contributions, net, and what the whole costs in depreciation."""

    gross: Amounts
    contributions: Amounts
    depreciation: Amounts

    @property
    def net(self) -> Amounts:
        """Gross less contributions."""
        return {year: self.gross[year] - self.contributions[year] for year in self.gross}


def invested(sheets: Sequence[Sheet], years: Sequence[int], interest_pct: Fraction) -> Invested:
    """The sums of some projects."""
    worn: dict[int, Ore] = dict.fromkeys(years, NOTHING)
    for sheet in sheets:
        cost, interest = sheet.capital_in(years, interest_pct), sheet.interest_in(years, interest_pct)
        worn = {year: worn[year] + cost[year] - interest[year] for year in years}
    return Invested(
        {year: sum((sheet.outlay.get(year, NOTHING) for sheet in sheets), NOTHING) for year in years},
        {year: sum((sheet.contributions.get(year, NOTHING) for sheet in sheets), NOTHING) for year in years},
        worn,
    )


def follow_on(
    before: Sequence[Sheet], after: Sequence[Sheet], years: Sequence[int], interest_pct: Fraction
) -> tuple[Bite, ...]:
    """What another choice of projects does to every frame they hit, and to the internal interest that comes back."""
    old, new = _differing(before, after)
    was = {bite.key: bite for bite in bites(old, years, interest_pct)}
    now = {bite.key: bite for bite in bites(new, years, interest_pct)}
    found = []
    for key in {**was, **now}:
        one = now.get(key) or was[key]
        amounts = {
            year: (now[key].amounts[year] if key in now else NOTHING)
            - (was[key].amounts[year] if key in was else NOTHING)
            for year in years
        }
        if any(amounts.values()):
            found.append(replace(one, amounts=amounts))
    return tuple(found)


def _differing(before: Sequence[Sheet], after: Sequence[Sheet]) -> tuple[list[Sheet], list[Sheet]]:
    """Only what is not the same on both sides costs time to work out."""
    old, new = {sheet.key: sheet for sheet in before}, {sheet.key: sheet for sheet in after}
    return (
        [sheet for sheet in before if new.get(sheet.key) != sheet],
        [sheet for sheet in after if old.get(sheet.key) != sheet],
    )


def loan_interest(
    before: Sequence[Sheet], after: Sequence[Sheet], years: Sequence[int], interest_pct: Fraction
) -> Amounts:
    """What the loans cost more (negative) or less each year when the net investment differs.

    What is invested more is borrowed, at the internal rate: a year pays for all of what was borrowed before it and for
    half of its own.
    """
    old, new = _differing(before, after)
    moved = {
        year: sum((s.net(year) for s in new), NOTHING) - sum((s.net(year) for s in old), NOTHING) for year in years
    }
    run, found = NOTHING, {}
    for year in years:
        found[year] = Ore(1).share(-(int(run) + Fraction(int(moved[year]), 2)) * interest_pct / 100)
        run = run + moved[year]
    return {year: amount for year, amount in found.items() if amount}


def changes_of_projects(
    before: Sequence[Sheet],
    after: Sequence[Sheet],
    years: Sequence[int],
    interest_pct: Fraction,
    row: Callable[[Bite], Change],
    source: Source,
    loans: tuple[str, str],
) -> tuple[Change, ...]:
    """The ledger's rows of another choice of projects: each project's outlay, each frame it hits, and the loans.

    `row` makes the row of a bite; `loans` is the key and the text of the row about the interest on loans. A project's
    outlay is no cost of the year: its post is the project, owned by the board, and counts net outlay in öre.
    """
    old, new = _differing(before, after)
    found: list[Change] = []
    sides = {sheet.key: sheet for sheet in (*old, *new)}
    net_before, net_after = {s.key: s for s in old}, {s.key: s for s in new}
    for key, sheet in sides.items():
        amounts = {
            year: (net_after[key].net(year) if key in net_after else NOTHING)
            - (net_before[key].net(year) if key in net_before else NOTHING)
            for year in years
        }
        kept = {year: amount for year, amount in amounts.items() if amount}
        post = Post(PostKind.PROJECT, sheet.board, key)
        found.append(Change(f"project:{key}", post, Cause.POLITICAL, kept, sheet.name, source))
    found += [row(bite) for bite in follow_on(before, after, years, interest_pct)]
    if interest := loan_interest(before, after, years, interest_pct):
        key, text = loans
        found.append(Change(key, LOANS, Cause.POLITICAL, interest, text, source, rule="loans"))
    return tuple(found)


def post_of(bite: Bite) -> Post:
    """Where a bite stands in the ledger."""
    return Post(PostKind.FINANCE, "", FINANCE) if bite.board == FINANCE else Post(PostKind.FRAME, bite.board)


class ClashKind(StrEnum):
    """What must be looked at when a choice of projects moves onto another base."""

    CHANGED = "changed"
    """The new base has the project otherwise: in money, in time, in or out."""
    GONE = "gone"
    """The new base's list does not have it at all."""
    DONE = "done"
    """The new base has done the same already."""


@dataclass(frozen=True, slots=True)
class ProjectClash:
    """One deed to decide on: the project as the old base has it and as the new one does; None where it is unknown."""

    kind: ClashKind
    deed: ProjectDeed
    before: Sheet | None
    after: Sheet | None


def clashes(
    deeds: Sequence[ProjectDeed],
    old: tuple[Sequence[Sheet], Sequence[Sheet]],
    new: tuple[Sequence[Sheet], Sequence[Sheet]],
) -> tuple[ProjectClash, ...]:
    """What a move onto another base must settle, deed by deed. Each base is what it counts on and its whole list."""
    was, is_now = {s.key: s for s in old[0]}, {s.key: s for s in new[0]}
    known_then, known_now = {s.key: s for s in old[1]}, {s.key: s for s in new[1]}
    found = []
    for deed in deeds:
        if deed.verb is ProjectVerb.ADD:
            continue
        before, after = was.get(deed.key), is_now.get(deed.key)
        listed = known_now.get(deed.key)
        if deed.verb is ProjectVerb.CUT and after is None:
            kind = ClashKind.DONE
        elif listed is None and after is None:
            kind = ClashKind.GONE
        elif deed.verb is ProjectVerb.TAKE_IN and after is not None:
            kind = ClashKind.DONE
        elif _money(before or known_then.get(deed.key)) != _money(after or listed) or (before is None) != (
            after is None
        ):
            kind = ClashKind.CHANGED
        else:
            continue
        found.append(ProjectClash(kind, deed, before or known_then.get(deed.key), after or listed))
    return tuple(found)


def _money(sheet: Sheet | None) -> tuple[object, ...]:
    """What of a sheet decides its cost."""
    return () if sheet is None else (sheet.outlay, sheet.contributions, sheet.activated, sheet.parts, sheet.effects)
