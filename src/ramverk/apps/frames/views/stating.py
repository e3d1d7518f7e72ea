"""Pages of the statements: result, balance and cash flow of an edition, why each number is, and what they rest on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.frames.actions.add_assumptions import add_assumptions
from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.findings import edition_findings
from ramverk.apps.frames.models import AssumptionKind
from ramverk.apps.frames.policy import may
from ramverk.apps.frames.queries.balancing import balanced
from ramverk.apps.frames.queries.editions import chosen_sets
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.frames.queries.goals import goals_at
from ramverk.apps.frames.queries.legal import requirements, standing
from ramverk.apps.frames.queries.statements import (
    balance_rows,
    cash_flow_rows,
    explain_balance,
    explain_flow,
    result_rows,
    stated,
    statement_findings,
    ties,
)
from ramverk.apps.frames.statement_form import StatementForm
from ramverk.apps.frames.statement_values import STATEMENT_KINDS
from ramverk.apps.frames.views.finding import visible
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.verdicts import Refused, require
from ramverk.core.findings import worst_first


@login_required
@require_GET
def statements(request: HttpRequest, pk: int) -> HttpResponse:
    """The three statements with what the law asks, the goals, and whether everything ties."""
    actor = acting(request)
    shown = visible(request, pk)
    of, numbers = stated(shown), figures(shown)
    position = of.position
    assets, funding, memo = balance_rows(position) if position else ([], [], [])
    tied, goals = ties(of), goals_at(shown, actor, of)
    balance = balanced(shown, of)
    findings = [*edition_findings(shown), *statement_findings(of), *(balance.findings if balance else ())]
    context = {
        "edition": shown,
        "of": of,
        "result": result_rows(shown, of),
        "assets": assets, "funding": funding, "memo": memo,
        "cash_flow": cash_flow_rows(position) if position else [],
        "years": of.results.years,
        "requirements": requirements(shown, numbers, of),
        "goals": goals,
        "standing": standing(shown, numbers, of, goals),
        "balance_test": balance,
        "findings": worst_first(findings),
        "tied": len(tied), "holds": sum(one.holds for one in tied),
        "may_add": may(actor, "frames.choose_assumptions", shown),
    }  # fmt: skip
    return render(request, "frames/statements.html", context)


@login_required
@require_GET
def why_statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Why a number of the balance or cash-flow budget is what it is."""
    shown = visible(request, pk)
    of = stated(shown)
    value = request.GET.get("ar", "")
    year = int(value) if value.isdigit() and len(value) == 4 else 0
    if "balans" in request.GET:
        explained = explain_balance(of, request.GET["balans"], year)
    else:
        explained = explain_flow(of, request.GET.get("flode", ""), year)
    if explained is None:
        raise Http404
    return render(request, "frames/why_statement.html", {"edition": shown, "explained": explained})


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Lay in an opening balance or a plan of investments and loans, and let the edition rest on it.

    The form begins with what the edition rests on; what is saved is a new set beside it.
    """
    actor = acting(request)
    shown = visible(request, pk)
    if kind not in STATEMENT_KINDS:
        raise Http404
    require(may(actor, "frames.choose_assumptions", shown))
    before = chosen_sets(shown).get(kind)
    form = StatementForm(
        request.POST or None, kind=AssumptionKind(kind), years=[int(year) for year in shown.years], before=before
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            with transaction.atomic():
                made = add_assumptions(
                    actor, shown.round, kind, values["name"], values["dated"], values["source"], form.values(),
                    replaces=before,
                )  # fmt: skip
                choose_assumptions(actor, shown, made)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("%s är inlagt och utgåvan vilar på det.") % made.name)
            return redirect("frames:statements", pk)
    context = {"edition": shown, "form": form, "kind": AssumptionKind(kind), "before": before}
    return render(request, "frames/statement_plan.html", context, status=422 if form.errors else 200)
