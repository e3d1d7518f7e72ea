"""Save rows of an edition's ledger: all of them or none, each against the version the person saw."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ramverk.apps.frames.models import Change, Edition, GridSave, PostKind
from ramverk.apps.frames.policy import may
from ramverk.apps.frames.row_checks import row_faults
from ramverk.apps.frames.rows import Row, row_of
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require
from ramverk.core.money import Ore, format_amount


@dataclass(frozen=True, slots=True)
class RowEdit:
    """One row as somebody left it. `key` and `version` are those they saw; both empty for a new row.

    `row` is None to remove it. `place` says where it stands for the person ("rad 4", "Ramar, rad 12").
    """

    row: Row | None
    key: str = ""
    version: int = 0
    place: str = ""


class RowsRefused(Invalid):
    """Some rows cannot be saved as they are: a sentence each, by the row's place. Nothing was saved."""

    def __init__(self, faults: Mapping[str, Sequence[str]]) -> None:
        self.faults = {place: list(found) for place, found in faults.items()}
        first = next(iter(self.faults.items()))
        super().__init__(f"{self.lead} {first[0]}: {first[1][0]}" if first[0] else f"{self.lead} {first[1][0]}")

    @property
    def lead(self) -> str:
        """How many rows it is about."""
        said = ngettext(
            "%(n)s rad behöver rättas; inget har sparats.",
            "%(n)s rader behöver rättas; inget har sparats.",
            len(self.faults),
        )
        return said % {"n": len(self.faults)}


@transaction.atomic
def save_changes(
    actor: Actor,
    edition: Edition,
    edits: Sequence[RowEdit],
    *,
    undoes: GridSave | None = None,
    may_generate: bool = False,
) -> GridSave | None:
    """Write the rows, leave what undo needs, and raise the edition's version. None when nothing differs.

    Raises `RowsRefused` with a sentence per row, or `Stale` when somebody else saved one of the rows meanwhile.
    """
    locked = Edition.objects.select_for_update().get(pk=edition.pk)  # one save in an edition at a time
    require(may(actor, "frames.save_changes", locked))
    known = {str(row.key): row for row in Change.objects.filter(edition=locked, key__in=_keys(edits))}
    kept = [edit for edit in edits if _differs(edit, known.get(edit.key))]
    if not kept:
        return None
    _check_fresh(kept, known)
    _check_rows(locked, kept, known, may_generate=may_generate)
    written = _write(locked, kept, known)
    _check_transfers(locked, written)
    save = GridSave.objects.create(
        edition=locked,
        at=clock.now(),
        by_id=actor.person_id,
        by=actor.name,
        rows=written,
        undoes=undoes,
        is_generated=may_generate and undoes is None,
    )
    Edition.objects.filter(pk=locked.pk).update(version=F("version") + 1)
    verb = "frames.undo_save" if undoes else "frames.save_changes"
    record(actor, verb, locked, before=_side(written, "before"), after=_side(written, "after"))
    return save


def _keys(edits: Iterable[RowEdit]) -> list[str]:
    return [edit.key for edit in edits if edit.key]


def _differs(edit: RowEdit, stored: Change | None) -> bool:
    if stored is None:
        return edit.row is not None or bool(edit.key)
    return edit.row is None or edit.row != row_of(stored)


def _check_fresh(edits: Sequence[RowEdit], known: Mapping[str, Change]) -> None:
    """What is restored (a key without a version) may be absent; everything else must stand as it was seen."""
    stale = [
        edit
        for edit in edits
        if edit.key and edit.version and (edit.key not in known or known[edit.key].version != edit.version)
    ]
    if stale:
        where = ", ".join(edit.place or known[edit.key].text if edit.key in known else edit.place for edit in stale[:5])
        raise Stale(
            _("Någon annan har sparat samma rader medan du skrev (%s). Inget har sparats; läs in sidan igen.") % where
        )


def _check_rows(edition: Edition, edits: Sequence[RowEdit], known: Mapping[str, Change], *, may_generate: bool) -> None:
    faults: dict[str, list[str]] = {}
    for edit in edits:
        stored = known.get(edit.key)
        found = [] if edit.row is None else row_faults(edition, edit.row)
        is_generated = (stored is not None and stored.is_generated) or (edit.row is not None and bool(edit.row.rule))
        if is_generated and not may_generate:
            found.append(_("Raden räknas fram av en regel. Ändra antagandet i stället, så räknas den om."))
        if found:
            faults[edit.place] = found
    if faults:
        raise RowsRefused(faults)


def _write(edition: Edition, edits: Sequence[RowEdit], known: Mapping[str, Change]) -> list[dict[str, Any]]:
    order = Change.objects.filter(edition=edition).aggregate(last=Max("order"))["last"] or 0
    written: list[dict[str, Any]] = []
    new: list[Change] = []
    for edit in edits:
        stored = known.get(edit.key)
        before = row_of(stored).as_json() if stored else None
        if edit.row is None:
            if stored is not None:
                stored.delete()
        elif stored is not None:
            change(stored, stored.version, **edit.row.fields())
        else:
            order += 1
            new.append(Change(edition=edition, key=edit.key or uuid.uuid4(), order=order, **edit.row.fields()))
        key = str(new[-1].key) if stored is None and edit.row is not None else edit.key
        written.append({"key": key, "before": before, "after": edit.row.as_json() if edit.row else None})
    Change.objects.bulk_create(new, batch_size=500)
    return written


def _check_transfers(edition: Edition, written: Sequence[Mapping[str, Any]]) -> None:
    """Every transfer touched must sum to zero in every year; otherwise the transaction takes all of it back."""
    touched = {side["pair"] for row in written for side in (row["before"], row["after"]) if side and side["pair"]}
    if not touched:
        return
    sums: dict[tuple[str, str], int] = defaultdict(int)
    texts: dict[str, str] = {}
    for row in Change.objects.filter(edition=edition, pair__in=touched):
        texts[str(row.pair)] = row.text
        for year, amount in row.amounts.items():
            sums[str(row.pair), year] += amount
    faults = {
        texts[pair]: [
            _(
                "Ramväxlingen går inte jämnt upp %(year)s: det skiljer %(amount)s tkr. Låt den ena sidans minskning "
                "vara lika stor som den andras ökning."
            )
            % {"year": year, "amount": format_amount(Ore(amount), sign=True)}
        ]
        for (pair, year), amount in sums.items()
        if amount
    }
    if faults:
        raise RowsRefused(faults)


def _side(written: Sequence[Mapping[str, Any]], side: str) -> dict[str, str]:
    """One side in words for the history, by the row's text, a frame's amounts with plus for larger."""
    if len(written) > _IN_HISTORY:
        count = sum(1 for row in written if row[side])
        return {"rows": str(count)} if count else {}
    words: dict[str, str] = {}
    for row in written:
        if row[side]:
            name = row[side]["text"]
            name = name if name not in words else f"{name} ({row['key'][:8]})"
            sign = -1 if row[side]["post_kind"] == PostKind.FRAME else 1
            years = sorted((year, sign * amount) for year, amount in row[side]["amounts"].items())
            parts = [f"{year}: {format_amount(Ore(amount), sign=True)} tkr" for year, amount in years]
            if file_name := row[side].get("file_name"):
                parts.append(_("bilaga %s") % file_name)
            words[name] = "; ".join(parts)
    return words


_IN_HISTORY = 6
"""More rows than these are only counted in the history; the save has them."""
