"""The page of financial goals."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.frames.actions.remove_goal import remove_goal
from ramverk.apps.frames.actions.set_goal import set_goal
from ramverk.apps.frames.goal_form import GoalForm, line_words
from ramverk.apps.frames.models import FinancialGoal, GoalFormula
from ramverk.apps.frames.policy import GOALS, may
from ramverk.apps.frames.queries.editions import editions_of
from ramverk.apps.frames.queries.goals import ShownGoal, condition_of, goals_at, goals_of
from ramverk.apps.frames.views.finding import the_round
from ramverk.apps.organisation.actor import Actor, acting
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
                    actor, the_round(actor), values["name"], values["threshold"], values["operator"],
                    formula=values["formula"], span=values["span"],
                    numerator=values["numerator"], denominator=values["denominator"],
                )  # fmt: skip
            except Refused as refusal:
                form.add_error("threshold", str(refusal.sentence))
            else:
                messages.success(request, _("Målet är inlagt och syns vid varje utgåva."))
                return redirect("frames:goals")
    in_round = current_round(actor)
    seen = editions_of(in_round, actor) if in_round else []
    newest = seen[0] if seen else None
    rows = goals_at(newest, actor) if newest else [_untried(goal) for goal in _goals(in_round, actor)]
    context = {
        "goals": [(one, made_of(one.goal)) for one in rows], "form": form, "edition": newest,
        "across": len(newest.years) if newest else 0,
    }  # fmt: skip
    return render(request, "frames/goals.html", context, status=422 if form is not None and form.errors else 200)


def _goals(in_round: Round | None, actor: Actor) -> list[FinancialGoal]:
    return goals_of(in_round, actor) if in_round else []


def _untried(goal: FinancialGoal) -> ShownGoal:
    """A goal before there is an edition to hold it against."""
    return ShownGoal(goal, condition_of(goal), ())


def made_of(goal: FinancialGoal) -> str:
    """What an own measure is made of, in words; nothing for a known one."""
    if goal.formula != GoalFormula.OWN:
        return ""
    over, under = (", ".join(map(line_words, codes)) for codes in (goal.numerator, goal.denominator))
    return _("%(over)s av %(under)s") % {"over": over, "under": under} if under else over


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a goal away."""
    actor = acting(request)
    remove_goal(actor, get_object_or_404(GOALS.filter(FinancialGoal.objects.all(), actor), pk=pk))
    messages.success(request, _("Målet är borttaget."))
    return redirect("frames:goals")
