"""What the area of meetings tells those who run the round: what they are asked, and meetings on a new day."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.told import Telling, Thing
from ramverk.apps.cycle.wording import day_text
from ramverk.apps.meetings.models import ItemKind, Meeting, TrackedItem
from ramverk.apps.meetings.policy import MEETINGS, TRACKED_ITEMS
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import BodyKind


def _questions(actor: Actor, in_round: Round) -> list[Thing]:
    """What the finance department is to answer, or this person."""
    asked = Q(body__kind=BodyKind.FINANCE_DEPARTMENT) | Q(owner_id=actor.person_id)
    rows = TrackedItem.objects.filter(asked, activity__round=in_round, kind=ItemKind.QUESTION)
    return [
        Thing(one.pk, reverse("meetings:item", args=[one.pk]), {"what": str(one)})
        for one in TRACKED_ITEMS.filter(rows, actor).order_by()
    ]


def _meetings(actor: Actor, in_round: Round) -> list[Thing]:
    rows = MEETINGS.filter(Meeting.objects.filter(activity__round=in_round), actor)
    return [
        Thing(
            one.pk, reverse("meetings:meeting", args=[one.pk]),
            {"what": one.activity.title, "day": day_text(one.day, weekday=False)},
        )
        for one in rows.select_related("activity").order_by()
    ]  # fmt: skip


TELLINGS = (
    Telling("meetings.trackeditem", {"meetings.track_item": _("Fråga att besvara: %(what)s")}, _questions),
    Telling("meetings.meeting", {"meetings.move_meeting": _("Mötet är flyttat (nu %(day)s): %(what)s")}, _meetings),
)
