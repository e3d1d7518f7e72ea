"""Signing in and out, succeeded or refused, leaves an entry in the trail and a line in the security log."""

import logging
from typing import Any

from allauth.account import signals
from django.contrib.auth import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from ramverk.apps.organisation.actor import actor_of
from ramverk.apps.organisation.models import Person
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.actors import System

log = logging.getLogger("ramverk.security")

SOMEBODY = System(name="Någon", role="inte inloggad")
"""Whoever tried and failed: the trail must not say it was the account's owner."""


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: Person, **_others: Any) -> None:
    """Somebody came in."""
    record(actor_of(user, clock.today()), "organisation.sign_in", user)
    log.info("signed in: person %s from %s", user.pk, _from(request))


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: Person | None, **_others: Any) -> None:
    """Somebody left."""
    if user is not None:
        record(actor_of(user, clock.today()), "organisation.sign_out", user)
        log.info("signed out: person %s from %s", user.pk, _from(request))


@receiver(user_login_failed)
def refused(credentials: dict[str, Any], request: HttpRequest | None = None, **_others: Any) -> None:
    """Somebody gave a wrong address or password. The address is logged, never the password."""
    address = str(credentials.get("email") or credentials.get("username") or "")[:254]
    log.warning("sign-in refused: %r from %s", address, _from(request))
    if address and (person := Person.objects.filter(email__iexact=address).first()):
        record(SOMEBODY, "organisation.sign_in_refused", person)


@receiver(signals.password_changed)
@receiver(signals.password_reset)
@receiver(signals.password_set)
def new_password(request: HttpRequest, user: Person, **_others: Any) -> None:
    """Somebody has a new password."""
    record(actor_of(user, clock.today()), "organisation.change_password", user)
    log.info("new password: person %s from %s", user.pk, _from(request))


def _from(request: HttpRequest | None) -> str:
    return str(request.META.get("REMOTE_ADDR", "?")) if request is not None else "?"
