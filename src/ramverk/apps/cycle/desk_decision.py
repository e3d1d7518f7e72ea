"""The desk of decisions: what the body decided, frozen."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import DeskStatus, Duty
from ramverk.apps.cycle.gates import open_needs, sentence
from ramverk.apps.cycle.models import Activity, ActivityState, DecisionRecord
from ramverk.apps.cycle.policy_desks import may_record_decision
from ramverk.apps.organisation.actor import Actor


class DecisionDesk:
    """Answers for decisions."""

    def statuses(self, activities: Sequence[Activity]) -> Mapping[int, DeskStatus]:
        """Two queries: what is decided, and what is still needed."""
        decided = {
            row.activity_id: summary(row.body.short_name or row.body.name, row.paragraph)
            for row in DecisionRecord.objects.filter(activity__in=activities).select_related("body")
        }
        return self.answers(activities, decided)

    def answers(self, activities: Sequence[Activity], decided: Mapping[int, str]) -> dict[int, DeskStatus]:
        """The status of each, by what is known to be decided. One query, or none where the needs are at hand."""
        needs = open_needs([activity for activity in activities if activity.pk not in decided])
        found: dict[int, DeskStatus] = {}
        for activity in activities:
            if activity.pk in decided:
                found[activity.pk] = DeskStatus(is_complete=True, summary=decided[activity.pk])
                continue
            blockers = [sentence(need) for need in needs.get(activity.pk, []) if need.is_gate]
            found[activity.pk] = DeskStatus(
                is_complete=activity.is_over, blockers=[*blockers, _("Beslutet är inte registrerat än.")]
            )
        return found

    def duties(self, activities: Sequence[Activity], actor: Actor) -> Iterable[Duty]:
        """Recording, for the body's own secretary and presidium and for the centre. No query."""
        for activity in activities:
            if activity.state == ActivityState.CANCELLED or not may_record_decision(actor, activity):
                continue
            held = next((mandate for mandate in actor.held(body_id=activity.owner_id or 0)), None)
            for_name = held.for_name if held and not actor.owns_the_process else ""
            is_done = activity.state == ActivityState.DONE
            yield Duty(_("Registrera beslutet"), activity.pk, self.url(activity), is_done, for_name)

    def url(self, activity: Activity) -> str:
        """The decision of the activity."""
        return reverse("desks:decision", args=[activity.pk])


def summary(body: str, paragraph: str) -> str:
    """A decision in a few words, for lists."""
    return _("beslutat av %(who)s, § %(paragraph)s") % {"who": body, "paragraph": paragraph}
