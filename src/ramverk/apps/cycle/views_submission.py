"""The pages of submissions: the matrix for everyone, the board's own page, what was handed in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.cycle import forms_desks as forms
from ramverk.apps.cycle.actions.accept import accept
from ramverk.apps.cycle.actions.adjust_minutes import adjust_minutes
from ramverk.apps.cycle.actions.adopt import Proof, Reservation, adopt
from ramverk.apps.cycle.actions.check_submission import check_submission
from ramverk.apps.cycle.actions.hand_in import hand_in
from ramverk.apps.cycle.actions.mark_ready import mark_ready
from ramverk.apps.cycle.actions.open_submissions import open_submissions
from ramverk.apps.cycle.actions.put_on_agenda import put_on_agenda
from ramverk.apps.cycle.actions.remind_boards import remind_boards, reminded_sentence
from ramverk.apps.cycle.actions.return_submission import return_submission
from ramverk.apps.cycle.actions.save_submission import save_submission
from ramverk.apps.cycle.actions.take_back import take_back
from ramverk.apps.cycle.desk_submission import sees_draft
from ramverk.apps.cycle.gates import open_gates, sentence
from ramverk.apps.cycle.models import Activity, ActivityKind, HandIn, Submission
from ramverk.apps.cycle.models import SubmissionState as S
from ramverk.apps.cycle.policy import ACTIVITIES
from ramverk.apps.cycle.policy_submission import (
    BOARD,
    EVERYONE,
    HAND_INS,
    STEPS,
    may_adjust_minutes,
    may_open_submissions,
    may_take_step,
    requires_adoption,
)
from ramverk.apps.cycle.queries_submission import earlier_in_round, progress, submissions_of, versions
from ramverk.apps.cycle.submission_content import ATTACHED_FILES, content_of, frozen_template, marks_at, work_url
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.uploads import download, keep_upload
from ramverk.apps.trail.verdicts import Invalid
from ramverk.apps.trail.wording import in_words

IN_THE_OPEN = ("cycle.hand_in", "cycle.check_submission", "cycle.accept", "cycle.return_submission")
COLUMNS = (S.DRAFT, S.READY, S.ON_AGENDA, S.ADOPTED, S.SUBMITTED, S.CHECKED, S.ACCEPTED)


def visible_activity(request: HttpRequest, pk: int, kinds: tuple[str, ...] = ()) -> Activity:
    """The activity, if this person may see it and it is worked on here."""
    rows: QuerySet[Activity] = Activity.objects.select_related("round", "owner", "responsible")
    activity = ACTIVITIES.filter(rows, acting(request)).filter(pk=pk).first()
    if activity is None or (kinds and activity.kind not in kinds):
        raise Http404
    return activity


def cleaned(form: Any) -> dict[str, Any]:
    """The form's values, or a refusal that names the fields and what is wrong with them."""
    if not form.is_valid():
        said = [f"{form.fields[name].label}: {' '.join(errors)}" for name, errors in form.errors.items()]
        raise Invalid(" ".join(said))
    values: dict[str, Any] = form.cleaned_data
    return values


def version_of(request: HttpRequest) -> int:
    """The version the person saw."""
    try:
        return int(request.POST["version"])
    except (KeyError, ValueError):
        raise Invalid(_("Sidan är ofullständig. Läs in den igen.")) from None


@login_required
@require_GET
def submissions(request: HttpRequest, pk: int) -> HttpResponse:
    """The matrix: boards by steps. Everyone sees how far each board has come; the content is the board's."""
    activity = visible_activity(request, pk, (ActivityKind.SUBMISSION, ActivityKind.REVISION))
    actor = acting(request)
    found = list(submissions_of([activity]))
    marks = marks_at(activity, found, actor)
    rows = [_matrix_row(row, activity) | {"marks": marks.get(row.pk, ())} for row in found]
    gates = open_gates(activity)
    context = {
        "activity": activity,
        "rows": rows,
        "has_marks": bool(marks),
        "columns": [S(state).label for state in COLUMNS],
        "progress": progress([activity]).get(pk),
        "is_late": activity.is_late_on(clock.today()),
        "may_open": may_open_submissions(actor, activity),
        "gate": sentence(gates[0]) if gates else "",
        "may_remind": actor.owns_the_process,
        "entries": in_words(history(activity)[:20]),
    }
    return render(request, "cycle/submission_matrix.html", context)


def _matrix_row(row: Submission, activity: Activity) -> dict[str, Any]:
    reached = COLUMNS.index(S(row.state)) if row.state in COLUMNS else -1
    handed_in = row.submitted_at
    late_in = bool(handed_in and activity.end and timezone.localdate(handed_in) > activity.end)
    return {
        "submission": row,
        "cells": [(S(state).label, index <= reached, index == reached) for index, state in enumerate(COLUMNS)],
        "is_late": late_in,
        "is_missing": handed_in is None and activity.is_late_on(clock.today()),
    }


