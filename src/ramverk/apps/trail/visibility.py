"""One declaration of who may see what, read twice: as a filter for lists and as a check of one object.

An area's policy lists the circles that may see an object type. Each circle says in words who it is, and gives the rows
it may see as a `Q`, everything (`Q()`) or nothing (`None`). Beware that in Django "nothing" OR `Q()` is nothing:
therefore nothing is `None` here, and never an empty `Q`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from ramverk.apps.trail.verdicts import Allowed, Denied, Sentence, Verdict

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Circle:
    """Some people, in words, and the rows they may see: asked with the actor."""

    who: Sentence
    rows: Callable[[Any], Q | None]


@dataclass(frozen=True, slots=True)
class Visibility(Generic[M]):
    """Who may see objects of one type; `closed` is the sentence a stranger gets."""

    model: type[M]
    circles: tuple[Circle, ...]
    closed: Sentence

    def filter(self, rows: QuerySet[M], actor: Any) -> QuerySet[M]:
        """The rows this actor may see."""
        seen = [q for circle in self.circles if (q := circle.rows(actor)) is not None]
        if not seen:
            return rows.none()
        if any(q == Q() for q in seen):
            return rows
        combined = seen[0]
        for q in seen[1:]:
            combined |= q
        return rows.filter(pk__in=self.model._default_manager.filter(combined).values("pk"))

    def check(self, actor: Any, thing: M) -> Verdict:
        """Whether this actor may see this object: the same circles, asked of one row."""
        for circle in self.circles:
            q = circle.rows(actor)
            if q is not None and self.model._default_manager.filter(q, pk=thing.pk).exists():
                return Allowed(circle.who)
        return Denied(self.closed)
