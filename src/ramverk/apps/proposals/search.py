"""What can be found here: proposals handed over to the reader or laid open, and the answers given to all parties.

Nothing that lies in a party's room stands on a shelf, not even for the party: it is sealed, and so is that it is there.
"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramverk.apps.proposals.models import HandOver, PublishedFact
from ramverk.apps.proposals.policy import FACTS, HAND_OVERS
from ramverk.apps.trail.search import Shelf

SHELVES = (
    Shelf(
        _("Partiernas förslag"), HAND_OVERS, lambda: HandOver.objects.filter(withdrawn_at=None).order_by("-at", "-pk"),
        ("edition__name",), lambda row, _actor: reverse("proposals:proposal", args=[row["pk"]]),
        beside=("edition__round__name",), day="at",
    ),
    Shelf(
        _("Svar till alla partier"), FACTS, lambda: PublishedFact.objects.order_by("-at", "-pk"), ("question",),
        lambda _row, _actor: reverse("proposals:questions"), day="at",
    ),
)  # fmt: skip
