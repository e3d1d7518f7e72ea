"""Pages of what goes with a matter: the notes of those who prepared it, and reservations in writing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.decisions import forms
from ramverk.apps.decisions.actions.hand_in_reservation import hand_in_reservation
from ramverk.apps.decisions.actions.lay_notes import lay_notes
from ramverk.apps.decisions.models import Reservation, ReservationPaper, SittingPaper
from ramverk.apps.decisions.policy import RESERVATION_PAPERS, RESERVATIONS, SITTING_PAPERS, may, may_hand_in
from ramverk.apps.decisions.queries.attached import notes_to_lay
from ramverk.apps.decisions.views.finding import version_of, visible_sitting
from ramverk.apps.meetings.models import Meeting
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.uploads import download, keep_upload
from ramverk.apps.trail.verdicts import Refused, require


@login_required
@require_http_methods(["GET", "POST"])
def lay(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose among the frozen notes of the drafting committee."""
    shown, actor = visible_sitting(request, pk), acting(request)
    require(may(actor, "decisions.lay_notes", shown))
    if request.method == "POST":
        meeting = get_object_or_404(Meeting, pk=request.POST.get("meeting", "0"))
        made = lay_notes(actor, shown, version_of(request), meeting)
        messages.success(request, _("Anteckningarna ligger i ärendet."))
        return redirect("decisions:paper", made.pk)
    context = {"sitting": shown, "notes": notes_to_lay(shown, actor)}
    return render(request, "decisions/lay_notes.html", context)


@login_required
@require_GET
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes that lie in a matter, as they were frozen."""
    rows = SittingPaper.objects.select_related("sitting__matter", "sitting__body", "document", "body")
    found = get_object_or_404(SITTING_PAPERS.filter(rows, acting(request)), pk=pk)
    context = {"paper": found, "sitting": found.sitting, "content": found.document.content}
    return render(request, "decisions/paper.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in the reasons of a reservation."""
    actor = acting(request)
    rows = Reservation.objects.select_related("sitting__matter", "sitting__body", "place__person", "clause")
    shown = get_object_or_404(RESERVATIONS.filter(rows, actor), pk=pk)
    require(may_hand_in(actor, shown))
    form = forms.ReservationPaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            hand_in_reservation(actor, shown, keep_upload(form.cleaned_data["file"]))
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Reservationen är inlämnad och en bilaga till protokollet."))
            return redirect("decisions:sitting", shown.sitting_id)
    context = {"reservation": shown, "sitting": shown.sitting, "form": form}
    return render(request, "decisions/hand_in.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def written(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a written reservation."""
    rows = ReservationPaper.objects.select_related("document")
    found = get_object_or_404(RESERVATION_PAPERS.filter(rows, acting(request)), pk=pk)
    kept = found.document.attachments.select_related("file").get()
    return download(kept.file, kept.name, kept.media_type)
