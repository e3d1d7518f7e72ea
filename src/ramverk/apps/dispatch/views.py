"""The pages of dispatches: the list, writing, the very thing that is sent, receipts."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.cycle.models import Activity, ActivityKind
from ramverk.apps.cycle.policy import ACTIVITIES
from ramverk.apps.cycle.policy_submission import bodies_behind
from ramverk.apps.cycle.views_submission import version_of
from ramverk.apps.dispatch.actions.acknowledge import acknowledge
from ramverk.apps.dispatch.actions.approve import approve
from ramverk.apps.dispatch.actions.attach import attach
from ramverk.apps.dispatch.actions.compose import Draft, compose, edit
from ramverk.apps.dispatch.actions.deliver import deliver, undelivered
from ramverk.apps.dispatch.actions.discard import discard
from ramverk.apps.dispatch.actions.open_dispatch import open_dispatch
from ramverk.apps.dispatch.actions.remind import remind
from ramverk.apps.dispatch.actions.send import hindrance, send
from ramverk.apps.dispatch.actions.supersede import supersede
from ramverk.apps.dispatch.addressing import divided
from ramverk.apps.dispatch.contents import contents_of
from ramverk.apps.dispatch.forms import DispatchForm, values_of
from ramverk.apps.dispatch.materials import materials_of
from ramverk.apps.dispatch.models import Dispatch, DispatchState, Receipt
from ramverk.apps.dispatch.policy import (
    DISPATCHES,
    SENT,
    may_approve,
    may_compose,
    may_edit,
    may_follow_up,
    may_send,
)
from ramverk.apps.dispatch.queries import audiences_of, current, dispatches, first_values, matrix, receipts, recipients
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.trail import clock
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.uploads import download, keep_upload
from ramverk.apps.trail.verdicts import Refused, require
from ramverk.apps.trail.wording import in_words


def visible(request: HttpRequest, pk: int) -> Dispatch:
    """The dispatch, if this person may see it; otherwise there is nothing here."""
    rows = Dispatch.objects.select_related(
        "activity__round", "activity__owner", "sender", "document", "supersedes__document"
    )
    return get_object_or_404(DISPATCHES.filter(rows, acting(request)), pk=pk)


def visible_activity(request: HttpRequest, pk: int) -> Activity:
    """The activity, if this person may see it."""
    rows = Activity.objects.select_related("round", "owner")
    return get_object_or_404(ACTIVITIES.filter(rows, acting(request)), pk=pk)


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All dispatches one may see, and, for those who write them, what the timetable still asks for."""
    actor = acting(request)
    known = dispatches(actor)
    planned = Activity.objects.filter(kind=ActivityKind.DISPATCH, dispatches=None, state__in=["planned", "open"])
    waiting = [step for step in planned.select_related("owner", "round").order_by("end") if may_compose(actor, step)]
    return render(request, "dispatch/index.html", {"dispatches": known, "waiting": waiting})


