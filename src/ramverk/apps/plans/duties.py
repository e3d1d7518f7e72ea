"""What people are to do with plans beside writing and handing them in: comments that wait for an answer."""

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import Duty
from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.policy_submission import HANDED_IN, WRITERS, bodies_behind
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.models import Comment, CommentState


def duties_of(in_round: Round, actor: Actor) -> Iterator[Duty]:
    """Open comments on the plans one writes, until they are handed in. One query; none without a board."""
    boards = bodies_behind(actor, WRITERS)
    if not boards:
        return
    rows = Comment.objects.filter(
        state=CommentState.OPEN, plan__submission__activity__round=in_round, plan__submission__body__in=list(boards)
    ).exclude(plan__submission__state__in=HANDED_IN)
    found = rows.order_by().values_list(
        "plan", "plan__submission__activity", "plan__submission__body", "plan__submission__body__name"
    )
    for plan, activity, body, name, count in found.annotate(count=Count("pk")):
        words = _("Besvara kommentarer (%(count)s) på planen för %(board)s") % {"count": count, "board": name}
        yield Duty(words, activity, reverse("plans:plan", args=[plan]), for_name=boards[body].for_name)
