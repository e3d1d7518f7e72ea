"""What plans are shown at an activity."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import Paper
from ramverk.apps.cycle.models import Activity, ActivityKind
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.queries.summary import handed_in_before, summaries_at
from ramverk.apps.plans.recognising import names_plans


def papers_of(activity: Activity, actor: Actor) -> Iterable[Paper]:
    """The boards' plans on one page each, at a dialogue; what the plans begin with, where they are asked for."""
    if activity.kind == ActivityKind.DISPATCH and names_plans(activity):
        yield Paper(_("Planmallen"), reverse("plans:template"))
        if actor.owns_the_process:
            yield Paper(_("Förra årets mål ur en fil"), reverse("plans:earlier_goals"))
    if activity.kind != ActivityKind.DIALOGUE:
        return
    boards = len(handed_in_before(activity, actor)) or len(summaries_at(activity, actor))
    if boards:
        label = _("Nämndernas planer i korthet (%s)") % boards
        yield Paper(label, reverse("plans:summaries", args=[activity.pk]))
