"""What the round's investment proposals rest on: read by everyone, written and sent out by finance."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.frames.assumptions import decimal
from ramverk.apps.investments.actions.dispatch_prerequisites import dispatch_prerequisites, dispatch_to_write
from ramverk.apps.investments.actions.write_prerequisites import write_prerequisites
from ramverk.apps.investments.forms import PrerequisitesForm, terms_values
from ramverk.apps.investments.models import Prerequisites
from ramverk.apps.investments.policy import may
from ramverk.apps.investments.queries.projects import seen_prerequisites
from ramverk.apps.investments.sheets import interest_of, plan_years, rule_words
from ramverk.apps.investments.views.finding import the_round
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.verdicts import Refused, require
from ramverk.apps.trail.wording import in_words


@login_required
@require_GET
def read(request: HttpRequest) -> HttpResponse:
    """The prerequisites in force, and those before them."""
    actor, in_round = acting(request), the_round(request)
    rows = seen_prerequisites(in_round, actor)
    asked = request.GET.get("utgava", "")
    row = next((one for one in rows if str(one.number) == asked), rows[0] if rows else None)
    years = plan_years(in_round)
    context = {
        "row": row, "rows": rows, "years": years, "round": in_round,
        "interest": decimal(interest_of(row), 3) if row else "", "rules": rule_words(row) if row else [],
        "ceiling": [(year, row.ceiling.get(str(year)), row.own_money.get(str(year))) for year in years] if row else [],
        "may_write": may(actor, "investments.write_prerequisites"),
        "may_dispatch": may(actor, "investments.dispatch_prerequisites", row),
        "step": dispatch_to_write(in_round) if actor.owns_the_process else None,
        "entries": in_words(history(row)[:8]) if row else [],
    }  # fmt: skip
    return render(request, "investments/prerequisites.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Write them, or begin the next edition of them."""
    actor, in_round = acting(request), the_round(request)
    require(may(actor, "investments.write_prerequisites"))
    rows = list(Prerequisites.objects.filter(round=in_round).order_by("-number"))
    draft = rows[0] if rows and rows[0].is_open else None
    first = terms_values(draft, rows[0] if rows else None)
    form = PrerequisitesForm(request.POST or None, years=plan_years(in_round), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            write_prerequisites(actor, in_round, form.cleaned_data["version"] or 0, form.terms())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Förutsättningarna är sparade. Nämnderna ser dem när de är utskickade."))
            return redirect("investments:prerequisites")
    context = {"form": form, "draft": draft, "latest": rows[0] if rows else None}
    return render(request, "investments/write_prerequisites.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def dispatch(request: HttpRequest) -> HttpResponse:
    """From the prerequisites to the dispatch that carries them."""
    made = dispatch_prerequisites(acting(request), the_round(request))
    messages.success(request, _("Utskicket är skrivet med förutsättningarna bifogade. Läs igenom och skicka."))
    return redirect("dispatch:page", pk=made.pk)
