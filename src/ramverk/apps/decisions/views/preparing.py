"""Pages that prepare a sitting: clauses, other proposals on the table, and bringing a matter on."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ramverk.apps.cycle.models import Activity
from ramverk.apps.cycle.queries_decision import deciding_bodies
from ramverk.apps.decisions import forms
from ramverk.apps.decisions.actions.register_matter import bring_on
from ramverk.apps.decisions.actions.table_edition import table_edition
from ramverk.apps.decisions.actions.write_clauses import Written, add_clause, draft_clauses, edit_clause
from ramverk.apps.decisions.models import MatterKind, Sitting
from ramverk.apps.decisions.policy import SITTINGS, may, may_bring_on
from ramverk.apps.decisions.queries.board import board_of
from ramverk.apps.decisions.queries.findings import is_final
from ramverk.apps.decisions.queries.freezing import Freezing, freezing_of, layable
from ramverk.apps.decisions.views.finding import version_of, visible_matter, visible_sitting
from ramverk.apps.decisions.wording_clauses import Terms
from ramverk.apps.frames.models import Edition, EditionState
from ramverk.apps.frames.policy import EDITIONS, INSIDE
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.models import Body, BodyKind
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Refused, require


def _editions(actor: Actor, shown: Sitting, stands: Q) -> Any:
    rows = Edition.objects.filter(stands, round=shown.matter.round).order_by("-pk")
    return EDITIONS.filter(rows, actor)


@login_required
@require_http_methods(["GET", "POST"])
def clauses(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the clauses from an edition, change their words, add more."""
    shown, actor = visible_sitting(request, pk), acting(request)
    require(may(actor, "decisions.write_clauses", shown))
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    draft = forms.DraftForm(request.POST if deed == "draft" else None)
    more = forms.ClauseForm(request.POST if deed == "add" else None)
    bound: Any = draft.fields["edition"]
    bound.queryset = _editions(actor, shown, layable(actor, shown))
    if any(edition.is_open for edition in bound.queryset):
        forms.offer_drafts(draft)
    boards: Any = more.fields["body"]
    boards.queryset = Body.objects.filter(kind__in=[BodyKind.BOARD, BodyKind.EXECUTIVE_BOARD])
    wrong: dict[str, Any] = {}
    if deed == "draft" and not request.POST.get("seen") and (freezing := _freezing(actor, shown, draft)):
        version = version_of(request)
        context = {"sitting": shown, "freezing": freezing, "draft": draft, "version": version}
        return render(request, "decisions/freezing.html", context)
    if deed:
        form: Any = draft if deed == "draft" else more
        try:
            if _done(request, actor, shown, deed, form):
                return redirect("decisions:clauses", pk)
        except Refused as refusal:
            if deed == "edit":  # what was written is kept, beside why it was not saved
                wrong = request.POST.dict() | {"why": str(refusal.sentence)}
            else:
                form.is_valid()
                form.add_error(None, str(refusal.sentence))
    context = {"sitting": shown, "board": board_of(shown), "draft": draft, "more": more, "wrong": wrong}
    is_wrong = bool(wrong or draft.errors or more.errors)
    return render(request, "decisions/clauses.html", context, status=422 if is_wrong else 200)


def _freezing(actor: Actor, shown: Sitting, draft: forms.DraftForm) -> Freezing | None:
    """What has to be confirmed before the clauses are written: the open draft that is frozen by it."""
    return freezing_of(actor, shown, draft.cleaned_data["edition"]) if draft.is_valid() else None


def _done(request: HttpRequest, actor: Actor, shown: Sitting, deed: str, form: Any) -> bool:
    """Do what was asked; False where the form has to be filled in better."""
    if deed == "edit":
        clause = get_object_or_404(shown.clauses, pk=request.POST.get("clause", "0"))
        edit_clause(actor, clause, version_of(request), request.POST.get("subject", ""), request.POST.get("text", ""))
        messages.success(request, _("Att-satsen är sparad."))
        return True
    if not form.is_valid():
        return False
    values = form.cleaned_data
    version = version_of(request)
    if deed == "draft":
        is_first = shown.matter.kind == MatterKind.DIRECTIVE
        terms = Terms(
            values["tax_rate"], values["internal_interest"], values["borrowing"], is_final(shown), is_first
        )  # fmt: skip
        is_frozen_by_it = values["edition"].is_open
        main = draft_clauses(actor, shown, version, values["edition"], terms, seen=request.POST.get("seen") or None)
        messages.success(request, _("Att-satserna är skrivna ur utgåvan. Läs igenom dem."))
        if is_frozen_by_it:
            messages.info(
                request, _("”%(edition)s” är fryst och syns nu för %(who)s.") % {"edition": main.edition, "who": INSIDE}
            )
    else:
        add_clause(
            actor, shown, version,
            Written(values["subject"], values["text"], values["kind"], values["body"], values["report_by"]),
        )  # fmt: skip
        messages.success(request, _("Att-satsen är tillagd."))
    return True


@login_required
@require_http_methods(["GET", "POST"])
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay another proposal on the table."""
    shown, actor = visible_sitting(request, pk), acting(request)
    require(may(actor, "decisions.table_edition", shown))
    form = forms.TableForm(request.POST or None)
    editions: Any = form.fields["edition"]
    editions.queryset = _editions(actor, shown, Q(state__in=[EditionState.FROZEN, EditionState.DECIDED]))
    parties: Any = form.fields["party"]
    parties.queryset = Body.objects.filter(kind=BodyKind.PARTY)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            table_edition(
                actor, shown, version_of(request), values["edition"], values["name"], values["party"],
                values["tax_rate"], values["moved_by"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Förslaget ligger på bordet."))
            return redirect("decisions:sitting", pk)
    context = {"sitting": shown, "form": form}
    return render(request, "decisions/table.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a matter on to its next sitting."""
    shown, actor = visible_matter(request, pk), acting(request)
    last = SITTINGS.filter(shown.sittings.select_related("body", "matter", "after"), actor).last()
    require(may_bring_on(actor, last))
    assert last is not None  # noqa: S101 - the verdict has asked
    open_steps = Activity.objects.filter(round=shown.round, kind="decision").exclude(state__in=["cancelled", "done"])
    form = forms.BringOnForm(request.POST or None, initial=_next_meeting(last, open_steps))
    steps: Any = form.fields["activity"]
    steps.queryset = open_steps
    bodies: Any = form.fields["body"]
    bodies.queryset = deciding_bodies(clock.today())
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = bring_on(actor, last, values["activity"], values["body"], values["day"])
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Ärendet är fört vidare."))
            return redirect("decisions:sitting", made.pk)
    context = {"matter": shown, "form": form}
    return render(request, "decisions/bring.html", context, status=422 if form.errors else 200)


def _next_meeting(last: Sitting, steps: QuerySet[Activity]) -> dict[str, Any]:
    """Where the matter goes on: back to the step it was put off at, else to the council's next."""
    waiting = last.after.activity_id if last.after else 0
    council = steps.filter(owner__kind=BodyKind.COUNCIL).order_by("start", "order")
    step = steps.filter(pk=waiting or 0).first() or council.first()
    if step is None:
        return {"day": clock.today()}
    return {"activity": step, "body": step.owner_id, "day": step.end or clock.today()}
