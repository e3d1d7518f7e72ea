"""Move a meeting to another day, time or place; those already called get the new time."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.meetings.actions.plan_meeting import Occasion
from ramverk.apps.meetings.invitations import send_requests
from ramverk.apps.meetings.models import Meeting, MeetingState
from ramverk.apps.meetings.policy import may_run
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def move_meeting(actor: Actor, meeting: Meeting, version: int, occasion: Occasion, reason: str) -> None:
    """Set the new occasion. The calendar identity stays and its sequence rises."""
    require(may_run(actor, meeting))
    if meeting.state == MeetingState.HELD:
        raise Invalid(_("Mötet är redan hållet och kan inte flyttas."))
    if occasion.starts_at and occasion.ends_at and occasion.ends_at <= occasion.starts_at:
        raise Invalid(_("Mötet slutar innan det börjar. Ändra sluttiden."))
    before, after = change(
        meeting,
        version,
        day=occasion.day,
        starts_at=occasion.starts_at,
        ends_at=occasion.ends_at,
        place=occasion.place,
        sequence=meeting.sequence + 1,
    )
    record(actor, "meetings.move_meeting", meeting, before=before, after=after, reason=reason)
    invited = list(meeting.attendances.select_related("person").filter(invited_at__isnull=False))
    if invited:
        transaction.on_commit(lambda: send_requests(meeting, invited, settings.DEFAULT_FROM_EMAIL), robust=True)
