"""What areas above have tied to a change of the frames or to an assignment: they register at start-up."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from ramverk.apps.organisation.actor import Actor


@dataclass(frozen=True, slots=True)
class Reference:
    """Something that rests on a change, or answers an assignment: whose it is, its words, and where it is read."""

    of: str
    words: str
    url: str


ByPk = dict[int, list[Reference]]
ReferencesOf = Callable[[str, Collection[int], Actor], ByPk]
_registered: list[ReferencesOf] = []


def register_references(references_of: ReferencesOf) -> None:
    """Let an area answer for `change` or `assignment` what it has tied to them, of what the actor may see."""
    _registered.append(references_of)


def references(kind: str, pks: Iterable[int], actor: Actor) -> ByPk:
    """By the primary keys of changes or assignments; those without anything are left out."""
    asked, found = set(pks), ByPk()
    for of_area in _registered if asked else ():
        for pk, rows in of_area(kind, asked, actor).items():
            found.setdefault(pk, []).extend(rows)
    return found
