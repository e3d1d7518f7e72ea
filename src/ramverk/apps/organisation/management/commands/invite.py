"""`ramverk manage invite`: make the first account, or invite somebody from the command line."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actions.invite import invite
from ramverk.apps.organisation.models import Person
from ramverk.apps.trail.actors import SYSTEM
from ramverk.apps.trail.verdicts import Refused


class Command(BaseCommand):
    """Registers the person if needed, and prints and mails the link."""

    help = "Invite a person to an account. The link is printed and mailed; it works once, for 14 days."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Address, name, and the administrator's mark."""
        parser.add_argument("email")
        parser.add_argument("name", nargs="?", default="", help="Needed the first time.")
        parser.add_argument("--administrator", action="store_true", help="Let the person run the installation.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, or say what is missing."""
        person = _person(options["email"], options["name"])
        if options["administrator"] and not person.is_administrator:
            person.is_administrator = True
            person.save(update_fields=["is_administrator"])
        unsent: list[Person] = []
        try:
            link = invite(SYSTEM, person, lambda: unsent.append(person))
        except Refused as refused:
            raise CommandError(str(refused.sentence)) from refused
        if unsent:
            said = _("Brevet till %(email)s kunde inte skickas; ge %(name)s länken på annat sätt: %(link)s")
            self.stdout.write(said % {"email": person.email, "name": person.name, "link": link})
            return
        self.stdout.write(f"{person.name} <{person.email}>\n{link}")


def _person(email: str, name: str) -> Person:
    """The person with this address, registered now if there is none."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(f"{email} is not an e-mail address.") from error
    if known := Person.objects.filter(email__iexact=email).first():
        return known
    if not name:
        raise CommandError(f'Nobody has the address {email} yet. Give a name too: invite {email} "First Last"')
    return Person.objects.create_user(email.lower(), name=name)
