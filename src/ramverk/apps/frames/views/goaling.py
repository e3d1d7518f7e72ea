"""The financial goals, and why each stands as it does in an edition."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.frames.actions.remove_goal import remove_goal
from ramverk.apps.frames.actions.set_goal import set_goal
from ramverk.apps.frames.goal_form import GoalForm, line_words
from ramverk.apps.frames.models import Edition, FinancialGoal, GoalFormula
from ramverk.apps.frames.policy import GOALS, may
from ramverk.apps.frames.queries.editions import editions_of
from ramverk.apps.frames.queries.goals import (
    PEOPLE,
    GoalPart,
    ShownGoal,
    condition_of,
    explain_goal,
    goals_at,
    goals_of,
)
from ramverk.apps.frames.queries.statements import Stated, explain_balance, explain_flow, stated
from ramverk.apps.frames.views.finding import the_round, visible
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.trail.verdicts import Refused, require
from ramverk.core.statements.result_budget import Group


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
@require_GET
def why_goal(request: HttpRequest, pk: int, goal: int) -> HttpResponse:
    """Why a goal's outcome in an edition is what it is: its formula's lines, each a link to why it is so."""
    shown = visible(request, pk)
    found = get_object_or_404(
        GOALS.filter(FinancialGoal.objects.filter(round=shown.round_id), acting(request)), pk=goal
    )
    of = stated(shown)
    explained = explain_goal(found, of)
    context = {
        "edition": shown, "explained": explained, "measure": made_of(found) or found.get_formula_display(),
        "above": [_part(part, shown, of) for part in explained.above],
        "below": [_part(part, shown, of) for part in explained.below],
    }  # fmt: skip
    return render(request, "frames/why_goal.html", context)


def _part(part: GoalPart, edition: Edition, of: Stated) -> tuple[str, bool, list[tuple[int, int | None, str]]]:
    """A line's name, whether it counts people, and by year its amount and the page that explains it."""
    cells = [(year, amount, _address(part.code, year, edition, of)) for year, amount in part.amounts.items()]
    return capfirst(line_words(part.code)), part.code == PEOPLE, cells


_GROUPS = {
    "tax_revenue": Group.TAX, "general_grants_and_equalisation": Group.GRANTS, "financial_net": Group.FINANCIAL,
}  # fmt: skip


def _address(code: str, year: int, edition: Edition, of: Stated) -> str:
    """Where a line's amount is explained; the statements where it is a sum of theirs, and nothing for people."""
    if code == PEOPLE:
        return ""
    if group := _GROUPS.get(code):
        return f"{reverse('frames:why', args=[edition.pk])}?grupp={group}&ar={year}"
    for name, explain in (("balans", explain_balance), ("flode", explain_flow)):
        if explain(of, code, year) is not None:
            return f"{reverse('frames:why_statement', args=[edition.pk])}?{name}={code}&ar={year}"
    return reverse("frames:statements", args=[edition.pk])


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a goal away."""
    actor = acting(request)
    remove_goal(actor, get_object_or_404(GOALS.filter(FinancialGoal.objects.all(), actor), pk=pk))
    messages.success(request, _("Målet är borttaget."))
    return redirect("frames:goals")
