"""What the area of decisions tells those who run the round: matters that a body has decided."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.told import Telling, Thing
from ramverk.apps.decisions.models import Sitting
from ramverk.apps.decisions.policy import SITTINGS
from ramverk.apps.organisation.actor import Actor


def _sittings(actor: Actor, in_round: Round) -> list[Thing]:
    """Those that record no decision at the year's step, which tells of itself."""
    rows = SITTINGS.filter(Sitting.objects.filter(matter__round=in_round, decision__isnull=True), actor)
    return [
        Thing(
            one.pk, reverse("decisions:sitting", args=[one.pk]),
            {"body": one.body.name, "what": one.matter.title, "paragraph": one.paragraph},
        )
        for one in rows.select_related("body", "matter").order_by()
    ]  # fmt: skip


TELLINGS = (
    Telling(
        "decisions.sitting",
        {"decisions.close_sitting": _("%(body)s har beslutat (§ %(paragraph)s): %(what)s")},
        _sittings,
    ),
)
