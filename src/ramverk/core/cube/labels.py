"""The members of each dimension of the lines, in the order their codes count them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

DIMENSIONS = ("version", "board", "unit", "activity", "account", "period", "price_class")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; a period of the lines."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"{self.month} is no month")


@dataclass(frozen=True, slots=True)
class Labels:
    """What the codes of the lines stand for: code 2 of `board` is `board[2]`.

    A line that lacks a member gets a member for "none"; there are no missing codes. Raises ValueError when a
    dimension names a member twice or the periods do not stand in order of time.
    """

    version: tuple[str, ...]
    board: tuple[str, ...]
    unit: tuple[str, ...]
    activity: tuple[str, ...]
    account: tuple[str, ...]
    period: tuple[Month, ...]
    price_class: tuple[str, ...]
    years: tuple[int, ...] = field(init=False)
    """The years of the periods, in order."""

    def __post_init__(self) -> None:
        for name in DIMENSIONS:
            members = getattr(self, name)
            if len(set(members)) != len(members):
                raise ValueError(f"a member of {name} is named twice")
        if list(self.period) != sorted(self.period):
            raise ValueError("the periods must stand in order of time")
        object.__setattr__(self, "years", tuple(sorted({period.year for period in self.period})))

    def members(self, name: str) -> tuple[object, ...]:
        """The members of a dimension, or of `year`."""
        members: tuple[object, ...] = self.years if name == "year" else getattr(self, name)
        return members

    def place(self, name: str, member: object) -> int:
        """The code of a member; ValueError names it when the lines do not have it."""
        try:
            return self.members(name).index(member)
        except ValueError:
            raise ValueError(f"{member} is no {name} of the lines") from None

    def size(self, name: str) -> int:
        """How many members a dimension has."""
        return len(self.members(name))

    def joined(self, other: Self) -> Self:
        """These members, followed by those only the other has; the periods in order of time."""
        members = {name: dict.fromkeys((*getattr(self, name), *getattr(other, name))) for name in DIMENSIONS}
        return type(self)(
            **{name: tuple(sorted(found) if name == "period" else found) for name, found in members.items()}
        )


def places(name: str, within: Labels, of: Labels) -> Sequence[int]:
    """Where each member of `of` stands in `within`."""
    order = {member: place for place, member in enumerate(within.members(name))}
    return [order[member] for member in of.members(name)]
