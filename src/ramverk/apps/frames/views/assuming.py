"""Pages of assumptions: what is laid in, what an edition rests on, and what moves when it changes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.actions.add_assumptions import add_assumptions
from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.forms_assumptions import AssumptionForm, Filled, Shape, TableForm, filled, shape_of
from ramverk.apps.frames.key_figures import population_table
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import AssumptionKind, AssumptionSet, Edition
from ramverk.apps.frames.people import AGE_GROUPS
from ramverk.apps.frames.policy import ASSUMPTIONS, may
from ramverk.apps.frames.queries.differences import shown as shown_set
from ramverk.apps.frames.queries.editions import assumptions_seen, chosen_sets, open_draft
from ramverk.apps.frames.statement_values import STATEMENT_KINDS
from ramverk.apps.frames.views.finding import the_round, visible
from ramverk.apps.keyfigures.queries.population import tables_by_age
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.trail.actions.freeze import NamedFile
from ramverk.apps.trail.models import StoredFile
from ramverk.apps.trail.uploads import keep_upload
from ramverk.apps.trail.verdicts import Invalid, Refused, require
from ramverk.core.editions.editions import fold
from ramverk.core.money import Ore, Unit, format_amount
from ramverk.core.statements.result_budget import result_budget

_SALT = "ramverk.frames.assumption"


@login_required
@require_GET
def of_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """What the edition rests on, and what it could rest on instead."""
    actor = acting(request)
    shown = visible(request, pk)
    chosen = chosen_sets(shown)
    seen = assumptions_seen(actor)
    kinds = []
    for kind in AssumptionKind:
        if kind in STATEMENT_KINDS:
            continue
        sets = [shown_set(one, is_chosen=chosen.get(kind) == one) for one in seen if one.kind == kind]
        sets.sort(key=lambda one: not one.is_chosen)
        kinds.append({"kind": kind, "sets": sets, "chosen": chosen.get(kind)})
    context = {
        "edition": shown, "kinds": kinds, "may_choose": may(actor, "frames.choose_assumptions", shown),
        "may_add": may(actor, "frames.add_assumptions"), "may_write": may(actor, "frames.save_changes", shown),
    }  # fmt: skip
    return render(request, "frames/assumptions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Lay in a set of assumptions; a pasted table or a file fills the cells first, to be looked over."""
    if kind not in set(AssumptionKind) or kind in STATEMENT_KINDS:
        raise Http404
    actor = acting(request)
    require(may(actor, "frames.add_assumptions"))
    in_round = the_round(actor)
    known = AssumptionKind(kind)
    shape = shape_of(known, in_round)
    if "fill" in request.POST:
        return _filled(request, known, shape)
    if "fill_scb" in request.POST and known == AssumptionKind.POPULATION:
        return _filled_from_scb(request, actor, shape)
    form = AssumptionForm(request.POST or None, kind=known, shape=shape, before=_before(request, known))
    if request.method == "POST" and form.is_valid():
        try:
            made = _keep(actor, in_round, kind, form)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return _laid_in(request, actor, in_round, made)
    return _page(request, known, form, TableForm())


def _before(request: HttpRequest, kind: AssumptionKind) -> AssumptionSet | None:
    """The set that a new one begins from: the one asked for in the address, none ("tom"), else the newest."""
    earlier, asked = _earlier(request, kind), request.GET.get("fran", "")
    if asked == "tom":
        return None
    return (earlier.filter(pk=int(asked)).first() if asked.isdecimal() else None) or earlier.first()


def _earlier(request: HttpRequest, kind: AssumptionKind) -> QuerySet[AssumptionSet]:
    return ASSUMPTIONS.filter(AssumptionSet.objects.filter(kind=kind).order_by("-dated", "-pk"), acting(request))


def _laid_in(request: HttpRequest, actor: Actor, in_round: Round, made: AssumptionSet) -> HttpResponse:
    """On to where it is chosen: the newest draft; where there is none, a sentence that one has to be begun."""
    draft = open_draft(in_round, actor)
    if draft is not None:
        words = {"name": made.name, "edition": draft.name}
        told = _("%(name)s är inlagt. Räkna om ”%(edition)s” med det, så ser du vad som flyttar sig.")
        messages.success(request, told % words)
        return redirect(f"{_page_of(draft)}#antagande-{made.pk}")
    messages.success(
        request, _("%s är inlagt. Det finns inget öppet utkast; börja en ny utgåva, så går det att välja.") % made.name
    )
    return redirect("frames:assumption", made.pk)


def _filled_from_scb(request: HttpRequest, actor: Actor, shape: Shape) -> HttpResponse:
    """The form with people by age from a table of Statistics Sweden; nothing is saved."""
    key = request.POST.get("tabell", "")
    chosen = next((one for one in tables_by_age(actor) if str(one.pk) == key), None)
    if chosen is None:
        raise Http404
    groups = AGE_GROUPS if request.POST.get("indelning") == "vara" else ()
    data, is_added = population_table(chosen, groups, shape.years)
    found = filled(shape, data, "scb.csv")
    _tell(request, found)
    source = f"SCB, {chosen.table}" + (f", {chosen.updated[:10]}" if chosen.updated else "")
    if is_added:
        source += _(" (grupper summerade av kortare klasser)")
    initial = _replacing(request, AssumptionKind.POPULATION)
    initial |= {"name": chosen.title[:120], "source": source[:200]} | dict(found.cells)
    form = AssumptionForm(kind=AssumptionKind.POPULATION, shape=shape, initial=initial)
    return _page(request, AssumptionKind.POPULATION, form, TableForm())


