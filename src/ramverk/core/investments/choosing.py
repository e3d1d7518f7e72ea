"""What politics does with the projects a budget counts on: cut, take in again, move, resize, add; and what follows.

A project that is cut, moved or resized takes its capital cost, its rents and its operating effects with it, in every
frame they hit; what the loans cost follows what is invested.
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
    "ImpossibleDeedError",
    "Invested",
    "NothingToResizeError",
    "ProjectClash",
    "ProjectDeed",
    "ProjectVerb",
    "TooEarlyError",
    "changes_of_projects",
    "choose_projects",
    "clashes",
    "follow_on",
    "invested",
    "loan_interest",
    "moved_in_time",
    "resized",
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
    RESIZE = "resize"
    """It comes with another outlay in all, perhaps in other years too."""
    ADD = "add"
    """It is a proposal's own, on no list."""
    HOLD = "hold"
    """It stays as the proposal has it, whatever the list says."""


class ImpossibleDeedError(ValueError):
    """Something that cannot be done with a project as it is."""


class TooEarlyError(ImpossibleDeedError):
    """A project moved to before the budget's first year."""


class NothingToResizeError(ImpossibleDeedError):
    """A project without a single krona left to pay cannot be made smaller or larger."""


@dataclass(frozen=True, slots=True)
class ProjectDeed:
    """One thing done with one project. `by` is years later (earlier: negative); `sheet` of what is added or held.

    `outlay` is what it may cost gross in all its years to come; None leaves its size alone.
    """

    key: str
    verb: ProjectVerb
    by: int = 0
    sheet: Sheet | None = None
    outlay: Ore | None = None

    def done_to(self, sheet: Sheet, first: int) -> Sheet:
        """The project moved and resized as the deed says. Raises `ImpossibleDeedError`."""
        found = moved_in_time(sheet, self.by, first) if self.by else sheet
        return found if self.outlay is None else resized(found, self.outlay)


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


def resized(sheet: Sheet, outlay: Ore) -> Sheet:
    """The sheet with another gross outlay in the years to come, spread over them as before.

    Components, effects and rents follow in the proportion in which the whole grows or shrinks, money already spent
    counted in. Contributions shrink along but never grow: they are somebody else's to promise. Raises
    `NothingToResizeError`.

    >>> hall = Sheet("a", "Hallen", "KFN", total=Ore(900), spent=Ore(100), outlay={2019: Ore(500), 2020: Ore(300)})
    >>> smaller = resized(hall, Ore(400))
    >>> smaller.outlay, smaller.total
    ({2019: 250, 2020: 150}, 500)
    """
    before = sum(sheet.outlay.values(), NOTHING)
    if outlay == before:
        return sheet
    if before <= 0 or outlay < 0:
        raise NothingToResizeError(f"{sheet.name} has no outlay to resize")
    more, whole = outlay - before, Fraction(int(sheet.spent + outlay), int(sheet.spent + before))
    parts = _scaled([part.amount for part in sheet.parts], whole)
    return replace(
        sheet,
        outlay=_scaled_years(sheet.outlay, Fraction(int(outlay), int(before))),
        contributions=_scaled_years(sheet.contributions, min(whole, Fraction(1))),
        total=None if sheet.total is None else sheet.total + more,
        forecast=None if sheet.forecast is None else sheet.forecast + more,
        parts=tuple(replace(part, amount=amount) for part, amount in zip(sheet.parts, parts, strict=True)),
        effects=tuple(replace(one, amounts=_scaled_effect(one, whole)) for one in sheet.effects),
    )


def _scaled(amounts: Sequence[Ore], factor: Fraction) -> list[Ore]:
    """Each amount by the factor; whole öre that sum to the scaled sum."""
    run, done, found = 0, NOTHING, []
    for amount in amounts:
        run += int(amount)
        reached = Ore(1).share(run * factor)
        found.append(reached - done)
        done = reached
    return found


def _scaled_years(amounts: Amounts, factor: Fraction) -> Amounts:
    return dict(zip(amounts, _scaled(list(amounts.values()), factor), strict=True))


def _scaled_effect(effect: Effect, factor: Fraction) -> Amounts:
    """Each year by itself: an effect that is the same every year stays so."""
    return {year: amount.share(factor) for year, amount in effect.amounts.items()}


def choose_projects(
    counted: Iterable[Sheet], listed: Iterable[Sheet], deeds: Iterable[ProjectDeed], first: int
) -> tuple[Sheet, ...]:
    """What a budget counts on after the deeds. `counted` is what its base does, `listed` the whole list behind it.

    A deed on a project that is nowhere does nothing: that is told where the base is changed. Raises
    `ImpossibleDeedError`.
    """
    known, chosen = {sheet.key: sheet for sheet in listed}, {sheet.key: sheet for sheet in counted}
    for deed in deeds:
        here = deed.sheet or chosen.get(deed.key) or known.get(deed.key)
        if deed.verb is ProjectVerb.CUT:
            chosen.pop(deed.key, None)
        elif here is not None:
            chosen[deed.key] = deed.done_to(here, first)
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
    first: int,
) -> tuple[ProjectClash, ...]:
    """What a move onto another base must settle, deed by deed. Each base is what it counts on and its whole list.

    A deed that is not among them gives on the new base exactly what it gave on the old one.
    """
    was, is_now = {s.key: s for s in old[0]}, {s.key: s for s in new[0]}
    known_then, known_now = {s.key: s for s in old[1]}, {s.key: s for s in new[1]}
    found = []
    for deed in deeds:
        if deed.verb in {ProjectVerb.ADD, ProjectVerb.HOLD}:
            continue
        counted, after = was.get(deed.key), is_now.get(deed.key)
        before, listed = counted or known_then.get(deed.key), after or known_now.get(deed.key)
        is_done = after is None if deed.verb is ProjectVerb.CUT else _is_done(deed, before, after, first)
        if is_done:
            kind = ClashKind.DONE
        elif listed is None:
            kind = ClashKind.GONE
        elif _money(before) != _money(listed) or (counted is None) != (after is None):
            kind = ClashKind.CHANGED
        else:
            continue
        found.append(ProjectClash(kind, deed, before, listed))
    return tuple(found)


def _is_done(deed: ProjectDeed, before: Sheet | None, after: Sheet | None, first: int) -> bool:
    """Whether a base counts on just what the deed made of the project as it was."""
    try:
        return after is not None and before is not None and _money(after) == _money(deed.done_to(before, first))
    except ImpossibleDeedError:
        return False


def _money(sheet: Sheet | None) -> tuple[object, ...]:
    """What of a sheet decides its cost and whose it is."""
    if sheet is None:
        return ()
    return (
        sheet.board, sheet.carrier, sheet.spent, sheet.outlay, sheet.contributions, sheet.activated, sheet.parts,
        sheet.effects, sheet.category,
    )  # fmt: skip
