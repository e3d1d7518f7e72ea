"""What is the reader's own: the work list and the notices."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ramverk.apps.cycle.actions.read_notice import read_notices
from ramverk.apps.cycle.models import Notice
from ramverk.apps.cycle.policy import NOTICES
from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.cycle.queries.work import work
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail import clock

MOST = 200


@login_required
@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """The five lists."""
    actor = acting(request)
    in_round = current_round(actor)
    mine = work(actor, in_round, clock.today()) if in_round else None
    return render(request, "cycle/my_work.html", {"work": mine, "round": in_round})


@login_required
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The reader's notices, newest first."""
    rows = NOTICES.filter(Notice.objects.select_related("activity"), acting(request))
    return render(request, "cycle/notices.html", {"notices": rows[:MOST], "unread": rows.filter(read_at=None).count()})


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark one or all as read."""
    pk = request.POST.get("meddelande", "")
    read_notices(acting(request), int(pk) if pk.isdigit() else None)
    return redirect("cycle:notices")
