"""After the decision: the extract a board gets, and the page of appeals and legal force."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.decisions import forms
from ramverk.apps.decisions.actions.legal_force import (
    Received,
    announce_again,
    gain_force,
    note_appeal,
    settle_appeal,
)
from ramverk.apps.decisions.models import Appeal, DutyKind, Sitting
from ramverk.apps.decisions.policy import APPEALS, may
from ramverk.apps.decisions.queries.appeal import appeal_of, force_of, is_in_time
from ramverk.apps.decisions.views.finding import version_of, visible_duty, visible_sitting
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Refused

Done = Callable[[HttpRequest, Actor, Sitting, dict[str, Any]], str]


def _note(request: HttpRequest, actor: Actor, shown: Sitting, values: dict[str, Any]) -> str:
    note_appeal(actor, shown, version_of(request), Received(**values))
    return _("Överklagandet är noterat. Beslutet vinner inte laga kraft förrän det är slutligt avgjort.")


def _settle(request: HttpRequest, actor: Actor, shown: Sitting, values: dict[str, Any]) -> str:
    appeal = get_object_or_404(APPEALS.filter(shown.appeals.all(), actor), pk=request.POST.get("appeal") or 0)
    settle_appeal(actor, appeal, version_of(request), **values)
    return _("Utgången är noterad.")


def _again(request: HttpRequest, actor: Actor, shown: Sitting, values: dict[str, Any]) -> str:
    announce_again(actor, shown, version_of(request), **values)
    return _("Det nya anslaget är noterat; tiden räknas från det.")


def _gain(request: HttpRequest, actor: Actor, shown: Sitting, values: dict[str, Any]) -> str:
    gain_force(actor, shown, version_of(request), **values)
    return _("Laga kraft är noterad.")


DEEDS: dict[str, tuple[Any, Done]] = {
    "note": (forms.AppealForm, _note),
    "settle": (forms.OutcomeForm, _settle),
    "again": (forms.AnnounceForm, _again),
    "gain": (forms.ForceForm, _gain),
}


@login_required
@require_http_methods(["GET", "POST"])
def force(request: HttpRequest, pk: int) -> HttpResponse:
    """The way to legal force: the announcement, the last day, the appeals, and what can be noted now."""
    shown, actor = visible_sitting(request, pk), acting(request)
    bound: dict[str, Any] = {}
    if request.method == "POST":
        name = request.POST.get("deed", "")
        if name not in DEEDS:
            raise Http404
        make, do = DEEDS[name]
        form = bound[name] = make(request.POST)
        if form.is_valid():
            try:
                messages.success(request, do(request, actor, shown, form.cleaned_data))
                return redirect("decisions:force", pk)
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
    context = force_context(shown, actor, bound.get("settle"), request.POST.get("appeal", "")) | {
        "forms": {name: bound.get(name) or make(initial=_today()) for name, (make, _do) in DEEDS.items()},
        "asked": request.POST.get("deed", ""),
    }
    return render(request, "decisions/force.html", context, status=422 if bound else 200)


def _today() -> dict[str, Any]:
    day = clock.today()
    return {"came_in_on": day, "outcome_on": day, "announced_on": day, "taken_down_on": day}


def force_context(shown: Sitting, actor: Actor, filled: Any = None, filled_for: str = "") -> dict[str, Any]:
    """What the page shows of a sitting; `filled` is the outcome form that was sent in, for that appeal."""
    legal_clock = appeal_of(shown)
    appeals = []
    for row in APPEALS.filter(shown.appeals.all(), actor):
        is_filled = filled is not None and filled_for == str(row.pk)
        form = filled if is_filled else forms.OutcomeForm(initial=_outcome(row), auto_id=f"id_{row.pk}_%s")
        appeals.append((row, is_in_time(row, legal_clock), form, is_filled))
    return {
        "sitting": shown,
        "matter": shown.matter,
        "appeal": legal_clock,
        "force": force_of(shown, legal_clock) if legal_clock else None,
        "appeals": appeals,
        "may_note": may(actor, "decisions.note_appeal", shown),
        "today": clock.today(),
    }


def _outcome(row: Appeal) -> dict[str, Any]:
    """What is known of the outcome, so that only the day it stands from is to be filled in."""
    return {"outcome": row.outcome, "outcome_on": row.outcome_on or clock.today()}


@login_required
@require_GET
def extract(request: HttpRequest, pk: int) -> HttpResponse:
    """What one board gets of the minutes: its own sentences, with paragraph, day and checksum."""
    row = visible_duty(request, pk)
    if row.kind != DutyKind.EXTRACT:
        raise Http404
    shown = visible_sitting(request, row.sitting_id)
    return render(request, "decisions/extract.html", {"duty": row, "sitting": shown})
