"""What can be found here: publications, and the parts of those being written."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramverk.apps.publishing.models import Publication
from ramverk.apps.publishing.models_workspace import Part
from ramverk.apps.publishing.policy import PUBLICATIONS
from ramverk.apps.publishing.policy_workspace import PARTS
from ramverk.apps.trail.search import Shelf

SHELVES = (
    Shelf(
        _("Dokument"), PUBLICATIONS, lambda: Publication.objects.order_by("-pk"), ("title",),
        lambda row, _actor: reverse("publishing:publication", args=[row["pk"]]),
        beside=("edition__name",), day="opens_at",
    ),
    Shelf(
        _("Delar av dokument"), PARTS, lambda: Part.objects.order_by("-workspace_id", "order", "pk"), ("heading",),
        lambda row, _actor: reverse("publishing:part", args=[row["pk"]]), beside=("workspace__publication__title",),
    ),
)  # fmt: skip
