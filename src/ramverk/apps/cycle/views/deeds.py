"""Everything told of a round, newest first."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ramverk.apps.cycle.policy import may_follow
from ramverk.apps.cycle.queries.changed import deeds_before
from ramverk.apps.cycle.views.frame import round_or_404
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.verdicts import require


@login_required
@require_safe
def deeds(request: HttpRequest, pk: int) -> HttpResponse:
    """What has been handed in, decided, frozen and changed: a page at a time, `?fore=` a deed's number."""
    actor, in_round = acting(request), round_or_404(request, pk)
    require(may_follow(actor))
    asked = request.GET.get("fore", "")
    before = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_NUMBER else None
    return render(request, "cycle/deeds_page.html", {"round": in_round, "page": deeds_before(actor, in_round, before)})


LONGEST_NUMBER = 18
"""Digits that any database's number holds."""
