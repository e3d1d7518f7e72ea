"""The first page: for each role the one thing that matters now, the next deadline and who is waited for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ramverk.apps.cycle.first_lines import first_lines
from ramverk.apps.cycle.policy import may_follow
from ramverk.apps.cycle.queries.changed import what_changed
from ramverk.apps.cycle.queries.first_screen import first_screen
from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.cycle.queries.work import work
from ramverk.apps.cycle.queries.year import year
from ramverk.apps.cycle.views.frame import day_line, no_round_page
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail import clock


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A stranger is told what this is; somebody signed in gets their own first screen."""
    actor = acting(request)
    if not actor.is_signed_in:
        return render(request, "home.html")
    in_round = current_round(actor)
    if in_round is None:
        return no_round_page(request)
    today = clock.today()
    shown = year(actor, in_round, today)
    mine = work(actor, in_round, today)
    screen = first_screen(actor, shown, mine)
    context = {
        "screen": screen,
        "lines": first_lines(actor, in_round),
        "changed": what_changed(actor, in_round) if may_follow(actor) else None,
        "work": mine,
        "year": shown,
        "round_line": day_line(shown),
    }
    return render(request, "cycle/home.html", context)
