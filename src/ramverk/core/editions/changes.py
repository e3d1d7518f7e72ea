"""Posts and changes: what is addressed, by how much each year, why, and where that comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ramverk.core.editions.causes import Cause
from ramverk.core.money import Amounts, Ore

__all__ = ["Change", "Post", "PostKind", "Source", "SourceKind", "accumulated", "per_year"]


class PostKind(StrEnum):
    """What a change addresses."""

    FRAME = "frame"
    FINANCE = "finance"
    STATEMENT = "statement"
    TAX_RATE = "tax_rate"
    PROJECT = "project"
    GOAL = "goal"
    ASSIGNMENT = "assignment"


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """One addressed thing. `owner` is the board's key (frame), empty for the municipality's own posts; `part` is the
    operation of a frame, the line of a finance or statement post, the id of a project or goal.

    A tax rate counts öre per 100 kr: 21.64 is 2164.
    """

    kind: PostKind
    owner: str = ""
    part: str = ""


class SourceKind(StrEnum):
    """Where a change comes from."""

    RULE = "rule"
    FILE = "file"
    ACTIVITY = "activity"
    DECISION = "decision"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Source:
    """A source in words with what it points at: a rule with its paragraph, a file with its row, a decision."""

    kind: SourceKind
    words: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the ledger.

    `amounts` say what the change does to each year against the opening frame: what lasts stands in every year from its
    first, a one-off in its own year only. Years without an entry are untouched. `pair` names the transfer it is one
    side of. `reverses` is the id of a change that it takes back. `rule` is set on what a rule generated.
    """

    id: str
    post: Post
    cause: Cause
    amounts: Mapping[int, Ore]
    text: str
    source: Source
    is_one_off: bool = False
    is_earmarked: bool = False
    pair: str = ""
    reverses: str = ""
    rule: str = ""
    internal_text: str = field(default="", compare=False)
    """Never part of a frozen edition: what the finance department notes for itself."""

    def in_year(self, year: int) -> Ore:
        """What it does to one year; zero where it says nothing."""
        return self.amounts.get(year, Ore(0))


def per_year(amounts: Mapping[int, Ore], years: tuple[int, ...]) -> Amounts:
    """The difference of each year to the year before; the first year against the opening frame."""
    shown: Amounts = {}
    before = Ore(0)
    for year in years:
        now = amounts.get(year, Ore(0))
        shown[year] = now - before
        before = now
    return shown


def accumulated(differences: Mapping[int, Ore], years: tuple[int, ...]) -> Amounts:
    """The inverse of `per_year`: each year against the opening frame."""
    shown: Amounts = {}
    total = Ore(0)
    for year in years:
        total += differences.get(year, Ore(0))
        shown[year] = total
    return shown
