"""The page of one board: what the conference and the dialogues have before them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ramverk.apps.frames.policy import may
from ramverk.apps.frames.queries.board_page import board_page, first_board
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.frames.referring import references
from ramverk.apps.frames.views.finding import visible
from ramverk.apps.organisation.actor import acting


@login_required
@require_GET
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own board where none is asked for."""
    actor = acting(request)
    shown = visible(request, pk)
    key = request.GET.get("organ") or first_board(figures(shown), actor)
    page = board_page(shown, key, actor)
    if page is None and key:
        raise Http404
    tied = references("assignment", (one.pk for one in page.assignments), actor) if page else {}
    context = {
        "edition": shown, "page": page, "key": key, "may_write": may(actor, "frames.save_changes", shown),
        "references": tied,
    }  # fmt: skip
    return render(request, "frames/board.html", context)
