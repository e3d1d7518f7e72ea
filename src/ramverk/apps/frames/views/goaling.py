"""The page of financial goals."""

from fractions import Fraction

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.frames.actions.remove_goal import remove_goal
from ramverk.apps.frames.actions.set_goal import set_goal
from ramverk.apps.frames.assumptions import decimal
from ramverk.apps.frames.forms import GoalForm
from ramverk.apps.frames.models import FinancialGoal
from ramverk.apps.frames.policy import GOALS, may
from ramverk.apps.frames.queries.goals import goals_of
from ramverk.apps.frames.views.finding import the_round
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.verdicts import Refused, require


@login_required
@require_http_methods(["GET", "POST"])
def goals(request: HttpRequest) -> HttpResponse:
    """The round's financial goals, and for finance the form that adds one."""
    actor = acting(request)
    verdict = may(actor, "frames.set_goal")
    form = GoalForm(request.POST or None) if verdict else None
    if request.method == "POST":
        require(verdict)
        if form is not None and form.is_valid():
            values = form.cleaned_data
            try:
                set_goal(
                    actor,
                    the_round(actor),
                    values["name"],
                    values["threshold"],
                    values["operator"],
                    is_average=values["is_average"],
                )
            except Refused as refusal:
                form.add_error("threshold", str(refusal.sentence))
            else:
                messages.success(request, _("Målet är inlagt och syns vid varje utgåva."))
                return redirect("frames:goals")
    in_round = current_round(actor)
    rows = [(goal, decimal(Fraction(goal.threshold))) for goal in (goals_of(in_round, actor) if in_round else [])]
    context = {"goals": rows, "form": form}
    return render(request, "frames/goals.html", context, status=422 if form is not None and form.errors else 200)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a goal away."""
    actor = acting(request)
    remove_goal(actor, get_object_or_404(GOALS.filter(FinancialGoal.objects.all(), actor), pk=pk))
    messages.success(request, _("Målet är borttaget."))
    return redirect("frames:goals")
