"""What people are to do with projects beside writing sheets: final reports that are due."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import Duty
from ramverk.apps.cycle.models import Activity, Round
from ramverk.apps.cycle.policy_submission import REGISTRARS, bodies_behind
from ramverk.apps.investments.models import Project, ProjectPhase
from ramverk.apps.investments.phases import report_due
from ramverk.apps.investments.policy import KINDS, WORD
from ramverk.apps.investments.queries.projects import in_force
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock

AHEAD = timedelta(days=183)
"""A report is asked for half a year before its last day."""


def duties_of(in_round: Round, actor: Actor) -> Iterator[Duty]:
    """The final reports of one's own boards. One query where there are none, else three."""
    boards = bodies_behind(actor, REGISTRARS)
    if not boards:
        return
    rows = Project.objects.filter(
        round=in_round, body__in=list(boards), removed_at=None, phase=ProjectPhase.EXECUTION,
        activated_year__isnull=False,
    )  # fmt: skip
    projects = list(rows.order_by("pk"))
    if not projects:
        return
    step = Activity.objects.filter(round=in_round, kind__in=KINDS, title__icontains=WORD).order_by("order").first()
    if step is None:
        return
    prerequisites, today = in_force(in_round), clock.today()
    for project in projects:
        due = report_due(project, prerequisites)
        if due is not None and due - AHEAD <= today:
            words = _("Slutredovisa projektet %s") % project.name
            url = reverse("investments:report", args=[project.pk])
            yield Duty(words, step.pk, url, due=due, for_name=boards[project.body_id].for_name)
