"""A board's project sheets in the revision: what the decision touched, what stands, what is closed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ramverk.apps.cycle.models import Submission
from ramverk.apps.cycle.policy_submission import DRAFTS
from ramverk.apps.cycle.submission_content import work_url
from ramverk.apps.investments.actions.attest_sheets import attest_sheets
from ramverk.apps.investments.actions.close_project import close_project
from ramverk.apps.investments.actions.explain_sheet import explain_sheet
from ramverk.apps.investments.actions.reopen_sheet import reopen_sheet
from ramverk.apps.investments.actions.take_in_sheet import take_in_sheet
from ramverk.apps.investments.models import RevisedSheet, SheetTouch
from ramverk.apps.investments.policy import is_sheet_revision, may_lead_revision, may_write_sheets
from ramverk.apps.investments.queries.projects import in_force, projects_of
from ramverk.apps.investments.revising import compared, findings_of_revision, rows_of
from ramverk.apps.investments.sheets import rule_words, sheet_of
from ramverk.apps.investments.showing import differences
from ramverk.apps.organisation.actor import Actor, acting


def _visible(request: HttpRequest, pk: int) -> Submission:
    """The board's revision, if this person may see it as it is written."""
    rows = Submission.objects.select_related("activity__round", "body")
    found: Submission = get_object_or_404(DRAFTS.filter(rows, acting(request)), pk=pk)
    if not is_sheet_revision(found.activity):
        raise Http404
    return found


@login_required
@require_GET
def revision(request: HttpRequest, pk: int) -> HttpResponse:
    """Sheet by sheet what the decision asks of the board, with the difference side by side."""
    submission, actor = _visible(request, pk), acting(request)
    stored = {project.pk: sheet_of(project) for project in projects_of(submission)}
    rows = [row for row in rows_of(submission) if row.project_id in stored]
    shown = [(row, differences(*compared(row, stored[row.project_id]))) for row in rows]
    prerequisites = in_force(submission.activity.round)
    may_write = may_write_sheets(actor, submission)
    context: dict[str, Any] = {
        "submission": submission, "activity": submission.activity, "body": submission.body,
        "work_url": work_url(submission),
        "written": [(row, found) for row, found in shown if row.is_written],
        "removed": [row for row in rows if row.touch == SheetTouch.REMOVED],
        "unsent": [row for row in rows if row.touch == SheetTouch.UNSENT],
        "carried": [row for row in rows if row.touch == SheetTouch.CARRIED],
        "to_attest": [row for row in rows if row.touch == SheetTouch.CARRIED and not row.attested_at],
        "edition": next((row.edition for row in rows if row.edition), None),
        "may_write": may_write, "may_lead": may_lead_revision(actor, submission),
        "findings": findings_of_revision(submission) if may_write else [],
        "rules": rule_words(prerequisites) if prerequisites else [],
    }  # fmt: skip
    return render(request, "investments/revision.html", context)


def _explain(actor: Actor, row: RevisedSheet, version: int, request: HttpRequest) -> str:
    explain_sheet(actor, row, version, request.POST.get("explanation", ""))
    return _("Förklaringen är sparad.")


def _reopen(actor: Actor, row: RevisedSheet, version: int, request: HttpRequest) -> str:
    reopen_sheet(actor, row, version, request.POST.get("reason", ""))
    return _("Bladet är öppet igen.")


def _take_in(actor: Actor, row: RevisedSheet, version: int, request: HttpRequest) -> str:
    take_in_sheet(actor, row, version, request.POST.get("reason", ""))
    return _("Projektet är med i revideringen.")


def _close(actor: Actor, row: RevisedSheet, version: int, request: HttpRequest) -> str:
    close_project(actor, row, version, request.POST.get("note", ""))
    return _("Projektet är avslutat. Bladet står kvar att läsa.")


DEEDS: dict[str, Callable[[Actor, RevisedSheet, int, HttpRequest], str]] = {
    "forklara": _explain,
    "oppna": _reopen,
    "avsluta": _close,
    "ta-med": _take_in,
}


@login_required
@require_POST
def deed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One deed on a sheet of the revision, or the attest of all that stand."""
    submission, actor = _visible(request, pk), acting(request)
    if verb == "intyga":
        attest_sheets(actor, submission)
        messages.success(request, _("Bladen som står kvar är intygade."))
    elif verb in DEEDS:
        asked, version = (request.POST.get(name, "") for name in ("sheet", "version"))
        rows = RevisedSheet.objects.filter(submission=submission).select_related("submission", "project")
        row = get_object_or_404(rows, pk=int(asked) if asked.isdigit() else 0)
        row.submission = submission
        messages.success(request, DEEDS[verb](actor, row, int(version) if version.isdigit() else 0, request))
    else:
        raise Http404
    return redirect("investments:revision", pk)
