"""Pages of the frame directive: as the boards read it, and as finance writes it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.frames.actions.give_to_unions import consultation_before, give_to_unions
from ramverk.apps.frames.actions.write_directive import Assignment, write_directive
from ramverk.apps.frames.directive import contents_of, sections_to_begin_with
from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.frames.forms import AssignmentForm, DirectiveForm, SectionForm
from ramverk.apps.frames.ledger import board_key
from ramverk.apps.frames.models import Directive, Edition
from ramverk.apps.frames.policy import DIRECTIVES, may
from ramverk.apps.frames.views.finding import visible
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.verdicts import Refused, require

_BLANK = 2


def _directive(shown: Edition, actor: Actor) -> Directive | None:
    rows = Directive.objects.filter(edition=shown).select_related("edition", "document")
    return DIRECTIVES.filter(rows, actor).first()


@login_required
@require_GET
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """The directive: one's own board's frame and assignments first, then the whole."""
    actor = acting(request)
    shown = visible(request, pk)
    directive = _directive(shown, actor)
    content: dict[str, Any] = {}
    if directive is not None:
        content = directive.document.content if directive.document else contents_of(directive)
    may_give = may(actor, "frames.give_to_unions") and shown.decision is None
    own = {held.body_id for held in actor.mandates}
    keys = _own_keys(own)
    context = {
        "edition": shown,
        "directive": directive,
        "content": content,
        "own_frames": [row for row in content.get("frames", []) if row[0] in keys],
        "own_assignments": [
            one for one in content.get("assignments", []) if keys and (not one["board"] or one["board"] in keys)
        ],
        "may_write": may(actor, "frames.write_directive", shown),
        "consultation": consultation_before(shown) if may_give and directive else None,
    }
    return render(request, "frames/directive.html", context)


def _own_keys(body_ids: set[int]) -> set[str]:
    """The ledger's keys of the boards somebody belongs to, directly or through their administration."""
    bodies = Body.objects.filter(pk__in=body_ids).select_related("parent")
    found = [body if body.kind in FRAMED else body.parent for body in bodies]
    return {board_key(body) for body in found if body is not None and body.kind in FRAMED}


@login_required
@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the unions the directive with its frames as it stands."""
    material = give_to_unions(acting(request), visible(request, pk))
    messages.success(request, _("Underlaget är lämnat till %s.") % material.consultation)
    return redirect("meetings:meeting", material.consultation.meeting_id)


@login_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the directive; sections and assignments that are emptied go away."""
    actor = acting(request)
    shown = visible(request, pk)
    require(may(actor, "frames.write_directive", shown))
    form, sections, assignments = _forms(request, _directive(shown, actor))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and sections.is_valid() and assignments.is_valid():
            try:
                _save(actor, shown, form, sections, assignments)
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(request, _("Ramdirektivet är sparat."))
                return redirect("frames:directive", pk)
    context = {"edition": shown, "form": form, "sections": sections, "assignments": assignments}
    return render(request, "frames/write_directive.html", context, status=status)


def _forms(request: HttpRequest, directive: Directive | None) -> tuple[DirectiveForm, Any, Any]:
    section_set: Any = formset_factory(SectionForm, extra=1, max_num=60)
    assignment_set: Any = formset_factory(AssignmentForm, extra=_BLANK, max_num=200)
    if request.method == "POST":
        return (
            DirectiveForm(request.POST),
            section_set(request.POST, prefix="avsnitt"),
            assignment_set(request.POST, prefix="uppdrag"),
        )
    if directive is None:
        first = [{"heading": heading, "text": ""} for heading in sections_to_begin_with()]
        return DirectiveForm(), section_set(prefix="avsnitt", initial=first), assignment_set(prefix="uppdrag")
    whole = {"version": directive.version, "boards_hand_in_by": directive.boards_hand_in_by}
    return (
        DirectiveForm(initial=whole),
        section_set(prefix="avsnitt", initial=list(directive.sections.values("heading", "text"))),
        assignment_set(
            prefix="uppdrag", initial=list(directive.assignments.values("body", "text", "report_by", "key"))
        ),
    )


def _save(actor: Actor, shown: Edition, form: DirectiveForm, sections: Any, assignments: Any) -> None:
    texts = [
        (one.get("heading", ""), one.get("text", ""))
        for one in sections.cleaned_data
        if one.get("heading") or one.get("text")
    ]
    given = [
        Assignment(one["text"], one.get("body"), one.get("report_by"), one.get("key") or "")
        for one in assignments.cleaned_data
        if one.get("text")
    ]
    values = form.cleaned_data
    write_directive(actor, shown, values.get("version") or 0, texts, given, values["boards_hand_in_by"])
