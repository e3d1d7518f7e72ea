"""What the area of investments tells those who run the round: lists that are frozen."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.told import Telling, Thing
from ramverk.apps.investments.models import InvestmentList
from ramverk.apps.investments.policy import LISTS
from ramverk.apps.organisation.actor import Actor


def _lists(actor: Actor, in_round: Round) -> Iterator[Thing]:
    rows = LISTS.filter(InvestmentList.objects.filter(round=in_round), actor)
    for pk, name in rows.order_by().values_list("pk", "name"):
        yield Thing(pk, reverse("investments:list", args=[pk]), {"what": name})


TELLINGS = (
    Telling(
        "investments.investmentlist", {"investments.freeze_list": _("Investeringslistan är fryst: %(what)s")}, _lists
    ),
)
