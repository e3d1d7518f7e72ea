"""What can be found here: matters, the clauses on a table, and minutes."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ramverk.apps.decisions.models import ClauseValue, Matter, Sitting
from ramverk.apps.decisions.policy import MATTERS, SITTINGS, VALUES
from ramverk.apps.trail.search import Shelf

SHELVES = (
    Shelf(
        _("Ärenden"), MATTERS, lambda: Matter.objects.order_by("-registered_at", "-pk"), ("title", "register_number"),
        lambda row, _actor: reverse("decisions:matter", args=[row["pk"]]), day="registered_at",
    ),
    Shelf(
        _("Att-satser"), VALUES,
        lambda: ClauseValue.objects.exclude(text="").order_by("-clause__sitting__day", "clause__number", "pk"),
        ("text", "clause__sitting__body__name", "proposal__name"),
        lambda row, _actor: reverse("decisions:sitting", args=[row["clause__sitting"]]),
        within=("clause__subject",), beside=("clause__sitting__matter__title",), needs=("clause__sitting",),
        day="clause__sitting__day",
    ),
    Shelf(
        pgettext_lazy("search", "Protokoll"), SITTINGS,
        lambda: Sitting.objects.exclude(minutes=None).order_by("-day", "-pk"),
        ("matter__title", "body__name"), lambda row, _actor: reverse("decisions:minutes", args=[row["pk"]]), day="day",
    ),
)  # fmt: skip
