"""An edition's rows to a workbook and back: what a returned file would change, row by row, before anything is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.frames.actions.save_changes import RowEdit
from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.frames.models import Change, Edition, GridSave, Operation, PostKind
from ramverk.apps.frames.policy import CENTRES_OWN
from ramverk.apps.frames.queries.figures import cause_name, line_name
from ramverk.apps.frames.row_checks import row_faults
from ramverk.apps.frames.rows import Row, row_of
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.editions.causes import Cause
from ramverk.core.money import Ore
from ramverk.core.statements.result_budget import FINANCE_LINES
from ramverk.formats.changes_workbook import ChangeRow, ChangesFile, read_changes, write_changes
from ramverk.formats.organisation_sheets import UnreadableSheets


@dataclass(frozen=True, slots=True)
class Proposed:
    """One row that the file would change: as it stands, as it would become, and who changed it meanwhile."""

    place: str
    before: Row | None
    after: Row | None
    who: str = ""


@dataclass(slots=True)
class Returned:
    """What a returned file would do."""

    edits: list[RowEdit] = field(default_factory=list)
    proposed: list[Proposed] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)

    @property
    def has_meanwhile(self) -> bool:
        """Whether somebody changed a row since the file was downloaded."""
        return any(one.who for one in self.proposed)


def changes_book(edition: Edition, rows: Sequence[Change]) -> tuple[str, bytes]:
    """File name and bytes of the workbook with the rows written by hand."""
    sign = {PostKind.FRAME: -1, PostKind.FINANCE: 1}
    written = [
        ChangeRow(
            place="",
            key=str(row.key),
            version=row.version,
            where=_where(row),
            operation=str(row.operation or ""),
            cause=cause_name(Cause(row.cause)),
            text=row.text,
            amounts={int(year): Ore(sign[PostKind(row.post_kind)] * amount) for year, amount in row.amounts.items()},
            is_one_off=row.is_one_off,
            source=row.source.get("words", ""),
            internal_text=row.internal_text,
        )
        for row in rows
        if not row.is_generated and not row.pair
    ]
    places = [*(body.short_name or body.name for body in _bodies()), *(line_name(code) for code in FINANCE_LINES)]
    causes = [cause_name(cause) for cause in Cause if cause is not Cause.UNEXPLAINED]
    content = write_changes(str(edition.uid), edition.name, edition.created_at, edition.years, written, places, causes)
    return f"Ändringar {edition.name}.xlsx", content


def _where(row: Change) -> str:
    return (row.body.short_name or row.body.name) if row.body else line_name(row.line)


def _bodies() -> list[Body]:
    return list(Body.objects.filter(kind__in=FRAMED, valid_to=None).order_by("name"))


def returned(edition: Edition, data: bytes, name: str) -> Returned:
    """Read a returned file against the edition as it stands. Raises `Invalid` where it is no workbook of it."""
    file = _read(data, name)
    if file.edition != str(edition.uid):
        named = Edition.objects.filter(kind__in=CENTRES_OWN)  # a party's is not named: it may be nobody else's business
        other = named.filter(uid=file.edition).first() if len(file.edition) == _UID else None
        words = _("Filen hör till utgåvan ”%s”.") % other if other else _("Filen hör till en annan utgåva.")
        raise Invalid(f"{words} " + _("Hämta arbetsboken på den här utgåvans sida."))
    english = get_language() == "en"
    found = Returned()
    for fault in file.faults:
        found.faults.setdefault(fault.place, []).append(fault.english if english else fault.swedish)
    known = {str(row.key): row for row in edition.changes.select_related("body", "operation")}
    names = _Names()
    for line in file.rows:
        _one(edition, line, known, names, found)
    return found


_UID = 36


def _read(data: bytes, name: str) -> ChangesFile:
    try:
        return read_changes(data, name)
    except UnreadableSheets as error:
        raise Invalid(error.sentence_en if get_language() == "en" else error.sentence_sv) from error


class _Names:
    """What the file calls things, read once."""

    def __init__(self) -> None:
        self.bodies = {word.casefold(): body for body in _bodies() for word in (body.name, body.short_name) if word}
        self.lines: dict[str, str] = {}
        for line in FINANCE_LINES.values():
            self.lines |= {word.casefold(): line.code for word in (line.code, line.swedish, line.english)}
        self.operations = {row.code: row for row in Operation.objects.all()}
        self.causes = {cause_name(cause).casefold(): cause for cause in Cause} | {cause.value: cause for cause in Cause}


def _one(edition: Edition, line: ChangeRow, known: Mapping[str, Change], names: _Names, found: Returned) -> None:
    stored = known.get(line.key)
    if line.key and stored is None:
        found.faults[line.place] = [_("Raden finns inte längre i utgåvan. Ta bort den ur filen, eller töm Nyckel.")]
        return
    after = None if line.remove else _row(line, stored, names)
    before = row_of(stored) if stored else None
    if after == before:
        return
    faults = [] if after is None else row_faults(edition, after)
    if stored is not None and stored.is_generated:
        faults.append(_("Raden räknas fram av en regel. Ändra antagandet i stället, så räknas den om."))
    if faults:
        found.faults[line.place] = faults
        return
    who = _changed_by(edition, stored) if stored is not None and stored.version != line.version else ""
    found.proposed.append(Proposed(line.place, before, after, who))
    found.edits.append(RowEdit(after, line.key, stored.version if stored else 0, line.place))


def _row(line: ChangeRow, stored: Change | None, names: _Names) -> Row:
    before = row_of(stored) if stored else Row(source={})
    body = names.bodies.get(line.where.casefold())
    code = line.operation.partition(" ")[0]
    operation = names.operations.get(code)
    cause = names.causes.get(line.cause.casefold())
    source = dict(before.source)
    if line.source != source.get("words", ""):
        source = {"kind": "file", "words": line.source}
    sign = -1 if body else 1
    return Row(
        post_kind=(PostKind.FRAME if body or line.where.casefold() not in names.lines else PostKind.FINANCE).value,
        body_id=body.pk if body else None,
        operation_id=operation.pk if operation else None,
        line="" if body else names.lines.get(line.where.casefold(), ""),
        cause=cause.value if cause else "",
        amounts={str(year): sign * int(amount) for year, amount in line.amounts.items()},
        is_one_off=line.is_one_off,
        is_earmarked=before.is_earmarked,
        text=line.text,
        internal_text=line.internal_text,
        source=source,
        pair=before.pair,
        linked_to=before.linked_to,
        file_id=before.file_id,
        file_name=before.file_name,
    )


def _changed_by(edition: Edition, stored: Change) -> str:
    """Who saved the row last."""
    key = str(stored.key)
    for save in GridSave.objects.filter(edition=edition):
        if any(row["key"] == key for row in save.rows):
            return _("%(by)s %(day)s") % {"by": save.by, "day": f"{save.at:%Y-%m-%d}"}
    return _("någon annan")
