"""Questions and assignments, followed until they are closed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ramverk.apps.meetings import forms
from ramverk.apps.meetings.actions.track_item import answer_item, close_item
from ramverk.apps.meetings.models import TrackedItem
from ramverk.apps.meetings.policy import TRACKED_ITEMS, may_answer, may_close_item
from ramverk.apps.meetings.queries import open_items
from ramverk.apps.meetings.views import cleaned
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.queries import flips, history
from ramverk.apps.trail.wording import in_words


def _visible(request: HttpRequest, pk: int) -> TrackedItem:
    rows = TRACKED_ITEMS.filter(
        TrackedItem.objects.select_related("meeting", "activity", "body", "owner"), acting(request)
    )
    item = rows.filter(pk=pk).first()
    if item is None:
        raise Http404
    return item


@login_required
def items(request: HttpRequest) -> HttpResponse:
    """Everything that is not closed, the most urgent first."""
    return render(request, "meetings/items.html", {"items": open_items(acting(request))})


@login_required
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One question or assignment with its answer and its history."""
    shown = _visible(request, pk)
    initial = {"version": shown.version, "answer": shown.answer, "state": "answered"}
    context = {
        "item": shown,
        "form": forms.AnswerForm(initial=initial),
        "may_answer": may_answer(acting(request), shown),
        "may_close": may_close_item(acting(request), shown),
        "flips": flips(shown),
        "history": in_words(history(shown)[:20]),
    }
    return render(request, "meetings/item.html", context)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer, or say how it goes."""
    values = cleaned(forms.AnswerForm(request.POST))
    answer_item(acting(request), _visible(request, pk), values["version"], values["answer"], values["state"])
    messages.success(request, _("Svaret är sparat."))
    return redirect("meetings:item", pk)


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it."""
    version = request.POST.get("version", "")
    reason = request.POST.get("reason", "")
    close_item(acting(request), _visible(request, pk), int(version) if version.isdigit() else 0, reason)
    messages.success(request, _("Frågan är avslutad."))
    return redirect("meetings:items")
