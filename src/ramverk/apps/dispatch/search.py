"""What can be found here: dispatches, sent to everyone or still the sender's draft."""

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.dispatch.policy import DISPATCHES
from ramverk.apps.trail.search import Shelf

SHELVES = (
    Shelf(
        pgettext_lazy("search", "Utskick"), DISPATCHES, lambda: Dispatch.objects.order_by("-pk"),
        ("subject", "sender__name"), lambda row, _actor: reverse("dispatch:page", args=[row["pk"]]), day="sent_at",
    ),
)  # fmt: skip
