"""Moving a proposal onto a newer base: what must be looked at, board by board, and what is chosen for each.

Nothing of the proposal's own is lost on the way: every change is kept unless somebody chooses to drop it.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Post, PostKind, Source
from ramverk.core.editions.compare import Conflict, ConflictKind, rebase
from ramverk.core.editions.editions import Edition

__all__ = ["Choice", "choices_for", "conflicts_by_board", "settle"]


class Choice(StrEnum):
    """What is done about a conflict."""

    KEEP = "keep"
    """The proposal's change stands on top of what the base did."""
    HOLD = "hold"
    """The proposal's level stands: what the base moved is taken back."""
    DROP = "drop"
    """The proposal's change goes; the base's stands."""


def choices_for(kind: ConflictKind) -> tuple[Choice, ...]:
    """What may be chosen for a kind of conflict, the mildest first."""
    if kind is ConflictKind.BOTH_CHANGED:
        return (Choice.KEEP, Choice.HOLD, Choice.DROP)
    return (Choice.KEEP, Choice.DROP)


def by_board(edition: Edition) -> Edition:
    """The same ledger with every frame as one post of its board: politics speaks of boards, not of operations."""
    changes = tuple(
        replace(change, post=Post(PostKind.FRAME, change.post.owner)) if change.post.kind is PostKind.FRAME else change
        for change in edition.changes
    )
    return replace(edition, changes=changes, parent=by_board(edition.parent) if edition.parent else None)


def conflicts_by_board(own: Sequence[Change], base: Edition, onto: Edition) -> tuple[Conflict, ...]:
    """What the move of a proposal's own changes to another base must settle; each with the changes as they are."""
    here = by_board(base)
    mine = by_board(replace(base, id="own", parent=None, changes=tuple(own)))
    found = rebase(replace(here, id="proposal", parent=here, changes=mine.changes), by_board(onto)).conflicts
    known = {change.id: change for change in own}
    return tuple(replace(one, mine=tuple(known[change.id] for change in one.mine)) for one in found)


def settle(
    own: Sequence[Change],
    conflicts: Sequence[Conflict],
    choices: Sequence[Choice],
    keys: Sequence[str],
    text: str,
    source: Source,
) -> tuple[Change, ...]:
    """The own changes after the choices, in their order; what holds a level comes last, under the keys in turn.

    A dropped side of a transfer takes the other sides with it. Raises ValueError for a choice that its conflict does
    not offer, or where the lists differ in length.
    """
    dropped: set[str] = set()
    held: list[Change] = []
    for conflict, choice, key in zip(conflicts, choices, keys, strict=True):
        if choice not in choices_for(conflict.kind):
            raise ValueError(f"{choice} is no answer to {conflict.kind}")
        if choice is Choice.DROP:
            dropped |= {change.id for change in conflict.mine}
        elif choice is Choice.HOLD:
            amounts = {year: -amount for year, amount in conflict.base_moved.items()}
            held.append(Change(key, conflict.post, Cause.POLITICAL, amounts, text, source))
    pairs = {change.pair for change in own if change.id in dropped and change.pair}
    kept = [change for change in own if change.id not in dropped and change.pair not in pairs]
    return (*kept, *held)
