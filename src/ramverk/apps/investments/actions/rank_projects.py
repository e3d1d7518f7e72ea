"""Put the board's projects in order, the most urgent first."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Submission
from ramverk.apps.investments.actions.save_project import lock_draft
from ramverk.apps.investments.models import Project
from ramverk.apps.investments.policy import may_rank
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Stale, require


@transaction.atomic
def rank_projects(actor: Actor, submission: Submission, seen: Sequence[int], wanted: Sequence[int]) -> None:
    """`seen` is the order the person looked at, `wanted` the order they want; the same ids in both."""
    row = lock_draft(actor, submission)
    require(may_rank(actor, row))
    stored = Project.objects.filter(round=row.activity.round_id, body=row.body_id, removed_at=None)
    projects = {project.pk: project for project in stored.order_by("rank", "pk")}
    if list(projects) != list(seen) or sorted(wanted) != sorted(seen):
        raise Stale(_("Någon annan har ändrat listan medan du såg på den. Läs in sidan igen och flytta på nytt."))
    if list(wanted) == list(seen):
        return
    for rank, pk in enumerate(wanted, 1):
        projects[pk].rank = rank
    Project.objects.bulk_update(projects.values(), ["rank"])
    before, after = (", ".join(projects[pk].name for pk in order) for order in (seen, wanted))
    record(actor, "investments.rank_projects", row, before={"order": before}, after={"order": after})
