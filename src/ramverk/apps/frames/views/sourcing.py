"""Pages that figures lead to at last: one set of assumptions, and the lines of a file behind a row of the budget."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.frames.models import AssumptionSet, BudgetDetail, BudgetImport, Change
from ramverk.apps.frames.policy import ASSUMPTIONS, CHANGES, DETAILS, EDITIONS, IMPORTS, is_open_to_all, may
from ramverk.apps.frames.queries.differences import shown
from ramverk.apps.frames.queries.editions import open_draft
from ramverk.apps.frames.queries.file_rows import MOST, rows_behind
from ramverk.apps.frames.statement_values import STATEMENT_KINDS
from ramverk.apps.frames.views.finding import visible
from ramverk.apps.organisation.actor import acting


@login_required
@require_GET
def assumption(request: HttpRequest, pk: int) -> HttpResponse:
    """One set of assumptions with its values, its source, and the editions that rest on it."""
    actor = acting(request)
    rows = AssumptionSet.objects.select_related("replaces")
    one = get_object_or_404(ASSUMPTIONS.filter(rows, actor), pk=pk)
    if one.replaces is not None and not ASSUMPTIONS.check(actor, one.replaces):
        one.replaces = None  # it is not told to those who may not see it
    resting = one.editions.select_related("edition").order_by("-edition_id")
    seen = set(EDITIONS.filter(EDITIONS.model.objects.filter(assumptions__assumption_set=one), actor))
    in_round = current_round(actor)
    draft = open_draft(in_round, actor) if in_round else None
    rests = draft is not None and draft.assumptions.filter(assumption_set=one).exists()
    context = {
        "one": shown(one, is_chosen=True), "draft": draft, "is_open": is_open_to_all(one),
        "may_choose": may(actor, "frames.choose_assumptions") and one.kind not in STATEMENT_KINDS and not rests,
        "editions": [row.edition for row in resting if row.edition in seen],
    }  # fmt: skip
    return render(request, "frames/assumption.html", context)


@login_required
@require_GET
def file_rows(request: HttpRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """The file's lines behind one row of an opening budget."""
    actor, edition = acting(request), visible(request, pk)
    detail = get_object_or_404(DETAILS.filter(BudgetDetail.objects.select_related("file"), actor), edition=edition)
    rows = Change.objects.select_related("body", "operation")
    change = get_object_or_404(CHANGES.filter(rows, actor), edition=edition, key=key)
    taken_in = IMPORTS.filter(BudgetImport.objects.filter(edition=edition, file=detail.source_id), actor).first()
    context = {
        "edition": edition, "change": change, "behind": rows_behind(change, detail), "taken_in": taken_in, "most": MOST,
    }  # fmt: skip
    return render(request, "frames/file_rows.html", context)
