"""Accept an invitation: choose a password, and the account is there."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actions.invite import token_hash
from ramverk.apps.organisation.actor import actor_of
from ramverk.apps.organisation.models import Invitation, Person
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Refused


class InvitationOver(Refused):
    """The link has been used, has been replaced by a newer one, is too old, or never was."""

    status = 410

    def __init__(self) -> None:
        super().__init__(
            _("Länken gäller inte längre. Den kan vara använd, äldre än två veckor eller ersatt av en nyare. ")
            + _("Har du redan ett konto loggar du in som vanligt; annars ber du den som bjöd in dig om en ny länk.")
        )


def open_invitation(token: str) -> Invitation:
    """The invitation this token opens now. Raises `InvitationOver`, with the same words whatever the cause."""
    invitation = (
        Invitation.objects.select_related("person")
        .filter(token_hash=token_hash(token), used_at=None, expires_at__gt=clock.now(), person__is_active=True)
        .first()
    )
    if invitation is None:
        raise InvitationOver
    return invitation


@transaction.atomic
def accept_invitation(token: str, password: str) -> Person:
    """The person, now with this password. Of two who use the link at once, one gets in."""
    invitation = open_invitation(token)
    person = invitation.person
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages)) from error
    # The condition and the mark are one statement: a link is used once.
    if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=clock.now()):
        raise InvitationOver
    person.set_password(password)
    person.save(update_fields=["password"])
    record(actor_of(person, clock.today()), "organisation.accept_invitation", person)
    return person
