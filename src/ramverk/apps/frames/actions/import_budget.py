"""Open a round's ledger from a file: the budget it begins with, all of it or nothing."""

from collections.abc import Mapping

import numpy as np
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.actions.save_changes import RowsRefused
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.budget_files import faults_by_place, known_coding, opened, read, surveyed, unpacked
from ramverk.apps.frames.models import (
    BudgetDetail,
    BudgetImport,
    Change,
    ClassSum,
    Edition,
    EditionKind,
    ImportState,
    Operation,
    PassingItem,
    PassingKind,
    PostKind,
)
from ramverk.apps.frames.policy import may
from ramverk.apps.frames.queries.figures import line_name
from ramverk.apps.frames.queries.standing_budget import is_the_file, standing_budget
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.freeze import store
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.models import StoredFile
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.editions.causes import Cause
from ramverk.formats.budget_sheets import BudgetLines, Coded, Group, Layout, Progress, RowFault, code_lines, sums_by
from ramverk.formats.budget_sheets.coding import Integers
from ramverk.formats.parquet import Details, write_details


def import_budget(
    actor: Actor,
    in_round: Round,
    file: StoredFile,
    name: str,
    *,
    layout: Layout | None = None,
    coding: Mapping[str, Mapping[str, str]] | None = None,
    lines: BudgetLines | None = None,
    progress: Progress | None = None,
    replaces: bool = False,
) -> Edition:
    """The opening budget: a row per board and operation and per finance line, each citing the file's rows.

    What was decided during the year is a row of its own, by decision; what the file says does not last becomes an item
    that every edition on the budget reverses.
    `layout` and `coding` say what the file's own headings and codes do not; `lines` is what was already read of it. The
    same file again changes nothing. Raises `RowsRefused` with a sentence per row that has to be mended; then nothing is
    saved. A round that has another opening budget keeps it, unless it `replaces` it and nothing rests on that one yet.
    Reading goes on outside the transaction, so that nobody waits for it.
    """
    require(may(actor, "frames.import_budget"))
    if (standing := _standing(in_round, file, replaces=replaces)) is not None:
        return standing
    if lines is None:
        source = opened(bytes(file.content), name)
        lines = read(source, layout or surveyed(source).proposed, progress)
    coded = code_lines(lines, known_coding(coding))
    if faults := faults_by_place(coded):
        raise RowsRefused(faults)
    detail = write_details(_details(coded), {"ramverk_table": "details/1", "sha256": file.sha256, "file": name})
    return _saved(actor, in_round, file, name, coded, detail, replaces=replaces)


def accept_import(actor: Actor, one: BudgetImport, version: int, *, replaces: bool = False) -> Edition:
    """Take in a file that has been looked over: what was read of it, with the codes as they were chosen."""
    require(may(actor, "frames.import_budget"))
    if one.state == ImportState.ACCEPTED and one.edition is not None:
        return one.edition
    if one.state != ImportState.READ or one.lines is None:
        raise Invalid(_("Filen är inte läst än. Välj kolumner först, så läses den."))
    lines = unpacked(bytes(one.lines))
    lines.faults, lines.fault_count = [RowFault(*fault) for fault in one.faults], one.fault_count
    with transaction.atomic():
        edition = import_budget(
            actor, one.round, one.file, one.file_name, coding=one.coding, lines=lines, replaces=replaces
        )
        change(one, version, state=ImportState.ACCEPTED, lines=None, edition=edition)
    return edition


def _standing(in_round: Round, file: StoredFile, *, replaces: bool) -> Edition | None:
    """The opening budget there is, where it is this very file; another is refused, or makes way."""
    found = standing_budget(in_round)
    if found is None:
        return None
    if is_the_file(found, file):
        return found.edition
    if replaces and found.may_be_replaced:
        return None
    way_out = (
        _("Rätta den med ändringar i ett utkast, så syns det vad som rättas.")
        if found.held
        else _("Inget bygger på den än: välj att ersätta den, om den här filen ska gälla.")
    )
    raise Invalid(" ".join([found.sentence(), *found.held, way_out]))


def _make_way(actor: Actor, in_round: Round) -> None:
    """The opening budget there is, is taken away; its file is kept, and is on its way in again."""
    require(may(actor, "frames.replace_budget"))
    found = standing_budget(in_round)
    if found is None:
        return
    record(actor, "frames.replace_budget", in_round, before={"name": found.edition.name, "file": found.file_name})
    for one in BudgetImport.objects.filter(edition=found.edition):
        change(one, one.version, state=ImportState.WAITING, edition=None)
    try:
        found.edition.delete()
    except ProtectedError:
        raise Invalid(_("Något bygger på den ingående budgeten; den kan inte ersättas.")) from None


@transaction.atomic
def _saved(
    actor: Actor, in_round: Round, file: StoredFile, name: str, coded: Coded, detail: bytes, *, replaces: bool
) -> Edition:
    Round.objects.select_for_update().get(pk=in_round.pk)
    if (standing := _standing(in_round, file, replaces=replaces)) is not None:
        return standing
    if replaces:
        _make_way(actor, in_round)
    edition = start_edition(
        actor, in_round, EditionKind.BASE, _("Ingående budget %s") % (in_round.budget_year - 1), None
    )
    bodies = {str(body.pk): body for body in Body.objects.filter(pk__in=[key for key in coded.boards if key.isdigit()])}
    operations = _operations(coded)
    ClassSum.objects.bulk_create(
        (
            ClassSum(
                edition=edition, body=bodies[coded.boards[board]], operation=operations[coded.operations[operation]],
                price_class=coded.classes[price_class], amount=group.amount,
            )
            for group in sums_by(coded, coded.board, coded.operation, coded.price_class)
            for board, operation, price_class in [group.keys]
            if board >= 0
        ),
        batch_size=500,
    )  # fmt: skip
    Change.objects.bulk_create(_changes(edition, coded, bodies, operations, file, name), batch_size=500)
    PassingItem.objects.bulk_create(_passing(edition, coded, bodies, operations, name), batch_size=500)
    BudgetDetail.objects.create(edition=edition, file=store(detail), source=file, count=len(coded.lines))
    record(
        actor, "frames.import_budget", edition, after={"file": name, "sha256": file.sha256, "rows": len(coded.lines)}
    )
    return edition


