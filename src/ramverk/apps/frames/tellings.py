"""What the area of frames tells those who run the round: editions that are frozen or decided, new assumptions."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.told import Telling, Thing
from ramverk.apps.frames.models import AssumptionSet, Edition
from ramverk.apps.frames.policy import ASSUMPTIONS, CENTRES_OWN, EDITIONS
from ramverk.apps.organisation.actor import Actor


def _editions(actor: Actor, in_round: Round) -> Iterator[Thing]:
    """The municipality's own: a party's proposal tells of itself when and to whom the party wants."""
    own = Edition.objects.filter(round=in_round, kind__in=CENTRES_OWN)
    for pk, name in EDITIONS.filter(own, actor).order_by().values_list("pk", "name"):
        yield Thing(pk, reverse("frames:edition", args=[pk]), {"what": name})


def _assumptions(actor: Actor, _in_round: Round) -> Iterator[Thing]:
    """Sets belong to no round: a forecast comes for all of them."""
    rows = ASSUMPTIONS.filter(AssumptionSet.objects.all(), actor)
    for pk, name in rows.order_by().values_list("pk", "name"):
        yield Thing(pk, reverse("frames:assumption", args=[pk]), {"what": name})


TELLINGS = (
    Telling(
        "frames.edition",
        {
            "frames.freeze_edition": _("Utgåvan är fryst: %(what)s"),
            "frames.decide_edition": _("Utgåvan är beslutad: %(what)s"),
        },
        _editions,
    ),
    Telling("frames.assumptionset", {"frames.add_assumptions": _("Nytt antagande: %(what)s")}, _assumptions),
)