@login_required
@require_POST
def open_for_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the boards' rooms by hand."""
    activity = visible_activity(request, pk)
    added = open_submissions(acting(request), activity)
    messages.success(request, _("Inlämningen är öppen för %s nämnder.") % added)
    return redirect("desks:submissions", pk=pk)


@login_required
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind the boards that have not handed in."""
    activity = visible_activity(request, pk)
    names = remind_boards(acting(request), activity)
    messages.success(request, reminded_sentence(names))
    return redirect("desks:submissions", pk=pk)


def _submission(pk: int) -> Submission:
    rows = Submission.objects.select_related("activity__round", "activity__owner", "body", "document")
    return get_object_or_404(rows, pk=pk)


@login_required
@require_GET
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """One board's page: the draft for its own people, the versions handed in for everyone."""
    return render(request, "cycle/submission_page.html", _page(request, _submission(pk)))


def _adopt_again(request: HttpRequest, row: Submission, refused: Invalid) -> HttpResponse:
    """The page with the decision as it was typed, and what is wrong with it."""
    form = forms.ProofForm(request.POST)
    if form.is_valid():
        is_future = form.cleaned_data["decided_on"] > clock.today()
        form.add_error("decided_on" if is_future else None, str(refused.sentence))
    given = forms.RESERVATIONS(request.POST, prefix="r") if "r-TOTAL_FORMS" in request.POST else None
    typed: dict[str, Any] = {"proof_form": form}
    if given is not None and given.is_valid():
        typed |= {"reservation_forms": given, "has_reservations": any(any(one.cleaned_data.values()) for one in given)}
    return render(request, "cycle/submission_page.html", _page(request, row) | typed, status=refused.status)


def _page(request: HttpRequest, row: Submission) -> dict[str, Any]:
    actor = acting(request)
    own = sees_draft(actor, row)
    content = content_of(row.activity)
    entries = in_words(_history(row, own=own)[:20])
    context: dict[str, Any] = {
        "submission": row,
        "activity": row.activity,
        "is_own": own,
        "who": BOARD if not row.hand_ins.exists() else EVERYONE,
        "requires_adoption": requires_adoption(row.activity),
        "may": {verb.partition(".")[2]: may_take_step(actor, verb, row) for verb in STEPS},
        "may_adjust": bool(
            row.document_id and row.minutes_state == "pending" and may_adjust_minutes(actor, row.body_id)
        ),
        "versions": versions(row, actor),
        "earlier": earlier_in_round(row, actor)[:10],
        "is_late": row.activity.is_late_on(clock.today()),
        "entries": entries,
        "frame": "with_aside.html" if entries else "base.html",
        "actor_is_centre": actor.owns_the_process,
    }
    if own:
        frozen, findings = content.frozen(row), content.findings(row)
        context |= {
            "frozen": frozen,
            "checksum": frozen.checksum,
            "findings": findings,
            "blocking": any(finding.blocks for finding in findings),
            "content_template": content.template,
            "is_structured": content.template != ATTACHED_FILES.template,
            "work_url": work_url(row),
            "draft_form": forms.DraftForm(initial={"note": row.note}),
            "agenda_form": forms.AgendaForm(initial={"agenda_on": row.agenda_on}),
            "proof_form": forms.ProofForm(initial={"decided_on": row.agenda_on, "checksum": frozen.checksum}),
            "reservation_forms": forms.RESERVATIONS(prefix="r"),
        }
    return context


def _history(row: Submission, *, own: bool) -> QuerySet[TrailEntry]:
    """The whole history for the board; for others what happened in the open, from the handing in on."""
    entries = history(row)
    return entries if own else entries.filter(verb__in=IN_THE_OPEN)


def _save(actor: Actor, row: Submission, version: int, request: HttpRequest) -> str:
    values = cleaned(forms.DraftForm(request.POST, request.FILES))
    remove = [int(value) for value in request.POST.getlist("remove") if value.isdigit()]
    files = [keep_upload(one) for one in values["attached"]]
    save_submission(actor, row, version, note=values["note"], add=files, remove=remove)
    return _("Utkastet är sparat.")


def _ready(actor: Actor, row: Submission, version: int, _request: HttpRequest) -> str:
    mark_ready(actor, row, version)
    return _("Underlaget är markerat som klart.")


def _agenda(actor: Actor, row: Submission, version: int, request: HttpRequest) -> str:
    put_on_agenda(actor, row, version, cleaned(forms.AgendaForm(request.POST))["agenda_on"])
    return _("Underlaget är på dagordningen.")


