"""The plan as a workbook: out, and back after a look at what it changes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.frames.views.finding import as_download
from ramverk.apps.organisation.actor import acting
from ramverk.apps.plans.actions.load_workbook import load_workbook
from ramverk.apps.plans.models import ActivityPlan
from ramverk.apps.plans.policy import may_write
from ramverk.apps.plans.round_trip import Returned, parts_of, plan_book, returned
from ramverk.apps.plans.views.finding import visible_plan
from ramverk.apps.plans.views.pages import frame_context
from ramverk.apps.trail.models import StoredFile
from ramverk.apps.trail.uploads import keep_upload
from ramverk.apps.trail.verdicts import Invalid, Refused, require

_SALT = "ramverk.plans.return"


class PlanFileForm(forms.Form):
    """A workbook of the plan, come back."""

    file = forms.FileField(label=lazy("Arbetsbok"), help_text=lazy("Den som du hämtade på planens sida, i Excel."))


@login_required
@require_GET
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan's split and goals as a workbook to work in."""
    return as_download(*plan_book(visible_plan(request, pk), acting(request)))


@login_required
@require_http_methods(["GET", "POST"])
def back(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a workbook back: first what it would change; then all of it or nothing."""
    shown = visible_plan(request, pk)
    actor = acting(request)
    require(may_write(actor, shown))
    form = PlanFileForm(request.POST or None, request.FILES or None)
    if "accept" in request.POST:
        file, seen = _signed(request.POST["accept"])
        count = load_workbook(actor, shown, returned(shown, bytes(file.content), "plan.xlsx"), seen)
        messages.success(request, ngettext("%s ändring är sparad.", "%s ändringar är sparade.", count) % count)
        return redirect("plans:plan", shown.pk)
    context: dict[str, Any] = {"form": form}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            named = keep_upload(form.cleaned_data["file"])
            context |= _preview(shown, returned(shown, bytes(named.file.content), named.name), named.file.pk)
        except Refused as refusal:
            form.add_error("file", str(refusal.sentence))
    if form.errors or (context.get("back") and context["back"].faults):
        status = 422
    return render(request, "plans/return.html", frame_context(shown, actor) | context, status=status)


def _preview(shown: ActivityPlan, back_: Returned, file: int) -> dict[str, Any]:
    """Accepting holds only while the plan stands as it was shown."""
    versions = [section.version for section in parts_of(shown)]
    return {"back": back_, "signed": signing.dumps([file, *versions], salt=_SALT)}


def _signed(text: str) -> tuple[StoredFile, tuple[int, int]]:
    try:
        pk, split, goals = signing.loads(text, salt=_SALT, max_age=86_400)
    except signing.BadSignature:
        raise Invalid(_("Sidan är för gammal. Läs in filen igen.")) from None
    return get_object_or_404(StoredFile, pk=pk), (int(split), int(goals))
