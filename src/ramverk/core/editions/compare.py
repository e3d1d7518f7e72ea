"""Branches side by side, post by post; and moving a branch onto a newer base with its conflicts listed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ramverk.core.editions.bridge import moved_posts
from ramverk.core.editions.changes import Change, Post
from ramverk.core.editions.editions import Edition, Folded, fold, path
from ramverk.core.money import Amounts, Ore

__all__ = ["ComparedRow", "Conflict", "ConflictKind", "Rebased", "compare", "rebase"]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One post in every compared edition, in the order they were given."""

    post: Post
    amounts: tuple[Amounts, ...]

    def differs(self) -> bool:
        """Whether any edition has another amount in any year."""
        return any(amounts != self.amounts[0] for amounts in self.amounts[1:])

    def against_first(self, at: int, year: int) -> Ore:
        """What edition `at` has more than the first one."""
        return self.amounts[at].get(year, Ore(0)) - self.amounts[0].get(year, Ore(0))


def compare(editions: Sequence[Edition], *, only_differing: bool = True) -> tuple[ComparedRow, ...]:
    """Any number of editions side by side; posts in their natural order."""
    folds: list[Folded] = [fold(edition) for edition in editions]
    posts = sorted({post for folded in folds for post in folded})
    rows = (ComparedRow(post, tuple(folded.get(post, {}) for folded in folds)) for post in posts)
    return tuple(row for row in rows if row.differs() or not only_differing)


class ConflictKind(StrEnum):
    """What must be looked at when a branch moves to a newer base."""

    BOTH_CHANGED = "both_changed"
    """The new base changed a post that the branch changes too."""
    ALREADY_THERE = "already_there"
    """The new base holds the same change: keeping it would count it twice."""
    TAKES_BACK_NOTHING = "takes_back_nothing"
    """The branch takes back a change that the new base no longer has."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One post to decide on: the branch's changes of it, and what the base did to it meanwhile."""

    kind: ConflictKind
    post: Post
    mine: tuple[Change, ...]
    base_moved: Amounts


@dataclass(frozen=True, slots=True)
class Rebased:
    """The branch on its new base, with every change of its own kept, and the conflicts somebody must settle."""

    edition: Edition
    conflicts: tuple[Conflict, ...]


def rebase(edition: Edition, onto: Edition, base: Edition | None = None) -> Rebased:
    """Move what an edition changed since `base` (its parent, unless told) onto another edition.

    Nothing is dropped: what looks doubled or void is kept and listed. Onto its own base nothing changes. Raises
    ValueError when `base` is no ancestor of the edition.
    """
    base = base or edition.parent
    if base is None:
        raise ValueError("an edition without a parent stands on nothing that could be replaced")
    if onto.id == base.id:
        return Rebased(edition, ())
    own = path(base, edition)
    moved = moved_posts(base, onto)
    there = list(onto.all_changes())
    conflicts = [*_both_changed(own, moved), *_already_there(own, path_ids(base), there), *_void(own, there)]
    return Rebased(replace(edition, parent=onto, changes=own, years=onto.years), tuple(conflicts))


def path_ids(edition: Edition) -> set[str]:
    """The ids of all changes an edition rests on."""
    return {change.id for change in edition.all_changes()}


def _both_changed(own: Sequence[Change], moved: dict[Post, Amounts]) -> list[Conflict]:
    by_post: dict[Post, list[Change]] = {}
    for change in own:
        by_post.setdefault(change.post, []).append(change)
    return [
        Conflict(ConflictKind.BOTH_CHANGED, post, tuple(mine), moved[post])
        for post, mine in by_post.items()
        if post in moved
    ]


def _already_there(own: Sequence[Change], old: set[str], there: Sequence[Change]) -> list[Conflict]:
    new = [change for change in there if change.id not in old]
    return [
        Conflict(ConflictKind.ALREADY_THERE, change.post, (change,), dict(change.amounts))
        for change in own
        if any(_is_same(change, other) for other in new)
    ]


def _is_same(mine: Change, other: Change) -> bool:
    """The same row, or one that says and does the same."""
    does = (mine.post, mine.cause, dict(mine.amounts)) == (other.post, other.cause, dict(other.amounts))
    return mine.id == other.id or (does and mine.text.casefold() == other.text.casefold())


def _void(own: Sequence[Change], there: Sequence[Change]) -> list[Conflict]:
    ids = {change.id for change in there} | {change.id for change in own}
    return [
        Conflict(ConflictKind.TAKES_BACK_NOTHING, change.post, (change,), {})
        for change in own
        if change.reverses and change.reverses not in ids
    ]
