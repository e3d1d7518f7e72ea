"""A statement as a table of lines and columns, and the relations that must hold in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Relation", "RollRelation", "Statement", "SumRelation", "Tied", "UnknownCell", "check_relations"]


class UnknownCell(LookupError):
    """A relation speaks of a line or column that the statement does not have."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Values by line and column, in the statement's own unit and printed sign."""

    name: str
    columns: tuple[str, ...]
    lines: Mapping[str, Mapping[str, Fraction]]

    def value(self, line: str, column: str) -> Fraction:
        """One cell; raises `UnknownCell`."""
        try:
            return self.lines[line][column]
        except KeyError:
            raise UnknownCell(f"{line}/{column}") from None


@dataclass(frozen=True, slots=True)
class SumRelation:
    """A total that is the signed sum of lines, in every column."""

    id: str
    total: str
    terms: Mapping[str, int]
    tolerance: Fraction
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RollRelation:
    """A closing value that is an earlier one and what was added between: equity rolls from the last accounts."""

    id: str
    line: str
    from_column: str
    to_column: str
    added: Sequence[tuple[str, str, int]]
    """Line, column and sign of each addition."""
    tolerance: Fraction


Relation = SumRelation | RollRelation


@dataclass(frozen=True, slots=True)
class Tied:
    """One relation in one column: what it works out to, what is printed, and whether they agree."""

    relation: str
    column: str
    computed: Fraction
    printed: Fraction
    tolerance: Fraction

    @property
    def holds(self) -> bool:
        """Whether the two agree within the tolerance."""
        return abs(self.computed - self.printed) <= self.tolerance


def check_relations(statement: Statement, relations: Sequence[Relation]) -> tuple[Tied, ...]:
    """Every relation in every column it is about. Raises `UnknownCell` for a line or column that is not there."""
    found: list[Tied] = []
    for relation in relations:
        found += _roll(statement, relation) if isinstance(relation, RollRelation) else _sum(statement, relation)
    return tuple(found)


def _sum(statement: Statement, relation: SumRelation) -> list[Tied]:
    return [
        Tied(
            relation.id,
            column,
            sum((sign * statement.value(line, column) for line, sign in relation.terms.items()), Fraction(0)),
            statement.value(relation.total, column),
            relation.tolerance,
        )
        for column in relation.columns
    ]


def _roll(statement: Statement, relation: RollRelation) -> list[Tied]:
    added = sum((sign * statement.value(line, column) for line, column, sign in relation.added), Fraction(0))
    computed = statement.value(relation.line, relation.from_column) + added
    printed = statement.value(relation.line, relation.to_column)
    return [Tied(relation.id, relation.to_column, computed, printed, relation.tolerance)]
