"""The desk of party work and hand-over: the cycle's own, with the door to the rooms."""

from django.urls import reverse

from ramverk.apps.cycle.desk_party import PartyDesk
from ramverk.apps.cycle.models import Activity


class RoomDesk(PartyDesk):
    """Says no more than the plain desk did: how far a party has come is nobody else's business."""

    def url(self, activity: Activity) -> str:
        """The page that is sealed to all but the parties, each for itself."""
        return reverse("proposals:desk", args=[activity.pk])
