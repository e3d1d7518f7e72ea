"""Stored editions as the core's: loaded along the line of parents, remembered while they stand unchanged."""

from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from ramverk.apps.frames.models import AssumptionKind, Change, Edition, EditionAssumption
from ramverk.apps.frames.remembering import remembered
from ramverk.apps.organisation.models import Body
from ramverk.core.editions import changes as core
from ramverk.core.editions.causes import Cause
from ramverk.core.editions.editions import Edition as CoreEdition
from ramverk.core.editions.editions import EditionKind as CoreKind
from ramverk.core.money import Ore


def board_key(body: Body) -> str:
    """The key of a board in the ledger: its short name, which people know, or its name."""
    return body.short_name or body.name


class Member(NamedTuple):
    """One edition of a line as it stands: with its version, all that the core needs except the changes."""

    pk: int
    uid: UUID
    version: int
    kind: str
    name: str
    years: tuple[int, ...]
    forecast: str
    checksum: str
    """Given when it is frozen; names it and all it rests on, row by row."""


Line = tuple[Member, ...]
"""An edition and its ancestors, the root first. Equal lines are the same ledger: versions rise with every save."""


def line_of(edition: Edition) -> Line:
    """The edition and its ancestors as they stand in the database. Three queries, however many editions there are."""
    parents = dict(Edition.objects.filter(round=edition.round_id).values_list("pk", "parent"))
    wanted = [edition.pk]
    while (parent := parents[wanted[0]]) is not None:
        wanted.insert(0, parent)
    forecasts = dict(
        EditionAssumption.objects.filter(edition__in=wanted, kind=AssumptionKind.FORECAST).values_list(
            "edition", "assumption_set__name"
        )
    )
    stored = Edition.objects.filter(pk__in=wanted)
    rows = stored.values_list("pk", "uid", "version", "kind", "name", "years", "checksum")
    known = {
        pk: Member(pk, uid, version, kind, name, tuple(years), forecasts.get(pk, ""), checksum)
        for pk, uid, version, kind, name, years, checksum in rows
    }
    return tuple(known[pk] for pk in wanted)


def core_edition(edition: Edition) -> CoreEdition:
    """The edition with its ancestors, as the core knows them."""
    return core_of(line_of(edition))


def core_of(line: Line) -> CoreEdition:
    """The core's edition of a line; one query for the changes of each member that is not remembered."""
    return _frozen(line) if line[-1].checksum else _as_it_stands(line)


@lru_cache(maxsize=256)
def _frozen(line: Line) -> CoreEdition:
    """Remembered inside transactions too: whatever is taken back, the checksum names these very rows."""
    return _built(line)


@remembered
def _as_it_stands(line: Line) -> CoreEdition:
    """`line` says the version of each member, which rises with every save; what is remembered is never old."""
    return _built(line)


def _built(line: Line) -> CoreEdition:
    *above, member = line
    rows = Change.objects.filter(edition=member.pk).values_list(*_COLUMNS, named=True)
    return CoreEdition(
        id=str(member.uid),
        kind=CoreKind(member.kind),
        name=member.name,
        years=member.years,
        changes=tuple(_change(row) for row in rows),
        parent=core_of(tuple(above)) if above else None,
        forecast_set=member.forecast,
    )


_COLUMNS = (
    "key", "post_kind", "body__short_name", "body__name", "operation__code", "line", "cause", "amounts", "text",
    "source", "is_one_off", "is_earmarked", "pair", "rule", "internal_text",
)  # fmt: skip
"""Read without their objects: there are thousands of rows."""


def _change(row: Any) -> core.Change:
    """One stored row as the core's change."""
    part, owner, source = row.operation__code or row.line, row.body__short_name or row.body__name, row.source or {}
    return core.Change(
        id=str(row.key),
        post=core.Post(core.PostKind(row.post_kind), owner or "", part),
        cause=Cause(row.cause),
        amounts={int(year): Ore(amount) for year, amount in row.amounts.items()},
        text=row.text,
        source=core.Source(
            core.SourceKind(source.get("kind", "person")), source.get("words", ""), source.get("reference", "")
        ),
        is_one_off=row.is_one_off,
        is_earmarked=row.is_earmarked,
        pair=str(row.pair or ""),
        reverses=source.get("reverses", ""),
        rule=row.rule,
        internal_text=row.internal_text,
    )
