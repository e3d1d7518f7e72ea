"""Which publications there are, and what opens when."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import Paper
from ramverk.apps.cycle.models import Activity, Round
from ramverk.apps.frames.models import EditionKind
from ramverk.apps.organisation.actor import ANONYMOUS, Actor
from ramverk.apps.publishing.models import Publication, PublicationState
from ramverk.apps.publishing.policy import PUBLICATIONS
from ramverk.apps.publishing.queries.calendar import PUBLIC_KINDS
from ramverk.apps.trail import clock


def publications_of(in_round: Round, actor: Actor) -> list[Publication]:
    """The round's publications that the actor may see, the newest first."""
    rows = PUBLICATIONS.filter(Publication.objects.filter(round=in_round), actor)
    return list(rows.select_related("edition", "document"))


def opened() -> QuerySet[Publication]:
    """What is open to everybody now, the newest first."""
    return PUBLICATIONS.filter(Publication.objects.select_related("edition", "document", "round"), ANONYMOUS)


def proposal_opens_at() -> datetime | None:
    """The hour the executive board's proposal opens to everybody, where it is set and lies ahead.

    Told only on the day the public calendar gives for it anyway (R20): the hour alone, never what opens.
    """
    rows = Publication.objects.filter(
        state=PublicationState.SCHEDULED, opens_at__gt=clock.now(), edition__kind=EditionKind.EXECUTIVE_PROPOSAL,
        activity__kind__in=PUBLIC_KINDS,
    )  # fmt: skip
    told = rows.order_by("opens_at").values_list("opens_at", "activity__start", "activity__end")
    return next((at for at, start, end in told if at and start and start <= localdate(at) <= (end or start)), None)


def papers_of(activity: Activity, actor: Actor) -> list[Paper]:
    """The publications that belong to an activity."""
    rows = PUBLICATIONS.filter(Publication.objects.filter(activity=activity), actor)
    return [Paper(row.title, reverse("publishing:publication", args=[row.pk]), row.get_state_display()) for row in rows]


def papers_for_rooms(in_round: Round) -> list[Paper]:
    """What has opened of the round, for every party's room: there from the same second as for media (R20)."""
    return [
        Paper(row.title, reverse("public:document", args=[row.slug]), _("öppen för alla"))
        for row in opened().filter(round=in_round)
    ]
