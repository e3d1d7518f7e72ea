"""Open a round's ledger from a file: the budget it begins with, all of it or nothing."""

from collections import defaultdict
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.actions.save_changes import RowsRefused
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.models import Change, ClassSum, Edition, EditionKind, Operation, PostKind
from ramverk.apps.frames.policy import may
from ramverk.apps.frames.queries.figures import line_name
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.models import StoredFile
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.editions.causes import Cause
from ramverk.formats.budget_sheets import BudgetRow, BudgetSheet, read_budget
from ramverk.formats.organisation_sheets import UnreadableSheets


@transaction.atomic
def import_budget(actor: Actor, in_round: Round, file: StoredFile, name: str) -> Edition:
    """The opening budget: a row per board and operation and per finance line, each citing the file's rows.

    Raises `RowsRefused` with a sentence per row that has to be mended; then nothing is saved.
    """
    require(may(actor, "frames.import_budget"))
    if Edition.objects.select_for_update().filter(round=in_round, kind=EditionKind.BASE).exists():
        raise Invalid(
            _(
                "Omgången har redan en ingående budget. Rätta den med ändringar i ett utkast, så syns det vad som "
                "rättas."
            )
        )
    sheet = _read(bytes(file.content), name)
    bodies = _bodies(sheet)
    edition = start_edition(
        actor, in_round, EditionKind.BASE, _("Ingående budget %s") % (in_round.budget_year - 1), None
    )
    operations = _operations(sheet.rows)
    sums: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in sheet.rows:
        if not row.line:
            sums[row.board.casefold(), row.code, row.price_class] += int(row.amount)
    ClassSum.objects.bulk_create(
        (
            ClassSum(
                edition=edition, body=bodies[board], operation=operations[code], price_class=price_class, amount=amount
            )
            for (board, code, price_class), amount in sums.items()
        ),
        batch_size=500,
    )  # fmt: skip
    _open(edition, sheet.rows, bodies, operations, file, name)
    record(actor, "frames.import_budget", edition, after={"file": name, "sha256": file.sha256, "rows": len(sheet.rows)})
    return edition


def _read(data: bytes, name: str) -> BudgetSheet:
    english = get_language() == "en"
    try:
        sheet = read_budget(data, name)
    except UnreadableSheets as error:
        raise Invalid(error.sentence_en if english else error.sentence_sv) from error
    if sheet.faults:
        found: dict[str, list[str]] = defaultdict(list)
        for fault in sheet.faults:
            found[fault.place].append(fault.english if english else fault.swedish)
        raise RowsRefused(found)
    return sheet


def _bodies(sheet: BudgetSheet) -> dict[str, Body]:
    """The boards by what the file calls them, short or whole."""
    known: dict[str, Body] = {}
    for body in Body.objects.filter(valid_to=None):
        for word in (body.name, body.short_name):
            if word:
                known[word.casefold()] = body
    unknown: dict[str, list[str]] = {}
    for row in sheet.rows:
        if not row.line and row.board.casefold() not in known:
            unknown[row.place] = [
                _(
                    "Nämnden ”%s” finns inte. Skriv namnet eller förkortningen som i organisationen, eller lägg in "
                    "nämnden."
                )
                % row.board
            ]
    if unknown:
        raise RowsRefused(unknown)
    return known


def _operations(rows: list[BudgetRow]) -> dict[str, Operation]:
    names = {row.code: row.name or row.code for row in rows if not row.line}
    known = {operation.code: operation for operation in Operation.objects.filter(code__in=names)}
    for code, name in names.items():
        if code not in known:
            known[code] = Operation.objects.create(code=code, name=name[:120])
    return known


def _open(
    edition: Edition,
    rows: list[BudgetRow],
    bodies: Mapping[str, Body],
    operations: Mapping[str, Operation],
    file: StoredFile,
    name: str,
) -> None:
    frames: dict[tuple[str, str], list[BudgetRow]] = defaultdict(list)
    for row in rows:
        frames[row.line or row.board.casefold(), row.code].append(row)
    made = []
    for order, ((where, code), parts) in enumerate(frames.items(), 1):
        amount = sum(int(part.amount) for part in parts)
        if not amount:
            continue
        is_line = bool(parts[0].line)
        made.append(
            Change(
                edition=edition, order=order, cause=Cause.OPENING_FRAME.value,
                post_kind=PostKind.FINANCE if is_line else PostKind.FRAME,
                body=None if is_line else bodies[where], operation=None if is_line else operations[code],
                line=where if is_line else "", amounts={str(year): amount for year in edition.years},
                text=line_name(where) if is_line else str(operations[code]), file=file, file_name=name,
                source={"kind": "file", "words": f"{name}, {_places(parts)}", "reference": file.sha256},
            )
        )  # fmt: skip
    Change.objects.bulk_create(made, batch_size=500)


def _places(parts: list[BudgetRow]) -> str:
    """Where the rows stand: one, a block, or the first of them and how many there are."""
    first, last = parts[0].place, parts[-1].place
    if len(parts) == 1:
        return first
    block = int(last.rpartition(" ")[2]) - int(first.rpartition(" ")[2]) + 1
    if block == len(parts):
        return f"{first}–{last.rpartition(' ')[2]}"
    return _("%(n)s rader från %(first)s") % {"n": len(parts), "first": first}
