"""What happens to a project: gates and final report; and ongoing projects read in at the start of a round."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ramverk.apps.investments.actions.pass_gate import Gate, pass_gate
from ramverk.apps.investments.actions.report_final import Outcome, report_final
from ramverk.apps.investments.actions.start_sheets import start_from_file, start_from_last_round
from ramverk.apps.investments.forms_following import GateForm, OngoingForm, ReportForm
from ramverk.apps.investments.models import Project, ProjectPhase
from ramverk.apps.investments.phases import GATES, report_due
from ramverk.apps.investments.policy import PROJECTS, may, may_follow
from ramverk.apps.investments.queries.projects import in_force, submission_for, whole
from ramverk.apps.investments.views.finding import the_round
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.uploads import keep_upload
from ramverk.apps.trail.verdicts import Refused, require


def _seen(request: HttpRequest, pk: int) -> Project:
    return get_object_or_404(PROJECTS.filter(whole(), acting(request)), pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def gate(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the project to another phase."""
    actor, project = acting(request), _seen(request, pk)
    require(may_follow(actor, project, submission_for(project.round, project.body_id)))
    form = GateForm(request.POST or None, phases=GATES[project.phase], initial={"version": project.version})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        passed = Gate(values["to_phase"], values["decided_on"], values["decision"], values["note"])
        try:
            made = pass_gate(actor, project, values["version"], passed)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Projektet är nu i skedet %s.") % made.get_to_phase_display())
            return redirect("investments:project", pk=pk)
    context = {"project": project, "body": project.body, "form": form, "is_over": not GATES[project.phase]}
    return render(request, "investments/gate.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report what the project came to."""
    actor, project = acting(request), _seen(request, pk)
    require(may_follow(actor, project, submission_for(project.round, project.body_id)))
    form = ReportForm(request.POST or None, initial={"version": project.version})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        outcome = Outcome(int(values["outcome"]), values["finished_on"], values["effects"], values["deviation"])
        try:
            report_final(actor, project, values["version"], outcome)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Projektet är slutredovisat. Redovisningen är fryst."))
            return redirect("investments:project", pk=pk)
    context = {
        "project": project, "body": project.body, "form": form, "due": report_due(project, in_force(project.round)),
        "is_open": project.phase == ProjectPhase.EXECUTION,
    }  # fmt: skip
    return render(request, "investments/report.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def ongoing(request: HttpRequest) -> HttpResponse:
    """Begin a sheet for each ongoing project, from last round or from a file."""
    actor, in_round = acting(request), the_round(request)
    require(may(actor, "investments.start_sheets"))
    form = OngoingForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        try:
            made = None
            if "forra" in request.POST:
                form = OngoingForm()
                made = start_from_last_round(actor, in_round)
            elif form.is_valid():
                named = keep_upload(form.cleaned_data["file"])
                made = start_from_file(actor, in_round, named.file, named.name)
        except Refused as refusal:
            messages.error(request, str(refusal.sentence))
            return render(request, "investments/ongoing.html", {"form": form}, status=refusal.status)
        if made is not None:
            said = ngettext("%s projektblad är upplagt.", "%s projektblad är upplagda.", made)
            messages.success(request, said % made)
            return redirect("investments:index")
    return render(request, "investments/ongoing.html", {"form": form}, status=422 if form.errors else 200)
