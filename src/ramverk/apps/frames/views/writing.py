"""Pages that write: opening the ledger, branching it, the grid of changes, freezing and deciding."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.forms import BaseFormSet, formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.cycle.models import DecisionRecord
from ramverk.apps.frames.actions.decide_edition import decide_edition
from ramverk.apps.frames.actions.dispatch_frames import dispatch_frames
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, RowsRefused, save_changes
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.actions.undo_save import last_own_save, undo_save
from ramverk.apps.frames.forms import (
    SIGNS,
    ChangeForm,
    Choices,
    EditionForm,
    TransferForm,
    WorkbookForm,
    first_values,
)
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.links import labels
from ramverk.apps.frames.models import Change, Edition, PostKind
from ramverk.apps.frames.policy import may, may_see_internal
from ramverk.apps.frames.queries.editions import editions_of, rows_of
from ramverk.apps.frames.queries.figures import line_name
from ramverk.apps.frames.referring import references
from ramverk.apps.frames.round_trip import Returned, changes_book, returned
from ramverk.apps.frames.views.finding import as_download, the_round, visible
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.models import StoredFile
from ramverk.apps.trail.uploads import keep_upload
from ramverk.apps.trail.verdicts import Invalid, Refused, require
from ramverk.core.editions.content import checksum

_BLANK, _MOST_BLANK = 4, 60


@login_required
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin an edition on another."""
    actor = acting(request)
    require(may(actor, "frames.start_edition"))
    in_round = the_round(actor)
    form = EditionForm(request.POST or None, in_round=in_round, initial={"parent": request.GET.get("pa")})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = start_edition(actor, in_round, values["kind"], values["name"], values["parent"])
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return redirect("frames:changes", made.pk)
    return render(request, "frames/start.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """The grid: the edition's own rows, for those who may write as cells, for everyone else to read."""
    actor = acting(request)
    shown = visible(request, pk)
    stored = rows_of(shown, actor)
    verdict = may(actor, "frames.save_changes", shown)
    if request.method == "POST":
        require(verdict)
    by_hand = [row for row in stored if not row.is_generated and not row.pair]
    grids = _grids(request, shown, by_hand) if verdict else {}
    status = 200
    if request.method == "POST" and grids:
        try:
            saved = _save(actor, shown, grids, {str(row.key): row for row in stored})
        except RowsRefused as refusal:
            _point_out(grids, refusal)
            messages.error(request, str(refusal.sentence))
            status = 422
        except Refused as refusal:
            messages.error(request, str(refusal.sentence))
            status = refusal.status
        else:
            messages.success(request, saved)
            return redirect("frames:changes", pk)
    tied = references("change", (row.pk for row in stored), actor)
    context: dict[str, Any] = {
        "references": tied, "tied": [(row, tied[row.pk]) for row in by_hand if row.pk in tied] if verdict else [],
        "edition": shown, "may_write": verdict, "grids": grids.values(), "actor": actor,
        "links": labels(shown, (row.linked_to for row in stored)),
        "generated": _by_cause(row for row in stored if row.is_generated), "transfers": _pairs(stored),
        "rows": [] if verdict else by_hand, "transfer": TransferForm(years=shown.years) if verdict else None,
        "undoable": last_own_save(actor, shown) if verdict else None, "more": _MOST_BLANK,
        "internal": may_see_internal(actor),
    }  # fmt: skip
    return render(request, "frames/changes.html", context, status=status)


def _grids(request: HttpRequest, shown: Edition, by_hand: list[Change]) -> dict[PostKind, Any]:
    """One formset for the boards' rows and one for the finance lines: their amounts are signed differently."""
    offered = Choices(shown)
    asked = request.GET.get("rader", "")
    blank = min(int(asked), _MOST_BLANK) if asked.isdigit() else _BLANK
    made: Any = formset_factory(ChangeForm, extra=blank, max_num=5000, absolute_max=5000)
    grids: dict[PostKind, Any] = {}
    for kind in PostKind:
        values = [first_values(row) for row in by_hand if row.post_kind == kind]
        grid = made(
            request.POST if request.method == "POST" else None, prefix=kind.value, initial=values,
            form_kwargs={"kind": kind, "years": shown.years, "offered": offered},
        )  # fmt: skip
        grid.title = _("Nämndernas ramar") if kind is PostKind.FRAME else _("Finansförvaltningen")
        grid.rule = (
            _("tkr; plus gör ramen större, minus gör den mindre")
            if kind is PostKind.FRAME
            else _("tkr; plus är intäkt, minus är kostnad")
        )
        grids[kind] = grid
    return grids


def _save(actor: Actor, shown: Edition, grids: dict[PostKind, Any], known: dict[str, Change]) -> str:
    edits: list[RowEdit] = []
    unread: dict[str, list[str]] = {}
    for grid in grids.values():
        if not grid.is_valid():
            unread |= _unread(grid)
        for number, form in enumerate(grid.forms, 1):
            if form.is_valid():
                edit = form.edit(known.get(form.cleaned_data.get("key") or ""), _place(grid, number))
                if edit is not None:
                    edits.append(edit)
    if unread:
        raise RowsRefused(unread)
    save = save_changes(actor, shown, edits)
    if save is None:
        return _("Inget var ändrat.")
    count = len(save.rows)
    return ngettext("%s rad är sparad.", "%s rader är sparade.", count) % count


def _place(grid: Any, number: int) -> str:
    return _("%(table)s, rad %(number)s") % {"table": grid.title, "number": number}


def _unread(grid: BaseFormSet[ChangeForm]) -> dict[str, list[str]]:
    return {
        _place(grid, number): [str(error) for errors in form.errors.values() for error in errors]
        for number, form in enumerate(grid.forms, 1)
        if form.errors
    }


def _point_out(grids: dict[PostKind, Any], refusal: RowsRefused) -> None:
    for grid in grids.values():
        for number, form in enumerate(grid.forms, 1):
            form.row_faults = refusal.faults.get(_place(grid, number), [])


def _by_cause(rows: Iterable[Change]) -> list[tuple[str, list[Change]]]:
    found: dict[str, list[Change]] = {}
    for row in rows:
        found.setdefault(row.cause, []).append(row)
    return list(found.items())


def _pairs(stored: list[Change]) -> list[list[Change]]:
    pairs: dict[str, list[Change]] = {}
    for row in stored:
        if row.pair and not row.is_generated:
            pairs.setdefault(str(row.pair), []).append(row)
    return list(pairs.values())


@login_required
@require_POST
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Move money between two boards, both sides at once."""
    actor = acting(request)
    shown = visible(request, pk)
    require(may(actor, "frames.save_changes", shown))
    form = TransferForm(request.POST, years=shown.years)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
    else:
        save_changes(actor, shown, form.edits(str(uuid.uuid4())))
        messages.success(request, _("Ramväxlingen är sparad."))
    return redirect("frames:changes", pk)


@login_required
@require_POST
def remove_transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a transfer away, all its sides."""
    actor = acting(request)
    shown = visible(request, pk)
    sides = [row for row in rows_of(shown, actor) if row.pair and str(row.pair) == request.POST.get("pair", "")]
    save_changes(actor, shown, [RowEdit(None, str(row.key), row.version, row.text) for row in sides])
    messages.success(request, _("Ramväxlingen är borttagen."))
    return redirect("frames:changes", pk)


def _freeze(request: HttpRequest, actor: Actor, shown: Edition) -> str:
    freeze_edition(actor, shown, request.POST.get("checksum") or None)
    return _("Utgåvan är fryst. Den ändras aldrig mer; nya ändringar skrivs i en ny utgåva på den.")


def _decide(request: HttpRequest, actor: Actor, shown: Edition) -> str:
    value = request.POST.get("decision", "")
    decision = get_object_or_404(DecisionRecord, pk=int(value) if value.isdigit() else 0)
    decide_edition(actor, shown, decision)
    return _("Utgåvan är beslutad genom %s.") % decision


def _undo(_request: HttpRequest, actor: Actor, shown: Edition) -> str:
    undo_save(actor, shown)
    return _("Din senaste ändring är ångrad.")


DEEDS: dict[str, tuple[Callable[[HttpRequest, Actor, Edition], str], str]] = {
    "frys": (_freeze, "frames:edition"),
    "besluta": (_decide, "frames:edition"),
    "angra": (_undo, "frames:changes"),
}


@login_required
@require_POST
def deed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Freeze, decide, undo."""
    if verb not in DEEDS:
        raise Http404
    do, then = DEEDS[verb]
    messages.success(request, do(request, acting(request), visible(request, pk)))
    return redirect(then, pk)


@login_required
@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Before the circle widens: what is frozen, who sees it afterwards, which decision it is tied to."""
    actor = acting(request)
    shown = visible(request, pk)
    require(may(actor, "frames.freeze_edition", shown))
    context = {"edition": shown, "checksum": checksum(core_edition(shown)), "others": editions_of(shown.round, actor)}
    return render(request, "frames/freeze.html", context)


@login_required
@require_POST
def dispatch(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the dispatch that follows the decision with the frames attached, or attach them to the one begun."""
    draft = dispatch_frames(acting(request), visible(request, pk))
    messages.success(request, _("Utskicket är förberett med ramarna bifogade. Läs igenom och skicka."))
    return redirect("dispatch:page", draft.pk)


@login_required
@require_GET
def changes_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows as a workbook to work in."""
    actor = acting(request)
    shown = visible(request, pk)
    require(may(actor, "frames.save_changes", shown))
    return as_download(*changes_book(shown, rows_of(shown, actor)))


@login_required
@require_http_methods(["GET", "POST"])
def return_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a workbook back: first what it would change, old and new; then all of it or nothing."""
    actor = acting(request)
    shown = visible(request, pk)
    require(may(actor, "frames.save_changes", shown))
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if "accept" in request.POST:
        form = WorkbookForm()
        file, seen = _signed(request.POST["accept"])
        back = returned(shown, bytes(file.content), request.POST.get("name", ""))
        if seen == shown.version and not back.faults:
            save = save_changes(actor, shown, back.edits)
            count = len(save.rows) if save else 0
            messages.success(request, ngettext("%s rad är sparad.", "%s rader är sparade.", count) % count)
            return redirect("frames:changes", pk)
        messages.error(request, _("Utgåvan har ändrats sedan du såg vad filen gör. Inget är sparat; se efter igen."))
        return _preview(request, shown, form, back, file.pk)
    if request.method == "POST" and form.is_valid():
        try:
            named = keep_upload(form.cleaned_data["file"])
            return _preview(request, shown, form, returned(shown, bytes(named.file.content), named.name), named.file.pk)
        except Refused as refusal:
            form.add_error("file", str(refusal.sentence))
    return render(request, "frames/return.html", {"edition": shown, "form": form}, status=422 if form.errors else 200)


def _preview(request: HttpRequest, shown: Edition, form: WorkbookForm, back: Returned, file: int) -> HttpResponse:
    """What the file would change; accepting it holds only while the edition stands as it was shown."""
    signed = signing.dumps([file, shown.version], salt=_SALT)
    context = {"edition": shown, "form": form, "back": back, "signed": signed, "rows": _in_words(shown, back)}
    return render(request, "frames/return.html", context, status=422 if back.faults else 200)


_SALT = "ramverk.frames.return"


def _signed(text: str) -> tuple[StoredFile, int]:
    """The file that was looked at, and the edition's version then."""
    try:
        pk, version = signing.loads(text, salt=_SALT, max_age=86_400)
    except signing.BadSignature:
        raise Invalid(_("Sidan är för gammal. Läs in filen igen.")) from None
    return get_object_or_404(StoredFile, pk=pk), int(version)


def _in_words(shown: Edition, back: Returned) -> list[dict[str, Any]]:
    """Each proposed row with its amounts before and after, year by year, as they are shown."""
    bodies = {body.pk: body.short_name or body.name for body in Body.objects.all()}
    found = []
    for one in back.proposed:
        side = one.after or one.before
        if side is None:
            continue
        sign = SIGNS[PostKind(side.post_kind)]
        years = [
            tuple(None if row is None else sign * row.amounts.get(str(year), 0) for row in (one.before, one.after))
            for year in shown.years
        ]
        where = bodies.get(side.body_id or 0) or line_name(side.line)
        was = one.before.text if one.before and one.after and one.before.text != one.after.text else ""
        found.append({"one": one, "text": side.text, "was": was, "where": where, "years": years})
    return found
