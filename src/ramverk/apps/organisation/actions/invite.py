"""Invite somebody to their account: a link by mail, good for two weeks and for one use."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Invitation, Municipality, Person
from ramverk.apps.organisation.policy import may
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.actors import SYSTEM, System
from ramverk.apps.trail.verdicts import Invalid, require

GOOD_FOR = timedelta(days=14)


def token_hash(token: str) -> str:
    """What is stored of a token. The token itself has 256 bits of chance, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(actor: Actor | System, person: Person, unsent: Callable[[], None] | None = None) -> str:
    """Mail the person a link to make their account, and return the link. Earlier links stop working.

    `unsent` is called where the letter cannot be sent; the invitation stands, and the link works.
    """
    if actor is not SYSTEM:
        require(may(actor, "organisation.invite", person))  # type: ignore[arg-type]
    _refuse_who_needs_none(person)
    token = secrets.token_urlsafe(32)
    now = clock.now()
    Invitation.objects.filter(person=person, used_at=None, expires_at__gt=now).update(expires_at=now)
    invitation = Invitation.objects.create(
        person=person, token_hash=token_hash(token), sent_at=now, expires_at=now + GOOD_FOR
    )
    link = settings.BASE_URL.rstrip("/") + reverse("invitation", args=[token])
    mail = _mail(person, link, invitation, actor.name)
    record(actor, "organisation.invite", person, after={"expires_at": invitation.expires_at})
    # a mail server that is down must not undo the invitation
    transaction.on_commit(partial(_send, mail, unsent), robust=True)
    return link


def _send(mail: EmailMessage, unsent: Callable[[], None] | None) -> None:
    try:
        mail.send()
    except (SMTPException, OSError):
        if unsent is None:
            raise
        unsent()


def _refuse_who_needs_none(person: Person) -> None:
    if not person.email:
        raise Invalid(_("%s har ingen e-postadress. Fyll i den först.") % person.name)
    if not person.is_active:
        raise Invalid(_("%s är inte aktiv längre och kan inte bjudas in.") % person.name)
    if person.has_usable_password() and person.last_login:
        raise Invalid(_("%s har redan ett konto. Ett glömt lösenord byts på inloggningssidan.") % person.name)


def _mail(person: Person, link: str, invitation: Invitation, inviter: str) -> EmailMessage:
    """The letter, in the person's own language."""
    with translation.override(person.language):
        municipality = Municipality.objects.first()
        words = {"person": person, "link": link, "invitation": invitation, "inviter": inviter, "place": municipality}
        text = render_to_string("organisation/mail/invitation.txt", words)
        subject = _("Ditt konto för mål och budget i %s") % (municipality or "Ramverk")
    return EmailMessage(subject, text, to=[str(person.email)])
