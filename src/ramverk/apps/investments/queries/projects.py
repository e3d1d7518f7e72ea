"""Projects, the submission they belong to, and the prerequisites in force."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from ramverk.apps.cycle.models import Round, Submission
from ramverk.apps.investments.models import Prerequisites, Project, SheetFile
from ramverk.apps.investments.policy import KINDS, PREREQUISITES, PROJECTS, WORD
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body

PARTS = (
    "yearly", "components", "effects__body",
    Prefetch("files", SheetFile.objects.select_related("file").defer("file__content")),
)  # fmt: skip
"""What hangs on a sheet; of its files the names and checksums, not their bytes."""


def whole() -> QuerySet[Project]:
    """Projects that are not taken away, with all their parts."""
    rows = Project.objects.filter(removed_at=None).select_related("body", "carrier", "round")
    return rows.prefetch_related(*PARTS)


def projects_of(submission: Submission) -> list[Project]:
    """The board's sheets in the board's own order. Asked by the submission's own content, which guards itself."""
    return projects_in_order(submission.activity.round, submission.body)


def projects_in_order(in_round: Round, body: Body) -> list[Project]:
    """The same, for what finance sends out before the board's room is opened."""
    return list(whole().filter(round=in_round, body=body).order_by("rank", "pk"))


def seen_projects(in_round: Round, actor: Actor, body_ids: Iterable[int] | None = None) -> list[Project]:
    """The round's sheets that the actor may see as they stand."""
    rows = PROJECTS.filter(whole().filter(round=in_round), actor)
    if body_ids is not None:
        rows = rows.filter(body__in=list(body_ids))
    return list(rows.order_by("body__name", "rank", "pk"))


def submission_for(in_round: Round, body_id: int) -> Submission | None:
    """The board's delivery of its project sheets: the revision's from when it is opened, before that the first one."""
    rows = Submission.objects.filter(
        activity__round=in_round, activity__kind__in=KINDS, activity__title__icontains=WORD, body=body_id
    )
    return rows.select_related("activity__round", "body").order_by("-activity__order").first()


def in_force(in_round: Round) -> Prerequisites | None:
    """The latest prerequisites that were sent out, else those being written."""
    rows = Prerequisites.objects.filter(round=in_round).select_related("round", "document")
    return rows.filter(document__isnull=False).order_by("-number").first() or rows.order_by("-number").first()


def seen_prerequisites(in_round: Round, actor: Actor) -> list[Prerequisites]:
    """Those the actor may see, the newest first."""
    rows = Prerequisites.objects.filter(round=in_round).select_related("round", "document")
    return list(PREREQUISITES.filter(rows, actor).order_by("-number"))
