"""A plan as the content of a submission: what is frozen when the board adopts it, and what hinders that."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from ramverk.apps.cycle.models import Submission
from ramverk.apps.cycle.submission_content import ATTACHED_FILES, Mark
from ramverk.apps.investments.content import files_of
from ramverk.apps.investments.policy import is_sheet_revision
from ramverk.apps.investments.revising import content_of_revision, findings_of_revision
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.findings import findings_of
from ramverk.apps.plans.frame import frame_of
from ramverk.apps.plans.models import ActivityPlan
from ramverk.apps.plans.queries.stored import content_of_section
from ramverk.apps.plans.ties import marks_of
from ramverk.apps.trail.actions.freeze import Frozen
from ramverk.core.findings import Finding, worst_first


class PlanContent:
    """The plan, with the cover note and the attached files beside it. Without a plan it is a submission of files."""

    template = "plans/_submission.html"

    def frozen(self, submission: Submission) -> Frozen:
        """Everything in the plan, in the template's order, with the edition whose frame it is written against."""
        plain = ATTACHED_FILES.frozen(submission)
        plan = plan_of(submission)
        if plan is None:
            return plain
        content = plain.content | plan_content(plan)
        if not _has_sheets(submission):
            return Frozen(plain.title, content, plain.files)
        return Frozen(plain.title, content | {"sheets": content_of_revision(submission)}, files_of(submission))

    def findings(self, submission: Submission) -> Sequence[Finding]:
        """The plan's own, and in a revision those of the project sheets too."""
        plan = plan_of(submission)
        if plan is None:
            return ATTACHED_FILES.findings(submission)
        found = findings_of(plan)
        return worst_first([*found, *findings_of_revision(submission)]) if _has_sheets(submission) else found

    def marks(self, submissions: Iterable[Submission], actor: Actor) -> dict[int, list[Mark]]:
        """How each board's plan stands against its frame, for lists of boards."""
        rows = Submission.objects.filter(pk__in=[one.pk for one in submissions])
        return marks_of(rows.select_related("activity__round", "body", "plan__edition"), actor)

    def work_url(self, submission: Submission) -> str:
        """Where the plan is written."""
        plan = plan_of(submission)
        return reverse("plans:plan", args=[plan.pk]) if plan else ""


def _has_sheets(submission: Submission) -> bool:
    return is_sheet_revision(submission.activity)


def plan_of(submission: Submission) -> ActivityPlan | None:
    """The plan of a submission, with what its checks ask for."""
    rows = ActivityPlan.objects.select_related("submission__activity__round", "submission__body", "edition")
    return rows.filter(submission=submission).first()


def plan_content(plan: ActivityPlan) -> dict[str, Any]:
    """The plan as plain values; equal plans give equal values, whatever the database counts to."""
    content: dict[str, Any] = {"kind": "activity_plan", "years": [], "edition": None, "frame": {}}
    if plan.edition is not None:
        frame = frame_of(plan.edition, plan.submission.body)
        content["years"] = list(frame.years)
        content["edition"] = {"name": plan.edition.name, "checksum": plan.edition.checksum}
        content["frame"] = {str(year): int(amount) for year, amount in frame.amounts.items()}
    else:
        in_round = plan.submission.activity.round
        content["years"] = [in_round.budget_year, *in_round.plan_years]
    content["sections"] = [
        {
            "key": one.key, "heading": one.heading, "kind": one.kind, "touch": one.touch,
            "explanation": one.explanation, **content_of_section(one),
        }
        for one in plan.sections.all()
    ]  # fmt: skip
    return content
