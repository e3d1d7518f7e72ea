"""What can be found here: editions, their changes, assumptions, the directive's assignments, financial goals.

Of a change only its public text is searched, never the internal note. Parties' proposals are found in their own area.
"""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramverk.apps.frames.models import AssumptionSet, Change, DirectiveAssignment, Edition, FinancialGoal
from ramverk.apps.frames.policy import ASSUMPTIONS, CENTRES_OWN, CHANGES, DIRECTIVES, EDITIONS, GOALS
from ramverk.apps.trail.search import Row, Shelf
from ramverk.core.editions.causes import Cause


def _changes() -> QuerySet[Change]:
    """What moves an edition; the lines of the opening budget are no changes, though they are kept as such."""
    return Change.objects.exclude(cause=Cause.OPENING_FRAME.value).order_by("-edition_id", "order", "pk")


def _at_the_change(row: Row, _actor: object) -> str:
    return f"{reverse('frames:changes', args=[row['edition']])}#rad-{row['key']}"


SHELVES = (
    Shelf(
        _("Utgåvor av budgeten"), EDITIONS, lambda: Edition.objects.filter(kind__in=CENTRES_OWN).order_by("-pk"),
        ("name",), lambda row, _actor: reverse("frames:edition", args=[row["pk"]]),
        beside=("round__name",), day="created_at",
    ),
    Shelf(
        _("Ändringar i ramarna"), CHANGES, _changes, ("text", "body__name"),
        _at_the_change, beside=("edition__name",), needs=("edition", "key"),
    ),
    Shelf(
        _("Antaganden"), ASSUMPTIONS, lambda: AssumptionSet.objects.order_by("-dated", "-pk"), ("name",),
        lambda row, _actor: reverse("frames:assumption", args=[row["pk"]]), within=("source",), day="dated",
    ),
    Shelf(
        _("Uppdrag i ramdirektivet"), DIRECTIVES, lambda: DirectiveAssignment.objects.order_by("-directive_id", "pk"),
        ("text", "body__name"), lambda row, _actor: reverse("frames:directive", args=[row["directive__edition"]]),
        needs=("directive__edition",), day="report_by", through="directive",
    ),
    Shelf(
        _("Finansiella mål"), GOALS, lambda: FinancialGoal.objects.order_by("-round_id", "pk"), ("name",),
        lambda _row, _actor: reverse("frames:goals"), beside=("round__name",),
    ),
)  # fmt: skip
