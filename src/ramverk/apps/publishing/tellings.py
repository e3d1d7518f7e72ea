"""What the area of publishing tells those who run the round: questions from media and residents."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.told import Telling, Thing
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.publishing.models import PublicQuestion, PublicQuestionKind
from ramverk.apps.publishing.policy import QUESTIONS

_KINDS = {
    PublicQuestionKind.QUESTION: _("Fråga från allmänheten"),
    PublicQuestionKind.ACCESS: _("Synpunkt på sidans tillgänglighet"),
}


def _questions(actor: Actor, in_round: Round) -> Iterator[Thing]:
    """Unread words from outside stay on the page where they are answered."""
    rows = QUESTIONS.filter(PublicQuestion.objects.filter(round=in_round), actor)
    for pk, kind in rows.order_by().values_list("pk", "kind"):
        yield Thing(pk, reverse("publishing:question", args=[pk]), {"what": str(_KINDS[PublicQuestionKind(kind)])})


TELLINGS = (Telling("publishing.publicquestion", {"publishing.ask_publicly": "%(what)s"}, _questions),)
