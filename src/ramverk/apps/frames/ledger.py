"""Stored editions as the core's: loaded along the line of parents, remembered while they stand unchanged."""

from typing import NamedTuple
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
    rows = Edition.objects.filter(pk__in=wanted).values_list("pk", "uid", "version", "kind", "name", "years")
    known = {row[0]: Member(*row[:5], tuple(row[5]), forecasts.get(row[0], "")) for row in rows}
    return tuple(known[pk] for pk in wanted)


def core_edition(edition: Edition) -> CoreEdition:
    """The edition with its ancestors, as the core knows them."""
    return core_of(line_of(edition))


@remembered
def core_of(line: Line) -> CoreEdition:
    """The core's edition of a line; one query for the changes of each member that is not remembered."""
    *above, member = line
    return CoreEdition(
        id=str(member.uid),
        kind=CoreKind(member.kind),
        name=member.name,
        years=member.years,
        changes=_changes(member.uid, member.version),
        parent=core_of(tuple(above)) if above else None,
        forecast_set=member.forecast,
    )


@remembered
def _changes(uid: UUID, version: int) -> tuple[core.Change, ...]:
    """An edition's own changes; `version` rises with every save, so what is remembered is never old."""
    del version
    rows = Change.objects.filter(edition__uid=uid).select_related("body", "operation")
    return tuple(as_core(row) for row in rows)


def as_core(row: Change) -> core.Change:
    """One stored row as the core's change."""
    part = row.operation.code if row.operation else row.line
    source = row.source or {}
    return core.Change(
        id=str(row.key),
        post=core.Post(core.PostKind(row.post_kind), board_key(row.body) if row.body else "", part),
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