@login_required
@require_GET
def at_activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the work of a dispatch activity is done: its current edition, or the form that starts it."""
    activity = visible_activity(request, pk)
    row = current([activity]).get(pk)
    if row is not None:
        return redirect("dispatch:page", row.pk)
    if may_compose(acting(request), activity):
        return redirect("dispatch:compose", pk)
    return render(
        request, "dispatch/not_yet.html", {"activity": activity, "verdict": may_compose(acting(request), activity)}
    )


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a dispatch for an activity."""
    activity = visible_activity(request, pk)
    actor = acting(request)
    require(may_compose(actor, activity))
    if request.method == "POST":
        form = DispatchForm(request.POST, request.FILES, activity=activity)
        if form.is_valid():
            try:
                files = [keep_upload(one) for one in form.cleaned_data["attached"]]
                row = compose(actor, activity, _draft(form.cleaned_data))
                if files:
                    attach(actor, row, row.version, files)
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                return redirect("dispatch:page", row.pk)
    else:
        form = DispatchForm(activity=activity, initial=first_values(activity))
    context = {"activity": activity, "form": form, "materials": materials_of(activity, actor)}
    return render(request, "dispatch/write.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on writing a draft."""
    row = visible(request, pk)
    actor = acting(request)
    require(may_edit(actor, row))
    asked: dict[str, Any] = {"activity": row.activity, "is_new_edition": row.supersedes_id is not None}
    if request.method == "POST":
        form = DispatchForm(request.POST, request.FILES, **asked)
        if form.is_valid():
            try:
                _save(request, actor, row, form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(request, _("Utkastet är sparat."))
                return redirect("dispatch:page", pk)
    else:
        form = DispatchForm(initial=values_of(row), **asked)
    context = {"activity": row.activity, "dispatch": row, "form": form, "drafts": row.drafts.select_related("file")}
    return render(request, "dispatch/write.html", context, status=422 if form.errors else 200)


def _draft(values: dict[str, Any]) -> Draft:
    return Draft(
        subject=values["subject"],
        text=values["text"],
        legal_ground=values["legal_ground"],
        reply_by=values["reply_by"],
        difference=values.get("difference", ""),
        audiences=list(values["audiences"]),
        opens=list(values.get("opens", [])),
    )


def _save(request: HttpRequest, actor: Actor, row: Dispatch, values: dict[str, Any]) -> None:
    files = [keep_upload(one) for one in values["attached"]]
    remove = [int(value) for value in request.POST.getlist("remove") if value.isdigit()]
    saved = edit(actor, row, version_of(request), _draft(values))
    if files or remove:
        attach(actor, saved, saved.version, files, remove)


@login_required
@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as it will be frozen, or the dispatch as it was sent. Opening a sent one leaves a receipt."""
    row = visible(request, pk)
    actor = acting(request)
    behind = bodies_behind(actor)
    own = open_dispatch(actor, row) if row.state in SENT else []
    is_sender = bool(may_edit(actor, row)) or bool(may_follow_up(actor, row))
    context: dict[str, Any] = {
        "dispatch": row,
        "activity": row.activity,
        "own": own,
        "frame": "with_aside.html" if is_sender else "base.html",
        "unread": row.state == DispatchState.SENT and any(receipt.acknowledged_at is None for receipt in own),
        "is_sender": is_sender,
        "is_sent": row.state in SENT,
        "newer": row.superseded_by.filter(state__in=SENT).first(),
        "newer_draft": row.superseded_by.exclude(state__in=SENT).first() if is_sender else None,
        "entries": in_words(history(row)[:20]) if is_sender else [],
    }
    if row.state in SENT and row.document:
        context |= {
            "content": row.document.content,
            "title": row.document.title,
            "checksum": row.document.checksum,
            "files": divided(row.document.attachments.select_related("file"), row.document.content, behind),
            "may_follow_up": may_follow_up(actor, row),
        }
        return render(request, "dispatch/page.html", context)
    frozen = contents_of(row)
    verdict = may_edit(actor, row)
    context |= {
        "content": frozen.content,
        "title": frozen.title,
        "checksum": frozen.checksum,
        "files": divided(row.drafts.select_related("file"), frozen.content, behind),
        "recipients": recipients(audiences_of(row), clock.today()),
        "may_edit": verdict,
        "may_approve": may_approve(actor, row),
        "may_send": may_send(actor, row),
        "hindrance": hindrance(row),
        "materials": materials_of(row.activity, actor) if verdict else [],
    }
    return render(request, "dispatch/page.html", context)


@login_required
@require_GET
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Before the circle widens: what goes out, to whom, and who will see it afterwards."""
    row = visible(request, pk)
    actor = acting(request)
    frozen = contents_of(row)
    reached = recipients(audiences_of(row), clock.today())
    context = {
        "dispatch": row,
        "activity": row.activity,
        "content": frozen.content,
        "title": frozen.title,
        "checksum": frozen.checksum,
        "files": divided(row.drafts.select_related("file"), frozen.content, bodies_behind(actor)),
        "recipients": reached,
        "without_address": [one for one in reached if not one.person.email],
        "may_send": may_send(actor, row),
        "hindrance": hindrance(row),
    }
    return render(request, "dispatch/confirm.html", context)


def _approve(request: HttpRequest, actor: Actor, row: Dispatch) -> str:
    approve(actor, row, version_of(request))
    return _("Utskicket är godkänt och kan skickas.")


def _send(request: HttpRequest, actor: Actor, row: Dispatch) -> str:
    sent = send(actor, row, version_of(request), request.POST.get("checksum", ""))
    reached = sent.receipts.count()
    return ngettext("Skickat till %s person.", "Skickat till %s personer.", reached) % reached


def _remind(_request: HttpRequest, actor: Actor, row: Dispatch) -> str:
    count = remind(actor, row)
    return ngettext("%s person är påmind.", "%s personer är påminda.", count) % count


def _deliver(_request: HttpRequest, actor: Actor, row: Dispatch) -> str:
    require(may_follow_up(actor, row))
    sent, left = deliver(row.pk)
    return _("%(sent)s mejl skickades, %(left)s väntar.") % {"sent": sent, "left": left}


def _discard(request: HttpRequest, actor: Actor, row: Dispatch) -> str:
    discard(actor, row, version_of(request))
    return _("Utkastet är kastat. Aktiviteten har inget utskick; börja om när du vill.")


DEEDS: dict[str, Callable[[HttpRequest, Actor, Dispatch], str]] = {
    "godkann": _approve,
    "skicka": _send,
    "pamin": _remind,
    "leverera": _deliver,
    "kasta": _discard,
}


@login_required
@require_POST
def deed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Approve, send, remind, deliver again, throw a draft away."""
    if verb not in DEEDS:
        raise Http404
    messages.success(request, DEEDS[verb](request, acting(request), visible(request, pk)))
    if verb == "kasta":
        return redirect("dispatch:index")
    return redirect("dispatch:receipts" if verb in {"pamin", "leverera"} else "dispatch:page", pk)


@login_required
@require_POST
def new_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """Start the edition that supersedes this one."""
    draft = supersede(acting(request), visible(request, pk))
    return redirect("dispatch:change", draft.pk)


@login_required
@require_POST
def acknowledged(request: HttpRequest, pk: int) -> HttpResponse:
    """The recipient has read it; as a stand-in also for the one they stand in for."""
    row = visible(request, pk)
    actor = acting(request)
    for receipt in open_dispatch(actor, row):
        acknowledge(actor, receipt)
    messages.success(request, _("Tack, utskicket är kvitterat."))
    return redirect("dispatch:page", pk)


@login_required
@require_GET
def receipt_matrix(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has received, opened and acknowledged, board by board."""
    row = visible(request, pk)
    actor = acting(request)
    seen: list[Receipt] = list(receipts(row, actor))
    if not seen:
        raise Http404
    context = {
        "dispatch": row,
        "activity": row.activity,
        "groups": matrix(seen, row.document),
        "reached": len(seen),
        "acknowledged": sum(one.acknowledged_at is not None for one in seen),
        "may_follow_up": may_follow_up(actor, row),
        "undelivered": undelivered(row.pk).count(),
    }
    return render(request, "dispatch/receipts.html", context)


@login_required
@require_GET
def draft_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """A file of a draft."""
    row = visible(request, pk)
    require(may_edit(acting(request), row))
    item = get_object_or_404(row.drafts.select_related("file"), pk=file)
    return download(item.file, item.name, item.media_type)


@login_required
@require_GET
def sent_file(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    """An attachment as it was sent."""
    row = visible(request, pk)
    if row.document is None:
        raise Http404
    item = get_object_or_404(row.document.attachments.select_related("file"), pk=attachment)
    return download(item.file, item.name, item.media_type)
