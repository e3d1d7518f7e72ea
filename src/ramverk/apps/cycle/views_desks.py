"""The pages of the other plain desks: decisions, sealed party work and hand-over, and steps that are only confirmed."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.cycle import desks
from ramverk.apps.cycle import forms_desks as forms
from ramverk.apps.cycle.actions.adjust_minutes import adjust_minutes
from ramverk.apps.cycle.actions.adopt import Proof
from ramverk.apps.cycle.actions.confirm_done import confirm_done
from ramverk.apps.cycle.actions.confirm_party_done import confirm_party_done
from ramverk.apps.cycle.actions.record_decision import Decision, checked, record_decision
from ramverk.apps.cycle.gates import open_gates, sentence
from ramverk.apps.cycle.models import Activity, ActivityKind, DecisionRecord
from ramverk.apps.cycle.policy_desks import (
    DECISIONS,
    PLAIN,
    may_confirm_done,
    may_confirm_party_done,
    may_record_decision,
    may_record_plainly,
    own_parties,
)
from ramverk.apps.cycle.policy_submission import may_adjust_minutes
from ramverk.apps.cycle.queries_decision import deciding_bodies, decision_findings, decisions_of
from ramverk.apps.cycle.queries_party import marked, parties_concerned
from ramverk.apps.cycle.views_submission import cleaned, version_of, visible_activity
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import NamedFile
from ramverk.apps.trail.models import StoredFile
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.uploads import download, keep_upload
from ramverk.apps.trail.verdicts import Invalid, Refused
from ramverk.apps.trail.wording import in_words

SEALED_KINDS = (ActivityKind.PARTY_WORK, ActivityKind.HANDOVER)
_SALT = "cycle.decision.files"


@login_required
@require_http_methods(["GET", "POST"])
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision: what is recorded, and the form that leads to a preview of exactly what will be frozen."""
    activity = visible_activity(request, pk, (ActivityKind.DECISION,))
    form = _decision_form(request, activity)
    wrong = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _preview(request, activity, form.cleaned_data)
        except Refused as refusal:
            wrong = str(refusal.sentence)
            form.add_error(None, wrong)
    return render(
        request,
        "cycle/decision_page.html",
        _decision_context(request, activity, form),
        status=422 if form.errors else 200,
    )


def _decision_form(request: HttpRequest, activity: Activity) -> forms.DecisionForm:
    initial = {"body": activity.owner_id, "decided_on": min(activity.end or clock.today(), clock.today())}
    form = (
        forms.DecisionForm(request.POST, request.FILES)
        if request.method == "POST"
        else forms.DecisionForm(initial=initial)
    )
    bodies: Any = form.fields["body"]
    bodies.queryset = deciding_bodies(clock.today())
    return form


def _decision_context(request: HttpRequest, activity: Activity, form: forms.DecisionForm) -> dict[str, Any]:
    actor = acting(request)
    rows = list(decisions_of(activity, actor))
    return {
        "activity": activity,
        "papers": desks.papers(activity, actor),
        "decisions": [
            (row, row.minutes_state == "pending" and bool(may_adjust_minutes(actor, row.body_id))) for row in rows
        ],
        "form": form,
        "may_record": may_record_plainly(actor, activity, activity.owner if _can_decide(actor, activity) else None),
        "findings": decision_findings(activity, activity.owner, None, "") if not rows else [],
        "entries": in_words(history(activity)[:20]),
    }


def _can_decide(actor: Actor, activity: Activity) -> bool:
    return activity.owner is not None and bool(may_record_decision(actor, activity, activity.owner))


def _preview(request: HttpRequest, activity: Activity, values: dict[str, Any]) -> HttpResponse:
    files = [keep_upload(one) for one in values["attached"]]
    made = checked(acting(request), activity, _decision(values, files))
    context = {
        "activity": activity,
        "decision": made,
        "title": made.title(activity),
        "findings": decision_findings(activity, made.body, made.proof.decided_on, made.proof.minutes_state),
        "values": values,
        "files": signing.dumps([[one.file.pk, one.name, one.media_type] for one in files], salt=_SALT),
        "checksum": made.checksum(activity),
    }
    return render(request, "cycle/decision_preview.html", context)


