"""What can be found here: a board's own plan, and goals. What boards have handed in is found as it was frozen."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ramverk.apps.cycle.policy_submission import bodies_behind
from ramverk.apps.plans.models import ActivityPlan, Goal
from ramverk.apps.plans.policy import GOALS, PLANS
from ramverk.apps.trail.search import Row, Shelf

_BOARD, _SUBMISSION = "section__plan__submission__body", "section__plan__submission"


def _at_the_goal(row: Row, actor: Any) -> str:
    """The section for the board that writes it; for everyone else what the board has handed in."""
    if row["section"] is None:
        return reverse("plans:goals")
    if row[_BOARD] in bodies_behind(actor):
        return reverse("plans:section", args=[row["section"]])
    return reverse("desks:submission", args=[row[_SUBMISSION]])


SHELVES = (
    Shelf(
        _("Verksamhetsplaner"), PLANS, lambda: ActivityPlan.objects.order_by("-pk"),
        ("submission__activity__title", "submission__body__name"),
        lambda row, _actor: reverse("plans:plan", args=[row["pk"]]),
    ),
    Shelf(
        pgettext_lazy("search", "Mål"), GOALS, lambda: Goal.objects.order_by("-round_id", "-section_id", "order", "pk"),
        ("text", f"{_BOARD}__name"), _at_the_goal, beside=("round__name",), needs=("section", _BOARD, _SUBMISSION),
    ),
)  # fmt: skip
