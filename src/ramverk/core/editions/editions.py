"""An edition: a parent and an ordered list of changes. A frame is the sum of its changes along the line of parents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ramverk.core.editions.changes import Change, Post
from ramverk.core.money import Amounts, Ore

__all__ = ["Edition", "EditionKind", "Folded", "common_ancestor", "fold", "path", "totals"]


class EditionKind(StrEnum):
    """What an edition is in the year ."""

    BASE = "base"
    DIRECTIVE_DRAFT = "directive_draft"
    PRELIMINARY = "preliminary"
    MAJORITY_PROPOSAL = "majority_proposal"
    PARTY_PROPOSAL = "party_proposal"
    EXECUTIVE_PROPOSAL = "executive_proposal"
    COUNCIL_DECISION = "council_decision"
    REVISION = "revision"
    CONFIRMED = "confirmed"
    INTERNAL_BUDGET = "internal_budget"


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of the whole budget. `years` are the budget year and the plan years, ascending."""

    id: str
    kind: EditionKind
    name: str
    years: tuple[int, ...]
    changes: tuple[Change, ...] = ()
    parent: "Edition | None" = None
    forecast_set: str = ""

    def line(self) -> tuple["Edition", ...]:
        """The edition and its ancestors, the root first."""
        found: list[Edition] = []
        here: Edition | None = self
        while here is not None:
            found.append(here)
            here = here.parent
        return tuple(reversed(found))

    def all_changes(self) -> Iterator[Change]:
        """Every change along the line of parents, the oldest first."""
        for edition in self.line():
            yield from edition.changes

    def with_changes(self, changes: Iterable[Change]) -> "Edition":
        """The same edition with more changes at its end."""
        return replace(self, changes=(*self.changes, *changes))


Folded = dict[Post, Amounts]
"""Öre by post and year."""


def add_up(changes: Iterable[Change], sign: int = 1) -> Folded:
    """The sum of changes by post and year; posts and years that cancel are left out."""
    sums: dict[Post, dict[int, int]] = {}
    for change in changes:
        years = sums.setdefault(change.post, {})
        for year, amount in change.amounts.items():
            years[year] = years.get(year, 0) + sign * int(amount)
    return {
        post: {year: Ore(amount) for year, amount in sorted(years.items()) if amount}
        for post, years in sums.items()
        if any(years.values())
    }


def fold(edition: Edition) -> Folded:
    """Every post of an edition as the sum of its changes."""
    return add_up(edition.all_changes())


def totals(folded: Folded) -> Amounts:
    """The sum over all posts of a fold, by year. Meant for posts of one kind: kronor and tax rates do not add up."""
    sums: Amounts = {}
    for amounts in folded.values():
        for year, amount in amounts.items():
            sums[year] = sums.get(year, Ore(0)) + amount
    return sums


def common_ancestor(first: Edition, second: Edition) -> Edition | None:
    """The newest edition that both descend from, or are; None where they share none."""
    known = {edition.id: edition for edition in first.line()}
    return next((edition for edition in reversed(second.line()) if edition.id in known), None)


def path(ancestor: Edition | None, edition: Edition) -> tuple[Change, ...]:
    """The changes between an ancestor and an edition, the oldest first; all of them where the ancestor is None.

    Raises ValueError when it is no ancestor.
    """
    line = edition.line()
    if ancestor is None:
        return tuple(edition.all_changes())
    ids = [member.id for member in line]
    if ancestor.id not in ids:
        raise ValueError(f"{ancestor.name} is no ancestor of {edition.name}")
    return tuple(change for member in line[ids.index(ancestor.id) + 1 :] for change in member.changes)
