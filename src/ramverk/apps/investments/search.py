"""What can be found here: investment projects by name. What their sheets say, secret or not, is not searched."""

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from ramverk.apps.investments.models import Project
from ramverk.apps.investments.policy import PROJECTS
from ramverk.apps.trail.search import Shelf

SHELVES = (
    Shelf(
        pgettext_lazy("search", "Investeringsprojekt"), PROJECTS,
        lambda: Project.objects.filter(removed_at=None).order_by("-round_id", "name", "pk"), ("name", "body__name"),
        lambda row, _actor: reverse("investments:project", args=[row["pk"]]), beside=("round__name",),
    ),
)  # fmt: skip
