"""The desk of party work and hand-over: the cycle's own, with the door to the rooms."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from ramverk.apps.cycle.desk_party import PartyDesk
from ramverk.apps.cycle.desks import Duty
from ramverk.apps.cycle.models import Activity
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.queries.questions import question_duties


class RoomDesk(PartyDesk):
    """Says no more than the plain desk did: how far a party has come is nobody else's business."""

    def duties(self, activities: Sequence[Activity], actor: Actor) -> Iterable[Duty]:
        """The parties' own, and for officials the questions that wait for them. One query more."""
        yield from super().duties(activities, actor)
        yield from question_duties(activities, actor)

    def url(self, activity: Activity) -> str:
        """The page that is sealed to all but the parties, each for itself."""
        return reverse("proposals:desk", args=[activity.pk])
