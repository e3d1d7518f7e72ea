"""The lab: levers moved in the address, so that a what-if can be sent to somebody; nothing is saved."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ramverk.apps.frames.decided_rate import rate_now
from ramverk.apps.frames.drawing import fan_chart, tornado
from ramverk.apps.frames.fan import fan
from ramverk.apps.frames.lab import LEVERS, what_if
from ramverk.apps.frames.lab_form import LabForm
from ramverk.apps.frames.numbers import decimal
from ramverk.apps.frames.policy import may_experiment
from ramverk.apps.frames.spread_form import SpreadForm
from ramverk.apps.frames.views.finding import visible
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.verdicts import require


@login_required
@require_GET
def lab(request: HttpRequest, pk: int) -> HttpResponse:
    """What each lever does to the result, and how much one step of each weighs.

    A lever that is moved with htmx has an answer of the same page with what has to be mended in it, so that the page
    can show it beside the levers, which are never drawn anew while somebody holds them.
    """
    require(may_experiment(acting(request)))
    shown = visible(request, pk)
    known = rate_now(shown)
    form = LabForm(request.GET or None, initial={"tax_rate_now": decimal(known) if known else ""})
    found = what_if(shown, form.moved(), form.rate() if form.is_bound else known)
    steps = [
        (str(LEVERS[lever].label), f"+{decimal(LEVERS[lever].step)} {LEVERS[lever].unit}", int(amount))
        for lever, amount in found.tornado
    ]
    spread_form = SpreadForm(request.GET or None)
    outcomes = fan(shown, spread_form.spreads(), found.after)
    after = [int(found.after[year]) for year in found.years]
    before = [int(found.before[year]) for year in found.years]
    context = {
        "edition": shown,
        "form": form,
        "spread_form": spread_form,
        "fan": outcomes,
        "fan_chart": fan_chart(outcomes),
        "years": found.years,
        "before": before,
        "effects": [
            (LEVERS[lever].label, [int(effect[year]) for year in found.years])
            for lever, effect in found.effects.items()
        ],
        "after": after,
        "stands": [(year, amount, amount - was) for year, amount, was in zip(found.years, after, before, strict=True)],
        "steps": steps,
        "chart": tornado(steps),
    }
    is_faulty = (form.errors or spread_form.errors) and not request.headers.get("HX-Request")
    return render(request, "frames/lab.html", context, status=422 if is_faulty else 200)
