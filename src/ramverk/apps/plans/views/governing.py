"""Pages of the process owner: the template, the council's goals, the catalogue of indicators."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ramverk.apps.organisation.actor import acting
from ramverk.apps.plans.actions.add_to_catalogue import add_to_catalogue
from ramverk.apps.plans.actions.set_council_goal import CouncilGoal, set_council_goal
from ramverk.apps.plans.actions.write_template import Wanted, standard_template, write_template
from ramverk.apps.plans.forms_governing import CatalogueForm, CouncilGoalForm, TemplateForm
from ramverk.apps.plans.models import CatalogueIndicator, TemplateSection
from ramverk.apps.plans.policy import CATALOGUE, TEMPLATES, may_govern
from ramverk.apps.plans.queries.goals import chain
from ramverk.apps.plans.views.finding import the_round
from ramverk.apps.trail.verdicts import Refused, require

_FIELDS = ("key", "heading", "instruction", "kind", "is_required", "follows_frame")


@login_required
@require_http_methods(["GET", "POST"])
def template(request: HttpRequest) -> HttpResponse:
    """The round's plan template: read by all, written by finance."""
    actor = acting(request)
    in_round = the_round(actor)
    verdict = may_govern(actor, "plans.write_template")
    if request.method == "POST":
        require(verdict)
    rows = list(TEMPLATES.filter(TemplateSection.objects.filter(round=in_round), actor).values(*_FIELDS))
    first = rows or [{name: getattr(one, name) for name in _FIELDS} for one in standard_template()]
    made: Any = formset_factory(TemplateForm, extra=1, max_num=60, absolute_max=60)
    forms = made(request.POST or None, initial=first)
    status = 200
    if request.method == "POST":
        status = 422
        if forms.is_valid():
            wanted = [_wanted(one.cleaned_data) for one in forms if (one.cleaned_data.get("heading") or "").strip()]
            try:
                write_template(actor, in_round, wanted)
            except Refused as refusal:
                messages.error(request, str(refusal.sentence))
            else:
                messages.success(request, _("Planmallen är sparad. Nämndernas planer följer den."))
                return redirect("plans:template")
    context = {"round": in_round, "rows": rows, "forms": forms if verdict else None, "may_write": verdict}
    return render(request, "plans/template.html", context, status=status)


def _wanted(values: dict[str, Any]) -> Wanted:
    key = values.get("key") or slugify(values["heading"])[:40]
    return Wanted(
        key, values["heading"], values["instruction"], values["kind"], values["is_required"], values["follows_frame"]
    )


@login_required
@require_http_methods(["GET", "POST"])
def goals(request: HttpRequest) -> HttpResponse:
    """The vision and the council's goals, with the boards' goals that lead up to them."""
    actor = acting(request)
    in_round = the_round(actor)
    verdict = may_govern(actor, "plans.set_council_goal")
    if request.method == "POST":
        require(verdict)
    form = CouncilGoalForm(request.POST or None, in_round=in_round)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            parent = given["parent"].pk if given["parent"] else None
            values = CouncilGoal(given["text"], given["level"], parent, given["is_good_economy"], given["period"])
            try:
                set_council_goal(actor, in_round, values)
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(request, _("Målet är inlagt."))
                return redirect("plans:goals")
    context = {"round": in_round, "chain": chain(in_round, actor), "form": form if verdict else None}
    return render(request, "plans/goals.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue of indicators: public key figures and the municipality's own."""
    actor = acting(request)
    verdict = may_govern(actor, "plans.add_to_catalogue")
    if request.method == "POST":
        require(verdict)
    form = CatalogueForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data | {"lag_months": form.cleaned_data["lag_months"] or 0}
            try:
                add_to_catalogue(actor, given.pop("code"), given.pop("name"), **given)
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(request, _("Indikatorn är inlagd."))
                return redirect("plans:catalogue")
    rows = CATALOGUE.filter(CatalogueIndicator.objects.annotate(times=Count("used")), actor)
    return render(request, "plans/catalogue.html", {"rows": rows, "form": form if verdict else None}, status=status)
