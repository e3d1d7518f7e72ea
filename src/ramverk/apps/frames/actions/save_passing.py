"""Say what in the opening budget does not last, and let every open edition on it be worked out anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.frames.actions.generate_changes import generate_changes
from ramverk.apps.frames.actions.save_changes import RowsRefused
from ramverk.apps.frames.models import Edition, EditionKind, EditionState, Operation, PassingItem, PassingKind
from ramverk.apps.frames.passing import suggestions
from ramverk.apps.frames.policy import CENTRES_OWN, may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@dataclass(frozen=True, slots=True)
class ItemEdit:
    """One item as somebody left it; `pk` and `version` are those they saw, both zero for a new one.

    Amounts are öre of net cost: `in_opening` is the item's part of the opening frame, `by_year` what it should be.
    """

    kind: str = PassingKind.ONE_OFF
    body: Body | None = None
    operation: Operation | None = None
    text: str = ""
    source: str = ""
    in_opening: int | None = None
    by_year: Mapping[str, int] = field(default_factory=dict)
    pk: int = 0
    version: int = 0
    remove: bool = False
    place: str = ""


@transaction.atomic
def save_passing(actor: Actor, base: Edition, edits: Sequence[ItemEdit]) -> int:
    """All of them or none; answers how many differed. Raises `RowsRefused` with a sentence per row."""
    require(may(actor, "frames.save_passing"))
    locked = Edition.objects.select_for_update().get(pk=base.pk)
    if locked.kind != EditionKind.BASE:
        raise Invalid(_("Det som inte varar skrivs i den ingående budgeten."))
    known = {row.pk: row for row in PassingItem.objects.filter(edition=locked)}
    faults = {edit.place: found for edit in edits if (found := _faults(edit, known))}
    if faults:
        raise RowsRefused(faults)
    written = [text for edit in edits if (text := _write(locked, edit, known))]
    if written:
        record(actor, "frames.save_passing", locked, after={"rows": "; ".join(written)[:2000]})
        _work_out(actor, locked)
    return len(written)


def _faults(edit: ItemEdit, known: Mapping[int, PassingItem]) -> list[str]:
    if edit.pk and edit.pk not in known:
        return [_("Raden finns inte längre. Läs in sidan igen.")]
    if edit.remove:
        return []
    found = []
    if not edit.text.strip():
        found.append(_("Skriv vad det är."))
    if edit.body is None:
        found.append(_("Välj vilken nämnd det gäller."))
    if edit.kind not in PassingKind.values:
        found.append(_("Välj om det är en engångspost, återkommer vissa år eller är en helårseffekt."))
    if edit.in_opening is None:
        found.append(_("Skriv hur mycket av det som ligger i den ingående budgeten; noll om inget gör det."))
    elif not edit.in_opening and not any(edit.by_year.values()):
        found.append(_("Skriv ett belopp."))
    return found


def _write(base: Edition, edit: ItemEdit, known: Mapping[int, PassingItem]) -> str:
    """The row's words where something was written, else nothing."""
    stored = known.get(edit.pk)
    if edit.remove:
        if stored is None:
            return ""
        change(stored, edit.version, text=stored.text)  # refuses what somebody else has changed since
        stored.delete()
        return _("%s (borttagen)") % stored.text
    values = {
        "kind": edit.kind, "body": edit.body, "operation": edit.operation, "text": edit.text.strip()[:500],
        "source": edit.source.strip()[:300], "in_opening": edit.in_opening, "by_year": dict(edit.by_year),
    }  # fmt: skip
    if stored is None:
        PassingItem.objects.create(edition=base, **values)
    elif all(getattr(stored, name) == value for name, value in values.items()):
        return ""
    else:
        change(stored, edit.version, **values)
    return edit.text.strip()


def _work_out(actor: Actor, base: Edition) -> None:
    """The open editions on the opening budget, parents before children, so that a branch keeps its own only."""
    rows = Edition.objects.filter(
        round=base.round_id, state=EditionState.OPEN, kind__in=CENTRES_OWN, parent__isnull=False
    )
    for edition in rows.order_by("pk"):
        generate_changes(actor, edition)


def from_last_year(base: Edition) -> Iterable[ItemEdit]:
    """What last year's decided budget calls for and is not written yet."""
    there = set(PassingItem.objects.filter(edition=base).values_list("body", "text"))
    for one in suggestions(base):
        if (one.body.pk, one.text) not in there:
            there.add((one.body.pk, one.text))
            yield ItemEdit(one.kind, one.body, None, one.text, one.source, one.in_opening, one.by_year, place=one.text)
