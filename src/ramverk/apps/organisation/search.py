"""What can be found here: bodies and people of today."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ramverk.apps.organisation.models import Body, Mandate, Person, on
from ramverk.apps.organisation.policy import BODIES, PEOPLE
from ramverk.apps.trail import clock
from ramverk.apps.trail.search import Shelf


def _bodies() -> QuerySet[Body]:
    return Body.objects.filter(on(clock.today())).order_by("name")


def _people() -> QuerySet[Person]:
    held = Mandate.objects.filter(on(clock.today()), person=OuterRef("pk")).order_by("order", "pk")
    return Person.objects.filter(is_active=True).annotate(held=Subquery(held.values("body__name")[:1])).order_by("name")


SHELVES = (
    Shelf(
        pgettext_lazy("search", "Organ"), BODIES, _bodies, ("name", "short_name"),
        lambda row, _actor: reverse("organisation:body", args=[row["pk"]]), beside=("parent__name",),
    ),
    Shelf(
        _("Personer"), PEOPLE, _people, ("name",),
        lambda row, _actor: reverse("organisation:person", args=[row["pk"]]), beside=("held",),
    ),
)  # fmt: skip
