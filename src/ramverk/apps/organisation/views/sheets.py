"""The organisation as a file: fetch it, look at one, accept it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.organisation.actions.export_organisation import Export, empty_template, export_organisation
from ramverk.apps.organisation.actions.import_organisation import (
    import_organisation,
    pending_import,
    preview_import,
)
from ramverk.apps.organisation.actor import acting
from ramverk.apps.organisation.apps import FIELDS
from ramverk.apps.organisation.forms import UploadForm
from ramverk.apps.organisation.importing.steps import Fate, Plan
from ramverk.apps.organisation.policy import EDITORS, may
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.formats.organisation_sheets import SHEETS

SHOWN = 200
"""Rows written out in a preview; the rest is counted."""


@login_required
@require_http_methods(["GET", "POST"])
def sheets(request: HttpRequest) -> HttpResponse:
    """Upload a file to look at, or fetch one."""
    actor = acting(request)
    require(may(actor, "organisation.import_organisation"))
    form = UploadForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                preview_import(actor, file.read(), file.name)
            except Invalid as refusal:
                form.add_error("file", str(refusal.sentence))
            else:
                return redirect("organisation:preview")
    context = {"form": form, "sheets": SHEETS, "who": EDITORS.who}
    return render(request, "organisation/sheets.html", context, status=status)


@login_required
@require_GET
def preview(request: HttpRequest) -> HttpResponse:
    """What the waiting file would do."""
    actor = acting(request)
    require(may(actor, "organisation.import_organisation"))
    waiting = pending_import(actor)
    if waiting is None:
        messages.info(request, _("Ingen fil väntar. Välj en fil att läsa in."))
        return redirect("organisation:sheets")
    file, plan = waiting
    context = {
        "file": file,
        "plan": plan,
        "digest": plan.digest(),
        "counts": _counts(plan),
        "tables": [(sheet.title, _shown(plan, sheet.name)) for sheet in SHEETS if _shown(plan, sheet.name)],
        "who": EDITORS.who,
        "limit": SHOWN,
    }
    return render(request, "organisation/preview.html", context)


def _counts(plan: Plan) -> list[tuple[str, list[int]]]:
    counted = plan.counts()
    return [
        (sheet.title, [counted[sheet.name][fate.value] for fate in Fate]) for sheet in SHEETS if sheet.name in counted
    ]


def _shown(plan: Plan, sheet: str) -> list[tuple[str, str, Fate, list[tuple[str, Any, Any]]]]:
    """The rows that do something: place, label, fate, and each field before and after."""
    steps = plan.of(sheet, Fate.CHANGED, Fate.ENDED, Fate.NEW)[:SHOWN]
    return [
        (
            step.where,
            step.label,
            step.fate,
            [(str(FIELDS.get(name, name)), step.before.get(name, ""), value) for name, value in step.after.items()]
            if step.fate is not Fate.NEW
            else [],
        )
        for step in steps
    ]


@login_required
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Accept the waiting file as it was shown."""
    actor = acting(request)
    require(may(actor, "organisation.import_organisation"))
    waiting = pending_import(actor)
    if waiting is None:
        raise Invalid(_("Ingen fil väntar. Välj en fil att läsa in."))
    file, _plan = waiting
    plan = import_organisation(actor, bytes(file.content), file.name, request.POST.get("digest", ""))
    if plan.changes_anything:
        messages.success(request, _("Organisationen är inläst."))
    else:
        messages.info(request, _("Filen innehöll inget nytt. Inget ändrades."))
    return redirect("organisation:index")


def _send(export: Export) -> HttpResponse:
    header = content_disposition_header(as_attachment=True, filename=export.name)
    return HttpResponse(
        export.content, content_type=export.media_type, headers={"Content-Disposition": header or "attachment"}
    )


@login_required
@require_GET
def fetch(request: HttpRequest, sheet: str = "") -> HttpResponse:
    """The whole as a workbook, or one sheet as CSV."""
    if sheet and sheet not in {known.name for known in SHEETS}:
        raise Http404
    return _send(export_organisation(acting(request), sheet))


@login_required
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    return _send(empty_template(acting(request)))