def _adopt(actor: Actor, row: Submission, version: int, request: HttpRequest) -> str:
    values = cleaned(forms.ProofForm(request.POST))
    given = forms.RESERVATIONS(request.POST, prefix="r") if "r-TOTAL_FORMS" in request.POST else ()
    if given and not given.is_valid():
        raise Invalid(_("Reservationerna går inte att läsa. Läs in sidan igen och skriv dem på nytt."))
    rows = [one.cleaned_data for one in given]
    reservations = tuple(Reservation(**one) for one in rows if any(one.values()))
    proof = Proof(values["decided_on"], values["paragraph"], values["minutes_state"], reservations)
    adopt(actor, row, version, proof, values["checksum"])
    return _("Nämndens beslut är registrerat och underlaget fryst. Nu kan det lämnas in.")


def _take_back(actor: Actor, row: Submission, version: int, request: HttpRequest) -> str:
    take_back(actor, row, version, cleaned(forms.ReasonForm(request.POST))["reason"])
    return _("Underlaget är ett utkast igen.")


def _hand_in(actor: Actor, row: Submission, version: int, request: HttpRequest) -> str:
    made = hand_in(actor, row, version, request.POST.get("checksum", ""))
    if made.is_late:
        return _("Inlämnat, efter sista dag. Underlaget är nu offentligt.")
    return _("Inlämnat i tid. Underlaget är nu offentligt.")


def _check(actor: Actor, row: Submission, version: int, _request: HttpRequest) -> str:
    check_submission(actor, row, version)
    return _("Underlaget är kontrollerat.")


def _accept(actor: Actor, row: Submission, version: int, _request: HttpRequest) -> str:
    accept(actor, row, version)
    return _("Underlaget är godtaget.")


def _return(actor: Actor, row: Submission, version: int, request: HttpRequest) -> str:
    return_submission(actor, row, version, cleaned(forms.ReasonForm(request.POST))["reason"])
    return _("Underlaget är återlämnat och nämnden har fått veta det.")


def _minutes(actor: Actor, row: Submission, version: int, _request: HttpRequest) -> str:
    adjust_minutes(actor, row, version)
    return _("Protokollet är justerat.")


DEEDS: dict[str, Callable[[Actor, Submission, int, HttpRequest], str]] = {
    "spara": _save,
    "klar": _ready,
    "dagordning": _agenda,
    "anta": _adopt,
    "ta-tillbaka": _take_back,
    "lamna-in": _hand_in,
    "kontrollera": _check,
    "godta": _accept,
    "aterlamna": _return,
    "justera": _minutes,
}


@login_required
@require_http_methods(["GET", "POST"])
def submission_deed(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Take one step. A refused decision keeps what was typed; asked for by itself, the address leads to the page."""
    if deed not in DEEDS:
        raise Http404
    if request.method == "GET":
        return redirect("desks:submission", pk=pk)
    request.back = reverse("desks:submission", args=[pk])  # type: ignore[attr-defined]
    actor = acting(request)
    try:
        said = DEEDS[deed](actor, _submission(pk), version_of(request), request)
    except Invalid as refused:
        row = _submission(pk)
        if deed != "anta" or not may_take_step(actor, "cycle.adopt", row):
            raise
        return _adopt_again(request, row, refused)
    messages.success(request, said)
    return redirect("desks:submission", pk=pk)


@login_required
@require_GET
def confirm_hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Before the circle widens: what is handed in, and who will see it."""
    row = _submission(pk)
    actor = acting(request)
    if not sees_draft(actor, row):
        raise Http404
    frozen = content_of(row.activity).frozen(row)
    context = {
        "submission": row,
        "activity": row.activity,
        "frozen": frozen,
        "checksum": row.document.checksum if row.document else frozen.checksum,
        "content": frozen.content,
        "content_template": frozen_template(frozen.content),
        "verdict": may_take_step(actor, "cycle.hand_in", row),
        "is_late": row.activity.is_late_on(clock.today()),
    }
    return render(request, "cycle/submission_confirm.html", context)


@login_required
@require_GET
def draft_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """A file of a draft, for those whose room it is in."""
    row = _submission(pk)
    if not sees_draft(acting(request), row):
        raise Http404
    item = get_object_or_404(row.files.select_related("file"), pk=file)
    return download(item.file, item.name, item.media_type)


def _hand_in_row(request: HttpRequest, pk: int) -> HandIn:
    rows = HandIn.objects.select_related("submission__activity__round", "submission__body", "document")
    return get_object_or_404(HAND_INS.filter(rows, acting(request)), pk=pk)


@login_required
@require_GET
def hand_in_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as it was handed in."""
    row = _hand_in_row(request, pk)
    context = {
        "version": row,
        "submission": row.submission,
        "activity": row.submission.activity,
        "version_template": getattr(content_of(row.submission.activity), "version_template", ""),
        "attachments": row.document.attachments.select_related("file"),
        "content": row.document.content,
        "content_template": frozen_template(row.document.content),
    }
    return render(request, "cycle/submission_version.html", context)


@login_required
@require_GET
def hand_in_file(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    """A file of a version handed in."""
    item = get_object_or_404(_hand_in_row(request, pk).document.attachments.select_related("file"), pk=attachment)
    return download(item.file, item.name, item.media_type)
