"""What can be found here: key figures by name and id."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramverk.apps.keyfigures.models import Indicator
from ramverk.apps.keyfigures.policy import INDICATORS
from ramverk.apps.trail.search import Shelf

SHELVES = (
    Shelf(
        _("Nyckeltal"), INDICATORS, lambda: Indicator.objects.filter(vanished_on=None).order_by("title", "code"),
        ("title", "code"), lambda row, _actor: reverse("keyfigures:indicator", args=[row["code"]]),
        beside=("operating_area",),
    ),
)  # fmt: skip
