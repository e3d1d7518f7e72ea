"""Pages where it is settled what a figure means: direction and unit, local indicators and their values, groups."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ramverk.apps.keyfigures import forms
from ramverk.apps.keyfigures.actions.add_indicator import add_indicator
from ramverk.apps.keyfigures.actions.describe_indicator import Described, describe_indicator
from ramverk.apps.keyfigures.actions.set_group import set_group
from ramverk.apps.keyfigures.actions.type_values import type_values
from ramverk.apps.keyfigures.models import ComparisonGroup
from ramverk.apps.keyfigures.policy import GROUPS, may, may_type
from ramverk.apps.keyfigures.queries.groups import groups_for, titles
from ramverk.apps.keyfigures.views.figures import the_indicator
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.verdicts import Refused, require


@login_required
@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, code: str) -> HttpResponse:
    """Decide direction, unit and what it is counted per."""
    actor = acting(request)
    require(may(actor, "keyfigures.describe_indicator"))
    indicator = the_indicator(actor, code)
    initial = {name: getattr(indicator, name) for name in ("version", *Described.__dataclass_fields__)}
    initial["operations"] = ", ".join(indicator.operations)
    form = forms.DescribeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            describe_indicator(actor, indicator, form.cleaned_data["version"], form.described())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Nyckeltalet är beskrivet."))
            return redirect("keyfigures:indicator", code)
    context = {"form": form, "indicator": indicator}
    return render(request, "keyfigures/describe.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Set up a local indicator."""
    actor = acting(request)
    require(may(actor, "keyfigures.add_indicator"))
    form = forms.LocalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_indicator(actor, form.local())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Nyckeltalet är upplagt. Skriv in de första värdena."))
            return redirect("keyfigures:type", made.code)
    return render(request, "keyfigures/add.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def type_in(request: HttpRequest, code: str) -> HttpResponse:
    """Write a year's figure of a local indicator."""
    actor = acting(request)
    indicator = the_indicator(actor, code)
    require(may_type(actor, indicator))
    form = forms.TypedForm(request.POST or None, initial={"seen": indicator.current_id, "gender": "T"})
    if request.method == "POST" and form.is_valid():
        try:
            type_values(actor, indicator, form.cleaned_data["seen"], [form.typed()])
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Värdet är sparat som en egen årgång."))
            return redirect("keyfigures:indicator", code)
    context = {"form": form, "indicator": indicator}
    return render(request, "keyfigures/type.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def groups(request: HttpRequest) -> HttpResponse:
    """The groups that hold, with their members, and the form for one's own."""
    actor = acting(request)
    verdict = may(actor, "keyfigures.set_group")
    replaced = request.GET.get("andra", "")
    earlier = GROUPS.filter(ComparisonGroup.objects.filter(kind="chosen", replaced_by=None), actor)
    change = earlier.filter(pk=int(replaced)).first() if replaced.isdigit() and len(replaced) < 12 else None
    initial = {"title": change.title, "members": change.members} if change else {}
    form = forms.GroupForm(request.POST or None, initial=initial) if verdict else None
    if request.method == "POST":
        require(verdict)
        if form is not None and form.is_valid():
            codes = [area.code for area in form.cleaned_data["members"]]
            try:
                set_group(actor, form.cleaned_data["title"], codes, change)
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(request, _("Gruppen är sparad och går att jämföra med."))
                return redirect("keyfigures:groups")
    shown = [group for group in groups_for(actor) if group.stored]
    named = titles({code for group in shown for code in group.members})
    rows = [(group, [named.get(code, code) for code in group.members]) for group in shown]
    context = {"rows": rows, "form": form, "change": change}
    return render(request, "keyfigures/groups.html", context, status=422 if form is not None and form.errors else 200)
