"""Plans on one page: what is shown at a dialogue, for the screen and for paper, and the questions it leads to."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ramverk.apps.cycle.models import Activity, ActivityKind, HandIn
from ramverk.apps.cycle.policy import ACTIVITIES
from ramverk.apps.cycle.policy_submission import HAND_INS
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.policy import EDITIONS
from ramverk.apps.meetings.models import Meeting
from ramverk.apps.meetings.policy import may_run
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.models import Body
from ramverk.apps.plans.actions.ask_board import ask_board
from ramverk.apps.plans.models import PlanSummary
from ramverk.apps.plans.policy import SUMMARIES
from ramverk.apps.plans.queries.summary import handed_in_before, summaries_at, summary_of
from ramverk.apps.plans.ties import tie_in
from ramverk.apps.trail.verdicts import Invalid


def _dialogue(request: HttpRequest, pk: int) -> Activity:
    rows = Activity.objects.filter(kind=ActivityKind.DIALOGUE).select_related("round")
    return get_object_or_404(ACTIVITIES.filter(rows, acting(request)), pk=pk)


@login_required
@require_GET
def at_dialogue(request: HttpRequest, pk: int) -> HttpResponse:
    """The boards' plans at a dialogue: handed-in ones where they are, else what the boards chose to show."""
    activity = _dialogue(request, pk)
    actor = acting(request)
    delivered = handed_in_before(activity, actor)
    rows = [
        _row(one.submission.body, reverse("plans:summary_handed_in", args=[one.pk, pk]), one) for one in delivered
    ] or [_row(one.body, reverse("plans:summary", args=[one.pk]), one) for one in summaries_at(activity, actor)]
    context = {"activity": activity, "handed_in": delivered, "rows": rows, "year": activity.round.budget_year}
    return render(request, "plans/summaries.html", context)


def _row(body: Body, url: str, one: HandIn | PlanSummary) -> dict[str, Any]:
    """A board's line: its frame in the first year, and how its plan stands against it."""
    tie = tie_in(one.document.content)
    frame = tie.frame.amounts[tie.frame.years[0]] if tie else None
    return {"board": body.name, "url": url, "at": one.at, "frame": frame, "marks": tie.marks if tie else ()}


@login_required
@require_GET
def shown(request: HttpRequest, pk: int) -> HttpResponse:
    """One summary as it was shown."""
    rows = PlanSummary.objects.select_related("document", "body", "activity")
    row = get_object_or_404(SUMMARIES.filter(rows, acting(request)), pk=pk)
    context = {"one": row.document.content, "shown": row, "checksum": row.document.checksum}
    return _page(request, context, row.activity, row.body)


@login_required
@require_GET
def handed_in(request: HttpRequest, pk: int, activity: int) -> HttpResponse:
    """The summary of a plan that was handed in, at a dialogue."""
    actor = acting(request)
    rows = HandIn.objects.select_related("submission__body", "submission__activity__round", "document")
    row = get_object_or_404(HAND_INS.filter(rows, actor), pk=pk)
    content = row.document.content
    if content.get("kind") != "activity_plan":
        raise Http404
    body = row.submission.body
    checksum = (content.get("edition") or {}).get("checksum", "")
    edition = EDITIONS.filter(Edition.objects.filter(checksum=checksum), actor).first() if checksum else None
    context = {
        "one": summary_of(content, row.submission.activity.round, body, edition),
        "version": row,
        "checksum": row.document.checksum,
    }
    return _page(request, context, _dialogue(request, activity), body)


def _page(request: HttpRequest, context: dict[str, Any], activity: Activity, body: Body) -> HttpResponse:
    tie = tie_in(context["one"])
    context |= {
        "activity": activity, "body": body, "may_ask": _may_ask(acting(request), activity), "tie": tie,
        "off": {str(year): amount for year, amount in tie.off.items()} if tie else {},
    }  # fmt: skip
    return render(request, "plans/summary.html", context)


def _may_ask(actor: Actor, activity: Activity) -> bool:
    return any(may_run(actor, meeting) for meeting in Meeting.objects.filter(activity=activity))


@login_required
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """A question to a board; it is followed from the meeting."""
    activity = _dialogue(request, pk)
    body = get_object_or_404(Body, pk=request.POST.get("body") or 0)
    ask_board(acting(request), activity, body, request.POST.get("text", ""), _day(request.POST.get("due", "")))
    messages.success(request, _("Frågan är ställd och följs tills den är avslutad."))
    return redirect("plans:summaries", activity.pk)


def _day(text: str) -> date | None:
    try:
        found = parse_date(text) if text else None
    except ValueError:
        found = None
    if text and found is None:
        raise Invalid(_("Datumet går inte att läsa. Skriv det som 2018-05-02."))
    return found
