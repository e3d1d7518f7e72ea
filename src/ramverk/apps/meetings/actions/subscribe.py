"""Make a secret calendar address, and revoke it."""

import hashlib
import secrets

from django.db import transaction

from ramverk.apps.meetings.models import CalendarFeed
from ramverk.apps.meetings.policy import FEEDS, may_subscribe
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require


def hash_of(token: str) -> str:
    """What is kept of a secret address."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def subscribe(actor: Actor, body: Body | None = None) -> tuple[CalendarFeed, str]:
    """A new address for one's own calendar, or a body's. The secret is shown once; only its hash is kept."""
    require(may_subscribe(actor, body.pk if body else None))
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        token_hash=hash_of(token),
        person_id=None if body else actor.person_id,
        body=body,
        created_at=clock.now(),
        created_by_id=actor.person_id,  # type: ignore[misc]  # a signed-in actor has one
    )
    record(actor, "meetings.subscribe", feed)
    return feed, token


@transaction.atomic
def revoke(actor: Actor, feed: CalendarFeed) -> None:
    """Close the address; whoever has it gets nothing from now on."""
    require(FEEDS.check(actor, feed))
    CalendarFeed.objects.filter(pk=feed.pk, revoked_at__isnull=True).update(revoked_at=clock.now())
    record(actor, "meetings.revoke_feed", feed)
