"""The attachment of one row: looked at by all who see the row, changed by those who write in the edition."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.frames.actions.attach_to_change import attach_to_change
from ramverk.apps.frames.forms import AttachmentForm
from ramverk.apps.frames.models import BudgetDetail, Change
from ramverk.apps.frames.policy import CHANGES, DETAILS, may
from ramverk.apps.frames.views.finding import visible
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.trail.uploads import download, keep_upload, look_into
from ramverk.apps.trail.verdicts import Refused, require


def _row(request: HttpRequest, pk: int, key: uuid.UUID) -> Change:
    rows = Change.objects.filter(edition=pk, key=key).select_related("edition", "body", "file")
    return get_object_or_404(CHANGES.filter(rows, acting(request)))


@login_required
@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Attach a file to a row, or take the one it has away."""
    actor = acting(request)
    shown = visible(request, pk)
    row = _row(request, pk, key)
    require(may(actor, "frames.save_changes", shown))
    takes_away = "remove" in request.POST
    form = AttachmentForm(
        None if takes_away else request.POST or None, request.FILES or None, initial={"version": row.version}
    )
    if takes_away or (request.method == "POST" and form.is_valid()):
        seen = request.POST.get("version", "")
        version = int(seen) if seen.isdecimal() else 0
        try:
            file = None if takes_away else keep_upload(form.cleaned_data["file"])
            attach_to_change(actor, shown, str(key), version, file)
        except Refused as refusal:
            form.is_bound = True
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Bilagan är borttagen.") if takes_away else _("Bilagan är sparad."))
            return redirect("frames:changes", pk)
    context = {"edition": shown, "row": row, "form": form}
    return render(request, "frames/attach.html", context, status=422 if form.errors else 200)


def _is_closed(row: Change, actor: Actor) -> bool:
    """The file of a whole opening budget is no attachment of one row; it has a circle of its own."""
    whole = BudgetDetail.objects.filter(source=row.file_id)
    return whole.exists() and not DETAILS.filter(whole, actor).exists()


@login_required
@require_GET
def attached(request: HttpRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """The file of a row."""
    visible(request, pk)
    row = _row(request, pk, key)
    if row.file is None or _is_closed(row, acting(request)):
        raise Http404
    name = row.file_name
    return download(row.file, name, look_into(bytes(row.file.content), name))
