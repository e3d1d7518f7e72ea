"""Operative clauses (att-satser): what each proposal says on each of them, and what was decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Contender", "Proposal", "Stand", "Value", "contenders", "decided", "resolved"]


class Stand(StrEnum):
    """In what way a proposal stands on a clause."""

    VALUE = "value"
    """It has words or figures of its own."""
    SAME = "same"
    """"Lika med": as the main proposal."""
    DROPPED = "dropped"
    """"Utgår": the clause is not to be decided at all."""


@dataclass(frozen=True, slots=True)
class Value:
    """What is proposed. `figures` are named whole numbers (öre by year, a rate in öre per 100 kr); they are what is
    compared where there are any, and the words otherwise."""

    stand: Stand = Stand.VALUE
    text: str = ""
    figures: tuple[tuple[str, int], ...] = ()

    @property
    def identity(self) -> tuple[object, ...]:
        """Two values with the same identity ask for the same decision."""
        if self.stand is Stand.DROPPED:
            return (Stand.DROPPED,)
        return (Stand.VALUE, tuple(sorted(self.figures)) or " ".join(self.text.split()).casefold().rstrip("."))


DROPPED = Value(Stand.DROPPED)
SAME = Value(Stand.SAME)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody's proposal with a value per clause; a clause it does not mention is left alone."""

    id: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contender:
    """One decision that is asked for, and the proposals that ask for it, in their order."""

    value: Value
    proposals: tuple[str, ...]


def resolved(clause: str, proposal: Proposal, main: Proposal) -> Value | None:
    """What a proposal asks for on a clause: "lika med" is the main proposal's value; None where it says nothing."""
    value = proposal.values.get(clause)
    if value is not None and value.stand is Stand.SAME:
        return main.values.get(clause)
    return value


def contenders(clause: str, proposals: Sequence[Proposal]) -> tuple[Contender, ...]:
    """The different decisions asked for on a clause, the main proposal's first.

    `proposals` begin with the main one. Proposals that ask for the same thing stand together: nobody is to vote
    between equals. Where the main proposal says nothing on a clause it asks that nothing be decided ("utgår").
    """
    main = proposals[0]
    found: dict[tuple[object, ...], tuple[Value, list[str]]] = {}
    for proposal in proposals:
        value = resolved(clause, proposal, main)
        if value is None:
            if proposal is not main:
                continue
            value = DROPPED
        found.setdefault(value.identity, (value, []))[1].append(proposal.id)
    return tuple(Contender(value, tuple(ids)) for value, ids in found.values())


def decided(clauses: Iterable[str], winners: Mapping[str, Value]) -> dict[str, Value]:
    """The decision: the winning value of each clause in order; what was dropped is not in it.

    Raises KeyError for a clause nobody has decided.
    """
    return {clause: winners[clause] for clause in clauses if winners[clause].stand is not Stand.DROPPED}
