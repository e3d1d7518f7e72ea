"""Pages of assumptions: what is laid in, what an edition rests on, and what moves when it changes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.frames.actions.add_assumptions import add_assumptions
from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.assumptions import describe
from ramverk.apps.frames.forms import AssumptionForm
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import AssumptionKind, AssumptionSet, Edition
from ramverk.apps.frames.policy import ASSUMPTIONS, may
from ramverk.apps.frames.queries.editions import assumptions_seen, chosen_sets, editions_of
from ramverk.apps.frames.statement_values import STATEMENT_KINDS
from ramverk.apps.frames.views.finding import the_round, visible
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.verdicts import Refused, require
from ramverk.core.editions.editions import fold
from ramverk.core.money import Ore, format_amount
from ramverk.core.statements.result_budget import result_budget


@login_required
@require_GET
def of_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """What the edition rests on, and what it could rest on instead."""
    actor = acting(request)
    shown = visible(request, pk)
    chosen = chosen_sets(shown)
    seen = assumptions_seen(actor)
    kinds = [
        {
            "kind": kind,
            "sets": [
                {"set": one, "rows": describe(one), "is_chosen": chosen.get(kind) == one}
                for one in seen
                if one.kind == kind
            ],
        }
        for kind in AssumptionKind
        if kind not in STATEMENT_KINDS
    ]
    context = {
        "edition": shown, "kinds": kinds, "may_choose": may(actor, "frames.choose_assumptions", shown),
        "may_add": may(actor, "frames.add_assumptions"), "may_write": may(actor, "frames.save_changes", shown),
    }  # fmt: skip
    return render(request, "frames/assumptions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Lay in a set of assumptions."""
    if kind not in set(AssumptionKind) or kind in STATEMENT_KINDS:
        raise Http404
    actor = acting(request)
    require(may(actor, "frames.add_assumptions"))
    in_round = the_round(actor)
    years = [in_round.budget_year, *in_round.plan_years]
    form = AssumptionForm(request.POST or None, kind=AssumptionKind(kind), years=years)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            add_assumptions(actor, in_round, kind, values["name"], values["dated"], values["source"], form.values())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Antagandet är inlagt. Välj det i en utgåva för att se vad som flyttar sig."))
            editions = editions_of(in_round, actor)
            return redirect("frames:assumptions", editions[0].pk) if editions else redirect("frames:index")
    context = {"form": form, "kind": AssumptionKind(kind)}
    return render(request, "frames/assume.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the edition rest on another set; say what it did to the result."""
    actor = acting(request)
    shown = visible(request, pk)
    value = request.POST.get("set", "")
    chosen = get_object_or_404(
        ASSUMPTIONS.filter(AssumptionSet.objects.all(), actor), pk=int(value) if value.isdigit() else 0
    )
    before = _results(shown)
    after = _results(choose_assumptions(actor, shown, chosen))
    moved = [
        _("%(year)s: %(amount)s tkr")
        % {"year": year, "amount": format_amount(Ore(after[year] - before[year]), sign=True)}
        for year in after
    ]
    words = {"name": chosen, "moved": ", ".join(moved)}
    messages.success(request, _("Utgåvan vilar nu på %(name)s. Resultatet flyttade sig %(moved)s.") % words)
    return redirect("frames:assumptions", pk)


def _results(shown: Edition) -> dict[int, int]:
    core = core_edition(shown)
    budget = result_budget(fold(core), core.years)
    return {year: int(budget.result(year)) for year in core.years}
