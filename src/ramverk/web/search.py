"""The one search box: what a reader may see, found by its words."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.search import find, shelves, words_of

LONGEST = 200
MOST = 8
"""Hits of each kind: whoever sees this many writes another word rather than reading on."""


@login_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What holds every word asked for, kind by kind; without words, what there is to find."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    context = {
        "asked": asked,
        "is_too_short": bool(asked) and not words_of(asked),
        "found": find(asked, acting(request), MOST),
        "most": MOST,
        "kinds": [shelf.kind for shelf in shelves()],
    }
    return render(request, "search.html", context)
