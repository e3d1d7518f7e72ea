"""What a body's page tells of the year: the activities it owns or takes part in."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, ActivityState, Participation
from ramverk.apps.cycle.models import ParticipationMode as Mode
from ramverk.apps.cycle.policy import ACTIVITIES
from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.cycle.wording import span_text
from ramverk.apps.organisation import hooks
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body


def takes_part(actor: Actor, body: Body, day: date) -> Iterable[hooks.Participation]:
    """The current round's activities in which the body has a part and that are still to be done. Three queries."""
    in_round = current_round(actor)
    if in_round is None:
        return []
    left = Activity.objects.filter(round=in_round, became=None).exclude(
        state__in=[ActivityState.DONE, ActivityState.CANCELLED]
    )
    terms = Q(audience__terms__body=body) | Q(audience__terms__body_kind=body.kind)
    modes = dict(Participation.objects.filter(terms, activity__in=left).values_list("activity_id", "mode"))
    rows = ACTIVITIES.filter(left.filter(Q(owner=body) | Q(pk__in=list(modes))), actor)
    return [
        hooks.Participation(
            when=span_text(item.start, item.end, item.precision, day.year),
            title=item.title,
            url=reverse("cycle:activity", args=[item.pk]),
            part=str(Mode(modes[item.pk]).label) if item.pk in modes else _("ansvarar"),
        )
        for item in rows
    ]
