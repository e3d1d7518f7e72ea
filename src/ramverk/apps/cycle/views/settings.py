"""A round's settings: name, reminders, phases, gates, and its end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ramverk.apps.cycle import forms
from ramverk.apps.cycle.actions.change_phase import change_phase
from ramverk.apps.cycle.actions.change_round import change_round
from ramverk.apps.cycle.actions.close_round import close_round
from ramverk.apps.cycle.actions.reopen_round import reopen_round
from ramverk.apps.cycle.models import Need, Phase
from ramverk.apps.cycle.policy import may
from ramverk.apps.cycle.queries.people import means_nobody
from ramverk.apps.cycle.queries.rounds import still_open
from ramverk.apps.cycle.views.frame import cleaned, round_or_404, version_of
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail import clock
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.verdicts import require
from ramverk.apps.trail.wording import in_words


@login_required
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    """Everyone may look; the process owner changes."""
    actor, in_round = acting(request), round_or_404(request, pk)
    if request.method == "POST":
        form = forms.RoundForm(request.POST)
        values = cleaned(form)
        change_round(actor, in_round, version_of(request), values["name"], values["before"], values["after"])
        messages.success(request, _("Inställningarna är sparade."))
        return redirect("cycle:settings", pk)
    phases = [(phase, forms.PhaseForm.of(phase)) for phase in in_round.phases.all()]
    needs = Need.objects.filter(activity__round=in_round).select_related("activity", "needed")
    context = {
        "round": in_round,
        "form": forms.RoundForm.of(in_round),
        "phases": phases,
        "needs": needs.order_by("activity__order", "-is_gate"),
        "nobody": means_nobody(in_round, clock.today()),
        "may_change": may(actor, "cycle.change_round"),
        "entries": in_words(history(in_round)[:30]),
    }
    return render(request, "cycle/settings.html", context)


@login_required
@require_POST
def phase(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one phase."""
    row = get_object_or_404(Phase, pk=pk)
    round_or_404(request, row.round_id)
    values = cleaned(forms.PhaseForm(request.POST, prefix=f"p{pk}"))
    change_phase(acting(request), row, version_of(request), **values)
    messages.success(request, _("Fasen är ändrad."))
    return redirect("cycle:settings", row.round_id)


@login_required
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """What is still open and what closing means; then the deed."""
    actor, in_round = acting(request), round_or_404(request, pk)
    require(may(actor, "cycle.close_round"))
    form = forms.GivenReasonForm(request.POST or None)
    if form.is_valid():
        close_round(actor, in_round, version_of(request), form.cleaned_data["reason"])
        messages.success(request, _("%s är avslutad.") % in_round.name)
        return redirect("cycle:settings", pk)
    context = {"round": in_round, "form": form, "open": still_open(in_round)}
    return render(request, "cycle/close_round.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Why it is opened again; then the deed."""
    actor, in_round = acting(request), round_or_404(request, pk)
    require(may(actor, "cycle.reopen_round"))
    form = forms.GivenReasonForm(request.POST or None)
    if form.is_valid():
        reopen_round(actor, in_round, version_of(request), form.cleaned_data["reason"])
        messages.success(request, _("%s är öppen igen.") % in_round.name)
        return redirect("cycle:settings", pk)
    context = {"round": in_round, "form": form}
    return render(request, "cycle/reopen_round.html", context, status=422 if form.is_bound else 200)
