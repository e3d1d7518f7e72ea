"""What can be found here: the year's activities, what boards have handed in, decisions."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ramverk.apps.cycle.models import Activity, DecisionRecord, HandIn
from ramverk.apps.cycle.policy import ACTIVITIES
from ramverk.apps.cycle.policy_desks import DECISIONS
from ramverk.apps.cycle.policy_submission import HAND_INS
from ramverk.apps.cycle.wording import span_text
from ramverk.apps.trail import clock
from ramverk.apps.trail.search import Row, Shelf


def _activities() -> QuerySet[Activity]:
    return Activity.objects.exclude(state="cancelled").order_by("-round_id", "order")


def _when(row: Row) -> str:
    return span_text(row["start"], row["end"], row["precision"], clock.today().year)


SHELVES = (
    Shelf(
        _("Aktiviteter"), ACTIVITIES, _activities, ("title", "owner__name"),
        lambda row, _actor: reverse("cycle:activity", args=[row["pk"]]),
        beside=("round__name",), needs=("start", "end", "precision"), day_of=_when,
    ),
    Shelf(
        _("Inlämnat av nämnderna"), HAND_INS, lambda: HandIn.objects.order_by("-at", "-pk"),
        ("submission__activity__title", "submission__body__name"),
        lambda row, _actor: reverse("desks:hand_in", args=[row["pk"]]), day="at",
    ),
    Shelf(
        pgettext_lazy("search", "Beslut"), DECISIONS, lambda: DecisionRecord.objects.order_by("-decided_on", "-pk"),
        ("activity__title", "body__name"),
        lambda row, _actor: reverse("desks:decision", args=[row["activity"]]),
        within=("text",), needs=("activity",), day="decided_on",
    ),
)  # fmt: skip
