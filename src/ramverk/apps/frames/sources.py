"""Where a source can be read: the addresses behind what a change says it comes from, for those who may open them.

A source's reference holds codes, "assumption:7 assumption:9". Areas above register addresses for codes of their own
("investment_list:3"). What has no address, or none that the reader may open, stays words.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse

from ramverk.apps.cycle.models import Activity, DecisionRecord
from ramverk.apps.cycle.policy import ACTIVITIES
from ramverk.apps.frames import passing
from ramverk.apps.frames.ledger import line_of
from ramverk.apps.frames.models import BudgetDetail, Change, Edition
from ramverk.apps.frames.policy import ASSUMPTIONS, CHANGES, DETAILS, PASSING
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.visibility import Visibility
from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change as CoreChange
from ramverk.core.editions.changes import Source, SourceKind


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a source, and where they lead; nowhere when `url` is empty."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A change as an explanation shows it: where its row and its edition are, and its source piece by piece."""

    url: str
    pieces: tuple[Piece, ...]
    edition_url: str = ""


Addresses = Mapping[str, str]
AddressesOf = Callable[[Collection[int], Edition, Actor], Mapping[int, str]]
"""From what follows the code's word (7 of "assumption:7") to its address, for the edition that is being explained.
Those that the actor may not open are left out."""
_registered: dict[str, AddressesOf] = {}
M = TypeVar("M", bound=Model)


def register_addresses(word: str, addresses_of: AddressesOf) -> None:
    """Let an area answer for the codes that begin with a word of its own."""
    _registered[word] = addresses_of


def seen(pks: Collection[int], who: Visibility[M], actor: Actor, url_of: Callable[[int], str]) -> dict[int, str]:
    """The addresses of those among `pks` that the actor may see."""
    rows = who.filter(who.model._default_manager.filter(pk__in=pks), actor)
    return {pk: url_of(pk) for pk in rows.values_list("pk", flat=True)}


def sourced(changes: Iterable[CoreChange], edition: Edition, actor: Actor) -> dict[str, Sourced]:
    """By the id of each change. A handful of queries, however many changes there are."""
    wanted = list(changes)
    stored = {str(row.key): row for row in _stored(wanted, edition, actor)}
    addresses = addresses_of([change.source for change in wanted], edition, actor)
    details = DETAILS.filter(BudgetDetail.objects.filter(edition__in=_line(edition)), actor)
    detailed = set(details.values_list("edition_id", flat=True))
    return {change.id: _sourced(change, stored.get(change.id), addresses, detailed) for change in wanted}


def _sourced(change: CoreChange, row: Change | None, addresses: Addresses, detailed: Collection[int]) -> Sourced:
    if row is None:
        return Sourced("", tuple(pieces_of(change.source, addresses)))
    edition = reverse("frames:edition", args=[row.edition_id])
    url = f"{reverse('frames:changes', args=[row.edition_id])}#rad-{row.key}"
    if change.source.kind is SourceKind.FILE and change.cause in OF_FILE_ROWS:
        lines = reverse("frames:file_rows", args=[row.edition_id, row.key]) if row.edition_id in detailed else ""
        return Sourced(url, (Piece(change.source.words, lines),), edition)
    pieces = pieces_of(change.source, addresses)
    if row.file_id:
        pieces.append(Piece(row.file_name, reverse("frames:attached", args=[row.edition_id, row.key])))
    return Sourced(url, tuple(pieces), edition)


OF_FILE_ROWS = (Cause.OPENING_FRAME, Cause.DECISION_IN_YEAR)
"""The causes of rows that are sums of an opening budget's lines."""


def pieces_of(source: Source, addresses: Addresses) -> list[Piece]:
    """A source's words with the addresses of its codes: one by one where it names as many things as it has codes."""
    if not source.words:
        return []
    urls = [addresses.get(code, "") for code in _codes(source)]
    parts = source.words.split("; ")
    if len(parts) == len(urls):
        return [Piece(words, url) for words, url in zip(parts, urls, strict=True)]
    return [Piece(source.words, urls[0] if len(urls) == 1 else "")]


def _codes(source: Source) -> list[str]:
    """What a source points at; decisions and agreements at an activity may be cited by their words alone."""
    coded = [code for code in source.reference.split() if _CODE.fullmatch(code)]
    return coded or source.words.split("; ")


_CODE = re.compile(r"(?P<word>[a-z_]+):(?P<number>[0-9]{1,18})")
_CITED = re.compile(r"(?P<what>.+?),? (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?: § ?(?P<paragraph>[0-9]+)|: .*)")
"""A decision, or an agreement at an activity: "Kommunfullmäktige 2018-06-20 § 87", "Budgetberedning 2018-05-02: …"."""


def addresses_of(sources: Iterable[Source], edition: Edition, actor: Actor) -> Addresses:
    """The addresses of the codes in some sources that the actor may open."""
    asked: dict[str, set[int]] = {}
    cited = []
    for code in {code for source in sources for code in _codes(source)}:
        if coded := _CODE.fullmatch(code):
            asked.setdefault(coded["word"], set()).add(int(coded["number"]))
        elif found := _CITED.fullmatch(code):
            cited.append(found)
    urls = _activities(cited, edition, actor) if cited else {}
    for word, numbers in asked.items():
        answer = {**_OWN, **_registered}.get(word)
        known = answer(numbers, edition, actor) if answer else {}
        urls |= {f"{word}:{number}": url for number, url in known.items()}
    return urls


def _activities(cited: Iterable[re.Match[str]], edition: Edition, actor: Actor) -> dict[str, str]:
    """Decisions and agreements of the edition's round by the words that cite them; both are read at their activity."""
    activities = ACTIVITIES.filter(Activity.objects.filter(round=edition.round_id), actor)
    titled = {title: pk for pk, title in activities.order_by("-pk").values_list("pk", "title")}
    records = DecisionRecord.objects.filter(activity__in=activities).select_related("body")
    decided = {
        (name, row.decided_on.isoformat(), row.paragraph.strip("§ ")): row.activity_id
        for row in records
        for name in (row.body.name, row.body.short_name)
    }
    found = {}
    for one in cited:
        what, day, paragraph = one["what"], one["day"], one["paragraph"]
        pk = decided.get((what, day, paragraph)) if paragraph else titled.get(what)
        if pk is not None:
            found[one.string] = reverse("cycle:activity", args=[pk])
    return found


def _assumptions(pks: Collection[int], _edition: Edition, actor: Actor) -> Mapping[int, str]:
    return seen(pks, ASSUMPTIONS, actor, lambda pk: reverse("frames:assumption", args=[pk]))


def _passing(pks: Collection[int], edition: Edition, actor: Actor) -> Mapping[int, str]:
    page = reverse("frames:passing", args=[edition.pk])
    return seen(pks, PASSING, actor, lambda pk: f"{page}#post-{pk}")


def _results(years: Collection[int], edition: Edition, _actor: Actor) -> Mapping[int, str]:
    """The result of a year is read as the way to it."""
    page = reverse("frames:bridge", args=[edition.pk])
    return {year: f"{page}?organ=resultat&ar={year}" for year in years}


_OWN: dict[str, AddressesOf] = {"assumption": _assumptions, passing.PASSING: _passing, "result": _results}


def _line(edition: Edition) -> list[int]:
    return [member.pk for member in line_of(edition)]


def _stored(changes: Iterable[CoreChange], edition: Edition, actor: Actor) -> QuerySet[Change]:
    rows = Change.objects.filter(edition__in=_line(edition), key__in=[change.id for change in changes])
    return CHANGES.filter(rows.only("key", "edition_id", "file_id", "file_name"), actor)
