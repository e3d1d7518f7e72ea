"""Comments on the sections of a plan."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.plans.actions.comment import Remark, answer_comment, close_comment, comment, narrow_comment
from ramverk.apps.plans.models import Comment
from ramverk.apps.plans.policy import COMMENTS
from ramverk.apps.plans.queries.comments import places_of
from ramverk.apps.plans.views.finding import version_of, visible_section


@login_required
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Comment on a section or a place in it."""
    shown = visible_section(request, pk)
    places = dict(places_of(shown))
    place = request.POST.get("place", "")
    if place not in places:
        place = ""
    remark = Remark(
        request.POST.get("comment", ""), shown, place, places[place] if place else "",
        is_public=request.POST.get("is_public") == "on",
    )  # fmt: skip
    comment(acting(request), shown.plan, remark)
    messages.success(request, _("Kommentaren är tillagd."))
    return redirect("plans:section", shown.pk)


def _answer(actor: Actor, row: Comment, request: HttpRequest) -> str:
    answer_comment(actor, row, version_of(request), request.POST.get("answer", ""))
    return _("Svaret är tillagt.")


def _close(actor: Actor, row: Comment, request: HttpRequest) -> str:
    close_comment(actor, row, version_of(request))
    return _("Kommentaren är avslutad.")


def _narrow(actor: Actor, row: Comment, request: HttpRequest) -> str:
    narrow_comment(actor, row, version_of(request))
    return _("Kommentaren är nu intern.")


DEEDS: dict[str, Callable[[Actor, Comment, HttpRequest], str]] = {
    "svara": _answer,
    "avsluta": _close,
    "gor-intern": _narrow,
}


@login_required
@require_POST
def deed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Answer, close or narrow a comment."""
    if verb not in DEEDS:
        raise Http404
    rows = Comment.objects.select_related("plan__submission", "section")
    row = get_object_or_404(COMMENTS.filter(rows, acting(request)), pk=pk)
    messages.success(request, DEEDS[verb](acting(request), row, request))
    return redirect("plans:section", row.section_id) if row.section_id else redirect("plans:plan", row.plan_id)
