"""Pages that show: the matrix, a board's plan, the template."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ramverk.apps.cycle.models import Activity
from ramverk.apps.cycle.policy import ACTIVITIES
from ramverk.apps.cycle.policy_submission import HANDED_IN
from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.investments.policy import is_sheet_revision
from ramverk.apps.investments.revising import sheets_left
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.plans.contents import plan_content
from ramverk.apps.plans.findings import placed_findings
from ramverk.apps.plans.models import ActivityPlan, TemplateSection
from ramverk.apps.plans.policy import may_govern, may_lead, may_show, may_write
from ramverk.apps.plans.queries.comments import open_comments
from ramverk.apps.plans.queries.plans import KINDS, council_goals, is_late, matrix, outline
from ramverk.apps.plans.queries.summary import dialogues
from ramverk.apps.plans.recognising import is_plan_activity
from ramverk.apps.plans.ties import tie_of
from ramverk.apps.plans.views.finding import visible_plan


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """How far the boards have come with their plans, part by part; own plan first."""
    actor = acting(request)
    in_round = current_round(actor)
    steps: list[dict[str, Any]] = []
    if in_round is not None:
        rows = Activity.objects.filter(round=in_round, kind__in=["submission", "revision"])
        plans = [one for one in ACTIVITIES.filter(rows, actor).order_by("order") if is_plan_activity(one)]
        steps = [{"activity": one, "rows": matrix(one, actor)} for one in plans]
    context = {
        "round": in_round, "steps": steps, "kinds": [kind.label for kind in KINDS],
        "shows_frames": any(row.marks for step in steps for row in step["rows"]),
        "mine": [row for step in steps for row in step["rows"] if row.is_own and row.plan_id],
        "has_template": in_round is not None and TemplateSection.objects.filter(round=in_round).exists(),
        "may_template": may_govern(actor, "plans.write_template"),
        "goals": council_goals(in_round, actor) if in_round else [],
    }  # fmt: skip
    return render(request, "plans/index.html", context)


def _sheets_left(plan: ActivityPlan) -> int:
    """What is handed in waits for nothing, also where finance has laid up a sheet since."""
    return 0 if plan.submission.state in HANDED_IN else sheets_left(plan.submission)


def frame_context(plan: ActivityPlan, actor: Actor) -> dict[str, Any]:
    """What every page of a plan has around it."""
    has_sheets = plan.revises_id is not None and is_sheet_revision(plan.submission.activity)
    return {
        "sheets_left": _sheets_left(plan) if has_sheets else None,
        "plan": plan, "submission": plan.submission, "activity": plan.submission.activity,
        "outline": outline(plan), "waiting": open_comments(plan), "actor": actor,
        "tie": tie_of(plan), "may_write": may_write(actor, plan), "is_late": is_late(plan.submission),
    }  # fmt: skip


@login_required
@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole plan as it stands, with its outline and what is missing."""
    shown = visible_plan(request, pk)
    prefetch_related_objects([shown], "sections")
    sections = list(shown.sections.all())
    waiting = [one for one in sections if one.is_standing and not one.attested_at]
    to_write = [one for one in sections if one.is_required and not one.is_ready and not one.is_standing]
    context = frame_context(shown, acting(request)) | {
        "content": plan_content(shown), "findings": placed_findings(shown), "next": to_write[0] if to_write else None,
        "to_attest": waiting, "dialogues": dialogues(shown), "may_show": may_show(acting(request), shown),
        "may_attest": bool(waiting) and may_lead(acting(request), shown),
    }  # fmt: skip
    return render(request, "plans/plan.html", context)
