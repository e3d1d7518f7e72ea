"""The year: list, timeline, wheel, and the plan printed back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramverk.apps.cycle.models import ActivityKind, Round
from ramverk.apps.cycle.policy import may
from ramverk.apps.cycle.queries.plan import as_timetable
from ramverk.apps.cycle.queries.rounds import rounds_to_choose, trail_end
from ramverk.apps.cycle.queries.year import Filters, Year
from ramverk.apps.cycle.queries.year import year as year_of
from ramverk.apps.cycle.remembering import remember, remembered
from ramverk.apps.cycle.timeline import timeline
from ramverk.apps.cycle.views.frame import asked_round, day_line, no_round_page, round_or_404
from ramverk.apps.cycle.wheel import wheel
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail import clock

VIEWS = ("lista", "tidslinje", "hjul")
MEDIA_TYPES = {
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar; charset=utf-8",
}


@login_required
@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """The year as the reader wants to see it."""
    in_round = asked_round(request)
    actor = acting(request)
    if in_round is None:
        return no_round_page(request)
    filters = _filters(request)
    shown = year_of(actor, in_round, clock.today(), filters)
    view = request.GET.get("vy", "lista")
    context: dict[str, Any] = {
        "year": shown,
        "view": view if view in VIEWS else "lista",
        "filters": filters,
        "kinds": ActivityKind.choices,
        "query": _query_without_view(request),
        "municipality": vars(in_round).get("municipality_name") or "",
        "may_edit": may(actor, "cycle.add_activity"),
        "rounds": rounds_to_choose(actor, in_round),
    }
    if not filters:  # a selection may lack what comes next; the frame then asks for itself
        context["round_line"] = day_line(shown)
    context["drawn"] = _drawn(shown, context["view"], filters, can_move=bool(context["may_edit"]))
    if getattr(request, "htmx", False) and request.headers.get("HX-Target") == "aret":
        return render(request, "cycle/year.html#aret", context)
    return render(request, "cycle/year.html", context)


def _drawn(shown: Year, view: str, filters: Filters, *, can_move: bool) -> str:
    """The drawing, if one is asked for, and the list: the same for everyone who sees the year, so it is remembered."""
    key = ("drawn", shown.round.pk, trail_end(shown.round), shown.today, get_language(), view, can_move)
    if not filters and (kept := remembered(key)):
        return SafeString(kept)  # a rendered template: escaped when it was made
    context: dict[str, Any] = {"year": shown, "view": view, "may_edit": can_move, "today": shown.today}
    if view == "tidslinje":
        context["timeline"] = timeline(shown.rows, shown.groups, shown.today)
    elif view == "hjul":
        context["wheel"] = wheel(shown.rows, shown.today)
    drawn = render_to_string("cycle/year_drawn.html", context)
    if not filters:
        remember(key, drawn)
    return drawn


def _filters(request: HttpRequest) -> Filters:
    show, kind, body = (request.GET.get(name, "") for name in ("visa", "slag", "organ"))
    return Filters(
        {"mina": "mine", "sena": "late"}.get(show, ""),
        kind if kind in ActivityKind.values else "",
        int(body) if body.isdigit() else None,
    )


def _query_without_view(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("vy", None)
    query.pop("omgang", None)  # chosen already, and remembered
    return query.urlencode()


@login_required
@require_safe
def print_plan(request: HttpRequest, pk: int, to: str) -> HttpResponse:
    """The timetable in the form people know, with the dates in force and the replaced ones struck."""
    from ramverk.formats.timetable_export import export_timetable

    if to not in MEDIA_TYPES:
        raise Http404
    in_round = Round.objects.get(pk=round_or_404(request, pk).pk)
    last = in_round.activities.aggregate(changes=_sum_of_sequences())["changes"] or 0
    words = {"number": last + 1, "day": clock.today().isoformat()}
    version = _("Version %(number)d, utskriven %(day)s") % words
    content = export_timetable(as_timetable(in_round), to, stamp=clock.now(), version=version, round_id=f"omgang-{pk}")
    response = HttpResponse(content, content_type=MEDIA_TYPES[to])
    response["Content-Disposition"] = f'attachment; filename="tidplan-{in_round.budget_year}.{to}"'
    return response


def _sum_of_sequences() -> Any:
    from django.db.models import Sum

    return Sum(F("sequence"))
