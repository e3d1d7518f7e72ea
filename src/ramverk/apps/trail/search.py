"""What can be found by its words: areas put up their shelves at start-up, and a reader finds what the policy shows.

A shelf never hands out rows by itself: they pass its area's `Visibility` in the database before a word is compared.
What lies sealed stands on no shelf, so no answer, and no time an answer takes, says anything about it.

Words are compared in Python, because SQLite's LIKE tells Å from å and PostgreSQL folds as its locale says. The database
first lays aside what lacks a word's longest run of plain letters, which both fold alike.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any
from unicodedata import normalize

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from ramverk.apps.trail.verdicts import Sentence
from ramverk.apps.trail.visibility import Visibility

Row = Mapping[str, Any]
MOST_WORDS = 8
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what it is called, its page, where it belongs, and its day, in words where days are vague."""

    title: str
    url: str
    where: tuple[str, ...] = ()
    day: date | Sentence | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of thing that can be found. Columns are named as Django names them, across relations too.

    `rows` are asked in the order hits are shown. `words` are the columns that are searched and shown: first the title,
    then where it belongs. `within` is searched but not shown, `beside` shown but not searched; `needs` are what
    `address` and `day_of` read beyond that. If what is declared is above the rows, `through` leads there.
    """

    kind: Sentence
    visibility: Visibility[Any]
    rows: Callable[[], QuerySet[Any]]
    words: tuple[str, ...]
    address: Callable[[Row, Any], str]
    within: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    day: str = ""
    day_of: Callable[[Row], Sentence] | None = None
    through: str = ""

    def seen(self, actor: Any) -> QuerySet[Any]:
        """The rows the actor may see: the only ones that are ever searched."""
        if not self.through:
            return self.visibility.filter(self.rows(), actor)
        above = self.visibility.filter(self.visibility.model._default_manager.all(), actor)
        return self.rows().filter(**{f"{self.through}__in": above.values("pk")})

    def search(self, words: Iterable[str], actor: Any) -> Iterator[Hit]:
        """What holds every word, as far as the actor may see it; the same thing said twice is one hit. One query."""
        wanted = ("pk", *self.beside, *self.needs, *filter(None, [self.day]))
        told = set()
        for row in holding(self.seen(actor), words, (*self.words, *self.within), wanted):
            title, *where = (str(row[name] or "") for name in (*self.words, *self.beside))
            if (title, *where) not in told:
                told.add((title, *where))
                yield Hit(title, self.address(row, actor), tuple(dict.fromkeys(filter(None, where))), self._day(row))

    def _day(self, row: Row) -> date | Sentence | None:
        if self.day_of is not None:
            return self.day_of(row)
        day = row[self.day] if self.day else None
        return localdate(day) if isinstance(day, datetime) else day


@dataclass(frozen=True, slots=True)
class Found:
    """What one shelf gave, and whether there is more on it."""

    kind: Sentence
    hits: tuple[Hit, ...]
    has_more: bool


_shelves: list[Shelf] = []


def put_up(*shelves: Shelf) -> None:
    """Let readers find what stands on these shelves; they are shown in the order they were put up."""
    _shelves.extend(shelves)


def shelves() -> tuple[Shelf, ...]:
    """Every shelf there is."""
    return tuple(_shelves)


def find(text: str, actor: Any, most: int) -> list[Found]:
    """What holds every word of the text, kind by kind, at most so many of each. One query a shelf."""
    words = words_of(text)
    if not words:
        return []
    found = []
    for shelf in _shelves:
        hits = list(islice(shelf.search(words, actor), most + 1))
        if hits:
            found.append(Found(shelf.kind, tuple(hits[:most]), len(hits) > most))
    return found


def fold(text: str) -> str:
    """The text as it is compared: small letters, å the same letter however it was typed."""
    return normalize("NFC", normalize("NFC", text).casefold())


def words_of(text: str) -> tuple[str, ...]:
    """The words to look for; none where no word has two letters."""
    words = tuple(dict.fromkeys(fold(text.replace("\0", " ")).split()))[:MOST_WORDS]
    return words if any(len(word) >= SHORTEST for word in words) else ()


def holding(
    rows: QuerySet[Any], words: Iterable[str], columns: Iterable[str], wanted: Iterable[str]
) -> Iterator[dict[str, Any]]:
    """Those rows that hold every word in some of the columns: these columns and the wanted ones. Words are folded."""
    words, columns = tuple(words), tuple(columns)
    for word in words:
        plain = max(re.findall(r"[a-z0-9]+", word), key=len, default="")
        if plain:
            rows = rows.filter(reduce(or_, (Q(**{f"{name}__icontains": plain}) for name in columns)))
    for row in rows.values(*{*columns, *wanted}).iterator():
        text = fold("\n".join(str(row[name] or "") for name in columns))
        if all(word in text for word in words):
            yield row
