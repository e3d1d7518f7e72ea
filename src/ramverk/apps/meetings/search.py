"""What can be found here: meetings, and the questions and assignments from them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramverk.apps.meetings.models import Meeting, TrackedItem
from ramverk.apps.meetings.policy import MEETINGS, TRACKED_ITEMS
from ramverk.apps.trail.search import Shelf

SHELVES = (
    Shelf(
        _("Möten"), MEETINGS, lambda: Meeting.objects.order_by("-day", "-pk"), ("title", "activity__owner__name"),
        lambda row, _actor: reverse("meetings:meeting", args=[row["pk"]]), beside=("place",), day="day",
    ),
    Shelf(
        _("Frågor och uppdrag"), TRACKED_ITEMS, lambda: TrackedItem.objects.order_by("-pk"), ("text", "body__name"),
        lambda row, _actor: reverse("meetings:item", args=[row["pk"]]), beside=("activity__title",), day="due",
    ),
)  # fmt: skip
