"""One activity: what it is, when, who, what it needs, and the deeds that concern it alone."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramverk.apps.cycle import forms
from ramverk.apps.cycle.actions.add_activity import add_activity
from ramverk.apps.cycle.actions.cancel_activity import cancel_activity
from ramverk.apps.cycle.actions.change_need import add_need, remove_need
from ramverk.apps.cycle.actions.complete_activity import complete_activity
from ramverk.apps.cycle.actions.edit_activity import FIELDS, edit_activity
from ramverk.apps.cycle.actions.fix_day import fix_day
from ramverk.apps.cycle.actions.merge_activities import merge_activities
from ramverk.apps.cycle.actions.open_activity import open_activity
from ramverk.apps.cycle.actions.reassign_activity import reassign_activity
from ramverk.apps.cycle.actions.reopen_activity import reopen_activity
from ramverk.apps.cycle.actions.split_activity import NewPart, split_activity
from ramverk.apps.cycle.models import Activity, Need
from ramverk.apps.cycle.policy import may
from ramverk.apps.cycle.queries.activity import activity_page
from ramverk.apps.cycle.views.frame import activity_or_404, cleaned, round_or_404, version_of
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import require

FORM_FIELDS = (*FIELDS,)


@login_required
@require_safe
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """The activity's page."""
    item = activity_or_404(request, pk)
    page = activity_page(acting(request), item, clock.today())
    context = {"page": page, "activity": item, "when_form": forms.WhenForm(initial={"start": item.start})}
    return render(request, "cycle/activity.html", context)


FLIPS: dict[str, tuple[Callable[..., Activity], Any]] = {
    "oppna": (open_activity, _("Aktiviteten är öppen.")),
    "klar": (complete_activity, _("Aktiviteten är markerad som klar.")),
    "ateroppna": (reopen_activity, _("Aktiviteten är öppnad igen.")),
    "stall-in": (cancel_activity, _("Aktiviteten är inställd. De som berörs har fått ett meddelande.")),
}


@login_required
@require_POST
def flip(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Open, complete, reopen or cancel."""
    if deed not in FLIPS:
        raise Http404
    action, said = FLIPS[deed]
    action(acting(request), activity_or_404(request, pk), version_of(request), request.POST.get("reason", ""))
    messages.success(request, str(said))
    return redirect("cycle:activity", pk)


@login_required
@require_POST
def fix(request: HttpRequest, pk: int) -> HttpResponse:
    """Fix a window to a day."""
    form = forms.WhenForm(request.POST)
    cleaned(form)
    when = form.when()
    assert when.start is not None  # noqa: S101 - the form demands a day
    item = activity_or_404(request, pk)
    fix_day(acting(request), item, version_of(request), when.start, when.end, when.starts_at, when.ends_at)
    messages.success(request, _("Dagen är bestämd. De som berörs har fått ett meddelande."))
    return redirect("cycle:activity", pk)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, round_pk: int) -> HttpResponse:
    """A new activity in a running round."""
    actor, in_round = acting(request), round_or_404(request, round_pk)
    require(may(actor, "cycle.add_activity"))
    form = forms.NewActivityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("text", "place", "lane", "is_deadline", "needs_adoption")}
        if form.cleaned_data["yields"]:
            fields["yields"] = form.cleaned_data["yields"]
        fields.pop("yields", None)
        values = form.cleaned_data
        new = add_activity(actor, in_round, values["kind"], values["title"], form.when(), form.chosen(), **fields)
        messages.success(request, _("Aktiviteten är tillagd."))
        return redirect("cycle:activity", new.pk)
    heading = _("Lägg till aktivitet")
    return _form_page(request, form, heading, _("Lägg till"), status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an activity is, and who takes part."""
    actor, item = acting(request), activity_or_404(request, pk)
    require(may(actor, "cycle.edit_activity", item))
    form = forms.EditActivityForm(request.POST or None, initial=_edit_initial(item))
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in FORM_FIELDS}
        unmapped = item.participations.filter(audience=None).exists()
        chosen = form.chosen()
        participants = None if unmapped and not chosen else chosen
        edit_activity(actor, item, version_of(request), participants, **fields)
        messages.success(request, _("Ändringen är sparad."))
        return redirect("cycle:activity", pk)
    return _form_page(request, form, _("Ändra: %s") % item.title, _("Spara"), item, 422 if form.is_bound else 200)


def _edit_initial(item: Activity) -> dict[str, Any]:
    initial: dict[str, Any] = {name: getattr(item, name) for name in FORM_FIELDS}
    for mode, audience in item.participations.exclude(audience=None).values_list("mode", "audience_id"):
        initial.setdefault(mode, []).append(audience)
    return initial


@login_required
@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an activity of its own out of a row."""
    actor, item = acting(request), activity_or_404(request, pk)
    require(may(actor, "cycle.split_activity", item))
    form = forms.SplitForm(request.POST or None, activity=item, initial={"kind": item.kind})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        part = NewPart(values["title"], values["kind"], frozenset(map(int, values["participants"])))
        new = split_activity(actor, item, version_of(request), part)
        messages.success(request, _("Raden är delad."))
        return redirect("cycle:activity", new.pk)
    return _form_page(request, form, _("Dela: %s") % item.title, _("Dela"), item, 422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Let another activity become part of this one."""
    actor, item = acting(request), activity_or_404(request, pk)
    require(may(actor, "cycle.merge_activities", item))
    form = forms.MergeForm(request.POST or None, activity=item)
    if request.method == "POST" and form.is_valid():
        other = form.cleaned_data["merged"]
        merge_activities(actor, item, version_of(request), other, other.version, form.cleaned_data["reason"])
        messages.success(request, _("Aktiviteterna är sammanslagna."))
        return redirect("cycle:activity", pk)
    return _form_page(request, form, _("Slå ihop: %s") % item.title, _("Slå ihop"), item, 422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who answers for it."""
    actor, item = acting(request), activity_or_404(request, pk)
    require(may(actor, "cycle.reassign_activity", item))
    form = forms.AssignForm(request.POST or None, initial={"owner": item.owner, "responsible": item.responsible})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        reassign_activity(actor, item, version_of(request), values["owner"], values["responsible"])
        messages.success(request, _("Ansvaret är ändrat."))
        return redirect("cycle:activity", pk)
    return _form_page(request, form, _("Ansvar: %s") % item.title, _("Spara"), item, 422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def need(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what an activity waits for."""
    actor, item = acting(request), activity_or_404(request, pk)
    require(may(actor, "cycle.change_need", item))
    form = forms.NeedForm(request.POST or None, activity=item)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        add_need(actor, item, version_of(request), values["needed"], values["what"], is_gate=values["is_gate"])
        messages.success(request, _("Beroendet är sparat."))
        return redirect("cycle:activity", pk)
    heading = _("Vad väntar %s på?") % item.title
    return _form_page(request, form, heading, _("Lägg till"), item, 422 if form.is_bound else 200)


@login_required
@require_POST
def drop_need(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a need away."""
    row = get_object_or_404(Need.objects.select_related("activity", "needed"), pk=pk)
    activity_or_404(request, row.activity_id)
    remove_need(acting(request), row, version_of(request))
    messages.success(request, _("Beroendet är borttaget."))
    return redirect("cycle:activity", row.activity_id)


def _form_page(
    request: HttpRequest, form: Any, heading: str, button: str, item: Activity | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button, "activity": item}
    return render(request, "cycle/form.html", context, status=status)
