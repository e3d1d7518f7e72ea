"""Holding a part of a shared text while writing in it, and keeping every word that could not be saved.

A lease lasts fifteen minutes and is renewed by working. Areas with texts of their own make their tables of `Lease` and
`Kept`; what a row is about is given as the foreign key's name and value (`section=…`).
"""

from datetime import timedelta
from typing import Any, TypeVar

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Person
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Stale

LEASE = timedelta(minutes=15)
RENEWED = timedelta(minutes=1)
"""A lease renewed so lately is left as it is."""


class Lease(models.Model):
    """Who is writing somewhere just now, and until when; renewed by working."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    taken_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        abstract = True


class Kept(models.Model):
    """What somebody had written when another had saved or taken over: kept until they have dealt with it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    seen_version = models.PositiveIntegerField(default=0)
    """The version it was written against."""
    at = models.DateTimeField()
    is_done = models.BooleanField(default=False)

    class Meta:
        abstract = True


L = TypeVar("L", bound=Lease)
K = TypeVar("K", bound=Kept)


def person_of(actor: Actor) -> int:
    """Who writes. Rooms where one writes are open to persons only."""
    assert actor.person_id is not None  # noqa: S101 - the policies let no other in
    return actor.person_id


def holder(leases: type[L], **held: Any) -> L | None:
    """Who is writing there now."""
    return leases._default_manager.filter(until__gt=clock.now(), **held).select_related("person").first()


def renew(actor: Actor, leases: type[L], **held: Any) -> L:
    """Take or prolong the lease; refused while somebody else holds it. Lock what is held before."""
    now = clock.now()
    lease = leases._default_manager.filter(**held).select_related("person").first()
    if lease is None:
        return leases._default_manager.create(person_id=person_of(actor), taken_at=now, until=now + LEASE, **held)
    if lease.person_id != actor.person_id:
        if lease.until > now:
            raise Stale(
                _(
                    "%(who)s skriver i avsnittet just nu. Det blir ledigt när hen lämnar det, senast kl %(time)s om "
                    "inget mer skrivs."
                )
                % {"who": lease.person.name, "time": timezone.localtime(lease.until).strftime("%H.%M")}
            )
        lease.person_id, lease.taken_at = person_of(actor), now
    elif lease.until > now + LEASE - RENEWED:
        return lease  # an autosave every few seconds need not write this row each time
    lease.until = now + LEASE
    lease.save(update_fields=["person", "taken_at", "until"])
    return lease


def hand_on(actor: Actor, lease: L) -> L:
    """Hand a lease on to the actor, for a whole spell."""
    now = clock.now()
    lease.person_id, lease.taken_at, lease.until = person_of(actor), now, now + LEASE
    lease.save(update_fields=["person", "taken_at", "until"])
    return lease


def give_free(actor: Actor, leases: type[L], **held: Any) -> None:
    """Give it free, if the actor holds it."""
    leases._default_manager.filter(person_id=person_of(actor), **held).delete()


def kept(actor: Actor, texts: type[K], **held: Any) -> QuerySet[K]:
    """What the actor wrote that could not be saved, and has not dealt with."""
    return texts._default_manager.filter(person_id=person_of(actor), is_done=False, **held)


def keep_text(actor: Actor, texts: type[K], version: int, text: str, **held: Any) -> K:
    """Keep what could not be saved; more of the same spell of writing replaces what was kept of it."""
    known = kept(actor, texts, **held).filter(seen_version=version).first()
    if known is None:
        return texts._default_manager.create(
            person_id=person_of(actor), seen_version=version, text=text, at=clock.now(), **held
        )
    if known.text != text:
        known.text, known.at = text, clock.now()
        known.save(update_fields=["text", "at"])
    return known