def _decision(values: dict[str, Any], files: Sequence[NamedFile]) -> Decision:
    body: Body = values["body"]
    proof = Proof(values["decided_on"], values["paragraph"], values["minutes_state"])
    return Decision(body, proof, values["text"], tuple(files), values["reason"])


@login_required
@require_POST
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what was previewed."""
    activity = visible_activity(request, pk, (ActivityKind.DECISION,))
    values = cleaned(_decision_form(request, activity))
    made = _decision(values, _previewed_files(request.POST.get("kept", "")))
    record_decision(acting(request), activity, version_of(request), made, request.POST.get("checksum", ""))
    messages.success(request, _("Beslutet är registrerat och fryst."))
    return redirect("desks:decision", pk=pk)


def _previewed_files(kept: str) -> list[NamedFile]:
    try:
        rows = signing.loads(kept, salt=_SALT, max_age=24 * 3600)
    except signing.BadSignature:
        raise Invalid(_("Bilagorna från granskningen hittas inte längre. Börja om med granskningen.")) from None
    stored = StoredFile.objects.in_bulk([pk for pk, _name, _type in rows])
    return [NamedFile(stored[pk], name, media_type) for pk, name, media_type in rows]


def _visible_decision(request: HttpRequest, pk: int) -> DecisionRecord:
    rows = DecisionRecord.objects.select_related("document", "body", "activity")
    return get_object_or_404(DECISIONS.filter(rows, acting(request)), pk=pk)


@login_required
@require_POST
def decision_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes are adjusted."""
    row = _visible_decision(request, pk)
    adjust_minutes(acting(request), row, version_of(request))
    messages.success(request, _("Protokollet är justerat."))
    return redirect("desks:decision", pk=row.activity_id)


@login_required
@require_GET
def decision_file(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    """A file of a decision."""
    row = _visible_decision(request, pk)
    item = get_object_or_404(row.document.attachments.select_related("file"), pk=attachment)
    return download(item.file, item.name, item.media_type)


@login_required
@require_GET
def party(request: HttpRequest, pk: int) -> HttpResponse:
    """A sealed page: what it is, whose, when it opens. One's own party also sees whether it has confirmed."""
    activity = visible_activity(request, pk, SEALED_KINDS)
    actor = acting(request)
    concerned = parties_concerned(activity, clock.today())
    done = marked([activity]).get(activity.pk, set())
    own = {party_id: held for party_id, held in own_parties(actor).items() if party_id in concerned}
    context = {
        "activity": activity,
        "is_handover": activity.kind == ActivityKind.HANDOVER,
        "is_done": activity.state == "done",
        "own": [
            (party_id, held.body_name, party_id in done, may_confirm_party_done(actor, activity, party_id))
            for party_id, held in own.items()
        ],
        "performers": activity.participations.filter(mode="performer"),
        "opens_before": activity.blocks.select_related("activity").order_by("activity__end").first(),
    }
    return render(request, "cycle/party_page.html", context)


@login_required
@require_POST
def party_done(request: HttpRequest, pk: int, party: int) -> HttpResponse:
    """Confirm for one's own party."""
    activity = visible_activity(request, pk, SEALED_KINDS)
    confirm_party_done(acting(request), activity, get_object_or_404(Body, pk=party))
    said = _("Överlämnat.") if activity.kind == ActivityKind.HANDOVER else _("Partiet är markerat som klart.")
    messages.success(request, said)
    return redirect("desks:party", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def plain(request: HttpRequest, pk: int) -> HttpResponse:
    """A step that is only confirmed, with a note."""
    activity = visible_activity(request, pk, PLAIN)
    actor = acting(request)
    if request.method == "POST":
        values = cleaned(forms.NoteForm(request.POST))
        confirm_done(actor, activity, version_of(request), values["note"])
        messages.success(request, _("Aktiviteten är markerad som klar."))
        return redirect("desks:plain", pk=pk)
    gates = open_gates(activity)
    context = {
        "activity": activity,
        "form": forms.NoteForm(),
        "may_confirm": may_confirm_done(actor, activity),
        "gate": sentence(gates[0]) if gates else "",
        "entries": in_words(history(activity)[:20]),
    }
    return render(request, "cycle/plain_page.html", context)
