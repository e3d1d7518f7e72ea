"""Votes: who may vote, how they are counted, and what a minority may demand (Kommunallagen 4:25, 5:45-51, 5:54-57)."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

__all__ = [
    "Choice",
    "Count",
    "Member",
    "NotOnTheRoll",
    "Seat",
    "Substitute",
    "count_votes",
    "is_quorate",
    "minority_suffices",
    "seat_members",
]

K = TypeVar("K", bound=Hashable)
"""What a person is known by."""


class Choice(StrEnum):
    """What a member answers."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class Member(Generic[K]):
    """An elected member of the body."""

    person: K
    party: K | None = None


@dataclass(frozen=True, slots=True)
class Substitute(Generic[K]):
    """An elected substitute, called in the given order for the members of the same party."""

    person: K
    party: K | None = None


@dataclass(frozen=True, slots=True)
class Seat(Generic[K]):
    """A member's seat and who serves on it in this matter: the member, a substitute, or nobody."""

    member: K
    serving: K | None

    @property
    def is_substituted(self) -> bool:
        """Whether somebody else serves for the member."""
        return self.serving is not None and self.serving != self.member


def seat_members(
    members: Sequence[Member[K]],
    substitutes: Sequence[Substitute[K]],
    present: Collection[K],
    disqualified: Collection[K] = (),
) -> tuple[Seat[K], ...]:
    """Every seat with who serves on it: the member where present, else the first free substitute of the same party.

    Whoever is disqualified (jäv) leaves, member or substitute; for such a member a substitute is called. A member
    without a party has the substitutes without one.
    """
    here = {person for person in present if person not in set(disqualified)}
    taken = {member.person for member in members}
    seats: list[Seat[K]] = []
    for member in members:
        if member.person in here:
            seats.append(Seat(member.person, member.person))
            continue
        found = next(
            (one.person for one in substitutes if one.party == member.party and one.person in here - taken), None
        )
        if found is not None:
            taken.add(found)
        seats.append(Seat(member.person, found))
    return tuple(seats)


def is_quorate(serving: int, seats: int, disqualified: int = 0) -> bool:
    """Whether more than half of the seats are filled (KL 5:45, 6:27).

    `disqualified` are the seats left empty because a member of the council may not take part: they hinder nothing
    (5:46). A board has no such rule.
    """
    return serving > 0 and (serving + disqualified) * 2 > seats


class NotOnTheRoll(ValueError):
    """Somebody voted who does not serve."""


@dataclass(frozen=True, slots=True)
class Count:
    """The result of a vote. `is_yes` is None where the chair must vote before there is one."""

    yes: int
    no: int
    abstaining: int
    absent: int
    is_yes: bool | None
    by_casting_vote: bool = False
    chair_must_vote: bool = False

    @property
    def cast(self) -> int:
        """Votes for yes or no."""
        return self.yes + self.no


def count_votes(ballots: Mapping[K, Choice], roll: Collection[K], chair: K | None, seats: int) -> Count:
    """Count an open vote by simple majority; the chair's vote decides a tie (KL 5:54, 5:55).

    `roll` holds everyone who serves and `seats` how many seats there are. A chair who abstained must vote when it is
    needed (4:25): then `chair_must_vote` is set and there is no result. A chair who does not serve cannot decide a tie.
    Raises NotOnTheRoll for a ballot of somebody else.
    """
    strangers = set(ballots) - set(roll)
    if strangers:
        raise NotOnTheRoll(f"not serving: {sorted(map(str, strangers))}")
    tally = {choice: sum(1 for one in ballots.values() if one is choice) for choice in Choice}
    yes, no, abstaining = tally[Choice.YES], tally[Choice.NO], tally[Choice.ABSTAIN]
    absent = seats - len(ballots)
    if yes != no:
        return Count(yes, no, abstaining, absent, is_yes=yes > no)
    vote = ballots.get(chair) if chair is not None else None
    if vote in {Choice.YES, Choice.NO}:
        return Count(yes, no, abstaining, absent, is_yes=vote is Choice.YES, by_casting_vote=True)
    return Count(yes, no, abstaining, absent, is_yes=None, chair_must_vote=True)


def minority_suffices(asking: int, serving: int, *, was_postponed: bool = False, is_election: bool = False) -> bool:
    """Whether those who ask have a matter tabled or referred by themselves: a third of those present (KL 5:50).

    Not where the matter was tabled or referred on a minority's request before, and not in elections (5:51): then it
    takes a simple majority.
    """
    return not was_postponed and not is_election and asking > 0 and asking * 3 >= serving
