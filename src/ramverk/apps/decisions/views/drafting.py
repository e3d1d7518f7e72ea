"""The drafting days: options toggled under a live total, agreed with who and why."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ramverk.apps.cycle.models import Activity, ActivityKind
from ramverk.apps.cycle.policy import ACTIVITIES
from ramverk.apps.decisions import forms
from ramverk.apps.decisions.actions.weigh_options import (
    add_option,
    add_project_option,
    agree_option,
    drop_option,
    keep_scenario,
    read_requests,
    reopen_option,
    take_up_scenario,
    try_option,
)
from ramverk.apps.decisions.models import Option, Scenario
from ramverk.apps.decisions.policy import OPTIONS, SCENARIOS, may_agree, may_prepare
from ramverk.apps.decisions.queries.drafting import lines_of, options_of, scenarios_of, totals
from ramverk.apps.decisions.views.finding import version_of
from ramverk.apps.frames.models import Edition, EditionState
from ramverk.apps.frames.policy import CENTRES_OWN
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.models import Body, BodyKind
from ramverk.apps.proposals.projects import Basis, basis_of
from ramverk.apps.trail.verdicts import Denied, Refused


@login_required
@require_http_methods(["GET", "POST"])
def drafting(request: HttpRequest, pk: int) -> HttpResponse:
    """The options of a preparation step."""
    actor = acting(request)
    rows = Activity.objects.select_related("round", "owner").filter(kind=ActivityKind.PREPARATION)
    step = get_object_or_404(ACTIVITIES.filter(rows, actor), pk=pk)
    if not any(circle.rows(actor) is not None for circle in OPTIONS.circles):
        raise Refused(Denied(OPTIONS.closed).sentence)
    options = options_of(step, actor)
    edition = options[-1].edition if options else _editions(step).first()
    if request.headers.get("HX-Request"):  # the totals follow what the others at the table try
        return render(request, "decisions/_totals.html", _result_of(step, edition, options))
    form, projects = _form(request, step), _project_form(request, edition)
    if request.method == "POST":
        deed = request.POST.get("deed", "")
        if deed not in {"add", "add_project"}:
            return redirect(reverse("decisions:drafting", args=[pk]) + _deed(request, actor, step))
        if _is_added(actor, step, edition, projects if deed == "add_project" else form):
            return redirect(reverse("decisions:drafting", args=[pk]) + "#alternativ")
    context = _result_of(step, edition, options) | {
        "lines": lines_of(options), "form": form, "projects": projects,
        "scenarios": scenarios_of(step, actor, edition, options) if edition else [],
        "may_prepare": may_prepare(actor), "may_agree": may_agree(actor),
        "is_open": bool(edition and edition.is_open),
    }  # fmt: skip
    return render(request, "decisions/drafting.html", context, status=422 if form.errors or projects.errors else 200)


def _result_of(step: Activity, edition: Edition | None, options: list[Option]) -> dict[str, Any]:
    """The totals, alone or on the whole page; the rows of what is tried only where something is."""
    return {
        "activity": step, "edition": edition, "totals": totals(edition, options) if edition else [],
        "tried": sum(one.is_tried for one in options),
    }  # fmt: skip


def _form(request: HttpRequest, step: Activity) -> forms.OptionForm:
    form = forms.OptionForm(request.POST if request.POST.get("deed") == "add" else None)
    editions: Any = form.fields["edition"]
    editions.queryset = _editions(step)
    bodies: Any = form.fields["body"]
    bodies.queryset = Body.objects.filter(kind__in=[BodyKind.BOARD, BodyKind.EXECUTIVE_BOARD])
    return form


def _editions(step: Activity) -> QuerySet[Edition]:
    """The open drafts that what is agreed can be written into."""
    return Edition.objects.filter(round=step.round, state=EditionState.OPEN, kind__in=CENTRES_OWN).order_by("-pk")


def _project_form(request: HttpRequest, edition: Edition | None) -> forms.ProjectOptionForm:
    asked = request.POST if request.POST.get("deed") == "add_project" else None
    return forms.ProjectOptionForm(asked, basis=basis_of(edition) if edition else Basis())


def _is_added(
    actor: Actor, step: Activity, edition: Edition | None, form: forms.OptionForm | forms.ProjectOptionForm
) -> bool:
    """Add what the form holds; False where it has to be filled in better."""
    if not form.is_valid():
        return False
    values = form.cleaned_data
    try:
        if isinstance(form, forms.OptionForm):
            _add(actor, step, values)
        elif edition is not None:
            verb, by, _words = forms.PROJECT_DEEDS[values["what"]]
            add_project_option(actor, step, edition, values["project"], verb, by, values["source"])
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return False
    return True


def _add(actor: Actor, step: Activity, values: dict[str, Any]) -> None:
    edition = values["edition"]
    amounts = (values["first"], values["second"], values["third"])
    figures = {str(year): amount or 0 for year, amount in zip(edition.years, amounts, strict=False)}
    add_option(actor, step, edition, values["text"], values["body"], figures, values["source"])


def _deed(request: HttpRequest, actor: Actor, step: Activity) -> str:
    """Do it; answers where on the page the person was."""
    deed = request.POST.get("deed", "")
    if deed in {"requests", "keep", "take_up"}:
        return _together(request, actor, step, deed)
    version = version_of(request)
    option = get_object_or_404(
        OPTIONS.filter(Option.objects.filter(activity=step), actor), pk=request.POST.get("option")
    )
    reason = request.POST.get("reason", "")
    if deed in {"on", "off"}:
        try_option(actor, option, version, is_tried=deed == "on")
    elif deed == "agree":
        agree_option(actor, option, version, request.POST.get("agreed_by", ""), reason)
        messages.success(request, _("Överenskommelsen är antecknad och ändringen ligger i utkastet."))
    elif deed == "reopen":
        reopen_option(actor, option, version, reason)
        messages.success(request, _("Överenskommelsen är upprivd och utkastet räknar som förut."))
    elif deed == "drop":
        drop_option(actor, option, version, reason)
        messages.success(request, _("Alternativet är avfört."))
    else:
        raise Http404
    return f"#alternativ-{option.pk}"


def _together(request: HttpRequest, actor: Actor, step: Activity, deed: str) -> str:
    """What concerns many options at once."""
    if deed == "requests":
        edition = get_object_or_404(_editions(step), pk=request.POST.get("edition") or 0)
        count = read_requests(actor, step, edition)
        said = ngettext("%d önskemål är inläst.", "%d önskemål är inlästa.", count)
        messages.success(request, said % count)
        return "#alternativ"
    if deed == "keep":
        keep_scenario(actor, step, request.POST.get("name", ""))
        messages.success(request, _("Scenariot är sparat."))
    else:
        rows = SCENARIOS.filter(Scenario.objects.filter(activity=step), actor)
        take_up_scenario(actor, get_object_or_404(rows, pk=request.POST.get("scenario") or 0))
    return "#scenarier"