def _operations(coded: Coded) -> dict[str, Operation]:
    """The operations that boards' lines name; those that are new are kept as the file calls them."""
    used = {coded.operations[int(code)] for code in np.unique(coded.operation) if code >= 0}
    known = {operation.code: operation for operation in Operation.objects.filter(code__in=used)}
    for code in sorted(used - set(known)):
        if len(code) > _CODE:
            raise Invalid(_("Verksamhetens kod ”%s” är för lång; högst tolv tecken.") % code)
        known[code] = Operation.objects.create(code=code, name=(coded.names.get(code) or code)[:120])
    return known


_CODE = 12


def _changes(
    edition: Edition,
    coded: Coded,
    bodies: Mapping[str, Body],
    operations: Mapping[str, Operation],
    file: StoredFile,
    name: str,
) -> list[Change]:
    made = []
    groups = sums_by(coded, coded.line, coded.board, coded.operation, coded.decision)
    for order, group in enumerate(sorted(groups, key=lambda group: group.first), 1):
        line, board, operation, decision = group.keys
        if not group.amount:
            continue
        code = coded.finance_lines[line] if line >= 0 else ""
        decided = coded.decisions[decision] if decision >= 0 else ""
        made.append(
            Change(
                edition=edition, order=order,
                cause=(Cause.DECISION_IN_YEAR if decided else Cause.OPENING_FRAME).value,
                post_kind=PostKind.FINANCE if code else PostKind.FRAME,
                body=None if code else bodies[coded.boards[board]],
                operation=None if code else operations[coded.operations[operation]],
                line=code, amounts={str(year): group.amount for year in edition.years},
                text=(decided or (line_name(code) if code else str(operations[coded.operations[operation]])))[:500],
                file=file, file_name=name,
                source={"kind": "file", "words": f"{name}, {_places(coded, group)}", "reference": file.sha256},
            )
        )  # fmt: skip
    return made


def _passing(
    edition: Edition, coded: Coded, bodies: Mapping[str, Body], operations: Mapping[str, Operation], name: str
) -> list[PassingItem]:
    """What does not last as it is: rows marked as one-offs, and rows that are another amount in a whole year."""
    whole = coded.lines.whole_year
    part_year = np.zeros(len(coded.lines), bool) if whole is None else whole != coded.lines.amounts
    made = []
    for kind, of_kind in ((PassingKind.ONE_OFF, coded.one_off), (PassingKind.FULL_YEAR, part_year)):
        for group in sums_by(coded, coded.board, coded.operation, coded.decision, of_kind.astype(np.int64)):
            board, operation, decision, is_of_kind = group.keys
            if not is_of_kind or board < 0:
                continue
            by_year = {}
            if kind == PassingKind.FULL_YEAR and whole is not None:
                own = (coded.board == board) & (coded.operation == operation) & (coded.decision == decision) & of_kind
                by_year = {str(edition.years[0]): -int(whole[own].sum())}
            at = operations[coded.operations[operation]]
            decided = coded.decisions[decision] if decision >= 0 else ""
            made.append(
                PassingItem(
                    edition=edition, kind=kind, body=bodies[coded.boards[board]], operation=at,
                    text=(decided or str(at))[:500], source=f"{name}, {_places(coded, group)}"[:300],
                    in_opening=-group.amount, by_year=by_year,
                )
            )  # fmt: skip
    return made


def _places(coded: Coded, group: Group) -> str:
    """Where the rows stand: one, a block, or the first of them and how many there are."""
    first, last = coded.lines.place(group.first), int(coded.lines.rows[group.last])
    if group.count == 1:
        return first
    if last - int(coded.lines.rows[group.first]) + 1 == group.count:
        return f"{first}–{last}"
    return _("%(n)s rader från %(first)s") % {"n": group.count, "first": first}


def _details(coded: Coded) -> Details:
    """The lines with what their codes stand for, as they are kept."""
    lines = coded.lines
    short = {str(body.pk): body.short_name or body.name for body in Body.objects.filter(valid_to=None)}
    columns = {
        "board": _words([short.get(key, "") for key in coded.boards], coded.board),
        "operation": _words(coded.operations, coded.operation),
        "price_class": _words(coded.classes, coded.price_class),
        "line": _words(coded.finance_lines, coded.line),
        "decision": _words(coded.decisions, coded.decision),
    }
    for role in ("cost_centre", "account"):
        if role in lines.columns:
            columns[role] = (lines.columns[role].words, lines.columns[role].codes.astype(np.int64))
    return Details(columns, lines.amounts, lines.rows.astype(np.int64))


def _words(words: list[str], codes: Integers) -> tuple[list[str], Integers]:
    """The same with an empty text for what there is none of."""
    return ["", *words], codes + 1
