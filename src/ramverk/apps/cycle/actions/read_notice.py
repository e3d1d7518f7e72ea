"""Mark one's own notices as read. No trail entry: it changes nothing in the year."""

from ramverk.apps.cycle.models import Notice
from ramverk.apps.cycle.policy import NOTICES
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock


def read_notices(actor: Actor, pk: int | None = None) -> int:
    """Mark the one, or all, as read; answers how many."""
    rows = NOTICES.filter(Notice.objects.filter(read_at=None), actor)
    return (rows.filter(pk=pk) if pk is not None else rows).update(read_at=clock.now())