def _replacing(request: HttpRequest, kind: AssumptionKind) -> dict[str, Any]:
    """A table that is filled from somewhere else replaces the newest set too, without a value of it."""
    return {"replaces": _earlier(request, kind).values_list("pk", flat=True).first()}


def _page_of(edition: Edition) -> str:
    return str(redirect("frames:assumptions", edition.pk).url)


def _page(request: HttpRequest, kind: AssumptionKind, form: AssumptionForm, table: TableForm) -> HttpResponse:
    context = {
        "form": form, "kind": kind, "table_form": table, "earlier": _earlier(request, kind)[:_MOST_EARLIER],
        "scb_tables": tables_by_age(acting(request)) if kind == AssumptionKind.POPULATION else [],
    }  # fmt: skip
    return render(request, "frames/assume.html", context, status=422 if form.errors or table.errors else 200)


_MOST_EARLIER = 8


def _keep(actor: Actor, in_round: Round, kind: str, form: AssumptionForm) -> AssumptionSet:
    values = form.cleaned_data
    return add_assumptions(
        actor, in_round, kind, values["name"], values["dated"], values["source"], form.values(),
        file=_signed(values["file"]), replaces=values["replaces"],
    )  # fmt: skip


def _filled(request: HttpRequest, kind: AssumptionKind, shape: Shape) -> HttpResponse:
    """The form with the table's cells in it; nothing is saved but the file."""
    table = TableForm(request.POST, request.FILES)
    written = ("name", "dated", "source", "replaces", "file")
    kept = _replacing(request, kind) | {name: request.POST[name] for name in written if name in request.POST}
    if table.is_valid():
        try:
            data, name, signed = _table_of(table)
            found = filled(shape, data, name)
        except Refused as refusal:
            table.add_error("table" if table.cleaned_data.get("table") else "pasted", str(refusal.sentence))
        else:
            _tell(request, found)
            initial: dict[str, Any] = kept | dict(found.cells) | {"file": signed}
            return _page(request, kind, AssumptionForm(kind=kind, shape=shape, initial=initial), TableForm())
    return _page(request, kind, AssumptionForm(kind=kind, shape=shape, initial=kept), table)


def _table_of(table: TableForm) -> tuple[bytes, str, str]:
    """The bytes, their name, and the stored file's signed key where there is one."""
    upload = table.cleaned_data.get("table")
    if upload:
        named = keep_upload(upload)
        return (
            bytes(named.file.content),
            named.name,
            signing.dumps([named.file.pk, named.name, named.media_type], salt=_SALT),
        )
    pasted = table.cleaned_data.get("pasted") or ""
    if not pasted.strip():
        raise Invalid(_("Klistra in en tabell eller välj en fil."))
    return pasted.encode(), _("urklippet"), ""


def _signed(text: str) -> NamedFile | None:
    if not text:
        return None
    try:
        pk, name, media_type = signing.loads(text, salt=_SALT, max_age=86_400)
    except signing.BadSignature:
        raise Invalid(_("Sidan är för gammal. Läs in filen igen.")) from None
    return NamedFile(get_object_or_404(StoredFile, pk=pk), name, media_type)


def _tell(request: HttpRequest, found: Filled) -> None:
    """What became of the table: what is left out, in which unit it was read, and what to do next."""
    if found.unknown:
        words = {"rows": "; ".join(found.unknown[:5]), "n": len(found.unknown)}
        told = ngettext(
            "%(n)s rad känns inte igen och är inte med: %(rows)s.",
            "%(n)s rader känns inte igen och är inte med: %(rows)s.",
            len(found.unknown),
        )
        messages.warning(request, told % words)
    if found.other_years:
        messages.warning(request, _("Kolumnerna för %s hör inte hit och är inte med.") % ", ".join(found.other_years))
    if found.has_amounts and found.unit is None:
        told = _(
            "Tabellen säger inte vilken enhet beloppen står i; de är lästa som tkr. Står de i mnkr eller kr: skriv "
            "det i rubrikraden och fyll i tabellen igen."
        )
        messages.warning(request, told)
    elif found.has_amounts and found.unit != Unit.TKR:
        messages.success(request, _("Beloppen stod i %s och är omräknade till tkr.") % found.unit)
    if found.cells:
        messages.success(request, _("Tabellen är ifylld. Se över den, skriv namn och källa och lägg in."))
    else:
        messages.error(request, _("Inga rader kunde fyllas i."))


@login_required
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the edition rest on another set; say what it did to the result."""
    actor = acting(request)
    shown = visible(request, pk)
    value = request.POST.get("set", "")
    chosen = get_object_or_404(
        ASSUMPTIONS.filter(AssumptionSet.objects.all(), actor), pk=int(value) if value.isdigit() else 0
    )
    before = _results(shown)
    after = _results(choose_assumptions(actor, shown, chosen))
    moved = [
        _("%(year)s: %(amount)s tkr")
        % {"year": year, "amount": format_amount(Ore(after[year] - before[year]), sign=True)}
        for year in after
    ]
    words = {"name": chosen, "moved": ", ".join(moved)}
    messages.success(request, _("Utgåvan vilar nu på %(name)s. Resultatet flyttade sig %(moved)s.") % words)
    return redirect("frames:assumptions", pk)


def _results(shown: Edition) -> dict[int, int]:
    core = core_edition(shown)
    budget = result_budget(fold(core), core.years)
    return {year: int(budget.result(year)) for year in core.years}
