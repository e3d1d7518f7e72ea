"""Why is this number what it is: a tree of parts that sum, down to a rule, a file's row or a decision."""

from dataclasses import dataclass

from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Post, Source
from ramverk.core.editions.editions import Edition
from ramverk.core.money import Ore

__all__ = ["Explanation", "explain_post"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A number, what it is, and the parts it is the sum of. A leaf has a source instead of parts."""

    label: str
    amount: Ore
    parts: tuple["Explanation", ...] = ()
    source: Source | None = None
    change: Change | None = None
    cause: Cause | None = None
    edition: str = ""
    """The edition in which the leaf was written."""

    def ties(self) -> bool:
        """Whether the parts sum to the amount, all the way down."""
        if not self.parts:
            return True
        whole = sum((part.amount for part in self.parts), Ore(0))
        return whole == self.amount and all(part.ties() for part in self.parts)


def explain_post(edition: Edition, post: Post, year: int, *, with_parts: bool = True) -> Explanation:
    """The amount of a post in a year: by cause, then change by change, each with its source and its edition.

    A frame without a part is the whole board: every operation of it counts (`with_parts`).
    """
    found: dict[Cause, list[Explanation]] = {}
    for member in edition.line():
        for change in member.changes:
            if _concerns(change.post, post, with_parts=with_parts) and change.in_year(year):
                leaf = Explanation(
                    change.text, change.in_year(year), (), change.source, change, change.cause, member.name
                )
                found.setdefault(change.cause, []).append(leaf)
    groups = tuple(
        Explanation(cause.value, _sum(leaves), tuple(leaves), cause=cause)
        for cause in Cause
        if (leaves := found.get(cause))
    )
    return Explanation(post.owner or post.part or post.kind.value, _sum(groups), groups)


def _concerns(change: Post, asked: Post, *, with_parts: bool) -> bool:
    if with_parts and not asked.part:
        return (change.kind, change.owner) == (asked.kind, asked.owner)
    return change == asked


def _sum(parts: tuple[Explanation, ...] | list[Explanation]) -> Ore:
    return sum((part.amount for part in parts), Ore(0))
