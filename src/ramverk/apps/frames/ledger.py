"""Stored editions as the core's: loaded along the line of parents, remembered while they stand unchanged."""

from functools import lru_cache
from uuid import UUID

from ramverk.apps.frames.models import Change, Edition
from ramverk.apps.organisation.models import Body
from ramverk.core.editions import changes as core
from ramverk.core.editions.causes import Cause
from ramverk.core.editions.editions import Edition as CoreEdition
from ramverk.core.editions.editions import EditionKind as CoreKind
from ramverk.core.money import Ore


def board_key(body: Body) -> str:
    """The key of a board in the ledger: its short name, which people know, or its name."""
    return body.short_name or body.name


def core_edition(edition: Edition) -> CoreEdition:
    """The edition with its ancestors. One query for the line, and one for each that is not remembered."""
    line = line_of(edition)
    above: CoreEdition | None = None
    for member in line:
        above = CoreEdition(
            id=str(member.uid),
            kind=CoreKind(member.kind),
            name=member.name,
            years=tuple(member.years),
            changes=_changes(member.uid, member.version),
            parent=above,
            forecast_set=_forecast(member),
        )
    if above is None:
        raise Edition.DoesNotExist
    return above


def line_of(edition: Edition) -> list[Edition]:
    """The edition and its ancestors, the root first, as they stand in the database."""
    known = {
        row.pk: row
        for row in Edition.objects.filter(round=edition.round_id).prefetch_related("assumptions__assumption_set")
    }
    line = [known[edition.pk]]
    while line[0].parent_id is not None:
        line.insert(0, known[line[0].parent_id])
    return line


def _forecast(edition: Edition) -> str:
    return next((row.assumption_set.name for row in edition.assumptions.all() if row.kind == "forecast"), "")


@lru_cache(maxsize=128)
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
