"""Take in a timetable: upload, see what was understood, answer, start."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ramverk.apps.cycle import forms
from ramverk.apps.cycle.actions.answer_import import answer_import
from ramverk.apps.cycle.actions.discard_import import discard_import
from ramverk.apps.cycle.actions.import_timetable import import_timetable
from ramverk.apps.cycle.actions.start_round import start_round
from ramverk.apps.cycle.models import ImportState, TimetableImport
from ramverk.apps.cycle.policy import IMPORTS, may
from ramverk.apps.cycle.queries.imports import chosen_terms, preview
from ramverk.apps.cycle.queries.people import means_nobody
from ramverk.apps.cycle.reading import PASTED
from ramverk.apps.cycle.views.frame import version_of
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Invalid, require


@login_required
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Upload or paste; drafts that were left are listed."""
    actor = acting(request)
    require(may(actor, "cycle.import_timetable"))
    form = forms.ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            content, name = _document(form.cleaned_data)
            taken = import_timetable(actor, content, name, form.cleaned_data["year"])
        except Invalid as invalid:
            form.add_error(None, str(invalid.sentence))
        else:
            return redirect("cycle:import", taken.pk)
    drafts = IMPORTS.filter(TimetableImport.objects.filter(state=ImportState.DRAFT), actor).select_related("source")
    status = 422 if form.is_bound else 200
    return render(request, "cycle/imports.html", {"form": form, "drafts": drafts.defer("reading")}, status=status)


def _document(values: dict[str, Any]) -> tuple[bytes, str]:
    upload = values["file"]
    if isinstance(upload, UploadedFile):
        if upload.size is not None and upload.size > settings.UPLOAD_LIMIT_BYTES:
            raise Invalid(_("%s är större än 20 MB. Spara tidplanen för sig, eller klistra in texten.") % upload.name)
        return upload.read(), upload.name or "tidplan"
    if values["text"].strip():
        return values["text"].encode(), PASTED
    raise Invalid(_("Välj en fil med tidplanen, eller klistra in texten."))


@login_required
@require_http_methods(["GET", "POST"])
def taken_in(request: HttpRequest, pk: int) -> HttpResponse:
    """What was understood; answers are kept at every save."""
    actor, taken = acting(request), _import_or_404(request, pk)
    if request.method != "POST":
        return _shown(request, taken)
    answers, year, wrong = _answers(request)
    is_read_anew = year is not None and year != taken.year
    answer_import(actor, taken, version_of(request), answers, year)
    if wrong:
        return _shown(request, taken, wrong)
    if is_read_anew:  # the dates are seen before anything is started with them
        said = _("Dokumentet är läst med år %d för första raden. Se att datumen stämmer innan du startar.") % year
        messages.success(request, said)
    elif "starta" in request.POST:
        return _started(request, taken)
    else:
        messages.success(request, _("Svaren är sparade. Inget är igång förrän du startar årsomgången."))
    return redirect("cycle:import", pk)


def _shown(request: HttpRequest, taken: TimetableImport, year_error: str = "") -> HttpResponse:
    """The page; with what is wrong with the year that was typed, at its field."""
    context = {
        "taken": taken,
        "seen": preview(taken, clock.today()),
        "year_error": year_error,
        "year_typed": request.POST.get("year", ""),
    }
    return render(request, "cycle/import.html", context, status=422 if year_error else 200)


def _started(request: HttpRequest, taken: TimetableImport) -> HttpResponse:
    if preview(taken, clock.today()).needs_year:
        return _shown(request, taken, _("Skriv vilket år den första raden infaller. Utan år har ingen rad ett datum."))
    terms = chosen_terms(taken, request.POST, clock.today())
    started = start_round(acting(request), taken, taken.version, terms)
    messages.success(request, _("%s har startat. Varje rad är nu en aktivitet.") % started.name)
    if nobody := means_nobody(started, clock.today()):
        said = _("Deltagare som inte är någon här: %s.") % ", ".join(audience.label for audience in nobody)
        where = reverse("cycle:settings", args=[started.pk])
        messages.warning(request, format_html('{} <a href="{}#ingen">{}</a>', said, where, _("Se vad som saknas")))
    return redirect(reverse("cycle:year", query={"omgang": started.pk}))


def _import_or_404(request: HttpRequest, pk: int) -> TimetableImport:
    rows = TimetableImport.objects.select_related("source", "round").defer("round__reading")
    found = IMPORTS.filter(rows, acting(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _answers(request: HttpRequest) -> tuple[dict[str, str], int | None, str]:
    """The answers, the year if one is given, and what is wrong with the year."""
    answers = {name.removeprefix("q-"): str(value) for name, value in request.POST.items() if name.startswith("q-")}
    year = request.POST.get("year", "").strip()
    if year and not (year.isdigit() and 1980 <= int(year) <= 2100):
        return answers, None, _("Året skrivs med fyra siffror, till exempel 2018.")
    return answers, int(year) if year else None, ""


@login_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    discard_import(acting(request), _import_or_404(request, pk), version_of(request))
    messages.success(request, _("Utkastet är kastat."))
    return redirect("cycle:imports")
