"""The desk of plain steps: a note, and a confirmation that it is done."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import DeskStatus, Duty
from ramverk.apps.cycle.gates import open_needs, sentence
from ramverk.apps.cycle.models import Activity, ActivityState
from ramverk.apps.cycle.policy import answers_for
from ramverk.apps.organisation.actor import Actor


class GenericDesk:
    """Answers for steps that need no desk of their own."""

    def statuses(self, activities: Sequence[Activity]) -> Mapping[int, DeskStatus]:
        """One query: the gates still closed."""
        needs = open_needs([activity for activity in activities if not activity.is_over])
        return {
            activity.pk: DeskStatus(
                is_complete=True, blockers=[sentence(need) for need in needs.get(activity.pk, []) if need.is_gate]
            )
            for activity in activities
        }

    def duties(self, activities: Sequence[Activity], actor: Actor) -> Iterable[Duty]:
        """Confirming, for the one who answers for the step, and for the centre where nobody does. No query."""
        for activity in activities:
            nobody = activity.owner_id is None and activity.responsible_id is None
            if activity.state == ActivityState.CANCELLED:
                continue
            if answers_for(actor, activity) or (nobody and actor.owns_the_process):
                held = next((mandate for mandate in actor.held(body_id=activity.owner_id or 0)), None)
                for_name = held.for_name if held else ""
                is_done = activity.state == ActivityState.DONE
                yield Duty(_("Bekräfta när det är klart"), activity.pk, self.url(activity), is_done, for_name)

    def url(self, activity: Activity) -> str:
        """The plain page."""
        return reverse("desks:plain", args=[activity.pk])
