"""The lab: levers moved in the address, so that a what-if can be sent to somebody; nothing is saved."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ramverk.apps.frames.assumptions import decimal
from ramverk.apps.frames.drawing import fan_chart, tornado
from ramverk.apps.frames.fan import fan
from ramverk.apps.frames.forms import LabForm
from ramverk.apps.frames.lab import LEVERS, what_if
from ramverk.apps.frames.policy import may_experiment
from ramverk.apps.frames.spread_form import SpreadForm
from ramverk.apps.frames.views.finding import visible
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.verdicts import require


@login_required
@require_GET
def lab(request: HttpRequest, pk: int) -> HttpResponse:
    """What each lever does to the result, and how much one step of each weighs."""
    require(may_experiment(acting(request)))
    shown = visible(request, pk)
    form = LabForm(request.GET or None)
    is_valid = form.is_valid()
    moved = form.moved() if is_valid else {}
    rate = form.cleaned_data.get("tax_rate_now") if is_valid else None
    found = what_if(shown, moved, rate or None)
    steps = [
        (str(LEVERS[lever].label), f"+{decimal(LEVERS[lever].step)} {LEVERS[lever].unit}", int(amount))
        for lever, amount in found.tornado
    ]
    spread_form = SpreadForm(request.GET or None)
    outcomes = fan(shown, spread_form.spreads(), found.after)
    context = {
        "edition": shown,
        "form": form,
        "spread_form": spread_form,
        "fan": outcomes,
        "fan_chart": fan_chart(outcomes),
        "years": found.years,
        "before": [int(found.before[year]) for year in found.years],
        "effects": [
            (LEVERS[lever].label, [int(effect[year]) for year in found.years])
            for lever, effect in found.effects.items()
        ],
        "after": [int(found.after[year]) for year in found.years],
        "steps": steps,
        "chart": tornado(steps),
    }
    return render(request, "frames/lab.html", context, status=422 if form.errors or spread_form.errors else 200)
