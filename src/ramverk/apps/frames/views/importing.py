"""Pages of the import: a file in, its columns and codes, what it sums to, and then all of it or nothing."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.frames.actions.import_budget import accept_import
from ramverk.apps.frames.actions.map_budget import map_budget
from ramverk.apps.frames.actions.upload_budget import upload_budget
from ramverk.apps.frames.forms import BudgetFileForm
from ramverk.apps.frames.forms_import import CodesForm, ColumnsForm
from ramverk.apps.frames.models import BudgetImport, ImportState
from ramverk.apps.frames.policy import IMPORTS, may
from ramverk.apps.frames.queries.imports import Looked, look_at
from ramverk.apps.frames.queries.standing_budget import StandingBudget, is_the_file, net_by_name, standing_budget
from ramverk.apps.frames.reading_files import has_died
from ramverk.apps.frames.views.finding import the_round
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.actions.freeze import NamedFile, store
from ramverk.apps.trail.uploads import keep_bytes, safe_name
from ramverk.apps.trail.verdicts import Invalid, Refused, require
from ramverk.formats.budget_sheets import Survey, layout_from_json, survey_from_json
from ramverk.formats.sie import is_sie


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take in a file; what it holds is shown on a page of its own before anything is saved in the ledger."""
    actor = acting(request)
    require(may(actor, "frames.import_budget"))
    in_round = the_round(actor)
    form = BudgetFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = upload_budget(actor, in_round, _kept(form.cleaned_data["file"]))
        except Refused as refusal:
            form.add_error("file", str(refusal.sentence))
        else:
            return redirect("frames:import_page", made.pk)
    waiting = IMPORTS.filter(BudgetImport.objects.filter(round=in_round).defer("lines"), actor)[:10]
    context = {"form": form, "round": in_round, "waiting": waiting, "standing": standing_budget(in_round, actor)}
    return render(request, "frames/import.html", context, status=422 if form.errors else 200)


def _kept(upload: UploadedFile[bytes]) -> NamedFile:
    """The file, stored. Detailed budgets are larger than what people attach, and may be SIE."""
    name, limit = safe_name(upload.name or ""), settings.BUDGET_UPLOAD_LIMIT_BYTES
    if (upload.size or 0) > limit:
        words = {"name": name, "size": (upload.size or 0) // 1_048_576, "limit": limit // 1_048_576}
        raise Invalid(
            _("Filen ”%(name)s” är på %(size)s MB; gränsen är %(limit)s MB. Dela upp eller komprimera den.") % words
        )
    content = upload.read()
    if is_sie(content):
        return NamedFile(store(content), name, "text/plain")
    return keep_bytes(name, content)


def _mine(request: HttpRequest, pk: int) -> BudgetImport:
    rows = BudgetImport.objects.select_related("file", "round", "edition")
    return get_object_or_404(IMPORTS.filter(rows, acting(request)), pk=pk)


def _survey(one: BudgetImport) -> Survey:
    return survey_from_json(one.survey, layout_from_json(one.layout))


@login_required
@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file holds and what is still to be said about it."""
    one = _mine(request, pk)
    return _shown(request, one)


def _shown(
    request: HttpRequest, one: BudgetImport, *, columns: ColumnsForm | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"one": one, "round": one.round, "has_died": has_died(one)}
    if one.state == ImportState.READING and not context["has_died"]:
        return render(request, "frames/import_page.html", context)
    if one.state != ImportState.ACCEPTED:
        context |= _beside(request, one)
        if one.survey:
            context["columns"] = columns or ColumnsForm(surveyed=_survey(one), version=one.version)
        looked = look_at(one)
        context["differences"] = _differences(looked, context["standing"])
        words = sorted(looked.words, key=lambda word: not word.is_open)
        context |= {"looked": looked, "codes": CodesForm(words=words, version=one.version) if words else None}
    return render(request, "frames/import_page.html", context, status=status)


def _beside(request: HttpRequest, one: BudgetImport) -> dict[str, Any]:
    """The opening budget there is already, and whether it was read from this very file."""
    standing = standing_budget(one.round, acting(request))
    return {"standing": standing, "is_standing_file": standing is not None and is_the_file(standing, one.file)}


def _differences(looked: Looked, standing: StandingBudget | None) -> list[tuple[str, int, int, int]]:
    """Name, what stands, what the file has and the difference, öre, for what the file would have otherwise."""
    if standing is None or not looked.count:
        return []
    stands = net_by_name(standing.edition)
    read = {row.name: row.net for row in [*looked.boards, *looked.finance]}
    names = dict.fromkeys([*read, *stands])
    pairs = [(name, stands.get(name, 0), read.get(name, 0)) for name in names]
    return [(name, was, now, now - was) for name, was, now in pairs if was != now]


@login_required
@require_POST
def choose_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which column is which; the file is read anew."""
    actor, one = acting(request), _mine(request, pk)
    form = ColumnsForm(request.POST, surveyed=_survey(one), version=one.version)
    if form.is_valid():
        try:
            map_budget(actor, one, form.cleaned_data["version"], layout=form.layout())
        except forms.ValidationError as error:
            form.add_error(None, error)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return redirect("frames:import_page", pk)
    return _shown(request, one, columns=form, status=422)


@login_required
@require_POST
def choose_codes(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the codes stand for."""
    actor, one = acting(request), _mine(request, pk)
    words = sorted(look_at(one).words, key=lambda word: not word.is_open)
    form = CodesForm(request.POST, words=words, version=one.version)
    if form.is_valid():
        map_budget(actor, one, form.cleaned_data["version"], coding=form.coding())
        messages.success(request, _("Koderna är sparade och minns till nästa fil."))
    else:
        messages.error(request, _("Sidan är för gammal. Läs in den igen och välj på nytt."))
    return redirect("frames:import_page", pk)


@login_required
@require_POST
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the file anew, after a reading that stopped."""
    one = _mine(request, pk)
    map_budget(acting(request), one, one.version, layout=layout_from_json(one.layout))
    return redirect("frames:import_page", pk)


@login_required
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it in: all of it, or nothing and why."""
    actor, one = acting(request), _mine(request, pk)
    value = request.POST.get("version", "")
    try:
        made = accept_import(
            actor, one, int(value) if value.isdigit() else 0, replaces=request.POST.get("ersatt") == "1"
        )
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("frames:import_page", pk)
    messages.success(request, _("Den ingående budgeten är inläst."))
    return redirect("frames:edition", made.pk)
